import django.db.models.deletion
from django.db import migrations, models

# What stands there now; from 0020 on the database keeps it.
FILLED = """
    update signals_agendaplace as place set partnership_id = signal.partnership_id
        from signals_policysignal as signal where signal.id = place.signal_id
"""


class Migration(migrations.Migration):
    dependencies = [
        ("people", "0003_second_factor"),
        ("signals", "0022_no_flag_for_groups"),
    ]

    operations = [
        migrations.AddField(
            model_name="agendaplace",
            name="partnership",
            field=models.ForeignKey(
                db_index=False,
                editable=False,
                null=True,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="+",
                to="people.partnership",
            ),
        ),
        migrations.RunSQL(FILLED, migrations.RunSQL.noop),
    ]
