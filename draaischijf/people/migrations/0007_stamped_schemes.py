from django.db import migrations

# Which lists a partnership uses says what its abbreviations mean.
STAMPED = """
    create trigger stamps after insert or update or delete or truncate
        on people_partnership_schemes
        for each statement execute function taxonomy_stamp()
"""
NOT_STAMPED = "drop trigger stamps on people_partnership_schemes"


class Migration(migrations.Migration):
    dependencies = [
        ("people", "0006_no_flag"),
        ("taxonomy", "0002_reference_stamp"),
    ]

    operations = [migrations.RunSQL(STAMPED, NOT_STAMPED)]
