"""Passing together what nobody asked to talk about."""

from __future__ import annotations

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _t

from draaischijf.accounts.models import User
from draaischijf.consultation import workflow
from draaischijf.consultation.domain.deciding import StepSaid, Verdict, decide
from draaischijf.consultation.domain.locking import lock_open_meeting
from draaischijf.consultation.enums import Treatment
from draaischijf.consultation.models import BodyDecision, Meeting
from draaischijf.consultation.queries.about import step_waiting_for


@transaction.atomic
def pass_by_consent(meeting: Meeting, *, actor: User) -> list[BodyDecision]:
    """Approve together every item that still stands for consent; return the decisions.

    Each item gets a decision of its own (decision 0028). A plan that waits for this
    body gets its result, minutes are approved. All or nothing; twice is once. Raises
    TransitionDenied as `decide` does.
    """
    locked = lock_open_meeting(meeting, actor)
    workflow.check_sits(locked.state, locked.day, timezone.localdate())
    items = locked.items.filter(treatment=Treatment.CONSENT, decisions__isnull=True)
    words = _t("Approved by consent: %(title)s")
    made = []
    for item in items.select_related("plan", "approves__meeting"):
        item.meeting = locked
        step = step_waiting_for(item.plan, locked.body) if item.plan else None
        said = StepSaid(step) if step else None
        verdict = Verdict(words % {"title": item.title})
        made.append(decide(item, verdict, actor=actor, step=said))
    return made
