"""What waits for the answer of one's own organisations, by working group."""

from __future__ import annotations

import datetime
from collections import defaultdict
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _t

from draaischijf.people.models import GroupMember, Organisation, WorkingGroup
from draaischijf.signals.enums import SignalState
from draaischijf.signals.models import Agreement, PolicySignal
from draaischijf.signals.queries.standing_still import in_phase
from draaischijf.signals.queries.work_items import (
    SHOWN,
    Item,
    Part,
    signal_title,
    signal_url,
)

if TYPE_CHECKING:
    from draaischijf.people.models import Partnership


def to_agree(
    partnership: Partnership,
    organisations: Sequence[Organisation],
    now: datetime.datetime,
) -> list[Part]:
    """Return for each group these organisations sit in what they did not answer.

    The longest in analysis first. One query, and two for each of those groups.
    """
    seats = seats_of(partnership, organisations)
    return [_part(group, houses, now) for group, houses in seats.items()]


def seats_of(
    partnership: Partnership, organisations: Sequence[Organisation]
) -> dict[WorkingGroup, list[Organisation]]:
    """Return in which groups of a partnership organisations sit now; one query."""
    rows = (
        GroupMember.objects.current()
        .filter(
            organisation__in=organisations,
            group__partnership=partnership,
            group__closed__isnull=True,
        )
        .select_related("group", "organisation")
        .order_by("-group__is_standard", "group__name", "organisation__name")
    )
    found: defaultdict[WorkingGroup, list[Organisation]] = defaultdict(list)
    for row in rows:
        row.group.partnership = partnership
        found[row.group].append(row.organisation)
    return dict(found)


def silent_about(
    group: WorkingGroup, organisations: Sequence[Organisation]
) -> QuerySet[PolicySignal]:
    """Return the signals of a group that wait for one of these organisations.

    Each with `silent_<key>` for each of them: whether it did not answer.
    """
    asked: QuerySet[Any] = PolicySignal.objects.filter(
        partnership=group.partnership_id, state=SignalState.ANALYSIS
    ).with_group(group)
    silent = {f"silent_{one.pk}": ~Exists(_answers(one)) for one in organisations}
    anybody = Q()
    for name in silent:
        anybody |= Q(**{name: True})
    found: QuerySet[PolicySignal] = asked.annotate(**silent).filter(anybody)
    return found


def _answers(organisation: Organisation) -> QuerySet[Agreement]:
    return Agreement.objects.standing().filter(
        signal=OuterRef("pk"), round=OuterRef("round"), organisation=organisation
    )


def _part(
    group: WorkingGroup, houses: Sequence[Organisation], now: datetime.datetime
) -> Part:
    asked = silent_about(group, houses)
    here = group.partnership
    items = [
        Item(
            title=signal_title(one),
            url=signal_url(here, one.number),
            mark=in_phase(one, now),
            why=_t("does %(names)s agree?") % {"names": _silent(one, houses)},
        )
        for one in asked.defer("search").order_by("state_since", "pk")[:SHOWN]
    ]
    title = _t("To agree with")
    if not group.is_standard:
        title = _t("To agree with: %(group)s") % {"group": group.name}
    return Part(
        "agree" if group.is_standard else f"agree-{group.pk}",
        title,
        items,
        asked.count(),
        reverse("signals:working_group", args=[here.slug, group.pk]),
    )


def _silent(signal: PolicySignal, houses: Sequence[Organisation]) -> str:
    return ", ".join(
        one.name for one in houses if getattr(signal, f"silent_{one.pk}", False)
    )
