"""What was noted about signals and about actions, in the order it was noted."""

from __future__ import annotations

import datetime
import random
from array import array
from collections.abc import Sequence

from django.db.models import Min, Model, Q

from draaischijf.plans.models import ActionLogEntry, PlanAction
from draaischijf.signals.enums import SignalState
from draaischijf.signals.models import LogEntry, PolicySignal
from draaischijf.website.scale import texts
from draaischijf.website.scale.copying import copy_rows
from draaischijf.website.scale.world import World

COLUMNS = (
    "created", "updated", "date_text", "date_kind", "start", "end", "text",
    "attendance", "actor_id", "is_public",
)  # fmt: skip
ATTENDED, PUBLIC = 0.25, 0.85
# A day, a thing and its partnership in one number: sorted by it is sorted by day.
_THINGS, _PLACES = 2**24, 2**12
# A thing, its partnership, and the first and last day something was noted about it.
_Span = tuple[int, int, int, int]


def make_signal_log(world: World, start: int, stop: int) -> None:
    """Copy what was noted about signals that were decided, since they were."""
    if "signal log" not in world.kept:
        count = world.outline.sizes.signal_log
        chance = world.outline.rng("signal log")
        world.kept["signal log"] = _notes(_signals(world), count, chance)
    _copy(world, LogEntry, "signal_id", (start, stop))


def make_action_log(world: World, start: int, stop: int) -> None:
    """Copy what was noted about actions, in the year of their plan."""
    if "action log" not in world.kept:
        count = world.outline.sizes.action_log
        chance = world.outline.rng("action log")
        world.kept["action log"] = _notes(_actions(world), count, chance)
    _copy(world, ActionLogEntry, "action_id", (start, stop))


def _signals(world: World) -> list[_Span]:
    decided = Min("steps__at", filter=Q(steps__target=SignalState.DECIDED))
    rows = PolicySignal.objects.annotate(decided=decided).order_by("pk")
    taken = rows.filter(decided__isnull=False, pk__lte=world.outline.sizes.signals)
    today = world.outline.day.toordinal()
    columns = ("pk", "partnership", "decided", "state", "state_since")
    return [
        (pk, partnership, decided.toordinal(),
         since.toordinal() if state == SignalState.CLOSED else today)
        for pk, partnership, decided, state, since in taken.values_list(*columns)
    ]  # fmt: skip


def _actions(world: World) -> list[_Span]:
    today = world.outline.day.toordinal()
    rows = PlanAction.objects.order_by("pk")
    columns = ("pk", "plan__partnership", "plan__start", "plan__end")
    return [
        (pk, partnership, start.toordinal(), min(end.toordinal(), today))
        for pk, partnership, start, end in rows.values_list(*columns)
    ]


def _notes(spans: Sequence[_Span], count: int, chance: random.Random) -> array[int]:
    """Spread so many notes over things and days, and put them in their order."""
    made = array("q")
    for pk, partnership, first, last in chance.choices(spans, k=count):
        day = first + int((max(last, first) - first + 1) * chance.random())
        made.append((day * _THINGS + pk) * _PLACES + partnership)
    return array("q", sorted(made))


def _copy(world: World, model: type[Model], thing: str, part: tuple[int, int]) -> None:
    name = "signal log" if model is LogEntry else "action log"
    chance = world.outline.rng(name, part[0])
    coordinators = {place.pk: place.coordinator for place in world.places}
    rows = []
    for note in world.kept[name][part[0] : part[1]]:
        rest, partnership = divmod(note, _PLACES)
        ordinal, pk = divmod(rest, _THINGS)
        day = datetime.date.fromordinal(ordinal)
        hour = datetime.time(8 + chance.randrange(9), chance.randrange(60))
        at = min(datetime.datetime.combine(day, hour, datetime.UTC), world.outline.now)
        rows.append(
            (at, at, f"{day.day}/{day.month}/{day.year}", "day", day, day,
             texts.one_of("log", chance),
             chance.randrange(3, 60) if chance.random() < ATTENDED else None,
             coordinators[partnership], chance.random() < PUBLIC, pk)
        )  # fmt: skip
    copy_rows(model, (*COLUMNS, thing), rows)
