"""Everything about one signal in one document; of its raisers only how many.

What a raiser wrote, and who it is, never goes into a dossier: it travels further than
the page.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Sequence
from itertools import chain
from typing import Any

from django.db.models import Prefetch
from django.utils.translation import gettext as _t

from draaischijf.core.templatetags.core import day
from draaischijf.plans.enums import PartyRole
from draaischijf.plans.models import ActionParty, PlanAction
from draaischijf.reporting.builders.reading import in_turn
from draaischijf.reporting.builders.subject import Subject
from draaischijf.reporting.builders.wording import made, mark_of, timing_of, who
from draaischijf.reporting.builders.year_report import action_line
from draaischijf.reporting.builders.year_signals import log_line
from draaischijf.reporting.content import (
    Block,
    Cell,
    Column,
    Content,
    Drawing,
    Editors,
    Facts,
    Heading,
    Log,
    LogLine,
    Path,
    PathStep,
    Table,
    Text,
)
from draaischijf.signals.enums import ActorRole
from draaischijf.signals.journeys import Stop, stops_of
from draaischijf.signals.models import AgreedAction, PolicySignal
from draaischijf.signals.queries.journey_picture import journey_picture
from draaischijf.signals.queries.merges import Origins, origins_for
from draaischijf.signals.queries.path import PathStep as Reached
from draaischijf.signals.queries.path import signal_path
from draaischijf.signals.queries.raised_days import raised_days
from draaischijf.signals.queries.signal_counts import Counts, counts_of
from draaischijf.signals.queries.signal_timeline import events_of

INTRODUCTION = "introduction"


def build(subject: Subject) -> Content:
    """Return the dossier of the signal of a subject.

    Raises ValueError without a signal. As many queries whatever is known about it.
    """
    if subject.signal is None:
        raise ValueError("a dossier is about a signal")
    signal = (
        PolicySignal.objects.filter(pk=subject.signal.pk)
        .select_related("partnership__area", "policy_level")
        .defer("search")
        .get()
    )
    return made(
        subject,
        title=subject.title or signal.title,
        subtitle=_t("Signal %(number)s") % {"number": signal.number},
        facts=tuple(_cover(signal)),
        blocks=list(_blocks(subject, signal)),
    )


def _cover(signal: PolicySignal) -> Iterator[tuple[str, str]]:
    facts = [
        (_t("State"), signal.get_state_display()),
        (_t("Route"), signal.get_route_display()),
        (_t("Since"), day(signal.state_since)),
    ]
    yield from ((label, str(value)) for label, value in facts if value)


def _blocks(subject: Subject, signal: PolicySignal) -> Iterator[Block]:
    text = subject.text_of(INTRODUCTION)
    stops = stops_of(signal, is_partner=not subject.is_public)
    steps = signal_path(signal)
    yield Path(tuple(_path(steps)))
    yield from _journey(subject, signal, steps, stops)
    yield Editors(INTRODUCTION, _t("Introduction"), text)
    yield Heading(_t("What is the problem"), level=1, anchor="problem")
    yield Text(signal.statement or _t("Not worded yet."), is_soft=not signal.statement)
    if signal.examples:
        yield Heading(_t("Examples"), level=2, anchor="examples")
        yield Text(signal.examples)
    origins = origins_for(signal, is_partner=not subject.is_public)
    yield from _origins(origins)
    yield Heading(_t("How widely it is seen"), level=1, anchor="facts")
    yield Facts(tuple(_counts(subject, signal)))
    yield Facts(tuple(chain(_actors(signal), _sorting(signal))))
    if not subject.is_public:
        yield from _agreement(signal)
    yield from _decisions(signal)
    yield from _plan_actions(subject, signal)
    yield from _follow_up(subject, signal)
    yield from _timeline(subject, signal, origins, stops)


def _origins(origins: Origins) -> Iterator[Block]:
    """The signals that go on as this one, each with the words it had."""
    if not origins.rows:
        return
    yield Heading(_t("Where it comes from"), level=1, anchor="origins")
    yield Text(f"{origins.in_words}.")
    for one in origins.rows:
        if one.title:
            yield Heading(
                one.title, level=2, anchor=f"origin-{one.number}", code=str(one.number)
            )
            yield Text(one.statement or _t("Not worded yet."))


def _journey(
    subject: Subject,
    signal: PolicySignal,
    steps: Sequence[Reached],
    stops: Sequence[Stop],
) -> Iterator[Block]:
    """The whole way in one picture."""
    raised = raised_days(signal, is_partner=not subject.is_public)
    drawn = journey_picture(steps, [*stops, *raised], subject.date)
    if drawn:
        yield Drawing(drawn.words, str(drawn.svg))


def _path(steps: Sequence[Reached]) -> Iterator[PathStep]:
    for step in steps:
        yield PathStep(
            number=step.number,
            label=str(step.label),
            state=step.state,
            date=day(step.date),
        )


def _counts(subject: Subject, signal: PolicySignal) -> Iterator[tuple[str, str]]:
    counts = counts_of(signal.partnership, [signal]).get(signal.pk, Counts())
    inside = not subject.is_public
    people = counts.people_for(is_partner=inside)
    facts = [
        (_t("Raisers"), counts.raisers_for(is_partner=inside)),
        (_t("Organisations"), counts.organisations),
        (_t("Municipalities"), counts.municipalities),
        (_t("People, at least"), people),
    ]
    known = [(label, str(value)) for label, value in facts if value]
    yield from known or [(_t("Raisers"), _t("not counted"))]


def _actors(signal: PolicySignal) -> Iterator[tuple[str, str]]:
    rows = list(signal.actors.select_related("organisation"))
    for role in (
        ActorRole.RAISED_BY,
        ActorRole.LEAD,
        ActorRole.PARTNER,
        ActorRole.ADDRESSEE,
    ):
        names = dict.fromkeys(str(row) for row in rows if row.role == role)
        if names:
            yield str(role.label).capitalize(), ", ".join(names)


def _sorting(signal: PolicySignal) -> Iterator[tuple[str, str]]:
    facts: list[tuple[str, Any]] = [
        (_t("Social right"), signal.rights),
        (_t("Life domain"), signal.life_domains),
        (_t("Policy domain"), signal.policy_domains),
        (_t("Target group"), signal.target_groups),
        (_t("Area"), signal.areas),
    ]
    for label, chosen in facts:
        if words := ", ".join(str(one) for one in chosen.all()):
            yield label, words
    if signal.policy_level:
        yield _t("Level of government"), str(signal.policy_level)


def _agreement(signal: PolicySignal) -> Iterator[Block]:
    answers = list(
        signal.agreements.standing()
        .filter(round=signal.round)
        .select_related("organisation")
    )
    if not answers:
        return
    yield Heading(_t("Agreement"), level=1, anchor="agreement")
    yield Table(
        columns=(
            Column(_t("Organisation"), 3.0),
            Column(_t("Answer"), 2.0),
            Column(_t("Remark"), 3.0),
            Column(_t("Date"), 1.8),
        ),
        rows=tuple(
            (
                Cell(answer.organisation.name),
                Cell(answer.get_result_display()),
                Cell(answer.remark),
                Cell(day(answer.at)),
            )
            for answer in answers
        ),
        caption=_said_by(signal),
        sheet=_t("Agreement"),
    )


def _said_by(signal: PolicySignal) -> str:
    if signal.working_group:
        words = _t("What the organisations of %(group)s say")
        return words % {"group": signal.working_group.name}
    return _t("What the organisations of the working group say")


def _decisions(signal: PolicySignal) -> Iterator[Block]:
    lines = sorted(_decided(signal), key=lambda line: line[0])
    agreed = list(signal.agreed_actions.all())
    if not lines and not agreed:
        return
    yield Heading(_t("Decisions, letters and agreed actions"), level=1, anchor="deeds")
    if lines:
        yield Log(
            tuple(LogLine(day(at), text, reference) for at, text, reference in lines),
            label=_t("Decisions and letters"),
        )
    if agreed:
        yield Table(
            columns=(
                Column(_t("Agreed"), 4.0),
                Column(_t("Who"), 2.6),
                Column(_t("When"), 2.4),
            ),
            rows=tuple(
                (Cell(one.what), Cell(one.who), Cell(_agreed_when(one)))
                for one in agreed
            ),
            sheet=_t("Agreed"),
        )


def _decided(signal: PolicySignal) -> Iterator[tuple[datetime.date, str, str]]:
    for decision in signal.decisions.all():
        said = f"{decision.body}: {decision.get_route_display()}."
        yield decision.date, f"{said} {decision.text}".strip(), decision.reference
    for letter in signal.letters.all():
        sent = _t("Letter to %(to)s.") % {"to": letter.addressee}
        yield letter.sent, sent, letter.reference
        if letter.answered:
            words = {"who": letter.addressee, "answer": letter.answer}
            yield letter.answered, _t("%(who)s answered: %(answer)s") % words, ""


def _agreed_when(action: AgreedAction) -> str:
    said = []
    if action.by:
        said.append(_t("by %(date)s") % {"date": day(action.by)})
    if action.done:
        said.append(_t("done on %(date)s") % {"date": day(action.done)})
    return ", ".join(said)


def _plan_actions(subject: Subject, signal: PolicySignal) -> Iterator[Block]:
    parties = ActionParty.objects.select_related("organisation", "person")
    log = subject.readable_action_log().prefetch_related("also_about")
    actions = list(
        PlanAction.objects.filter(signals=signal, plan__in=subject.readable_plans())
        .select_related("plan")
        .defer("search")
        .prefetch_related(
            Prefetch("parties", parties), Prefetch("log_entries", log, to_attr="read")
        )
        .order_by("plan__start", "position", "pk")
    )
    if not actions:
        return
    yield Heading(_t("Actions of plans that answer it"), level=1, anchor="actions")
    for action in actions:
        yield Heading(
            action.title, level=2, anchor=f"action-{action.pk}", code=action.code
        )
        yield Facts(tuple(_about_action(subject, action)))
        entries = in_turn(getattr(action, "read", ()))
        if entries:
            yield Log(tuple(action_line(one) for one in entries), _t("What happened"))


def _about_action(subject: Subject, action: PlanAction) -> Iterator[tuple[str, str]]:
    facts = [
        (_t("Plan"), action.plan.title),
        (_t("Timing"), timing_of(action)),
        (_t("Lead"), who(action, PartyRole.LEAD, is_public=subject.is_public)),
        (_t("Now"), mark_of(action.lifecycle)[0] or action.get_lifecycle_display()),
        (_t("Why"), action.reason),
    ]
    yield from ((label, str(value)) for label, value in facts if value)


def _follow_up(subject: Subject, signal: PolicySignal) -> Iterator[Block]:
    entries = in_turn(subject.readable_signal_log().filter(signal=signal))
    if entries:
        yield Heading(_t("Follow-up"), level=1, anchor="follow-up")
        yield Log(tuple(log_line(entry) for entry in entries))
    if signal.feedback:
        yield Heading(_t("What came of it"), level=1, anchor="outcome")
        yield Text(signal.feedback)


def _timeline(
    subject: Subject, signal: PolicySignal, origins: Origins, stops: Sequence[Stop]
) -> Iterator[Block]:
    """The sentences alone: a name or a note of who did it is not for a dossier."""
    events = events_of(
        signal,
        (),
        is_partner=not subject.is_public,
        origins=origins.signals,
        stops=stops,
    )[::-1]
    if events:
        yield Heading(_t("All that happened"), level=1, anchor="timeline")
        yield Log(tuple(LogLine(day(one.moment), str(one.sentence)) for one in events))
