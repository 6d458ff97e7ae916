"""Who was in the working group sits in the standard group of its partnership."""

from django.db import migrations

# Since when is not known: it stays empty.
NAME = "Werkgroep signalen"


def make_groups(apps, _schema_editor):
    Organisation = apps.get_model("people", "Organisation")
    WorkingGroup = apps.get_model("people", "WorkingGroup")
    GroupMember = apps.get_model("people", "GroupMember")
    flagged = Organisation.objects.filter(in_working_group=True)
    partnerships = flagged.order_by("partnership").values_list("partnership", flat=True)
    for partnership in partnerships.distinct():
        group, _is_new = WorkingGroup.objects.get_or_create(
            partnership_id=partnership, is_standard=True, defaults={"name": NAME}
        )
        sits = group.members.filter(until__isnull=True).values("organisation")
        left_out = flagged.filter(partnership=partnership).exclude(pk__in=sits)
        GroupMember.objects.bulk_create(
            GroupMember(group=group, organisation=one, since=None) for one in left_out
        )


def set_flags(apps, _schema_editor):
    Organisation = apps.get_model("people", "Organisation")
    GroupMember = apps.get_model("people", "GroupMember")
    sits = GroupMember.objects.filter(group__is_standard=True, until__isnull=True)
    Organisation.objects.filter(pk__in=sits.values("organisation")).update(
        in_working_group=True
    )


class Migration(migrations.Migration):
    dependencies = [("people", "0004_working_groups")]

    operations = [migrations.RunPython(make_groups, set_flags)]
