"""What an item of an agenda can be about: signals, actions and plans of here."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import F, Prefetch, Q, QuerySet
from django.utils import timezone

from draaischijf.bundles.models import SignalBundle
from draaischijf.consultation.models import AgendaItem, BodyDecision
from draaischijf.plans.enums import StepResult
from draaischijf.plans.models import ActionPlan, ApprovalStep, PlanAction
from draaischijf.plans.workflow import BEFORE_THE_BODIES
from draaischijf.signals.models import PolicySignal
from draaischijf.signals.permissions import signals_readable_in
from draaischijf.taxonomy.models import Area

if TYPE_CHECKING:
    from draaischijf.consultation.models import Body, Meeting
    from draaischijf.people.models import Partnership
    from draaischijf.people.permissions import Visitor

# On a page about something else: the rest stands in the list of meetings.
MOST_TIMES = 20


def signal_here(
    reader: Visitor, partnership: Partnership, number: int
) -> PolicySignal | None:
    """Return the signal with this number, if this reader may see it."""
    return signals_readable_in(reader, partnership).filter(number=number).first()


def plans_to_choose(
    partnership: Partnership, own: int | None = None
) -> QuerySet[ActionPlan]:
    """The plans that did not end before this year, and `own`; the newest first."""
    year = timezone.localdate().year
    rows = ActionPlan.objects.filter(partnership=partnership)
    return rows.filter(Q(end__year__gte=year) | Q(pk=own)).order_by("-start", "title")


def actions_to_choose(
    partnership: Partnership, own: int | None = None
) -> QuerySet[PlanAction]:
    """The actions of plans one can choose, and `own`, in the order of their titles."""
    plans = plans_to_choose(partnership).order_by()
    rows = PlanAction.objects.filter(plan__partnership=partnership)
    found = rows.filter(Q(plan__in=plans) | Q(pk=own)).select_related("plan")
    return found.order_by("title", "pk")


def steps_waiting(plan: ActionPlan) -> QuerySet[ApprovalStep]:
    """The steps of approval on which nobody said anything yet, in order."""
    return plan.approval_steps.filter(result=StepResult.PENDING).order_by(
        "round", "position", "pk"
    )


def areas_to_choose(partnership: Partnership) -> QuerySet[Area]:
    """The territory of a partnership and what lies in it."""
    whole = partnership.area
    if whole is None:
        return Area.objects.none()
    return Area.objects.filter(Q(pk=whole.pk) | Q(pk__in=whole.members.values("pk")))


def times_on_agendas(
    signal: PolicySignal, *, is_partner: bool, most: int | None = MOST_TIMES
) -> list[AgendaItem]:
    """Return the items about a signal, the newest first, with what was decided.

    No more than `most`; None is all of them. Two queries at most; the public reads of
    public meetings and decisions alone.
    """
    rows = AgendaItem.objects.filter(signal=signal)
    decisions = BodyDecision.objects.select_related("partnership")
    if not is_partner:
        rows = rows.filter(meeting__is_public=True)
        decisions = decisions.filter(is_public=True)
    found = rows.select_related("meeting__partnership", "meeting__body")
    return list(
        found.prefetch_related(Prefetch("decisions", decisions)).order_by(
            F("meeting__day").desc(nulls_last=True), "-pk"
        )[:most]
    )


def steps_of_body(meeting: Meeting) -> list[ApprovalStep]:
    """Return the steps of approval that wait for the body of a meeting.

    A plan goes through its bodies in order, so only its first open step counts. One
    query; a plan that is on the agenda already is left out.
    """
    body = meeting.body
    if body is None:
        return []
    there = meeting.items.exclude(plan=None).values("plan")
    rows = (
        ApprovalStep.objects.filter(
            plan__partnership=meeting.partnership,
            plan__status__in=BEFORE_THE_BODIES,
            result=StepResult.PENDING,
        )
        .exclude(plan__in=there)
        .select_related("plan__partnership")
        .order_by("plan", "-round", "position", "pk")
    )
    first: dict[int, ApprovalStep] = {}
    for step in rows:
        first.setdefault(step.plan_id, step)
    return [one for one in first.values() if _is_said_by(one, body)]


def step_waiting_for(plan: ActionPlan, body: Body | None) -> ApprovalStep | None:
    """Return the step of approval a body can say something about now, if there is."""
    if body is None or plan.status not in BEFORE_THE_BODIES:
        return None
    first = steps_waiting(plan).first()
    return first if first and _is_said_by(first, body) else None


def _is_said_by(step: ApprovalStep, body: Body) -> bool:
    names = {one.strip().casefold() for one in (body.name, body.short_name) if one}
    return step.body.strip().casefold() in names


def bundles_to_choose(partnership: Partnership) -> QuerySet[SignalBundle]:
    """The editions of a partnership, the newest first."""
    return SignalBundle.objects.filter(partnership=partnership).order_by("-edition")
