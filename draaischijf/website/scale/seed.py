"""Filling an empty site with made data, step by step; a killed run goes on."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from django.db import connection, transaction

from draaischijf.website.scale import journal
from draaischijf.website.scale.journal import OtherDataError, Run
from draaischijf.website.scale.sizes import Outline, Sizes, sizes_for
from draaischijf.website.scale.steps.consulting import make_consultation
from draaischijf.website.scale.steps.finishing import finish, tell_the_database
from draaischijf.website.scale.steps.history import (
    LINES,
    make_history,
    outline_history,
)
from draaischijf.website.scale.steps.logs import make_action_log, make_signal_log
from draaischijf.website.scale.steps.meanings import make_meanings, texts_with_meaning
from draaischijf.website.scale.steps.people import make_partnerships, make_people
from draaischijf.website.scale.steps.plans import make_plans
from draaischijf.website.scale.steps.policy_signals import make_signals
from draaischijf.website.scale.steps.raisers import count_later, count_raisers
from draaischijf.website.scale.steps.reports import make_reports
from draaischijf.website.scale.world import World


@dataclass(frozen=True)
class Step:
    """One kind of rows: how many units it has, and how many go in one transaction.

    A batch makes the same rows whenever it is run, from the outline and from what the
    steps before it made; so a run that was killed goes on after its last batch.
    """

    name: str
    total: Callable[[Sizes], int]
    make: Callable[[World, int, int], None]
    batch: int = 1


def _once(sizes: Sizes) -> int:
    del sizes
    return 1


# In this order; each may use what the ones before it made.
STEPS: tuple[Step, ...] = (
    Step("partnerships", _once, make_partnerships),
    Step("people", lambda sizes: sizes.partnerships, make_people, 10),
    Step("signals", lambda sizes: sizes.signals, make_signals, 1000),
    Step("reports", lambda sizes: sizes.pre_signals, make_reports, 2000),
    Step("raisers", lambda sizes: sizes.signals, count_raisers, 2000),
    Step("plans", lambda sizes: sizes.partnerships, make_plans, 1),
    Step("consultation", lambda sizes: sizes.partnerships, make_consultation, 1),
    Step("signal log", lambda sizes: sizes.signal_log, make_signal_log, 5000),
    Step("action log", lambda sizes: sizes.action_log, make_action_log, 5000),
    Step("history outline", _once, outline_history),
    Step("history", lambda sizes: sizes.history_entries, make_history, LINES),
    Step("vectors", texts_with_meaning, make_meanings, 5000),
    Step("finishing", _once, finish),
)


@dataclass(frozen=True)
class Done:
    """A batch that is in the database: of which step, and how many units."""

    step: str
    units: int


def total_units(run: Run) -> int:
    """Return how many units a whole run has, for a progress bar."""
    sizes = sizes_for(run.scale)
    return sum(step.total(sizes) for step in STEPS)


def seed(run: Run) -> Iterator[Done]:
    """Fill the site, giving each batch when it is in; go on where a run stopped.

    What was done before is given too, at once. Raises OtherDataError when the site has
    data that are not those of this run.
    """
    journal.only_one()
    sizes = sizes_for(run.scale)
    _begin(run, sizes)
    world = World(Outline(sizes, run.seed, run.day))
    for step in STEPS:
        yield from _batches(step, world)
    tell_the_database()


def _begin(run: Run, sizes: Sizes) -> None:
    known = journal.known_run()
    if known is None:
        with transaction.atomic():
            journal.begin(run, {step.name: step.total(sizes) for step in STEPS})
        return
    if known != run:
        raise OtherDataError(
            f"This site was filled with --scale {known.scale:g} --seed {known.seed} on"
            f" {known.day}; that run can be gone on with, another one cannot."
        )
    for step in STEPS:
        if step.name not in journal.progress():
            journal.add_step(step.name, step.total(sizes), run)


def _batches(step: Step, world: World) -> Iterator[Done]:
    done, total = journal.progress()[step.name]
    if done:
        yield Done(step.name, done)
    while done < total:
        stop = min(done + step.batch, total)
        with transaction.atomic():
            with connection.cursor() as cursor:
                # Journal and rows are one commit: what a crash of the machine takes
                # back, the next run makes again.
                cursor.execute("set local synchronous_commit = off")
            count_later()
            step.make(world, done, stop)
            journal.note(step.name, stop)
        yield Done(step.name, stop - done)
        done = stop
