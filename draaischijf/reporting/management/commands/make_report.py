"""Make a document about a plan, a year or a signal, and write it to a file."""

from __future__ import annotations

import datetime
import hashlib
import json
import sys
from argparse import ArgumentParser
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone, translation
from tqdm import tqdm

from draaischijf.people.models import Partnership
from draaischijf.plans.models import ActionPlan
from draaischijf.reporting import writers
from draaischijf.reporting.builders.building import build
from draaischijf.reporting.builders.subject import Subject
from draaischijf.reporting.enums import (
    ABOUT_A_PLAN,
    ABOUT_A_SIGNAL,
    DocumentFormat,
    ReportKind,
    formats_of,
)
from draaischijf.reporting.queries.house_styles import style_of
from draaischijf.reporting.queries.reports import texts_about
from draaischijf.signals.models import PolicySignal
from draaischijf.signals.queries.signal_facets import numbered

if TYPE_CHECKING:
    from collections.abc import Iterator

KINDS = ", ".join(ReportKind.values)
BAR = "{desc:<28} {bar} {percentage:3.0f} %"


class Command(BaseCommand):
    help = "Make a year plan, a year report, a dossier … and write it to a file."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("kind", metavar="KIND", help=f"one of: {KINDS}")
        parser.add_argument("--partnership", required=True, metavar="SLUG")
        parser.add_argument("--year", type=int, help="this year without it")
        parser.add_argument(
            "--plan",
            metavar="SLUG",
            help="the plan it is about; without it the plan of the year",
        )
        parser.add_argument(
            "--signal", type=int, metavar="NUMBER", help="the signal of a dossier"
        )
        parser.add_argument(
            "--format", metavar="FORMAT", help="docx, pdf, html, xlsx or csv"
        )
        parser.add_argument(
            "-o", "--output", type=Path, metavar="FILE", help="its ending may say how"
        )
        parser.add_argument(
            "--public",
            action="store_true",
            help="what everybody may read: no persons, nothing for partners only",
        )
        parser.add_argument(
            "--date",
            type=datetime.date.fromisoformat,
            metavar="YYYY-MM-DD",
            help="the work agenda as it stood on this day",
        )
        parser.add_argument("--language", default="nl", choices=["nl", "en"])
        parser.add_argument("--json", action="store_true", help="answer in JSON")

    def handle(self, *args: Any, **options: Any) -> None:
        del args
        with translation.override(options["language"]):
            self._make(options)

    def _make(self, options: dict[str, Any]) -> None:
        subject = _subject(options)
        form = _format(subject.kind, options)
        with _progress(quiet=options["json"]) as tell:
            tell(0, "gathering")
            content = build(subject)
            data = writers.write(
                content, form, style_of(subject.partnership), progress=tell
            )
            tell(100, "ready")
        path: Path = options["output"] or Path(writers.file_name(content, form))
        try:
            path.write_bytes(data)
        except OSError as error:
            raise CommandError(
                f"{path} cannot be written: {error.strerror}."
            ) from error
        made = {
            "file": str(path),
            "kind": subject.kind,
            "format": form.value,
            "title": content.title,
            "bytes": len(data),
            "sha256": hashlib.sha256(data).hexdigest(),
        }
        said = f"{path}: {content.title} ({len(data):,} bytes)"
        self.stdout.write(
            json.dumps(made, ensure_ascii=False) if options["json"] else said
        )


def _subject(options: dict[str, Any]) -> Subject:
    kind: str = options["kind"].replace("-", "_")
    if kind not in ReportKind:
        raise CommandError(
            f"There is no kind “{options['kind']}”. Known ones: {KINDS}."
        )
    partnership = _partnership(options["partnership"])
    day: datetime.date = options["date"] or timezone.localdate()
    year = options["year"] or day.year
    plan = signal = None
    if kind in ABOUT_A_PLAN or options["plan"]:
        plan = _plan(partnership, options["plan"], year)
    if kind in ABOUT_A_PLAN and plan:
        year = plan.start.year
    if kind in ABOUT_A_SIGNAL:
        signal = _signal(partnership, options["signal"])
    subject = Subject(
        kind,
        partnership,
        year,
        plan,
        signal,
        texts=texts_about(partnership, kind, year=year, plan=plan, signal=signal),
        is_public=options["public"],
        as_of=options["date"],
    )
    if subject.is_public and not subject.may_be_public:
        raise CommandError(
            f"“{plan or signal}” is for partners only. Make it public on its page "
            "first, or leave out --public."
        )
    return subject


def _format(kind: str, options: dict[str, Any]) -> DocumentFormat:
    output: Path | None = options["output"]
    ending = output.suffix.lstrip(".") if output else ""
    asked = (options["format"] or ending or DocumentFormat.PDF).lower()
    known = formats_of(kind)
    if asked not in known:
        names = ", ".join(one.value for one in known)
        raise CommandError(f"A {kind} does not come as “{asked}”, but as: {names}.")
    return DocumentFormat(asked)


def _partnership(slug: str) -> Partnership:
    found = Partnership.objects.select_related("area").filter(slug=slug).first()
    if found is None:
        known = ", ".join(Partnership.objects.values_list("slug", flat=True))
        raise CommandError(
            f"There is no partnership “{slug}”. Known ones: {known or 'none yet'}."
        )
    return found


def _plan(partnership: Partnership, slug: str | None, year: int) -> ActionPlan:
    plans = ActionPlan.objects.filter(partnership=partnership).select_related(
        "owner", "predecessor", "partnership"
    )
    found = list(plans.filter(slug=slug) if slug else plans.of_year(year))
    if len(found) == 1:
        return found[0]
    if found:
        names = ", ".join(plan.slug for plan in found)
        raise CommandError(f"{year} has several plans: add --plan with one of {names}.")
    known = ", ".join(f"{plan.slug} ({plan.years})" for plan in plans)
    asked = f"called “{slug}”" if slug else f"of {year}"
    raise CommandError(f"There is no plan {asked}. Known ones: {known or 'none yet'}.")


def _signal(partnership: Partnership, number: int | None) -> PolicySignal:
    signals = PolicySignal.objects.standing().filter(partnership=partnership)
    if number is None:
        raise CommandError("A dossier is about a signal: add --signal NUMBER.")
    found = signals.filter(numbered(number)).first()
    if found is None:
        numbers = signals.order_by("number").values_list("number", flat=True)
        known = f"1 to {numbers.last()}" if numbers else "none yet"
        raise CommandError(f"There is no signal {number}. Known ones: {known}.")
    return found


@contextmanager
def _progress(*, quiet: bool) -> Iterator[writers.Progress]:
    """Give what a writer tells its progress to: a bar where a person looks on."""
    bar = tqdm(total=100, disable=quiet or not sys.stderr.isatty(), bar_format=BAR)

    def tell(percent: int, doing: str) -> None:
        bar.set_description(doing)
        bar.update(max(0, percent - int(bar.n)))

    with bar:
        yield tell
