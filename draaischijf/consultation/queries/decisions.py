"""The register of decisions: found by words, body, year and result."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.contrib.postgres.search import SearchQuery
from django.db.models import Q, QuerySet
from django.http import Http404
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from draaischijf.consultation.enums import MinutesState
from draaischijf.consultation.models import Body, BodyDecision, Meeting, Minutes
from draaischijf.consultation.permissions import can_view_body, can_view_meeting
from draaischijf.core.pagination import KeysetPage, keyset_page
from draaischijf.people.permissions import Permission, permissions_of
from draaischijf.plans.models import ActionPlan, PlanAction
from draaischijf.plans.permissions import can_view_action, can_view_plan
from draaischijf.signals.models import PolicySignal
from draaischijf.signals.models.policy_signals import SEARCH_CONFIG
from draaischijf.signals.permissions import can_view_signal

if TYPE_CHECKING:
    from draaischijf.people.models import Partnership
    from draaischijf.people.permissions import Visitor


def decisions_readable_in(
    user: Visitor, partnership: Partnership
) -> QuerySet[BodyDecision]:
    """The decisions `user` may read in one partnership, the newest first."""
    found = BodyDecision.objects.filter(partnership=partnership).defer("search")
    if Permission.READ not in permissions_of(user, partnership):
        found = found.filter(is_public=True)
    return found.select_related(
        "partnership",
        "body",
        "meeting",
        "signal",
        "plan_action__plan",
        "approval_step__plan",
    )


def is_in_kept_minutes(decision: BodyDecision) -> bool:
    """Tell whether approved minutes hold a decision: they keep the words it had."""
    kept = Minutes.objects.filter(state=MinutesState.APPROVED)
    return kept.filter(meeting=decision.meeting_id).exists()


SHOWN = 50
ABOUT: dict[str, Promise] = {
    "signaal": _("a signal"),
    "actie": _("an action"),
    "plan": _("a plan"),
    "geen": _("something else"),
}
_ABOUT = {
    "signaal": Q(signal__isnull=False),
    "actie": Q(plan_action__isnull=False),
    "plan": Q(approval_step__isnull=False),
    "geen": Q(signal=None, plan_action=None, approval_step=None),
}


@dataclass(frozen=True)
class Wanted:
    """Which decisions of the register are asked for."""

    words: str = ""
    body: Body | None = None
    year: int | None = None
    result: str = ""
    about: str = ""


def register_of(
    user: Visitor, partnership: Partnership, wanted: Wanted
) -> QuerySet[BodyDecision]:
    """The decisions `user` may read that answer the filters, the newest first."""
    found = decisions_readable_in(user, partnership)
    if wanted.words:
        words = SearchQuery(wanted.words, config=SEARCH_CONFIG, search_type="websearch")
        by_number = Q()
        year, slash, number = wanted.words.strip().partition("/")
        if slash and year.isdecimal() and number.isdecimal():
            by_number = Q(year=year[:4], number=number[:4])
        found = found.filter(
            Q(search=words) | by_number if by_number else Q(search=words)
        )
    if wanted.body:
        found = found.filter(body=wanted.body)
    if wanted.year:
        found = found.filter(year=wanted.year)
    if wanted.result:
        found = found.filter(result=wanted.result)
    if wanted.about:
        found = found.filter(_ABOUT[wanted.about])
    return found


@dataclass(frozen=True)
class RegisterRow:
    """One decision with what came of what it is about, as one reader may see it."""

    decision: BodyDecision
    moved: Moved


def register_page(
    user: Visitor,
    partnership: Partnership,
    wanted: Wanted,
    *,
    after: str = "",
    before: str = "",
) -> tuple[list[RegisterRow], KeysetPage[BodyDecision]]:
    """Return a page of the register, and where the pages around it are."""
    found = register_of(user, partnership, wanted)
    page = keyset_page(found, "day", after=after, before=before, size=SHOWN)
    return [RegisterRow(one, moved_by(one, user)) for one in page.rows], page


def decision_or_404(
    user: Visitor, partnership: Partnership, year: int, number: int
) -> BodyDecision:
    """Return a decision this reader may see. Raises Http404."""
    found = decisions_readable_in(user, partnership)
    one = found.filter(year=year, number=number).first()
    if one is None:
        raise Http404
    return one


@dataclass(frozen=True)
class Moved:
    """Who decided and what it is about, as far as one reader may see it."""

    body: Body | None
    meeting: Meeting | None
    signal: PolicySignal | None
    action: PlanAction | None
    plan: ActionPlan | None

    @property
    def decided_in(self) -> str:
        """The name of the body, or of the meeting; empty where neither may be known."""
        return str(self.body or self.meeting or "")


def moved_by(decision: BodyDecision, reader: Visitor) -> Moved:
    """Return what a decision moved, without what this reader may not see."""
    body, meeting = decision.body, decision.meeting
    signal, action = decision.signal, decision.plan_action
    plan = decision.approval_step.plan if decision.approval_step else None
    # All of it is of one partnership: joined once, not for each.
    for one in (body, meeting, signal, plan, action.plan if action else None):
        if one and one.partnership_id == decision.partnership_id:
            one.partnership = decision.partnership
    return Moved(
        body if body and can_view_body(reader, body) else None,
        meeting if meeting and can_view_meeting(reader, meeting) else None,
        signal if signal and can_view_signal(reader, signal) else None,
        action if action and can_view_action(reader, action) else None,
        plan if plan and can_view_plan(reader, plan) else None,
    )
