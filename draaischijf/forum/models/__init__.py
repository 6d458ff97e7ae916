"""A forum with its themes, tables, tracks and dots."""

from __future__ import annotations

from draaischijf.forum.models.forums import Forum, ForumInvitee, ForumTheme
from draaischijf.forum.models.tables import ForumTable, TableNote
from draaischijf.forum.models.tracks import SolutionTrack, TrackDot

__all__ = [
    "Forum",
    "ForumInvitee",
    "ForumTable",
    "ForumTheme",
    "SolutionTrack",
    "TableNote",
    "TrackDot",
]
