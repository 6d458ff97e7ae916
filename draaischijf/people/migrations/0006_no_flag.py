from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("people", "0005_flags_become_groups")]

    operations = [
        migrations.RemoveField(model_name="organisation", name="in_working_group"),
    ]
