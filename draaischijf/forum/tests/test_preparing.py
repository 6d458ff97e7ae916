"""Choosing themes with why, inviting, tables, and the stages of a forum."""

from __future__ import annotations

import datetime

import pytest
from django.utils import timezone

from draaischijf.consultation.tests.factories import make_meeting
from draaischijf.forum import links
from draaischijf.forum.domain import preparing, staging
from draaischijf.forum.domain.preparing import ThemeFacts
from draaischijf.forum.enums import ForumRole, ForumStage, WhyChosen
from draaischijf.forum.queries.forums import meetings_to_start
from draaischijf.forum.queries.proposals import proposals_for
from draaischijf.forum.tests.factories import (
    make_forum,
    make_note,
    make_table,
    make_theme,
    make_track,
)
from draaischijf.history.models import Entry
from draaischijf.signals.enums import SignalState
from draaischijf.signals.models import LogEntry, PolicySignal
from draaischijf.signals.tests.factories import make_signal, make_support
from draaischijf.signals.workflow import TransitionDenied

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_english")]


def verbs_of(thing):
    return list(
        Entry.objects.about(thing).order_by("pk").values_list("verb", flat=True)
    )


def test_only_a_meeting_of_that_kind_becomes_a_forum(partnership, alice):
    meeting = make_meeting(partnership, kind="forum")
    make_meeting(partnership)
    assert list(meetings_to_start(partnership)) == [meeting]

    made = preparing.start_forum(meeting, actor=alice)

    assert preparing.start_forum(meeting, actor=alice) == made
    assert not meetings_to_start(partnership)
    with pytest.raises(TransitionDenied, match="no joint forum"):
        preparing.start_forum(make_meeting(partnership), actor=alice)


def test_who_does_not_convene_prepares_nothing(forum, bob, theme):
    for does in (
        lambda: preparing.choose_theme(forum, ThemeFacts("Wonen"), actor=bob),
        lambda: preparing.set_table(theme, actor=bob),
        lambda: staging.change_stage(forum, ForumStage.CLOSED, actor=bob),
    ):
        with pytest.raises(TransitionDenied):
            does()


def test_signals_are_proposed_each_with_why(partnership, forum):
    now = timezone.now()
    still = make_signal(partnership, SignalState.ANALYSIS, title="Stil")
    long_ago = now - datetime.timedelta(days=100)
    PolicySignal.objects.filter(pk=still.pk).update(last_movement=long_ago)
    many = make_signal(partnership, SignalState.DECIDED, title="Velen")
    for number in range(2):
        make_support(many, email=f"x{number}@x.example")
    new = make_signal(partnership, SignalState.PUBLISHED, title="Nieuw")
    chosen = make_signal(partnership, SignalState.PUBLISHED, title="Gekozen")
    make_theme(forum, signal=chosen)

    found = {
        one.why: [(row.signal, row.said) for row in one.rows]
        for one in proposals_for(forum)
    }

    assert [row for row, _said in found[WhyChosen.MOST_SUPPORTED]] == [many]
    assert found[WhyChosen.MOST_SUPPORTED][0][1] == "2 people see it"
    assert [row for row, _said in found[WhyChosen.NEW]] == [new]
    ((signal, said),) = found[WhyChosen.STANDING_STILL]
    assert signal == still
    assert "being analysed" in said


def test_a_chosen_signal_is_a_theme_once_and_its_history_tells_it(forum, signal, alice):
    facts = ThemeFacts(why=WhyChosen.NEW, why_text=" Pas. ", signal=signal)

    made = preparing.choose_theme(forum, facts, actor=alice)

    assert preparing.choose_theme(forum, facts, actor=alice) == made
    assert (made.title, made.why_text) == (signal.title, "Pas.")
    assert verbs_of(signal) == ["signal_on_forum"]


def test_a_theme_without_signal_needs_a_title(forum, alice):
    with pytest.raises(TransitionDenied, match="title"):
        preparing.choose_theme(forum, ThemeFacts(), actor=alice)
    assert (
        preparing.choose_theme(forum, ThemeFacts("Vervoer"), actor=alice).signal is None
    )


def test_a_signal_of_elsewhere_is_no_theme(forum, other_partnership, alice):
    elsewhere = make_signal(other_partnership, SignalState.PUBLISHED)
    with pytest.raises(TransitionDenied):
        preparing.choose_theme(forum, ThemeFacts(signal=elsewhere), actor=alice)


def test_themes_are_put_in_order(forum, alice):
    one, two, three = (make_theme(forum, title) for title in ("A", "B", "C"))

    preparing.move_theme(three, 1, actor=alice)
    preparing.move_theme(one, 99, actor=alice)

    assert [theme.title for theme in forum.themes.all()] == ["C", "B", "A"]
    assert two.title == "B"


def test_under_what_something_was_written_stays(forum, theme, table, alice):
    bare = make_theme(forum, "Vervoer")
    make_note(table)
    preparing.remove_theme(bare, actor=alice)
    for does in (
        lambda: preparing.remove_theme(theme, actor=alice),
        lambda: preparing.remove_table(table, actor=alice),
    ):
        with pytest.raises(TransitionDenied, match="stays"):
            does()


def test_who_is_invited_takes_part_in_the_meeting_with_a_role(forum, theme, alice):
    first = preparing.invite(
        forum,
        ForumRole.EXPERT,
        actor=alice,
        theme=theme,
        name="Els",
        email="e@x.example",
    )
    again = preparing.invite(
        forum, ForumRole.THIRD_PARTY, actor=alice, theme=theme, name="Els"
    )
    speaker = preparing.invite(forum, ForumRole.GUEST_SPEAKER, actor=alice, name="Bo")

    assert (again.pk, again.role) == (first.pk, "third_party")
    assert speaker.theme is None
    assert [one.name for one in forum.meeting.participants.all()] == ["Bo", "Els"]
    preparing.uninvite(again, actor=alice)
    assert list(theme.invitees.all()) == []
    assert forum.meeting.participants.count() == 2
    kept = " ".join(str(one.data) for one in Entry.objects.about(forum))
    assert "Els" not in kept
    assert "Bo" not in kept


def test_the_number_of_dots_stays_once_one_was_placed(forum, theme, table, alice):
    preparing.set_dots(forum, 5, actor=alice)
    make_track(theme).dots.create(theme=theme, device="a", slot=0)

    with pytest.raises(TransitionDenied, match="placed already"):
        preparing.set_dots(forum, 2, actor=alice)
    with pytest.raises(TransitionDenied, match="one to nine"):
        preparing.set_dots(forum, 0, actor=alice)


def test_a_link_opens_its_table_until_five_days_after(partnership, alice):
    today = timezone.localdate()
    for days, opens in ((0, True), (5, True), (6, False)):
        day = today - datetime.timedelta(days=days)
        forum = make_forum(partnership, day, title=f"Forum {days}", stage="tables")
        table = preparing.set_table(make_theme(forum), actor=alice)
        token = links.token_of(table)
        assert (links.find(token) == table) is opens
        assert table.link_hash != token
    assert links.find("x" * 32) is None


def test_a_closed_forum_says_at_each_signal_that_it_was_talked_about(
    forum, theme, signal, alice
):
    make_track(theme)
    make_theme(forum, "Vervoer")

    staging.change_stage(forum, ForumStage.CLOSED, actor=alice)
    staging.change_stage(forum, ForumStage.WEIGHING, actor=alice)
    staging.change_stage(forum, ForumStage.CLOSED, actor=alice)

    line = LogEntry.objects.get(signal=signal)
    assert (line.start, line.is_public) == (forum.meeting.day, False)
    assert "1 oplossingspiste" in line.text
    assert verbs_of(signal).count("forum_discussed_signal") == 1


def test_only_a_closed_forum_is_published(forum, alice):
    with pytest.raises(TransitionDenied, match="Close the forum"):
        staging.publish_forum(forum, actor=alice)
    forum.stage = "closed"
    forum.save()

    made = staging.publish_forum(forum, actor=alice)

    assert staging.publish_forum(forum, actor=alice).published == made.published
    with pytest.raises(TransitionDenied, match="published"):
        staging.change_stage(forum, ForumStage.WEIGHING, actor=alice)


def test_tables_stay_with_their_theme(forum, theme, alice):
    numbers = [preparing.set_table(theme, actor=alice).number for _table in range(2)]
    numbers.append(make_table(make_theme(forum, "Vervoer")).number)
    assert numbers == [1, 2, 3]
