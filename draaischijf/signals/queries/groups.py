"""The groups of open reports as a coordinator reads them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.http import Http404

from draaischijf.people.permissions import Permission, holds
from draaischijf.signals.models import GroupedReport, PreSignal, ReportGroup
from draaischijf.signals.queries.deadlines import Deadline
from draaischijf.signals.queries.grouping import reports_to_group
from draaischijf.signals.queries.inbox import Row, as_rows, by_urgency, for_lines

if TYPE_CHECKING:
    from draaischijf.people.models import Partnership
    from draaischijf.people.permissions import Visitor

PER_PAGE = 20


@dataclass(frozen=True)
class ShownGroup:
    """One group with its reports, the most urgent first."""

    group: ReportGroup
    rows: Sequence[Row]

    @property
    def words(self) -> list[str]:
        """The telling words, for beside the title."""
        return [one for one in self.group.words.split(", ") if one]

    @property
    def organisations(self) -> list[str]:
        """Who reported it, each once, as often as they did."""
        named = [row.report.organisation_label for row in self.rows]
        return sorted({one for one in named if one})

    @property
    def places(self) -> list[str]:
        """Where it was noticed, each place once."""
        return sorted({place for row in self.rows for place in row.places})

    @property
    def is_everywhere(self) -> bool:
        return any(row.report.whole_area for row in self.rows)

    @property
    def deadline(self) -> Deadline | None:
        """The deadline that comes first, or came first."""
        waiting = [row for row in self.rows if row.deadline]
        if not waiting:
            return None
        return min(waiting, key=lambda row: row.report.answer_due).deadline

    @property
    def can_be_split(self) -> bool:
        return len(self.rows) >= 4


@dataclass(frozen=True)
class GroupsPage:
    """Twenty groups, the largest first."""

    groups: Sequence[ShownGroup]
    total: int
    page: int
    has_next: bool


def groups_count(partnership: Partnership) -> int:
    """Return how many groups there are with two open reports or more."""
    return ReportGroup.objects.filter(partnership=partnership).standing().count()


def groups_page(user: Visitor, partnership: Partnership, page: int) -> GroupsPage:
    """Return the groups of a page; the number of queries does not depend on them.

    Raises Http404 for who may not weigh here.
    """
    _must_weigh(user, partnership)
    standing = ReportGroup.objects.filter(partnership=partnership).standing()
    total = standing.count()
    last = max(1, -(-total // PER_PAGE))
    page = min(max(1, page), last)
    start = (page - 1) * PER_PAGE
    groups = list(standing.largest_first()[start : start + PER_PAGE])
    inside: dict[int, list[Row]] = {one.pk: [] for one in groups}
    reports = reports_to_group(partnership).filter(grouped__group__in=groups)
    for row in as_rows(
        for_lines(by_urgency(reports)).select_related("organisation", "grouped")
    ):
        inside[row.report.grouped.group_id].append(row)
    shown = [ShownGroup(one, inside[one.pk]) for one in groups]
    return GroupsPage(shown, total, page, has_next=page < last)


def group_or_404(user: Visitor, partnership: Partnership, key: int) -> ReportGroup:
    """Return a group for who may weigh. Raises Http404 for all others."""
    _must_weigh(user, partnership)
    found = ReportGroup.objects.filter(partnership=partnership, pk=key).first()
    if found is None:
        raise Http404
    found.partnership = partnership
    return found


def title_of_group(partnership: Partnership, key: int | None) -> str:
    """Return what a group is called, or nothing where there is no such group."""
    found = ReportGroup.objects.filter(partnership=partnership, pk=key or 0).first()
    return found.title if found else ""


def numbers_in(group: ReportGroup) -> list[int]:
    """Return the numbers of the reports of a group that wait for an outcome."""
    waiting = reports_to_group(group.partnership).filter(grouped__group=group)
    return list(waiting.order_by("number").values_list("number", flat=True))


def group_of(report: PreSignal) -> ReportGroup | None:
    """Return the group a report is proposed in, with its `open_count`, or None."""
    of_it = GroupedReport.objects.filter(report=report)
    found: ReportGroup | None = (
        ReportGroup.objects.filter(pk__in=of_it.values("group")).standing().first()
    )
    return found


def _must_weigh(user: Visitor, partnership: Partnership) -> None:
    if not holds(user, Permission.WEIGH, partnership):
        raise Http404
