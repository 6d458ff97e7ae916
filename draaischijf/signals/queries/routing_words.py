"""A rule, and why it fired, as a person reads it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from draaischijf.signals.matching import Condition, Result
from draaischijf.signals.queries.takers import taker_of

if TYPE_CHECKING:
    from draaischijf.signals.matching import Verdict
    from draaischijf.signals.models import PreSignal

# Each with a name for a head, what is said where it is met, and where it is not.
HEADS = {
    Condition.RIGHT: _("Social right"),
    Condition.DOMAIN: _("Domain"),
    Condition.AREA: _("Area"),
    Condition.SECTOR: _("Sector of who reports"),
    Condition.WORDS: _("Words in the text"),
}
MET = {
    Condition.RIGHT: _("it is about the right %(names)s"),
    Condition.DOMAIN: _("it is about the domain %(names)s"),
    Condition.AREA: _("it plays in %(names)s"),
    Condition.SECTOR: _("it comes from the sector %(names)s"),
    Condition.WORDS: _("the text says %(names)s"),
}
UNMET = {
    Condition.RIGHT: _("it is not about the right %(names)s"),
    Condition.DOMAIN: _("it is not about the domain %(names)s"),
    Condition.AREA: _("it does not play in %(names)s"),
    Condition.SECTOR: _("it does not come from the sector %(names)s"),
    Condition.WORDS: _("the text does not say %(names)s"),
}


def because_in_words(because: Mapping[str, Sequence[str]]) -> str:
    """Return the ground of a rule that fired: "it plays in A and the text says “B”"."""
    said = [
        str(MET[one]) % {"names": joined(because[one], _t("and"))}
        for one in Condition
        if because.get(one)
    ]
    return joined(said, _t("and")) or _t("this rule is for everything")


def sentence_of(report: PreSignal) -> str:
    """Return why a report came to whose it is, or nothing where no rule said so."""
    if report.routed_by_id is None and not report.routed_because:
        return ""
    return _t("To %(name)s because %(reason)s.") % {
        "name": taker_of(report).label,
        "reason": because_in_words(report.routed_because),
    }


def why_of(verdict: Verdict) -> str:
    """Return why a rule fires for a text, or why it does not."""
    if verdict.result == Result.OFF:
        return _t("This rule is switched off.")
    if verdict.result == Result.BROKEN:
        return _t("Skipped: %(why)s") % {"why": verdict.read.broken}
    met = {str(one): labels for one, labels in verdict.met.items()}
    if verdict.result == Result.FIRES:
        return _t("Fires because %(reason)s.") % {"reason": because_in_words(met)}
    if verdict.result == Result.TOO_LATE:
        return _t("Fits too (%(reason)s), but an earlier rule took it.") % {
            "reason": because_in_words(met)
        }
    missing = [
        str(UNMET[one]) % {"names": joined(verdict.unmet[one], _t("or"))}
        for one in Condition
        if verdict.unmet.get(one)
    ]
    return _t("Does not fire: %(reason)s.") % {"reason": joined(missing, _t("and"))}


def joined(parts: Sequence[str], word: str) -> str:
    """Return parts as one writes them: "a", "a and b", "a, b and c"."""
    if len(parts) < 2:
        return "".join(parts)
    return f"{', '.join(parts[:-1])} {word} {parts[-1]}"
