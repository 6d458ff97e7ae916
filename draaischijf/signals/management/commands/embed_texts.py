"""Give every text its vector: after an upgrade with another model, or at once."""

from __future__ import annotations

import json
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand
from tqdm import tqdm

from draaischijf.core.encoder import MODEL
from draaischijf.signals.domain import embedding
from draaischijf.signals.models import Meaning


class Command(BaseCommand):
    help = (
        "Give the texts that lack one the vector by which alike ones are found. The "
        "worker does the same in the background; stopping it loses nothing."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--status", action="store_true", help="only tell how many lack one"
        )
        parser.add_argument("--json", action="store_true", help="answer in JSON")

    def handle(self, *args: Any, **options: Any) -> None:
        del args
        due, done = embedding.due().count(), 0
        if not options["status"]:
            with tqdm(total=due, unit="text", disable=None) as bar:
                for step in embedding.embed_due():
                    done += step
                    bar.update(step)
        figures = {
            "model": MODEL,
            "texts": Meaning.objects.count(),
            "done": done,
            "due": embedding.due().count(),
        }
        if options["json"]:
            self.stdout.write(json.dumps(figures))
        else:
            self.stdout.write(
                "{texts} texts, {done} done now, {due} to do ({model})".format(
                    **figures
                )
            )
