"""Measure the works of the site against the budgets of the design."""

from __future__ import annotations

import json
from argparse import ArgumentParser
from collections.abc import Sequence
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import transaction
from django.utils import translation
from tqdm import tqdm

from draaischijf.core.screening.labelled.sentences import Part
from draaischijf.website.bench import load, machine, screening, similarity, telling
from draaischijf.website.bench.made_plan import make_plan
from draaischijf.website.bench.measuring import Measured, Work, measure
from draaischijf.website.bench.samples import samples
from draaischijf.website.bench.scale_works import scale_works
from draaischijf.website.bench.served import ServerFailedError, running
from draaischijf.website.bench.visitor import VisitFailedError
from draaischijf.website.bench.works import works_of
from draaischijf.website.scale import journal

# How often each work is done when nobody says: documents take seconds, pages do not.
OF_A_PLAN, OF_A_PAGE = 5, 40


class Command(BaseCommand):
    help = (
        "Measure the works of the site, the screening for client data, or the search "
        "for what is alike; fails when one is over its budget or under its measure."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "what",
            nargs="?",
            default="site",
            choices=("site", "plan", "pages", "load", "screening", "similarity"),
            help="plan: the documents and pages of one made plan; pages: those of a"
            " site filled by seed-scale; site: both; load: many people at once there;"
            " screening: how much it finds; similarity: how often what is alike is"
            " among the first",
        )
        parser.add_argument("--actions", type=int, default=200, help="in the plan")
        parser.add_argument("--entries", type=int, default=2000, help="in its log")
        parser.add_argument("--times", type=int, help="each work is done")
        parser.add_argument("--people", type=int, default=50, help="load: at once")
        parser.add_argument("--seconds", type=float, default=60, help="load: how long")
        parser.add_argument(
            "--pause",
            type=float,
            default=load.PAUSE,
            help="load: seconds between two pages of one person, on average",
        )
        parser.add_argument(
            "--json", action="store_true", help="the figures as JSON on standard output"
        )
        parser.add_argument(
            "--verbose",
            action="store_true",
            help="the sentences where the screening was wrong",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        del args
        what = options["what"]
        judges = {
            "screening": self._judge_screening,
            "similarity": self._judge_similarity,
        }
        if judge := judges.get(what):
            judge(as_json=options["json"], verbose=options["verbose"])
            return
        run = _filled(needed=what in {"pages", "load"})
        if what == "load":
            self._load(options)
            return
        here = machine.described()
        measured: list[Measured] = []
        with translation.override("nl"):
            if what != "pages":
                measured += _measure_plan(**{name: options[name] for name in SIZES})
            if what != "plan" and run:
                measured += _measure_pages(options["times"] or OF_A_PAGE)
        if options["json"]:
            told = telling.as_json(measured, here, run)
            self.stdout.write(json.dumps(told, ensure_ascii=False, indent=2))
        else:
            for line in telling.as_table(measured, here, run):
                self.stdout.write(line)
        refuse_slow(measured)

    def _load(self, options: dict[str, Any]) -> None:
        here = machine.described()
        asked = {name: options[name] for name in ("people", "seconds", "pause")}
        with tqdm(total=round(asked["seconds"]), disable=None, leave=False) as bar:
            try:
                found = load.let_them_come(**asked, tick=bar.update)
            except (ServerFailedError, OSError) as error:
                raise CommandError(str(error)) from error
        if options["json"]:
            told = {"machine": here, **found.as_json()}
            self.stdout.write(json.dumps(told, indent=2))
        else:
            for line in (*found.as_table(), machine.in_words(here)):
                self.stdout.write(line)
        if found.shortcomings:
            raise CommandError(f"The load: {'; '.join(found.shortcomings)}.")

    def _judge_screening(self, *, as_json: bool, verbose: bool) -> None:
        judged = screening.judge()
        if as_json:
            self.stdout.write(json.dumps(judged.as_json(), indent=2))
        else:
            self.stdout.write(
                f"{judged.both.sentences} sentences, {judged.both.without} without a "
                f"finding; {judged.p95 * 1000:.1f} ms for {screening.CHARACTERS} "
                "characters (p95)"
            )
            held_out = judged.parts[Part.HELD_OUT]
            for line in screening.table(judged.both, held_out):
                self.stdout.write(line)
        if verbose:
            for line in screening.told(judged):
                self.stderr.write(line)
        if judged.shortcomings:
            raise CommandError(f"The screening: {'; '.join(judged.shortcomings)}.")

    def _judge_similarity(self, *, as_json: bool, verbose: bool) -> None:
        with transaction.atomic():
            judged = similarity.judge()
            transaction.set_rollback(True)
        if as_json:
            self.stdout.write(json.dumps(judged.as_json(), indent=2))
        else:
            for line in similarity.table(judged):
                self.stdout.write(line)
        if verbose:
            for line in judged.missed:
                self.stderr.write(line)
        if judged.shortcomings:
            raise CommandError(f"What is alike: {'; '.join(judged.shortcomings)}.")


def refuse_slow(measured: Sequence[Measured]) -> None:
    """Raise CommandError that names each work over its budget."""
    over = [one.name for one in measured if not one.is_within]
    if over:
        raise CommandError(f"Over its budget: {', '.join(over)}.")


SIZES = ("actions", "entries", "times")


def _filled(*, needed: bool) -> journal.Run | None:
    """Return the run that filled this site to the end, or None."""
    run = journal.known_run()
    if run and all(done == total for done, total in journal.progress().values()):
        return run
    if needed:
        raise CommandError(
            "The pages are measured on a site that was filled for it: run draaischijf"
            " seed-scale first, in a folder (DRAAISCHIJF_VAR) of its own."
        )
    return None


def _measure_plan(*, actions: int, entries: int, times: int | None) -> list[Measured]:
    """Measure on made data, in a transaction that is taken back."""
    with transaction.atomic():
        works = works_of(make_plan(actions=actions, entries=entries))
        measured = _measured(works, times or OF_A_PLAN)
        transaction.set_rollback(True)
    return measured


def _measure_pages(times: int) -> list[Measured]:
    """Measure through a server with one process, as one request at a time finds it."""
    try:
        with running(workers=1, threads=1) as served:
            return _measured(list(scale_works(served, samples())), times)
    except (ServerFailedError, VisitFailedError, OSError) as error:
        raise CommandError(str(error)) from error


def _measured(works: Sequence[Work], times: int) -> list[Measured]:
    return [
        measure(work, times=times) for work in tqdm(works, disable=None, leave=False)
    ]
