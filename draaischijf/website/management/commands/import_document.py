"""Import a document into a partnership, or show what that would do."""

from __future__ import annotations

import json
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from draaischijf.documents.importing import KindReport, RowRefusedError
from draaischijf.documents.limits import UnreadableDocument
from draaischijf.people.models import Partnership
from draaischijf.signals.workflow import TransitionDenied
from draaischijf.website import imports
from draaischijf.website.import_screening import ClientDataInRowsError


class Command(BaseCommand):
    help = "Import a document into a partnership; a second run changes nothing."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path, help="DOCX, XLSX, PDF, HTML, MD or TXT")
        parser.add_argument(
            "--partnership", required=True, metavar="SLUG", help="into which one"
        )
        parser.add_argument(
            "--as",
            dest="kind",
            default="",
            metavar="KIND",
            help=f"only rows of this kind: {', '.join(k.code for k in imports.KINDS)}",
        )
        parser.add_argument(
            "--dry-run", action="store_true", help="show it and import nothing"
        )
        parser.add_argument(
            "--accept-client-data",
            action="store_true",
            help="import rows that seem to be about one person: you have read them",
        )
        parser.add_argument(
            "--json", action="store_true", help="the report as JSON on standard output"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        del args
        partnership = _partnership(
            options["partnership"], needed=not options["dry_run"]
        )
        reports = _import(options, partnership)
        if options["json"]:
            found = [report.as_json() for report in reports]
            self.stdout.write(json.dumps(found, ensure_ascii=False, indent=2))
            return
        for report in reports:
            self._tell(report, dry=options["dry_run"])
        if not reports:
            self.stdout.write("Nothing in this document can be imported.")

    def _tell(self, report: KindReport, *, dry: bool) -> None:
        verb = "to create" if dry else "created"
        self.stdout.write(
            f"{report.kind}: {report.rows} rows, {report.created} {verb}, "
            f"{report.unchanged} unchanged, {report.duplicates} repeat an earlier one"
        )
        for code, figure in report.figures.items():
            shown = (
                figure
                if isinstance(figure, int)
                else ", ".join(f"{name} {count}" for name, count in figure.items())
            )
            self.stdout.write(f"  {code}: {shown}")
        for problem in report.problems:
            self.stdout.write(f"  {problem.where}: {problem.why}")


def _partnership(slug: str, *, needed: bool) -> Partnership | None:
    found = Partnership.objects.filter(slug=slug).first()
    if found is None and needed:
        known = ", ".join(Partnership.objects.values_list("slug", flat=True))
        raise CommandError(
            f"There is no partnership “{slug}”. Known ones: {known or 'none yet'}."
        )
    return found


def _import(
    options: dict[str, Any], partnership: Partnership | None
) -> list[KindReport]:
    path: Path = options["file"]
    try:
        data = path.read_bytes()
    except OSError as error:
        raise CommandError(f"{path} cannot be read: {error.strerror}.") from error
    try:
        if options["dry_run"] or partnership is None:
            rows = imports.read_file(data, path.name, kind=options["kind"])
            return imports.preview(rows, partnership)
        run = imports.stage_file(
            partnership, data, path.name, actor=None, kind=options["kind"]
        )
    except imports.NothingFoundError:
        return []
    except UnreadableDocument as error:
        raise CommandError(str(error)) from error
    except imports.UnknownKindError as error:
        raise CommandError(
            f"There is no kind “{error.code}”. Known ones: {', '.join(error.known)}."
        ) from error
    try:
        return imports.commit_run(
            run, actor=None, accepted=options["accept_client_data"]
        )
    except ClientDataInRowsError as found:
        raise CommandError(
            f"Nothing was imported. {found} Take it out, or use --accept-client-data "
            "when it is not about a client."
        ) from found
    except RowRefusedError as refused:
        raise CommandError(str(refused)) from refused
    except TransitionDenied as denied:
        raise CommandError(f"Nothing was imported. {denied}") from denied
