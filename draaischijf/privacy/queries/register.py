"""The register of processing of a partnership, made from the table of records."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _t

from draaischijf.core.exports import Row
from draaischijf.people.models import Partnership
from draaischijf.privacy.models import RegisterEntry
from draaischijf.privacy.queries.retention import length_in_words, periods_of
from draaischijf.privacy.records import (
    ACTIVITIES,
    MEASURES,
    Activity,
    Record,
    records_of_activity,
)


@dataclass(frozen=True)
class KeptFor:
    """A kind of record with its period here, in words."""

    record: Record
    period: str


@dataclass(frozen=True)
class ActivityHere:
    """An activity with its records, and what the office adds to it."""

    activity: Activity
    records: Sequence[KeptFor]
    addition: str


@dataclass(frozen=True)
class Register:
    """The whole register (GDPR, article 30, paragraph 1)."""

    partnership: Partnership
    entry: RegisterEntry
    activities: Sequence[ActivityHere]
    measures: Sequence[str]


def register_of(partnership: Partnership) -> Register:
    """Return the register; what the office did not fill in yet is empty."""
    entry = register_entry(partnership)
    additions = entry.additions
    activities = [
        ActivityHere(
            activity=one,
            records=kept_for(partnership, records_of_activity(one)),
            addition=str(additions.get(one.code, "")),
        )
        for one in ACTIVITIES
    ]
    own = [line.strip() for line in entry.measures.splitlines() if line.strip()]
    return Register(partnership, entry, activities, [*map(str, MEASURES), *own])


def register_entry(partnership: Partnership) -> RegisterEntry:
    """Return what the office added, or an empty row that is not kept yet."""
    found = RegisterEntry.objects.filter(partnership=partnership).first()
    return found or RegisterEntry(partnership=partnership)


def kept_for(
    partnership: Partnership | None, records: Sequence[Record]
) -> list[KeptFor]:
    """Return records with their period in words: the real one of the partnership."""
    periods = periods_of(partnership)
    return [KeptFor(one, _in_words(one, periods.get(one.code))) for one in records]


def _in_words(record: Record, days: int | None) -> str:
    if days is None:
        return str(record.since)
    return f"{length_in_words(days)} {record.since}"


def register_headers() -> list[str]:
    """Return the heads of the register as a list."""
    return [
        _t("Activity"),
        _t("Purpose"),
        _t("Ground"),
        _t("Persons"),
        _t("Data"),
        _t("Recipients"),
        _t("Kept for"),
        _t("At the end"),
        _t("Additions of the office"),
    ]


def register_rows(register: Register) -> Iterator[Row]:
    """Give one row a kind of record, each complete by itself."""
    for here in register.activities:
        one = here.activity
        for kept in here.records:
            yield [
                str(one.label),
                str(one.purpose),
                str(one.basis),
                str(one.persons),
                f"{kept.record.label}: {kept.record.data}",
                str(one.recipients),
                kept.period,
                str(kept.record.effect.label),
                here.addition,
            ]
