"""Where the path of a signal holds words of a person (core/redaction)."""

from __future__ import annotations

from django.urls import reverse

from draaischijf.core.redaction.register import Page, Texts
from draaischijf.signals.models import PolicySignal, PreSignal


def _of_signal(label: str, *fields: str) -> Texts:
    return Texts(label, fields, of="signal__partnership_id", about=("signal",))


TEXTS = (
    Texts(
        "signals.PolicySignal",
        ("title", "statement", "examples", "reason", "feedback"),
        about=("merged_into",),
    ),
    # The words a signal had before another one became part of it.
    Texts(
        "signals.SignalMerge",
        ("title", "statement", "examples"),
        of="survivor__partnership_id",
        about=("survivor", "absorbed"),
    ),
    _of_signal("signals.SignalStep", "note"),
    _of_signal("signals.AgendaPlace", "rubric"),
    _of_signal("signals.SignalActor", "text"),
    _of_signal("signals.Agreement", "remark"),
    _of_signal(
        "signals.WordingProposal",
        "title_before",
        "statement_before",
        "title",
        "statement",
        "reason",
        "answer",
    ),
    _of_signal("signals.Decision", "body", "reference", "text"),
    _of_signal("signals.Letter", "addressee", "reference", "answer"),
    # A copy that went to the partnership above: the words are still those of here.
    _of_signal("signals.SignalOffer", "title", "statement", "note", "reason"),
    _of_signal("signals.AgreedAction", "what", "who"),
    _of_signal("signals.LogEntry", "date_text", "text"),
    Texts(
        "signals.SignalSupport",
        ("organisation_name", "since", "note"),
        of="signal__partnership_id",
        about=("signal",),
        marks="screening",
    ),
    Texts(
        "signals.Challenge",
        ("title", "policy_domain", "points", "reason", "success_criterion", "result"),
    ),
    Texts("signals.RoutingRule", ("words",)),
    Texts("signals.SavedSearch", ("name", "query")),
    Texts(
        "signals.PreSignal",
        (
            "organisation_name",
            "since",
            "problem",
            "for_whom",
            "example",
            "outcome_text",
            "referral",
            "routed_because",
        ),
        marks="screening",
    ),
    # Made of the words of its reports, or named by a person.
    Texts("signals.ReportGroup", ("title", "words")),
    Texts("signals.SynonymList", ("lines",)),
    Texts(
        "signals.PreSignalMessage",
        ("text",),
        of="pre_signal__partnership_id",
        about=("pre_signal",),
    ),
)
_RAISER = "how to reach who raised it; retention removes it"
_LINK = "part of a personal link"
_MARKS = "kinds and places of findings, never a word; moves along with the text"

LEFT = {
    f"signals.{model}.{field}": reason
    for model in ("PreSignal", "SignalSupport")
    for field, reason in {
        "email": _RAISER,
        "language": "a code",
        "follow_nonce": _LINK,
        "follow_hash": _LINK,
        "screening": _MARKS,
    }.items()
} | {
    "signals.SignalOffer.counts": "figures, as the public reads them",
    "signals.Meaning.model": "the name of a model of language",
    "signals.SignalMerge.kept": "numbers of rows, rounds and dates",
    "signals.SignalMerge.added": "numbers of terms and areas",
}


def _report_page(report: PreSignal) -> str:
    return reverse("signals:pre_signal", args=[report.partnership.slug, report.number])


PAGES = {
    "melding": Page("signals.PreSignal", _report_page),
    "signaal": Page("signals.PolicySignal", PolicySignal.get_absolute_url),
}
