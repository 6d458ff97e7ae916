"""The working groups of a partnership as they are read, and one with its signals."""

from __future__ import annotations

import datetime
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db.models import Count, Exists, F, Min, OuterRef, QuerySet
from django.db.models.functions import Coalesce
from django.http import Http404
from django.utils import timezone

from draaischijf.people.models import (
    GroupMember,
    Organisation,
    Person,
    WorkingGroup,
)
from draaischijf.people.permissions import Permission, holds
from draaischijf.people.queries import own_organisations
from draaischijf.signals.enums import SignalState
from draaischijf.signals.models import Agreement, PolicySignal, PreSignal
from draaischijf.signals.queries.gates import AgreementStanding, agreement_standings
from draaischijf.signals.queries.group_facet import STANDARD
from draaischijf.signals.queries.work_items import days_since

if TYPE_CHECKING:
    from draaischijf.people.models import Partnership
    from draaischijf.people.permissions import Visitor

PER_PAGE = 25


@dataclass(frozen=True)
class GroupRow:
    """A group in the list: who sits in it, and how many signals wait for them."""

    group: WorkingGroup
    members: Sequence[Organisation]
    waiting: int = 0
    oldest: datetime.datetime | None = None

    @property
    def oldest_days(self) -> int:
        """For how many days the first of them has waited."""
        return days_since(self.oldest, timezone.now()) if self.oldest else 0


def groups_of(partnership: Partnership) -> list[GroupRow]:
    """Return the groups, those that work first; three queries, however many."""
    groups = list(partnership.working_groups.select_related("chair"))
    members: dict[int, list[Organisation]] = {one.pk: [] for one in groups}
    for row in _members(groups):
        members[row.group_id].append(row.organisation)
    waiting = _waiting_by_group(partnership, groups)
    rows = [
        GroupRow(one, members[one.pk], *waiting.get(one.pk, (0, None)))
        for one in groups
    ]
    return sorted(rows, key=lambda row: not row.group.is_active)


def _members(groups: Sequence[WorkingGroup]) -> QuerySet[GroupMember]:
    rows = GroupMember.objects.current().filter(group__in=groups)
    return rows.select_related("organisation").order_by("organisation__name")


def _waiting_by_group(
    partnership: Partnership, groups: Sequence[WorkingGroup]
) -> dict[int, tuple[int, datetime.datetime]]:
    """How many signals wait for somebody of each group, and since when the first."""
    standard = next((one.pk for one in groups if one.is_standard), None)
    if not groups or not partnership.agreement_required:
        return {}
    silent = GroupMember.objects.current().filter(group=OuterRef("with"))
    silent = silent.exclude(
        Exists(
            Agreement.objects.standing().filter(
                signal=OuterRef(OuterRef("pk")),
                round=OuterRef(OuterRef("round")),
                organisation=OuterRef("organisation"),
            )
        )
    )
    rows = (
        partnership.signals.filter(state=SignalState.ANALYSIS)
        .alias(**{"with": Coalesce(F("working_group"), standard)})
        .filter(Exists(silent))
        .values("working_group")
        .order_by()
        .annotate(count=Count("pk"), oldest=Min("state_since"))
    )
    return {
        row["working_group"] or standard or 0: (row["count"], row["oldest"])
        for row in rows
    }


def group_or_404(partnership: Partnership, pk: int) -> WorkingGroup:
    """Return a working group of this partnership. Raises Http404."""
    rows = partnership.working_groups.select_related("chair")
    found = rows.filter(pk=pk).first()
    if found is None:
        raise Http404
    found.partnership = partnership
    return found


def member_or_404(group: WorkingGroup, pk: int) -> GroupMember:
    """Return a row of who sits or sat in a group. Raises Http404."""
    found = group.members.select_related("organisation").filter(pk=pk).first()
    if found is None:
        raise Http404
    found.group = group
    return found


def active_groups(partnership: Partnership) -> list[WorkingGroup]:
    """Return the groups a signal can be given to, the standard one first."""
    return list(partnership.working_groups.active())


def group_of_reports(reports: Sequence[PreSignal]) -> int | None:
    """Return the key of the group all of these reports are for, if it is one."""
    groups = {one.assigned_group_id for one in reports}
    return groups.pop() if len(groups) == 1 else None


def can_join(group: WorkingGroup) -> list[Organisation]:
    """Return the organisations that do not sit in a group now, by name."""
    sits = group.members.filter(until__isnull=True).values("organisation")
    rows = Organisation.objects.filter(
        partnership=group.partnership_id, is_active=True
    ).exclude(pk__in=sits)
    return list(rows.order_by("name"))


def can_chair(partnership: Partnership) -> list[Person]:
    """Return the people of a partnership, by name."""
    return list(partnership.persons.order_by("name", "pk"))


@dataclass(frozen=True)
class AskedSignal:
    """A signal a group is asked about: what each of its members says."""

    signal: PolicySignal
    standing: AgreementStanding

    @property
    def cells(self) -> list[tuple[Organisation, Agreement | None]]:
        """Each organisation of the group, with what it says."""
        said = self.standing.answers
        return [(one, said.get(one.pk)) for one in self.standing.group]

    @property
    def days(self) -> int:
        return days_since(self.signal.state_since, timezone.now())


class GroupPage:
    """One working group: who sits in it, and the signals they are asked about."""

    def __init__(self, group: WorkingGroup, reader: Visitor, page: int = 1) -> None:
        self.group = group
        self.may_arrange = holds(reader, Permission.ARRANGE, group.partnership)
        rows = list(
            group.members.select_related("organisation").order_by(
                "organisation__name", "pk"
            )
        )
        self.members = [
            one for one in rows if one.until is None and one.organisation.is_active
        ]
        shown = set(self.members)
        self.past = [one for one in rows if one not in shown]
        self.own = set(own_organisations(reader).values_list("pk", flat=True))
        # Stale numbers in an address lead to the last page there is.
        of_group = PolicySignal.objects.filter(
            partnership=group.partnership_id
        ).with_group(group)
        self.counts: dict[str, int] = dict(
            of_group.filter(state__in=[SignalState.BUNDLING, SignalState.ANALYSIS])
            .order_by()
            .values_list("state")
            .annotate(Count("pk"))
        )
        last = max(1, -(-self.total // PER_PAGE))
        self.page = min(max(1, page), last)
        self.has_next = self.page < last
        self.asked = self._asked(of_group.filter(state=SignalState.ANALYSIS))

    def _asked(self, signals: QuerySet[PolicySignal]) -> list[AskedSignal]:
        start = (self.page - 1) * PER_PAGE
        rows = list(
            signals.select_related("partnership")
            .defer("search")
            .order_by("state_since", "pk")[start : start + PER_PAGE]
        )
        standings = agreement_standings(rows)
        return [AskedSignal(one, standings[one.pk]) for one in rows]

    @property
    def key(self) -> str:
        """How an address of the list of signals calls it."""
        return str(STANDARD if self.group.is_standard else self.group.pk)

    @property
    def total(self) -> int:
        """How many signals the group is asked about."""
        return self.counts.get(SignalState.ANALYSIS, 0)

    @property
    def bundling(self) -> int:
        """How many signals are put together for it."""
        return self.counts.get(SignalState.BUNDLING, 0)

    @property
    def missing(self) -> list[tuple[Organisation, int]]:
        """Of each member how many of the signals on this page miss its answer."""
        silent = Counter(
            member.organisation_id
            for one in self.asked
            for member in self.members
            if member.organisation_id not in one.standing.answers
        )
        return [(one.organisation, silent[one.organisation_id]) for one in self.members]
