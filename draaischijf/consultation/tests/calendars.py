"""Calendar files as two independent programs read them.

The library that writes them takes an event without UID or DTSTAMP in silence, so
everything is read by another one as well, which validates.
"""

from __future__ import annotations

import datetime
from zoneinfo import ZoneInfo

import vobject
from icalendar import Calendar

BRUSSELS = ZoneInfo("Europe/Brussels")


def read_by_both(text):
    """Return the events as (icalendar, vobject) pairs; fails on what one refuses."""
    parsed = Calendar.from_ical(text)
    other = vobject.readOne(text)
    assert other.validate(raiseException=True)
    assert_lines(text)
    events = list(parsed.walk("VEVENT"))
    others = list(getattr(other, "vevent_list", []))
    assert len(events) == len(others)
    for event in events:
        assert event.errors == []
        for name in ("uid", "dtstamp", "dtstart", "sequence", "summary", "status"):
            assert event.get(name) is not None, name
    return list(zip(events, others, strict=True))


def read_one(text):
    """Return the only event as both read it."""
    (pair,) = read_by_both(text)
    return pair


def assert_lines(text):
    """Every line ends as RFC 5545 asks, and is no longer than 75 octets."""
    assert text.endswith("\r\n")
    lines = text.split("\r\n")
    assert all(len(line.encode()) <= 75 for line in lines)
    assert not any({"\r", "\n"} & set(line) for line in lines)


def moment(day, hour, minute=0):
    return datetime.datetime(*day, hour, minute, tzinfo=BRUSSELS)
