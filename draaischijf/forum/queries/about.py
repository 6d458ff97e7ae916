"""What forums said about a signal, and which forum a meeting is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import Prefetch

from draaischijf.forum.models import Forum, ForumTheme, SolutionTrack
from draaischijf.forum.permissions import can_view_forum
from draaischijf.forum.queries.forums import in_order_of_dots
from draaischijf.people.permissions import Permission, holds

if TYPE_CHECKING:
    from draaischijf.consultation.models import Meeting
    from draaischijf.people.permissions import Visitor
    from draaischijf.signals.models import PolicySignal

# On a page about something else: the rest stands with the forums themselves.
MOST_TIMES = 10


def themes_about(reader: Visitor, signal: PolicySignal) -> list[ForumTheme]:
    """Return the themes about a signal, the newest first, with their tracks.

    Two queries at most; a forum that is not published is for partners.
    """
    rows = ForumTheme.objects.filter(signal=signal)
    if not holds(reader, Permission.READ, signal.partnership):
        rows = rows.filter(forum__published__isnull=False)
    tracks = in_order_of_dots(SolutionTrack.objects.all()).select_related(
        "plan_action__plan__partnership", "theme__forum__partnership"
    )
    found = rows.select_related("forum__meeting", "forum__partnership")
    return list(
        found.prefetch_related(Prefetch("tracks", tracks)).order_by(
            "-forum__meeting__day", "-pk"
        )[:MOST_TIMES]
    )


def forum_of_meeting(reader: Visitor, meeting: Meeting) -> Forum | None:
    """Return the forum a meeting is, if this reader may see it."""
    rows = Forum.objects.select_related("partnership", "meeting")
    found = rows.filter(meeting=meeting).first()
    return found if found and can_view_forum(reader, found) else None
