"""What was for the working group is for the standard group of its partnership."""

from django.db import migrations

NAME = "Werkgroep signalen"


def name_groups(apps, _schema_editor):
    WorkingGroup = apps.get_model("people", "WorkingGroup")
    for label, column in COLUMNS.items():
        flagged = apps.get_model("signals", label).objects.filter(
            for_working_group=True
        )
        partnerships = flagged.order_by("partnership").values_list(
            "partnership", flat=True
        )
        for partnership in partnerships.distinct():
            group, _is_new = WorkingGroup.objects.get_or_create(
                partnership_id=partnership, is_standard=True, defaults={"name": NAME}
            )
            rows = flagged.filter(partnership=partnership)
            rows.update(**{column: group, "for_working_group": False})


def set_flags(apps, _schema_editor):
    for label, column in COLUMNS.items():
        rows = apps.get_model("signals", label).objects.filter(
            **{f"{column}__isnull": False}
        )
        rows.update(**{column: None, "for_working_group": True})


COLUMNS = {"PreSignal": "assigned_group", "RoutingRule": "group"}


class Migration(migrations.Migration):
    dependencies = [("signals", "0020_reports_for_a_group")]

    operations = [migrations.RunPython(name_groups, set_flags)]
