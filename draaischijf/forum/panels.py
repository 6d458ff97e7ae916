"""Forums and tracks on the pages of signals, meetings and work."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import models

from draaischijf.consultation.enums import MeetingKind
from draaischijf.consultation.models import Meeting
from draaischijf.core.panels import Panel
from draaischijf.forum.queries.about import forum_of_meeting, themes_about
from draaischijf.forum.queries.forums import forums_readable_in
from draaischijf.forum.queries.tracks import tracks_waiting_for, tracks_without_owner
from draaischijf.people.models import Partnership
from draaischijf.people.permissions import Permission, holds
from draaischijf.signals.models import PolicySignal

if TYPE_CHECKING:
    from draaischijf.people.permissions import Visitor

MOST_SHOWN = 6


def signal_forums(thing: models.Model, visitor: Visitor) -> Panel | None:
    """Return the forums that talked about a signal, with their tracks."""
    if not isinstance(thing, PolicySignal):
        return None
    themes = themes_about(visitor, thing)
    return Panel("forum/_signal_forums.html", {"themes": themes}) if themes else None


def meeting_forum(thing: models.Model, visitor: Visitor) -> Panel | None:
    """Return the way to the forum that a meeting is, or to its preparation."""
    if not isinstance(thing, Meeting) or thing.kind != MeetingKind.FORUM:
        return None
    found = forum_of_meeting(visitor, thing)
    may_start = found is None and holds(visitor, Permission.CONVENE, thing.partnership)
    if found is None and not may_start:
        return None
    return Panel("forum/_meeting_forum.html", {"forum": found, "meeting": thing})


def all_forums(thing: models.Model, visitor: Visitor) -> Panel | None:
    """Return the way to the forums of a partnership, from its bodies."""
    if not isinstance(thing, Partnership):
        return None
    is_read = forums_readable_in(visitor, thing).exists()
    if not is_read and not holds(visitor, Permission.CONVENE, thing):
        return None
    return Panel("forum/_all_forums.html", {"partnership": thing})


def my_tracks(thing: models.Model, visitor: Visitor) -> Panel | None:
    """Return the tracks that wait for a visitor: own ones, and those nobody has."""
    if not isinstance(thing, Partnership):
        return None
    if not visitor.is_authenticated:
        return None
    mine = list(tracks_waiting_for(visitor, thing)[:MOST_SHOWN])
    loose = []
    if holds(visitor, Permission.CONVENE, thing):
        loose = list(tracks_without_owner(thing)[:MOST_SHOWN])
    if not (mine or loose):
        return None
    return Panel("forum/_my_tracks.html", {"mine": mine, "loose": loose})
