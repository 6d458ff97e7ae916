"""Signals with all that hangs on them, but for their reports and their log."""

from __future__ import annotations

import datetime
import random
from collections import defaultdict
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Model

from draaischijf.signals.domain.lasting import ENDED_SIGNAL
from draaischijf.signals.enums import (
    ActorRole,
    AgreementResult,
    Origin,
    Outcome,
    PeopleRange,
    Route,
    Scale,
    WeighAnswer,
)
from draaischijf.signals.enums import SignalState as S
from draaischijf.signals.links import FOLLOW
from draaischijf.signals.models import (
    AgendaPlace,
    AgreedAction,
    Agreement,
    Challenge,
    Decision,
    Letter,
    PolicySignal,
    SignalActor,
    SignalStep,
    SignalSupport,
)
from draaischijf.website.scale import texts
from draaischijf.website.scale.copying import copy_rows, own_numbers
from draaischijf.website.scale.steps.paths import Path, path_of
from draaischijf.website.scale.steps.raised import raised_columns, raised_values
from draaischijf.website.scale.world import Place, World

ROUTES = [
    *[Route.EXISTING_SERVICE] * 9, *[Route.BILATERAL] * 5,
    *[Route.HIGHER_AUTHORITY] * 3, *[Route.CHALLENGE] * 3,
]  # fmt: skip
COLUMNS = (
    "id", "created", "updated", "partnership_id", "number", "title", "statement",
    "examples", "state", "state_since", "last_movement", "is_public", "is_recurring",
    "round", "policy_level_id", "scale", "origin", "test_clear", "test_neutral",
    "test_recognised", "test_shared", "route", "parked_until", "state_before",
    "reason", "outcome", "feedback", "working_group_id",
)  # fmt: skip
HANGING: dict[type[Model], tuple[str, ...]] = {
    SignalStep: ("signal_id", "source", "target", "round", "at", "actor_id", "note"),
    SignalActor: ("signal_id", "role", "organisation_id"),
    Agreement: (
        "signal_id", "organisation_id", "result", "remark", "actor_id", "at",
    ),
    Decision: (
        "created", "updated", "signal_id", "body", "date", "text", "route",
    ),
    Letter: (
        "created", "updated", "signal_id", "addressee", "sent", "answer_awaited",
    ),
    AgreedAction: ("created", "updated", "signal_id", "what", "who", "by", "done"),
    AgendaPlace: (
        "created", "updated", "signal_id", "route", "challenge_id", "right_id",
    ),
    SignalSupport: (
        *raised_columns(), "signal_id", "note", "given",
    ),
}  # fmt: skip
SORTINGS = (
    ("rights", "social-rights", "right"),
    ("life_domains", "life-domains", "domain"),
    ("policy_domains", "policy-domains", "policy"),
    ("problem_types", "problem-types", "type"),
    ("target_groups", "target-groups", "groups"),
    ("sectors", "sectors", "sectors"),
)
LEVELS = ("local", "local", "local", "regional", "flemish", "federal")
TESTED = frozenset({S.PUBLISHED, S.DECIDED, S.IN_ACTION, S.CLOSED})


@dataclass
class Batch:
    """The rows of some signals, table by table."""

    world: World
    chance: random.Random
    signals: list[tuple[Any, ...]] = field(default_factory=list)
    hanging: defaultdict[type[Model], list[tuple[Any, ...]]] = field(
        default_factory=lambda: defaultdict(list)
    )
    sorted: defaultdict[str, list[tuple[int, int]]] = field(
        default_factory=lambda: defaultdict(list)
    )
    challenges: dict[tuple[int, int], list[int]] = field(default_factory=dict)


@dataclass
class Made:
    """One signal while its rows are made."""

    pk: int
    place: Place
    theme: texts.Theme
    path: Path
    route: str
    # Its working group: none is the standard one.
    group: int | None = None


def make_signals(world: World, start: int, stop: int) -> None:
    """Copy the signals from `start` to `stop`, each with what hangs on it."""
    batch = Batch(world, world.outline.rng("signals", start))
    batch.challenges = _challenges()
    for signal in range(start, stop):
        _add(batch, signal)
    copy_rows(PolicySignal, COLUMNS, batch.signals)
    own_numbers(PolicySignal)
    for name, rows in batch.sorted.items():
        through = getattr(PolicySignal, name).through
        other = "area_id" if name == "areas" else "term_id"
        copy_rows(through, ("policysignal_id", other), rows)
    for model, rows_of in batch.hanging.items():
        copy_rows(model, HANGING[model], rows_of)


def _challenges() -> dict[tuple[int, int], list[int]]:
    found: defaultdict[tuple[int, int], list[int]] = defaultdict(list)
    for pk, partnership, year in Challenge.objects.order_by("pk").values_list(
        "pk", "partnership", "year"
    ):
        found[partnership, year].append(pk)
    return found


def _add(batch: Batch, signal: int) -> None:
    outline, chance = batch.world.outline, batch.chance
    place = batch.world.places[outline.signals[signal]]
    themes = texts.themes()
    begun = outline.moment(signal / outline.sizes.signals)
    path = path_of(begun, outline.now, chance)
    decided = path.moment_of(S.DECIDED) is not None
    made = Made(
        pk=signal + 1,
        place=place,
        theme=themes[outline.theme_of(signal, len(themes))],
        path=path,
        route=chance.choice(ROUTES) if decided else "",
        group=group_of(place, signal),
    )
    area = place.area(chance)
    batch.signals.append(_signal(batch, made, outline.signal_numbers[signal], area[1]))
    _sort(batch, made, area[0])
    for step in path.steps:
        note = texts.one_of("notes", chance) if step.source else ""
        batch.hanging[SignalStep].append(
            (made.pk, step.source, step.target, step.round, step.at,
             place.coordinator, note)
        )  # fmt: skip
    _name(batch, made)
    _agree(batch, made)
    if decided:
        _decide(batch, made)
    _support(batch, made)


def group_of(place: Place, signal: int) -> int | None:
    """Return which group of a partnership a signal is with: each in its turn."""
    keys = [*place.groups]
    return keys[signal % len(keys)] if keys else None


def _signal(batch: Batch, made: Made, number: int, area: str) -> tuple[Any, ...]:
    chance, path, theme = batch.chance, made.path, made.theme
    now, last = batch.world.outline.now, path.last
    moved = last.at
    if path.state in {S.DECIDED, S.IN_ACTION, S.PUBLISHED, S.ANALYSIS}:
        moved = max(moved, now - datetime.timedelta(days=chance.expovariate(1 / 50)))
    tested = path.is_public
    title = texts.title(theme, area, chance)
    parked = path.state == S.PARKED
    asks_why = path.state in {S.PARKED, S.NOT_RETAINED}
    closed = path.state == S.CLOSED
    return (
        made.pk, path.steps[0].at, moved, made.place.pk, number, title,
        texts.statement(theme, area, chance), chance.choice(theme.examples),
        path.state, last.at, moved, path.is_public, last.round > 1, last.round,
        batch.world.term("policy-levels", chance.choice(LEVELS)),
        chance.choice(Scale.values), chance.choice([*[Origin.FIELD] * 8, *Origin]),
        *[chance.choice(["yes", "yes", "partly"]) if tested else WeighAnswer.UNANSWERED
          for _test in range(4)],
        made.route,
        (now + datetime.timedelta(days=chance.randint(5, 300))).date()
        if parked else None,
        last.source if parked else "",
        texts.one_of("reasons", chance) if asks_why else "",
        chance.choice(Outcome.values) if closed else "",
        texts.one_of("feedback", chance) if closed else "",
        made.group,
    )  # fmt: skip


def _sort(batch: Batch, made: Made, area: int) -> None:
    for name, scheme, attribute in SORTINGS:
        codes = getattr(made.theme, attribute)
        several = codes if isinstance(codes, list) else [codes]
        for term in batch.world.some(scheme, several, batch.chance):
            batch.sorted[name].append((made.pk, term))
    areas = {area}
    while batch.chance.random() < 0.4 and len(areas) < len(made.place.areas):
        areas.add(made.place.area(batch.chance)[0])
    batch.sorted["areas"] += [(made.pk, one) for one in sorted(areas)]


def _name(batch: Batch, made: Made) -> None:
    chance = batch.chance
    houses = chance.sample(made.place.organisations, k=4)
    roles = [ActorRole.RAISED_BY]
    roles += [ActorRole.RAISED_BY] if chance.random() < 0.4 else []
    roles += [ActorRole.PARTNER] if chance.random() < 0.6 else []
    roles += [ActorRole.LEAD] if made.route else []
    for role, (organisation, _) in zip(roles, houses, strict=False):
        batch.hanging[SignalActor].append((made.pk, role, organisation))


def _agree(batch: Batch, made: Made) -> None:
    at = made.path.moment_of(S.PUBLISHED)
    if at is None:
        return
    for organisation in made.place.groups.get(made.group, [])[:3]:
        doubts = batch.chance.random() < 0.1
        result = AgreementResult.AGREE_WITH_REMARK if doubts else AgreementResult.AGREE
        batch.hanging[Agreement].append(
            (made.pk, organisation, result,
             "Let op de formulering." if doubts else "", made.place.coordinator,
             at - datetime.timedelta(days=1))
        )  # fmt: skip


def _decide(batch: Batch, made: Made) -> None:
    chance, place = batch.chance, made.place
    at = made.path.moment_of(S.DECIDED) or batch.world.outline.now
    day = at.date()
    body = texts.one_of("bodies", chance)
    batch.hanging[Decision].append((at, at, made.pk, body, day, "", made.route))
    challenge = None
    if made.route == Route.CHALLENGE:
        challenge = chance.choice(batch.challenges.get((place.pk, day.year), [None]))
    right = batch.world.rights(made.theme)
    batch.hanging[AgendaPlace].append((at, at, made.pk, made.route, challenge, right))
    if made.route == Route.HIGHER_AUTHORITY:
        addressee = texts.one_of("addressees", chance)
        sent = day + datetime.timedelta(days=1)
        awaited = sent + datetime.timedelta(days=90)
        batch.hanging[Letter].append((at, at, made.pk, addressee, sent, awaited))
    for _turn in range(chance.randint(0, 1)):
        by = day + datetime.timedelta(days=chance.randint(30, 300))
        done = by if by < batch.world.outline.day and chance.random() < 0.9 else None
        batch.hanging[AgreedAction].append(
            (at, at, made.pk, texts.one_of("agreed", chance),
             chance.choice(place.organisations)[1], by, done)
        )  # fmt: skip


def _support(batch: Batch, made: Made) -> None:
    """Most signals have no support, some have many."""
    chance, now = batch.chance, batch.world.outline.now
    count = int(chance.paretovariate(1.4)) - 1 if chance.random() < 0.35 else 0
    begun = made.path.steps[0].at
    told = made.path.last.at
    ended = told if made.path.state in ENDED_SIGNAL else None
    for _turn in range(min(count, 80)):
        given = begun + (now - begun) * chance.random()
        values = raised_values(
            FOLLOW, made.place, given, max(given, told), chance, ended=ended
        )
        note = texts.one_of("supports", chance)
        batch.hanging[SignalSupport].append(
            (*values, PeopleRange.UNKNOWN, made.pk, note, given)
        )
