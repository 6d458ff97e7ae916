"""What a carry-over came to, in words."""

from __future__ import annotations

from collections import Counter

from django.utils.translation import gettext as _t
from django.utils.translation import ngettext

from draaischijf.plans.enums import CarryDecision
from draaischijf.plans.models import ActionPlan, CarryChoice


def outcome_in_words(made: ActionPlan) -> str:
    """Return what a finished carry-over came to: how many went on, how many did not."""
    rows = CarryChoice.objects.filter(carry_over__target=made)
    counts = Counter(rows.values_list("decision", flat=True))
    said = _t("“%(title)s” was made from “%(before)s”.") % {
        "title": made.title,
        "before": made.predecessor.title if made.predecessor else "",
    }
    return f"{said} {counts_in_words(counts)}".strip()


def counts_in_words(counts: Counter[str]) -> str:
    """Return "31 go on, 4 are not extended." in the order of the choices."""
    parts = [
        _counted(CarryDecision(decision), counts[decision])
        for decision in CarryDecision
        if counts[decision]
    ]
    return ", ".join(parts) + "." if parts else ""


def _counted(decision: CarryDecision, count: int) -> str:
    said = {
        CarryDecision.CONTINUE: ngettext(
            "%(count)s action goes on", "%(count)s actions go on", count
        ),
        CarryDecision.ADAPT: ngettext(
            "%(count)s goes on adapted", "%(count)s go on adapted", count
        ),
        CarryDecision.POSTPONE: ngettext(
            "%(count)s is postponed", "%(count)s are postponed", count
        ),
        CarryDecision.MERGE: ngettext(
            "%(count)s is merged with another", "%(count)s are merged", count
        ),
        CarryDecision.COMPLETE: ngettext(
            "%(count)s is completed", "%(count)s are completed", count
        ),
        CarryDecision.STOP: ngettext(
            "%(count)s is not extended", "%(count)s are not extended", count
        ),
    }[decision]
    return said % {"count": count}
