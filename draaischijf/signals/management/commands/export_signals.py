"""Write the signals or the work agenda of a partnership to a file."""

from __future__ import annotations

import json
from argparse import ArgumentParser
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

from django.contrib.auth.models import AnonymousUser
from django.core.management.base import BaseCommand, CommandError
from django.http import QueryDict

from draaischijf.accounts.models import User
from draaischijf.core.exports import Row, csv_response, xlsx_response
from draaischijf.people.models import Partnership
from draaischijf.signals.exports.agenda import agenda_cells, agenda_headers
from draaischijf.signals.exports.signals import signal_cells, signal_headers
from draaischijf.signals.filters.agenda import agenda_wanted_of
from draaischijf.signals.filters.signals import wanted_of
from draaischijf.signals.queries.agenda import export_lines
from draaischijf.signals.queries.signals import export_rows, sees_all

if TYPE_CHECKING:
    from draaischijf.people.permissions import Visitor

MAKERS = {".csv": csv_response, ".xlsx": xlsx_response}


class Command(BaseCommand):
    help = "Write the signals or the work agenda of a partnership to CSV or XLSX."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path, help="ends in .csv or .xlsx")
        parser.add_argument("--partnership", required=True, metavar="SLUG")
        parser.add_argument("--what", choices=["signals", "agenda"], default="signals")
        parser.add_argument(
            "--reader",
            default="",
            metavar="EMAIL",
            help="what this account may see; without it, what everybody may",
        )
        parser.add_argument(
            "--filter",
            default="",
            metavar="QUERY",
            help="what stands behind ? in the address of the list",
        )
        parser.add_argument("--json", action="store_true", help="answer in JSON")

    def handle(self, *args: Any, **options: Any) -> None:
        del args
        path: Path = options["file"]
        maker = MAKERS.get(path.suffix.lower())
        if maker is None:
            raise CommandError(f"{path} must end in .csv or .xlsx.")
        headers, cells = _list_of(
            options["what"],
            _reader(options["reader"]),
            _partnership(options["partnership"]),
            QueryDict(options["filter"]),
        )
        counted = _Counted(cells)
        try:
            with path.open("wb") as file:
                file.writelines(maker(path.stem, headers, counted))
        except OSError as error:
            raise CommandError(
                f"{path} cannot be written: {error.strerror}."
            ) from error
        if options["json"]:
            self.stdout.write(json.dumps({"file": str(path), "rows": counted.rows}))
        else:
            self.stdout.write(f"{path}: {counted.rows} rows")


class _Counted:
    """Rows that are counted while they pass."""

    def __init__(self, rows: Iterable[Row]) -> None:
        self._source = rows
        self.rows = 0

    def __iter__(self) -> Iterator[Row]:
        for row in self._source:
            self.rows += 1
            yield row


def _list_of(
    what: str, reader: Visitor, partnership: Partnership, query: QueryDict
) -> tuple[list[str], Iterator[Row]]:
    if what == "agenda":
        lines = export_lines(reader, partnership, agenda_wanted_of(query))
        return agenda_headers(), agenda_cells(lines)
    rows = export_rows(reader, partnership, wanted_of(query))
    is_partner = sees_all(reader, partnership)
    return signal_headers(), signal_cells(rows, is_partner=is_partner)


def _partnership(slug: str) -> Partnership:
    found = Partnership.objects.filter(slug=slug).first()
    if found is None:
        known = ", ".join(Partnership.objects.values_list("slug", flat=True))
        raise CommandError(
            f"There is no partnership “{slug}”. Known ones: {known or 'none yet'}."
        )
    return found


def _reader(email: str) -> Visitor:
    if not email:
        return AnonymousUser()
    found = User.objects.filter(email=email.lower(), is_active=True).first()
    if found is None:
        raise CommandError(f"There is no account of {email}.")
    return found
