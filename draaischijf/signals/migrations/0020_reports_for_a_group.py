import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("people", "0006_no_flag"),
        ("signals", "0019_given_to_a_group"),
    ]

    operations = [
        migrations.AddField(
            model_name="presignal",
            name="assigned_group",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="+",
                to="people.workinggroup",
            ),
        ),
        migrations.AddField(
            model_name="routingrule",
            name="group",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="+",
                to="people.workinggroup",
            ),
        ),
    ]
