import uuid

from django.db import migrations, models

# Once for each statement, however many rows it changes. An upsert: a site that was
# emptied has no row.
STAMPS = """
    create function taxonomy_stamp() returns trigger language plpgsql as $$
    begin
        insert into taxonomy_referencestamp (id, stamp) values (1, gen_random_uuid())
            on conflict (id) do update set stamp = excluded.stamp;
        return null;
    end;
    $$;
"""
NO_STAMPS = "drop function taxonomy_stamp()"
TABLES = (
    *("taxonomy_scheme", "taxonomy_term", "taxonomy_abbreviation"),
    *("taxonomy_area", "taxonomy_area_members"),
)


def _stamping(table):
    return migrations.RunSQL(
        f"create trigger stamps after insert or update or delete or truncate"
        f" on {table} for each statement execute function taxonomy_stamp()",
        f"drop trigger stamps on {table}",
    )


class Migration(migrations.Migration):
    dependencies = [("taxonomy", "0001_initial")]

    operations = [
        migrations.CreateModel(
            name="ReferenceStamp",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True,
                        primary_key=True,
                        serialize=False,
                        verbose_name="ID",
                    ),
                ),
                ("stamp", models.UUIDField(default=uuid.uuid4, editable=False)),
            ],
            options={
                "verbose_name": "stamp of the reference data",
                "verbose_name_plural": "stamps of the reference data",
            },
        ),
        migrations.RunSQL(
            "insert into taxonomy_referencestamp (id, stamp)"
            " values (1, gen_random_uuid())",
            migrations.RunSQL.noop,
        ),
        migrations.RunSQL(STAMPS, NO_STAMPS),
        *map(_stamping, TABLES),
    ]
