"""The draft of a letter that takes a signal to a higher authority.

It says the problem, how widely it is seen and what is asked, and never who raised it:
a letter goes out of the house. Examples only where everybody may read them already.
"""

from __future__ import annotations

from collections.abc import Iterator

from django.utils.translation import gettext as _t

from draaischijf.core.templatetags.core import day
from draaischijf.reporting.builders.subject import Subject
from draaischijf.reporting.builders.wording import made
from draaischijf.reporting.content import (
    Block,
    Content,
    Editors,
    Facts,
    Heading,
    Text,
)
from draaischijf.signals.enums import ActorRole
from draaischijf.signals.models import PolicySignal
from draaischijf.signals.queries.signal_counts import Counts, counts_of

OPENING, QUESTION, SIGNATURE = "opening", "question", "signature"


def build(subject: Subject) -> Content:
    """Return the draft letter about the signal of a subject.

    Raises ValueError without a signal. As many queries whatever is known about it.
    """
    if subject.signal is None:
        raise ValueError("a letter is about a signal")
    signal = (
        PolicySignal.objects.filter(pk=subject.signal.pk)
        .select_related("partnership__area", "policy_level")
        .prefetch_related("actors__organisation", "rights", "areas")
        .defer("search")
        .get()
    )
    return made(
        subject,
        title=subject.title or signal.title,
        subtitle=_t("Letter about signal %(number)s") % {"number": signal.number},
        facts=tuple(_cover(subject, signal)),
        blocks=list(_blocks(subject, signal)),
        has_abbreviations=False,
    )


def _cover(subject: Subject, signal: PolicySignal) -> Iterator[tuple[str, str]]:
    yield _t("To"), addressee_of(signal) or _t("(to whom)")
    yield _t("Date"), day(subject.date)
    yield _t("Our reference"), _t("signal %(number)s") % {"number": signal.number}


def addressee_of(signal: PolicySignal) -> str:
    """Return to whom it goes: who is named so, else the level of government."""
    named = _named(signal, ActorRole.ADDRESSEE)
    if named or not signal.policy_level:
        return named
    # A level alone is nobody to write to: the office fills in which one.
    return _t("(to whom, level of government: %(level)s)") % {
        "level": signal.policy_level
    }


def _blocks(subject: Subject, signal: PolicySignal) -> Iterator[Block]:
    yield Text(_t("Dear Sir or Madam,"))
    opening = _t(
        "In %(name)s, city, OCMW and organisations bring together what they notice in "
        "practice. We put a problem to you that goes beyond one person and one "
        "organisation, and that we cannot solve among ourselves."
    ) % {"name": signal.partnership.name}
    yield from _asked(subject, OPENING, _t("Why we write"), opening)
    yield Heading(_t("What is the problem"), level=1, anchor="problem")
    if subject.title not in ("", signal.title):
        yield Text(signal.title, is_lead=True)
    if signal.statement:
        yield Text(signal.statement)
    if signal.is_public and signal.examples:
        yield Heading(_t("Examples"), level=2, anchor="examples")
        yield Text(signal.examples)
    yield Heading(_t("How widely it is seen"), level=1, anchor="facts")
    yield Facts(tuple(_facts(signal)))
    yield Heading(_t("Our question"), level=1, anchor="question")
    yield from _asked(subject, QUESTION, _t("Our question"), _question(signal))
    yield from _asked(subject, SIGNATURE, _t("Who signs"), _signature(signal))


def _asked(subject: Subject, key: str, label: str, usual: str) -> Iterator[Block]:
    """What an editor wrote there, else the usual words; the editor sees the place."""
    written = subject.text_of(key)
    yield Editors(key, label, written)
    if not written:
        yield Text(usual)


def _question(signal: PolicySignal) -> str:
    route = signal.decisions.filter(round=signal.round).last()
    decided = ""
    if route:
        decided = _t("%(body)s decided on %(date)s to put this to you.") % {
            "body": route.body,
            "date": day(route.date),
        }
    asked = _t(
        "Do you know this problem, and what can you do about it? Can you tell us what "
        "you decide, and by when we may expect that? Who raised this waits for an "
        "answer."
    )
    return f"{decided}\n\n{asked}".strip()


def _signature(signal: PolicySignal) -> str:
    lines = [
        _t("Kind regards,"),
        _t("(name and function)"),
        _t("on behalf of %(name)s") % {"name": signal.partnership.name},
        signal.partnership.contact_email,
    ]
    return "\n\n".join(line for line in lines if line)


def _facts(signal: PolicySignal) -> Iterator[tuple[str, str]]:
    counts = counts_of(signal.partnership, [signal]).get(signal.pk, Counts())
    facts: list[tuple[str, int | str]] = [
        # As the public reads them: a letter goes out of the house.
        (_t("Raisers"), counts.raisers_for(is_partner=False)),
        (_t("Organisations"), counts.organisations),
        (_t("Municipalities"), counts.municipalities),
        (_t("People, at least"), counts.people_for(is_partner=False)),
        (_t("Raised by"), _named(signal, ActorRole.RAISED_BY)),
        (_t("Area"), ", ".join(str(one) for one in signal.areas.all())),
        (_t("Social right"), ", ".join(str(one) for one in signal.rights.all())),
        (_t("First noticed"), day(signal.created)),
    ]
    yield from ((label, str(value)) for label, value in facts if value)


def _named(signal: PolicySignal, role: ActorRole) -> str:
    """Return organisations in this role; who raised it only as an organisation."""
    rows = [one for one in signal.actors.all() if one.role == role]
    if role == ActorRole.RAISED_BY:
        rows = [one for one in rows if one.organisation_id]
    return ", ".join(dict.fromkeys(str(one) for one in rows))
