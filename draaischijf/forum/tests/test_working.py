"""At a table: notes nobody overwrites, tracks that come once, dots that count."""

from __future__ import annotations

import uuid

import pytest

from draaischijf.forum.domain.working import (
    TrackWords,
    WordsMovedOnError,
    add_track,
    edit_track,
    keep_note,
    place_dot,
    take_dot,
)
from draaischijf.forum.enums import Question
from draaischijf.forum.models import SolutionTrack, TrackDot
from draaischijf.forum.tests.factories import make_table, make_theme, make_track
from draaischijf.signals.workflow import TransitionDenied

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_english")]


def test_two_at_a_table_do_not_overwrite_each_other(table):
    first = keep_note(table, Question.SEES, "Zes weken wachten.", version=0)

    with pytest.raises(WordsMovedOnError) as moved:
        keep_note(table, Question.SEES, "Niemand neemt op.", version=0)

    assert moved.value.newer.text == "Zes weken wachten."
    both = keep_note(
        table,
        Question.SEES,
        "Zes weken wachten. Niemand neemt op.",
        version=first.version,
    )
    assert both.version == 2
    assert table.notes.get().text == "Zes weken wachten. Niemand neemt op."


def test_the_same_words_again_are_once(table):
    first = keep_note(table, Question.WHOM, "Gezinnen.", version=0)
    again = keep_note(table, Question.WHOM, "Gezinnen. ", version=0)

    assert (first.pk, first.version) == (again.pk, again.version)


@pytest.mark.parametrize("stage", ["preparing", "closed"])
def test_a_table_writes_only_while_the_forum_is_at_work(stage, forum, table, track):
    forum.stage = stage
    forum.save()

    for does in (
        lambda: keep_note(table, Question.SEES, "Te laat.", version=0),
        lambda: add_track(table, TrackWords("Te laat"), key=uuid.uuid4()),
        lambda: edit_track(table, track, TrackWords("Te laat"), version=0),
        lambda: place_dot(table, track, device="a"),
        lambda: take_dot(table, track, device="a"),
    ):
        with pytest.raises(TransitionDenied):
            does()


def test_a_track_sent_twice_is_one_and_a_key_of_elsewhere_loses_nothing(table, forum):
    key = uuid.uuid4()
    one = add_track(table, TrackWords(" Een loket ", what="In elke gemeente"), key=key)
    assert add_track(table, TrackWords("Een loket"), key=key) == one
    assert one.title == "Een loket"

    elsewhere = make_table(make_theme(forum, "Vervoer"))
    other = add_track(elsewhere, TrackWords("Een belbus"), key=key)
    assert other != one
    assert SolutionTrack.objects.count() == 2


def test_a_track_needs_a_title(table):
    with pytest.raises(TransitionDenied):
        add_track(table, TrackWords("  ", what="Iets"), key=uuid.uuid4())


def test_the_words_of_a_track_follow_their_version(table, track):
    edit_track(table, track, TrackWords("Eén nummer", who="De stad"), version=0)

    with pytest.raises(WordsMovedOnError):
        edit_track(table, track, TrackWords("Eén loket"), version=0)

    track.refresh_from_db()
    assert (track.title, track.who, track.version) == ("Eén nummer", "De stad", 1)


def test_a_phone_has_as_many_dots_as_the_forum_gives(forum, table, track, theme):
    other = make_track(theme, "Een belbus")
    left = [place_dot(table, track, device="a") for _dot in range(2)]
    left.append(place_dot(table, other, device="a"))

    assert left == [2, 1, 0]
    with pytest.raises(TransitionDenied, match="take one back"):
        place_dot(table, track, device="a")
    assert place_dot(table, track, device="b") == 2
    assert take_dot(table, track, device="a") == 1
    assert take_dot(table, other, device="c") == forum.dots
    assert place_dot(table, other, device="a") == 0
    assert (track.dots.count(), other.dots.count()) == (2, 2)


def test_dots_are_placed_only_on_tracks_of_the_theme(forum, table):
    other = make_track(make_theme(forum, "Vervoer"), "Een belbus")

    with pytest.raises(TransitionDenied):
        place_dot(table, other, device="a")
    assert not TrackDot.objects.exists()


def test_dots_are_placed_only_while_they_are_asked(forum, table, track):
    forum.stage = "tables"
    forum.save()

    with pytest.raises(TransitionDenied):
        place_dot(table, track, device="a")
