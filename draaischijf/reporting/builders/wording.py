"""The words that documents share: marks of a life, who does what, abbreviations."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, fields, is_dataclass, replace
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from draaischijf.core.dated_facts import DateKind, when_of
from draaischijf.core.prose import abbreviations_in
from draaischijf.core.templatetags.core import day
from draaischijf.people.queries import abbreviations_of
from draaischijf.plans.enums import Lifecycle, PartyRole
from draaischijf.plans.queries.plan_order import code_of
from draaischijf.reporting.content import Block, Content, Facts, Heading, Text, Tone

if TYPE_CHECKING:
    from django.utils.functional import Promise

    from draaischijf.core.dated_facts import FuzzyDated
    from draaischijf.people.models import Partnership
    from draaischijf.plans.models import ActionParty, ActionPlan, Objective, PlanAction
    from draaischijf.reporting.builders.subject import Subject


@dataclass(frozen=True)
class Mark:
    """How an action stands out: a sign, and the tone beside the word."""

    sign: str
    tone: Tone
    meaning: Promise | str


# Nothing for what simply goes on: offices colour only what is new or stops.
MARKS: dict[str, Mark] = {
    Lifecycle.NEW: Mark("●", Tone.NEW, _("for the first time in this plan")),
    Lifecycle.ADAPTED: Mark("◆", Tone.CHANGED, _("goes on in another way")),
    Lifecycle.POSTPONED: Mark("◇", Tone.WAITING, _("waits until later")),
    Lifecycle.PHASING_OUT: Mark("○", Tone.SOFT, _("ends by and by")),
    Lifecycle.NOT_EXTENDED: Mark("■", Tone.GONE, _("does not go on, with the reason")),
    Lifecycle.COMPLETED: Mark("✓", Tone.DONE, _("is finished")),
    Lifecycle.UNKNOWN: Mark("?", Tone.WAITING, _("was imported; somebody confirms it")),
}


def mark_of(lifecycle: str) -> tuple[str, str]:
    """Return the mark in words ("● new") and its tone; empty for what goes on."""
    mark = MARKS.get(lifecycle)
    if mark is None:
        return "", Tone.NONE
    return f"{mark.sign} {Lifecycle(lifecycle).label}", mark.tone


def legend_of(lifecycles: Iterable[str]) -> Facts | None:
    """Return what the marks that occur mean, or nothing when none does."""
    used = set(lifecycles)
    items = [
        (mark_of(lifecycle)[0], str(mark.meaning))
        for lifecycle, mark in MARKS.items()
        if lifecycle in used
    ]
    return Facts(tuple(items)) if items else None


# -- Who ----------------------------------------------------------------------------


def who(
    action: PlanAction, role: PartyRole, *, is_public: bool, separator: str = ", "
) -> str:
    """Return who has this role in an action; the public reads no names of persons."""
    names = [
        _name(party, is_public=is_public)
        for party in action.parties.all()
        if party.role == role
    ]
    return separator.join(dict.fromkeys(name for name in names if name))


def _name(party: ActionParty, *, is_public: bool) -> str:
    person = party.person
    if not is_public:
        return str(party)
    if person and person.is_public:
        return person.name
    if party.organisation:
        return party.organisation.name
    # A contact as written is nearly always the name of a person.
    is_somebody = person is not None or party.role == PartyRole.CONTACT
    return "" if is_somebody else party.text


# -- When ---------------------------------------------------------------------------


def timing_of(row: FuzzyDated) -> str:
    """Return the date of a row in words, empty where there is none."""
    if row.date_kind == DateKind.UNKNOWN and not row.date_text:
        return ""
    return when_of(row)


# -- Headings -----------------------------------------------------------------------


def heading_of(plan: ActionPlan, objective: Objective, level: int) -> Heading:
    """Return the heading of an objective, with an anchor that is its own."""
    return Heading(
        objective.title,
        level=level,
        anchor=f"objective-{objective.pk}",
        code=code_of(plan, objective),
    )


def about_objective(objective: Objective) -> Iterator[Block]:
    """Yield what stands under the heading of an objective before its actions."""
    facts = [
        (_t("Deadline"), day(objective.deadline)),
        (_t("BBC code"), objective.bbc_code),
    ]
    known = tuple((label, value) for label, value in facts if value)
    if known:
        yield Facts(known)
    if objective.explanation:
        yield Text(objective.explanation, is_soft=True)


# -- Abbreviations ------------------------------------------------------------------


def with_abbreviations(content: Content, partnership: Partnership) -> Content:
    """Return the document with the meaning of the abbreviations that occur in it."""
    known = abbreviations_of(partnership)
    texts = [content.title, content.subtitle, *_texts(content.facts)]
    text = "\n".join([*texts, *_texts(content.blocks)])
    used = abbreviations_in(text, known)
    return replace(content, abbreviations={one: known[one] for one in sorted(used)})


def _texts(value: Any) -> Iterator[str]:
    """Yield every text in a part of the tree; the spec of a chart says nothing."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, list | tuple):
        for one in value:
            yield from _texts(one)
    elif is_dataclass(value):
        for part in fields(value):
            yield from _texts(getattr(value, part.name))


def made(
    subject: Subject,
    *,
    title: str,
    blocks: Sequence[Block],
    has_abbreviations: bool = True,
    **rest: Any,
) -> Content:
    """Return the finished document of a subject, from its own blocks.

    What abbreviations mean stands at its end, save where nothing follows a signature.
    """
    content = Content(
        **{
            "kind": subject.kind,
            "title": title,
            "sender": subject.partnership.name,
            "language": subject.language,
            "date": subject.date,
            "status": subject.status,
            "blocks": tuple(blocks),
            **rest,
        }
    )
    return (
        with_abbreviations(content, subject.partnership)
        if has_abbreviations
        else content
    )
