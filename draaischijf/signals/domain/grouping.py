"""Proposing groups of open reports that seem to be about one problem.

What a person did with a group stays; the rest is made anew each time. Everybody who
changes groups locks the one row of the partnership first (`lock_groups`).
"""

from __future__ import annotations

import datetime
from collections.abc import Sequence

from django.db import transaction
from django.utils import timezone

from draaischijf.core import queue
from draaischijf.people.models import Partnership
from draaischijf.signals.models import GroupedReport, Grouping, PreSignal, ReportGroup
from draaischijf.signals.queries.grouping import (
    Found,
    groups_among,
    lacks_vectors,
    reports_to_group,
)

TASK = "draaischijf.signals.tasks.group_reports"
# So that a text of ten reports that come in together is looked at once.
SOON = datetime.timedelta(seconds=20)
_ATTEMPTS = 3


def group_soon(partnership_id: int) -> None:
    """Have the groups of a partnership made anew, shortly; twice asked is once."""
    queue.later(
        TASK,
        key=f"group-reports-{partnership_id}",
        at=timezone.now() + SOON,
        partnership_id=partnership_id,
    )


def partnerships_with_reports() -> list[int]:
    """Return the partnerships that have reports to put together, or groups."""
    waiting = PreSignal.objects.open().values_list("partnership", flat=True)
    groups = ReportGroup.objects.values_list("partnership", flat=True)
    return sorted({*waiting.distinct(), *groups.distinct()})


def lock_groups(partnership_id: int) -> Grouping:
    """Return the row that stands for all groups, locked until the transaction ends."""
    Grouping.objects.get_or_create(partnership_id=partnership_id)
    return Grouping.objects.select_for_update().get(partnership_id=partnership_id)


def group_reports(partnership: Partnership) -> bool:
    """Make the groups of a partnership as they should be now; tell whether it was done.

    Not while reports wait for their vector, nor when persons go on changing the groups
    meanwhile. The working out takes no lock; who changes something during it is never
    overruled, for then it is worked out anew. Safe to run again and to kill.
    """
    for _attempt in range(_ATTEMPTS):
        if lacks_vectors(partnership):
            return False
        version = _version(partnership)
        found = groups_among(partnership)
        with transaction.atomic():
            if lock_groups(partnership.pk).version == version:
                _apply(partnership, found)
                return True
    group_soon(partnership.pk)
    return False


def _version(partnership: Partnership) -> int:
    found = Grouping.objects.filter(partnership=partnership).first()
    return found.version if found else 0


def _apply(partnership: Partnership, found: Sequence[Found]) -> None:
    there = {one.pk: one for one in ReportGroup.objects.filter(partnership=partnership)}
    members: dict[int, set[int]] = {key: set() for key in there}
    rows = GroupedReport.objects.filter(group__in=there)
    for key, report in rows.values_list("group", "report"):
        members[key].add(report)
    free = {key for key, one in there.items() if not one.is_touched}
    wanted: dict[int, int] = {}
    for one in found:
        group = there.get(one.group or _most_alike(one, free, members) or 0)
        if group is None:
            group = ReportGroup(partnership=partnership)
        free.discard(group.pk)
        _called(group, one)
        wanted |= dict.fromkeys(one.reports, group.pk)
    # What nothing of is left goes, and so does a touched one without an open report.
    over = {key for key, one in there.items() if one.is_touched}
    over -= set(_with_open_reports(partnership, over))
    ReportGroup.objects.filter(pk__in=free | over).delete()
    _put_in(wanted, set(there))


def _most_alike(one: Found, free: set[int], members: dict[int, set[int]]) -> int | None:
    """Return the group there is that most of these reports are in, to go on as."""
    shared = {key: len(members[key] & set(one.reports)) for key in free}
    best = max(sorted(shared), key=lambda key: shared[key], default=None)
    return best if best is not None and shared[best] else None


def _called(group: ReportGroup, one: Found) -> None:
    title = group.title if group.is_named else one.telling.title
    words = ", ".join(one.telling.words)
    if (group.title, group.words) != (title, words) or group.pk is None:
        group.title, group.words = title, words
        group.save()


def _with_open_reports(partnership: Partnership, groups: set[int]) -> list[int]:
    rows = GroupedReport.objects.filter(
        group__in=groups, report__in=reports_to_group(partnership)
    )
    return list(rows.values_list("group", flat=True))


def _put_in(wanted: dict[int, int], there: set[int]) -> None:
    """Let each report be in its group, and no report in one it does not belong to."""
    rows = GroupedReport.objects.filter(group__in=there).select_related("group")
    gone = []
    for row in rows:
        if wanted.get(row.report_id) == row.group_id:
            del wanted[row.report_id]
        elif not row.group.is_touched:
            gone.append(row.pk)
    GroupedReport.objects.filter(pk__in=gone).delete()
    # A report that was removed meanwhile is put nowhere.
    still = PreSignal.objects.filter(pk__in=wanted).values_list("pk", flat=True)
    GroupedReport.objects.bulk_create(
        GroupedReport(report_id=key, group_id=wanted[key]) for key in still
    )
