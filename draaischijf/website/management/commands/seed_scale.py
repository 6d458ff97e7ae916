"""Fill an empty site with made data of the size the design asks for."""

from __future__ import annotations

import json
import sys
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import IntegrityError
from django.utils import timezone, translation
from tqdm import tqdm

from draaischijf.website.scale import journal
from draaischijf.website.scale.journal import OtherDataError, Run
from draaischijf.website.scale.seed import seed, total_units
from draaischijf.website.scale.sizes import sizes_for

SCALE, SEED = 1.0, 1


class Command(BaseCommand):
    help = (
        "Fill an empty site with invented partnerships, reports, signals, plans and"
        " their history. A run that was stopped goes on where it was."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--scale", type=float, help="which part of the full size (default: 1)"
        )
        parser.add_argument(
            "--seed", type=int, help="another number makes other data (default: 1)"
        )
        parser.add_argument("--json", action="store_true", help="what was made as JSON")

    def handle(self, *args: Any, **options: Any) -> None:
        del args
        try:
            run = _run_for(options["scale"], options["seed"])
            with translation.override("nl"):
                _fill(run)
        except (OtherDataError, ValueError) as error:
            raise CommandError(str(error)) from error
        except IntegrityError as error:
            raise CommandError(
                f"Somebody used this site while it was being filled: {error}"
            ) from error
        made = {step: done for step, (done, _) in journal.progress().items()}
        if options["json"]:
            told = {"scale": run.scale, "seed": run.seed, "day": str(run.day)}
            self.stdout.write(json.dumps({**told, "made": made}, indent=2))
            return
        for step, count in made.items():
            self.stdout.write(f"{step:16} {count:>11,}")


def _run_for(scale: float | None, number: int | None) -> Run:
    """Return what was asked; what is left out is as the run on this site has it."""
    known = journal.known_run()
    sizes_for(SCALE if scale is None else scale)
    return Run(
        scale if scale is not None else known.scale if known else SCALE,
        number if number is not None else known.seed if known else SEED,
        known.day if known else timezone.localdate(),
    )


def _fill(run: Run) -> None:
    bar = tqdm(
        total=total_units(run),
        unit=" rows",
        unit_scale=True,
        disable=not sys.stderr.isatty(),
    )
    with bar:
        for done in seed(run):
            bar.set_description(done.step, refresh=False)
            bar.update(done.units)
