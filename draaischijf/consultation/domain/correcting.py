"""Putting a decision right in the register, after it was noted."""

from __future__ import annotations

from dataclasses import dataclass

from django.db import transaction
from django.utils.translation import gettext as _t

from draaischijf.accounts.models import User
from draaischijf.consultation.domain.locking import check_convenes
from draaischijf.consultation.domain.passing_on import kept_of, pass_on
from draaischijf.consultation.models import BodyDecision
from draaischijf.history.domain import record
from draaischijf.plans.domain.planning import change_fields
from draaischijf.signals.workflow import TransitionDenied


@dataclass(frozen=True)
class Correction:
    """What of a decision may change: not its result, day, number or what it moved."""

    text: str
    reference: str = ""
    is_public: bool = False


@transaction.atomic
def correct_decision(
    decision: BodyDecision, correction: Correction, *, actor: User
) -> BodyDecision:
    """Correct a decision in the register and return it; the same again is once.

    What the signal, action or plan it moved keeps of it, is corrected too; none of
    them moves. Approved minutes and adopted plans keep what they say. Raises
    TransitionDenied without the right to convene or to do that other thing, and
    without words.
    """
    check_convenes(actor, decision.partnership)
    rows = BodyDecision.objects.defer("search").select_for_update(of=("self",))
    locked = rows.select_related("partnership").get(pk=decision.pk)
    if not correction.text.strip():
        raise TransitionDenied([_t("Write what was decided.")])
    was = kept_of(locked)
    given = vars(correction)
    before, after = change_fields(locked, given, tuple(given))
    if after:
        record(locked, "decision_corrected", actor=actor, before=before, after=after)
        pass_on(locked, was, actor=actor)
    return locked
