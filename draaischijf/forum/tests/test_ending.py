"""Afterwards: a chosen track gets an owner and ends; who raised the signal hears it."""

from __future__ import annotations

import pytest
from django.utils import timezone

from draaischijf.forum.domain import ending, telling
from draaischijf.forum.queries.tracks import tracks_waiting_for, tracks_without_owner
from draaischijf.forum.tests.factories import make_track
from draaischijf.history.models import Entry
from draaischijf.notifications.models import Mail
from draaischijf.people.enums import RoleKind
from draaischijf.people.tests.factories import (
    make_member,
    make_organisation,
    make_person,
    make_user,
)
from draaischijf.plans.tests.factories import make_action, make_objective, make_plan
from draaischijf.signals.domain.merging import merge_signals
from draaischijf.signals.enums import SignalState
from draaischijf.signals.queries.following import follow_page
from draaischijf.signals.tests.factories import (
    make_link,
    make_pre_signal,
    make_signal,
    make_support,
)
from draaischijf.signals.workflow import TransitionDenied

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_english")]


@pytest.fixture
def owner(partnership):
    return make_person(partnership, user=make_user("Els"), name="Els")


@pytest.fixture
def chosen(track, owner, alice, forum):
    forum.stage = "closed"
    forum.save()
    ending.choose_track(track, actor=alice)
    return ending.give_owner(track, actor=alice, person=owner)


def test_a_chosen_track_waits_with_its_owner_until_it_ends(
    chosen, owner, partnership, alice
):
    assert list(tracks_waiting_for(owner.user, partnership)) == [chosen]
    assert list(tracks_without_owner(partnership)) == []

    ending.drop_track(chosen, "Er is geen geld voor.", actor=alice)

    assert list(tracks_waiting_for(owner.user, partnership)) == []
    chosen.refresh_from_db()
    assert (chosen.state, chosen.ended) == ("dropped", timezone.localdate())


def test_history_names_no_owner(track, alice):
    ending.choose_track(track, actor=alice)
    ending.give_owner(track, actor=alice, name="Els Claes")

    assert "Els" not in str(Entry.objects.about(track).get(verb="track_owned").data)


def test_nothing_ends_without_an_owner_or_a_reason(track, alice):
    with pytest.raises(TransitionDenied, match="Choose the track"):
        ending.give_owner(track, actor=alice, name="Els")
    ending.choose_track(track, actor=alice)
    for does in (
        lambda: ending.end_at_addressee(
            track, actor=alice, ask="x", addressee="Vlaanderen"
        ),
        lambda: ending.drop_track(track, "  ", actor=alice),
        lambda: ending.give_owner(track, actor=alice),
    ):
        with pytest.raises(TransitionDenied):
            does()


def test_a_track_becomes_a_new_action_that_answers_its_signal(
    chosen, signal, partnership, alice
):
    objective = make_objective(make_plan(partnership, status="draft"))

    made = ending.end_in_action(
        chosen, actor=alice, objective=objective, title="Eén telefoonnummer"
    )

    action = objective.plan_actions.get()
    assert (action.title, made.plan_action, made.state) == (
        "Eén telefoonnummer", action, "action",
    )  # fmt: skip
    assert list(action.signals.all()) == [signal]
    again = ending.end_in_action(chosen, actor=alice, objective=objective)
    assert again.plan_action == action
    assert objective.plan_actions.count() == 1


def test_a_track_becomes_an_action_that_exists(chosen, signal, partnership, alice):
    action = make_action(make_objective(make_plan(partnership, status="adopted")))

    assert (
        ending.end_in_action(chosen, actor=alice, action=action).plan_action == action
    )
    assert list(action.signals.all()) == [signal]


def test_an_adopted_plan_gets_no_new_action_out_of_a_track(chosen, partnership, alice):
    objective = make_objective(make_plan(partnership, status="adopted"))

    with pytest.raises(TransitionDenied):
        ending.end_in_action(chosen, actor=alice, objective=objective)
    chosen.refresh_from_db()
    assert chosen.state == "chosen"


def test_a_track_is_put_to_who_can_do_it(chosen, partnership, alice):
    house = make_organisation(partnership, "CAW Durmeland")

    made = ending.end_at_addressee(
        chosen, actor=alice, ask="Kan het loket langer open?", organisation=house
    )

    assert (made.state, made.addressee) == ("addressed", "CAW Durmeland")


def test_who_owns_a_track_ends_it_and_nobody_else_in_the_field(
    track, partnership, alice
):
    user = make_member(partnership, RoleKind.FIELD_WORKER, name="Els")
    ending.choose_track(track, actor=alice)
    ending.give_owner(track, actor=alice, person=user.persons.get())
    other = make_member(partnership, RoleKind.FIELD_WORKER, name="Jo")

    with pytest.raises(TransitionDenied):
        ending.drop_track(track, "Nee.", actor=other)
    assert ending.drop_track(track, "Het bestaat al.", actor=user).state == "dropped"


def test_what_ended_can_be_taken_up_again(chosen, alice):
    ending.drop_track(chosen, "Te duur.", actor=alice)

    again = ending.take_up_again(chosen, actor=alice)

    assert (again.state, again.reason, again.ended) == ("chosen", "", None)
    assert ending.put_back(again, actor=alice).state == "collected"


def test_what_was_not_chosen_is_dropped_together(theme, chosen, alice):
    for title in ("Een folder", "Een app"):
        make_track(theme, title)

    assert ending.drop_others(theme, "Andere kregen meer stippen.", actor=alice) == 2
    assert theme.tracks.filter(state="dropped").count() == 2
    chosen.refresh_from_db()
    assert chosen.state == "chosen"


# -- What raisers hear ---------------------------------------------------------------


def test_who_raised_it_hears_it_once_by_mail_and_on_the_follow_page(
    theme, chosen, signal, partnership, alice
):
    report = make_pre_signal(partnership, state="linked", email="bo@x.example")
    make_link(report, signal)
    make_support(signal, email="BO@x.example")
    silent = make_support(signal)

    told = telling.tell(theme, " We willen één nummer. ", actor=alice)
    first = telling.tell_raisers(theme.pk, told.told)
    telling.tell_raisers(theme.pk, told.told)

    mail = Mail.objects.get(kind="signal_progress")
    assert (first, mail.to) == (1, "bo@x.example")
    assert "We willen één nummer." in mail.text
    assert theme.forum.meeting.title in mail.text
    for raised in (report, silent):
        news = follow_page(raised, "x").signals[0].news
        assert [one.text for one in news] == ["We willen één nummer."]
    with pytest.raises(TransitionDenied, match="told already"):
        telling.tell(theme, "Nog iets.", actor=alice)


def test_nothing_is_told_before_the_forum_closed(theme, alice):
    with pytest.raises(TransitionDenied, match="Close the forum"):
        telling.tell(theme, "We spraken erover.", actor=alice)


def test_the_mail_is_shown_before_it_goes(theme, signal):
    make_support(signal, email="bo@x.example")

    news = telling.news_of(theme, "Dit zeiden we.")

    assert (news.told, news.unreached) == (1, 0)
    assert "Dit zeiden we." in news.body
    assert not Mail.objects.exists()


# -- Merging ---------------------------------------------------------------------------


def test_a_theme_comes_along_when_its_signal_becomes_part_of_another(
    theme, signal, partnership, alice
):
    other = make_signal(partnership, SignalState.PUBLISHED, title="Lang wachten")

    merge_signals(signal, other, actor=alice, note="Hetzelfde.")

    theme.refresh_from_db()
    assert theme.signal == other
    assert Entry.objects.about(other).exists()
