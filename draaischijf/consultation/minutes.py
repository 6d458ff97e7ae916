"""What stands in the minutes of a meeting: plain values, to show, set and keep."""

from __future__ import annotations

import datetime
from collections.abc import Collection, Sequence
from dataclasses import asdict, dataclass, replace
from typing import Any


@dataclass(frozen=True)
class Attended:
    """Somebody at the meeting, as they were called then."""

    name: str
    organisation: str = ""
    is_guest: bool = False


@dataclass(frozen=True)
class Decided:
    """A decision, by its number in the register."""

    number: str
    text: str
    result: str
    votes: str = ""
    reference: str = ""
    is_public: bool = False


@dataclass(frozen=True)
class Given:
    """A task that was given; `due` is a day as 2027-03-01, or empty."""

    who: str
    what: str
    due: str = ""

    @property
    def day(self) -> datetime.date | None:
        return datetime.date.fromisoformat(self.due) if self.due else None


@dataclass(frozen=True)
class MinutedItem:
    """One item with what was said, decided and agreed under it."""

    number: int
    title: str
    about: Sequence[str] = ()
    notes: str = ""
    decisions: Sequence[Decided] = ()
    tasks: Sequence[Given] = ()


@dataclass(frozen=True)
class MeetingMinutes:
    """The whole of it; days and hours are kept as text, for it is kept as JSON.

    `unnamed` counts who was there by registering: the organisers alone know who.
    """

    title: str
    body: str
    day: str
    hours: str = ""
    place: str = ""
    present: Sequence[Attended] = ()
    excused: Sequence[Attended] = ()
    items: Sequence[MinutedItem] = ()
    tasks: Sequence[Given] = ()
    unnamed: int = 0

    @property
    def date(self) -> datetime.date | None:
        return datetime.date.fromisoformat(self.day) if self.day else None

    @property
    def members(self) -> list[Attended]:
        return [one for one in self.present if not one.is_guest]

    @property
    def guests(self) -> list[Attended]:
        return [one for one in self.present if one.is_guest]

    @property
    def organisations(self) -> list[str]:
        """Which organisations were there, once each."""
        return sorted({one.organisation for one in self.present if one.organisation})

    @property
    def all_tasks(self) -> list[Given]:
        return [task for one in self.items for task in one.tasks] + list(self.tasks)


def for_everybody(
    minutes: MeetingMinutes, *, hidden: Collection[str] = (), instead: str = ""
) -> MeetingMinutes:
    """Return published minutes: organisations instead of persons, no tasks.

    A name in the minutes of a meeting is for its members; what was said and decided is
    what everybody may read, but for decisions that are not public. A title or a body
    among those `hidden` reads as what stands `instead`; the name of a body is left out.
    """
    names = tuple(Attended(name, name) for name in minutes.organisations)
    items = tuple(
        replace(
            one,
            title=instead if one.title in hidden else one.title,
            decisions=tuple(said for said in one.decisions if said.is_public),
            tasks=(),
            about=(),
        )
        for one in minutes.items
    )
    body = "" if minutes.body in hidden else minutes.body
    return replace(minutes, body=body, present=names, excused=(), items=items, tasks=())


def as_json(minutes: MeetingMinutes) -> dict[str, Any]:
    """Return minutes as plain JSON values."""
    return asdict(minutes)


def from_json(kept: dict[str, Any]) -> MeetingMinutes:
    """Return the minutes that `as_json` kept, equal in every field."""
    return MeetingMinutes(
        **{
            **kept,
            "present": tuple(Attended(**one) for one in kept["present"]),
            "excused": tuple(Attended(**one) for one in kept["excused"]),
            "items": tuple(_item(one) for one in kept["items"]),
            "tasks": tuple(Given(**one) for one in kept["tasks"]),
        }
    )


def _item(kept: dict[str, Any]) -> MinutedItem:
    return MinutedItem(
        **{
            **kept,
            "about": tuple(kept["about"]),
            "decisions": tuple(Decided(**one) for one in kept["decisions"]),
            "tasks": tuple(Given(**one) for one in kept["tasks"]),
        }
    )
