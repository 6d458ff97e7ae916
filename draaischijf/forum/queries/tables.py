"""What stands behind the link of a table, as one phone sees it."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Count, Q
from django.http import Http404
from django.utils.functional import cached_property

from draaischijf.forum import links
from draaischijf.forum.enums import Question
from draaischijf.forum.models import ForumTable, SolutionTrack, TableNote, TrackDot
from draaischijf.forum.queries.forums import in_order_of_dots


def table_behind(token: str) -> ForumTable:
    """Return the table a link opens. Raises Http404: it opens nothing, or too old."""
    found = links.find(token)
    if found is None:
        raise Http404
    return found


def print_of(device: str) -> str:
    """Return what is kept of a device: not what stands in its cookie."""
    return hashlib.sha256(f"forum-device:{device}".encode()).hexdigest()


@dataclass(frozen=True)
class Asked:
    """One question with what the table wrote under it."""

    question: Question
    text: str = ""
    version: int = 0


class TablePage:
    """The page of a table: its notes, and the tracks of its whole theme."""

    def __init__(self, table: ForumTable, device: str = "") -> None:
        self.table = table
        self.theme = table.theme
        self.forum = table.theme.forum
        self.device = device

    @cached_property
    def notes(self) -> Sequence[Asked]:
        known = {one.question: one for one in self.table.notes.all()}
        return [_asked(question, known.get(question.value)) for question in Question]

    @cached_property
    def tracks(self) -> Sequence[SolutionTrack]:
        """All tracks of the theme in the order they came, with dots: all and mine.

        The order does not follow the dots: it would move under a thumb.
        """
        mine = Count("dots", filter=Q(dots__device=self.device))
        rows = in_order_of_dots(self.theme.tracks.all()).annotate(mine=mine)
        return list(rows.select_related("table").order_by("pk"))

    @cached_property
    def dots_left(self) -> int:
        """How many dots this phone has left for the theme."""
        placed = TrackDot.objects.filter(theme=self.theme, device=self.device)
        return max(self.forum.dots - placed.count(), 0)

    @property
    def drawn_dots(self) -> list[bool]:
        """One for each dot this phone has: whether it is still free."""
        return [slot < self.dots_left for slot in range(self.forum.dots)]

    def track_or_404(self, pk: int) -> SolutionTrack:
        """Return a track of the theme. Raises Http404."""
        found = self.theme.tracks.filter(pk=pk).first()
        if found is None:
            raise Http404
        return found


def _asked(question: Question, note: TableNote | None) -> Asked:
    return Asked(question, note.text, note.version) if note else Asked(question)
