"""What a table does, without an account: deepen the problem, collect tracks, weigh."""

from __future__ import annotations

import uuid
from dataclasses import asdict, dataclass

from django.db import transaction
from django.db.models import QuerySet
from django.utils.translation import gettext as _t

from draaischijf.forum import workflow
from draaischijf.forum.domain.locking import forum_of, lock_theme_at_table, lock_track
from draaischijf.forum.enums import Question, TrackState
from draaischijf.forum.models import (
    ForumTable,
    ForumTheme,
    SolutionTrack,
    TableNote,
    TrackDot,
)
from draaischijf.history.domain import record
from draaischijf.signals.workflow import TransitionDenied, not_here


class WordsMovedOnError(TransitionDenied):
    """Somebody else kept newer words; `newer` is the row with them."""

    def __init__(self, newer: TableNote | SolutionTrack) -> None:
        self.newer = newer
        super().__init__(
            [
                _t(
                    "Somebody else at the table wrote here meanwhile. Both texts are "
                    "below: put together what should stay, and keep it again."
                )
            ]
        )


@dataclass(frozen=True)
class TrackWords:
    """A track as a table writes it."""

    title: str
    what: str = ""
    who: str = ""
    needs: str = ""

    @property
    def trimmed(self) -> dict[str, str]:
        return {name: text.strip() for name, text in asdict(self).items()}


@transaction.atomic
def keep_note(
    table: ForumTable, question: Question, text: str, *, version: int
) -> TableNote:
    """Keep what a table wrote and return it; `version` is the one it was typed on.

    The same text again is once. Raises WordsMovedOnError when what stands there is
    newer than that version, and TransitionDenied when the tables do not write.
    """
    workflow.check_at_work(forum_of(table).stage)
    # Made once and then locked: two who are the first do not overwrite each other.
    TableNote.objects.get_or_create(table=table, question=question)
    note = TableNote.objects.select_for_update(of=("self",)).get(
        table=table, question=question
    )
    if note.text == text.strip():
        return note
    if note.version != version:
        raise WordsMovedOnError(note)
    note.text = text.strip()
    note.version += 1
    note.save(update_fields=["text", "version", "updated"])
    return note


@transaction.atomic
def add_track(table: ForumTable, words: TrackWords, *, key: uuid.UUID) -> SolutionTrack:
    """Collect a track and return it; sent twice with its key it is one.

    Raises TransitionDenied without a title and when the tables do not write.
    """
    forum = forum_of(table)
    workflow.check_at_work(forum.stage)
    given = _checked(words)
    theme = lock_theme_at_table(table.theme)
    known = SolutionTrack.objects.filter(key=key).first()
    if known:
        # A key of another table was made up: what is sent is not lost all the same.
        if known.theme_id == theme.pk:
            return known
        key = uuid.uuid4()
    made = SolutionTrack.objects.create(theme=theme, table=table, key=key, **given)
    record(made, "track_collected", actor=None, title=made.title)
    return made


@transaction.atomic
def edit_track(
    table: ForumTable, track: SolutionTrack, words: TrackWords, *, version: int
) -> SolutionTrack:
    """Change the words of a track and return it; `version` as for a note.

    Raises WordsMovedOnError, and TransitionDenied for a track of another theme, without
    a title, once it was chosen, and when the tables do not write.
    """
    workflow.check_at_work(forum_of(table).stage)
    given = _checked(words)
    locked = lock_track(track)
    if locked.theme_id != table.theme_id:
        raise TransitionDenied([not_here()])
    if locked.state != TrackState.COLLECTED:
        raise TransitionDenied([_t("This track was chosen already: it stays so.")])
    if all(getattr(locked, name) == text for name, text in given.items()):
        return locked
    if locked.version != version:
        raise WordsMovedOnError(locked)
    for name, text in given.items():
        setattr(locked, name, text)
    locked.version += 1
    locked.save(update_fields=[*given, "version", "updated"])
    record(locked, "track_edited", actor=None, title=locked.title)
    return locked


def _checked(words: TrackWords) -> dict[str, str]:
    given = words.trimmed
    if not given["title"]:
        raise TransitionDenied([_t("Give the track a title.")])
    return given


# -- Dots --------------------------------------------------------------------------


@transaction.atomic
def place_dot(table: ForumTable, track: SolutionTrack, *, device: str) -> int:
    """Place one dot of a device on a track; return how many it has left here.

    The theme is locked while its dots are counted: two who press at once both count,
    and one who presses twice never has more than the forum gives. Raises
    TransitionDenied when none is left, for a track of another theme, and when dots are
    not placed now.
    """
    theme = _theme_to_weigh(table, track)
    taken = set(_dots_of(theme, device).values_list("slot", flat=True))
    free = [slot for slot in range(theme.forum.dots) if slot not in taken]
    if not free:
        raise TransitionDenied([_t("Your dots are used up. You can take one back.")])
    TrackDot.objects.create(theme=theme, track=track, device=device, slot=free[0])
    return len(free) - 1


@transaction.atomic
def take_dot(table: ForumTable, track: SolutionTrack, *, device: str) -> int:
    """Take one dot of a device back from a track; return how many it has left here.

    Nothing happens where it has none. Raises TransitionDenied, as `place_dot`.
    """
    theme = _theme_to_weigh(table, track)
    mine = _dots_of(theme, device)
    last = mine.filter(track=track).order_by("-slot").first()
    if last:
        last.delete()
    return theme.forum.dots - mine.count()


def _theme_to_weigh(table: ForumTable, track: SolutionTrack) -> ForumTheme:
    if track.theme_id != table.theme_id:
        raise TransitionDenied([not_here()])
    theme = lock_theme_at_table(table.theme)
    theme.forum = forum_of(table)
    workflow.check_weighing(theme.forum.stage)
    return theme


def _dots_of(theme: ForumTheme, device: str) -> QuerySet[TrackDot]:
    return TrackDot.objects.filter(theme=theme, device=device)
