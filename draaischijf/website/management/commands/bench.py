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

from draaischijf.website.bench.made_plan import make_plan
from draaischijf.website.bench.measuring import Measured, measure
from draaischijf.website.bench.works import works_of


class Command(BaseCommand):
    help = "Measure the works of the site; fails when one is over its budget."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--actions", type=int, default=200, help="in the plan")
        parser.add_argument("--entries", type=int, default=2000, help="in its log")
        parser.add_argument("--times", type=int, default=5, help="each work is done")
        parser.add_argument(
            "--json", action="store_true", help="the figures as JSON on standard output"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        del args
        with translation.override("nl"):
            measured = _measure(**{name: options[name] for name in SIZES})
        if options["json"]:
            shown = [one.as_json() for one in measured]
            self.stdout.write(json.dumps(shown, ensure_ascii=False, indent=2))
        else:
            self._tell(measured)
        refuse_slow(measured)

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
