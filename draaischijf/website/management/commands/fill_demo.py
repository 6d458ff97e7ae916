"""Fill an empty site with the demonstration."""

from __future__ import annotations

from argparse import ArgumentParser
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from tqdm import tqdm

from draaischijf.website.demo.fill import fill, is_filled


class Command(BaseCommand):
    help = "Fill an empty site with three invented partnerships and their year."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--if-empty", action="store_true", help="do nothing when it is there"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        del args
        if not settings.DEMO:
            raise CommandError(
                "This would put invented people among real ones. "
                "Set DRAAISCHIJF_DEMO=1 if this is a demonstration."
            )
        if is_filled():
            if options["if_empty"]:
                return
            raise CommandError("The demonstration is there already.")
        with tqdm(desc="A year in Durmeland", unit=" events", leave=False) as bar:

            def show(what: str) -> None:
                bar.set_postfix_str(what[:30], refresh=False)
                bar.update()

            fill(show)
        self.stdout.write("The demonstration is ready.")
