"""Salt and chain what was there, in the order it was recorded."""

from django.db import migrations

SEALED = """
update history_entry set salt = replace(gen_random_uuid()::text, '-', '');
update history_entry e set digest = history_digest(e.salt, history_content(e));
select history_chain(array(select id from history_entry order by id));
"""


class Migration(migrations.Migration):
    dependencies = [
        ("history", "0002_chain"),
    ]

    operations = [
        migrations.RunSQL(SEALED, migrations.RunSQL.noop),
    ]
