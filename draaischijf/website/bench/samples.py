"""Which rows are looked at when a large site is measured: those with most on them."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Count

from draaischijf.accounts.models import User
from draaischijf.consultation.models import Meeting
from draaischijf.people.enums import RoleKind
from draaischijf.people.models import Partnership, Role
from draaischijf.plans.models import PlanAction
from draaischijf.signals.enums import PreSignalState
from draaischijf.signals.models import PolicySignal, PreSignal

HEAVIEST = 5


@dataclass(frozen=True)
class Samples:
    """The largest partnership, who coordinates it, and its heaviest rows."""

    partnership: Partnership
    coordinator: User
    signals: list[PolicySignal]
    reports: list[PreSignal]
    actions: list[PlanAction]
    meetings: list[Meeting]
    right: int
    area: int


def samples() -> Samples:
    """Look the rows up, in the largest partnership of the site."""
    largest = Partnership.objects.order_by("-last_pre_signal_number")[0]
    role = Role.objects.filter(
        partnership=largest, kind=RoleKind.COORDINATOR, person__user__isnull=False
    ).select_related("person__user")[0]
    assert role.person.user is not None  # noqa: S101 the filter above
    signals = PolicySignal.objects.filter(partnership=largest).select_related(
        "partnership"
    )
    linked = PreSignal.objects.filter(
        partnership=largest, state=PreSignalState.LINKED, follow_until=None
    )
    actions = PlanAction.objects.filter(plan__partnership=largest).select_related(
        "plan__partnership"
    )
    heaviest = list(signals.annotate(n=Count("links")).order_by("-n", "pk")[:HEAVIEST])
    return Samples(
        partnership=largest,
        coordinator=role.person.user,
        signals=heaviest,
        reports=list(linked.order_by("-pk")[:HEAVIEST]),
        actions=list(
            actions.annotate(n=Count("log_entries")).order_by("-n", "pk")[:HEAVIEST]
        ),
        meetings=list(
            Meeting.objects.filter(partnership=largest, body__isnull=False)
            .select_related("partnership", "body__partnership")
            .order_by("-day", "pk")[:HEAVIEST]
        ),
        right=heaviest[0].rights.values_list("pk", flat=True)[0],
        area=heaviest[0].areas.values_list("pk", flat=True)[0],
    )
