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
from draaischijf.website.bench import screening, similarity
from draaischijf.website.bench.made_plan import make_plan
from draaischijf.website.bench.measuring import Measured, measure
from draaischijf.website.bench.works import works_of


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
            choices=("site", "screening", "similarity"),
        )
        parser.add_argument("--actions", type=int, default=200, help="in the plan")
        parser.add_argument("--entries", type=int, default=2000, help="in its log")
        parser.add_argument("--times", type=int, default=5, help="each work is done")
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
        judges = {
            "screening": self._judge_screening,
            "similarity": self._judge_similarity,
        }
        if judge := judges.get(options["what"]):
            judge(as_json=options["json"], verbose=options["verbose"])
            return
        with translation.override("nl"):
            measured = _measure(**{name: options[name] for name in SIZES})
        if options["json"]:
            shown = [one.as_json() for one in measured]
            self.stdout.write(json.dumps(shown, ensure_ascii=False, indent=2))
        else:
            self._tell(measured)
        refuse_slow(measured)

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

    def _tell(self, measured: Sequence[Measured]) -> None:
        width = max(len(one.name) for one in measured)
        self.stdout.write(
            f"{'work':{width}}   p50 ms   p95 ms   max ms  budget  queries   sql ms"
        )
        for one in measured:
            budget = f"{one.budget * 1000:7.0f}" if one.budget else "      –"
            self.stdout.write(
                f"{one.name:{width}}  {one.p50 * 1000:7.0f}  {one.p95 * 1000:7.0f}"
                f"  {one.worst * 1000:7.0f} {budget}  {one.queries:7}"
                f"  {one.sql * 1000:7.0f}"
            )


def refuse_slow(measured: Sequence[Measured]) -> None:
    """Raise CommandError that names each work over its budget."""
    over = [one.name for one in measured if not one.is_within]
    if over:
        raise CommandError(f"Over its budget: {', '.join(over)}.")


SIZES = ("actions", "entries", "times")


def _measure(*, actions: int, entries: int, times: int) -> list[Measured]:
    """Measure on made data, in a transaction that is taken back."""
    with transaction.atomic():
        works = works_of(make_plan(actions=actions, entries=entries))
        measured = [
            measure(work, times=times)
            for work in tqdm(works, disable=None, leave=False)
        ]
        transaction.set_rollback(True)
    return measured
