"""Carry out the retention periods now, or show what would happen."""

from __future__ import annotations

import json
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from draaischijf.people.models import Partnership
from draaischijf.privacy.domain.retention import keep_to_periods
from draaischijf.privacy.queries.retention import due_counts, periods_of


class Command(BaseCommand):
    help = "Empty or remove what was kept long enough; --dry-run only counts it."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--partnership",
            metavar="SLUG",
            help="only this one; without it all of them, and the site itself",
        )
        parser.add_argument("--dry-run", action="store_true", help="change nothing")
        parser.add_argument("--json", action="store_true", help="answer in JSON")

    def handle(self, *args: Any, **options: Any) -> None:
        del args
        today = timezone.localdate()
        told = []
        for partnership in _chosen(options["partnership"]):
            if options["dry_run"]:
                counts = due_counts(partnership, today)
            else:
                counts = keep_to_periods(partnership, today).counts
            periods = periods_of(partnership)
            told.append(
                {
                    "partnership": partnership.slug if partnership else None,
                    "day": today.isoformat(),
                    "dry_run": options["dry_run"],
                    "records": [
                        {"record": code, "days": periods[code], "count": count}
                        for code, count in counts.items()
                    ],
                }
            )
        if options["json"]:
            self.stdout.write(json.dumps(told, indent=2))
            return
        for one in told:
            self.stdout.write(f"{one['partnership'] or 'the site itself'}:")
            for line in one["records"]:
                if line["count"]:
                    self.stdout.write(f"  {line['record']}: {line['count']}")


def _chosen(slug: str | None) -> list[Partnership | None]:
    if not slug:
        return [*Partnership.objects.order_by("slug"), None]
    found = Partnership.objects.filter(slug=slug).first()
    if found is None:
        raise CommandError(f"There is no partnership {slug}.")
    return [found]
