from django.db import migrations, models


def take_along(apps, _schema):
    """An item had one document at most."""
    item = apps.get_model("consultation", "AgendaItem")
    through = item.files.through
    through.objects.bulk_create(
        through(agendaitem_id=pk, storedfile_id=file)
        for pk, file in item.objects.exclude(file=None).values_list("pk", "file")
    )


def leave_one(apps, _schema):
    item = apps.get_model("consultation", "AgendaItem")
    for row in item.files.through.objects.order_by("-pk"):
        item.objects.filter(pk=row.agendaitem_id).update(file=row.storedfile_id)


class Migration(migrations.Migration):
    dependencies = [
        ("consultation", "0008_decisions_by_day"),
        ("documents", "0002_screened_and_removed_files"),
    ]

    operations = [
        migrations.AddField(
            model_name="agendaitem",
            name="files",
            field=models.ManyToManyField(
                blank=True,
                related_name="agenda_items",
                to="documents.storedfile",
                verbose_name="documents",
            ),
        ),
        migrations.RunPython(take_along, leave_one),
        migrations.RemoveField(model_name="agendaitem", name="file"),
    ]
