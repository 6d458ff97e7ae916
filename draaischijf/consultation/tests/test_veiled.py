"""On what everybody may read: no title, body or decision that is for the members."""

from __future__ import annotations

import datetime

import pytest
from django.urls import reverse
from django.utils import timezone

from draaischijf.consultation.domain import minutes as domain
from draaischijf.consultation.domain.deciding import SignalWay, Verdict, decide
from draaischijf.consultation.domain.proposing import take_up
from draaischijf.consultation.tests.factories import (
    make_body,
    make_decision,
    make_item,
    make_meeting,
    make_minutes,
)
from draaischijf.forum.tests.factories import make_forum, make_theme
from draaischijf.plans.tests.factories import make_action, make_objective, make_plan
from draaischijf.signals.enums import Route, SignalState
from draaischijf.signals.tests.factories import make_signal

pytestmark = pytest.mark.django_db
SECRET = "Stille wachtlijst in Lokelare"


def text_of(client, address):
    answer = client.get(address)
    assert answer.status_code == 200
    return answer.content.decode()


@pytest.fixture
def open_meeting(meeting):
    """Everybody may read that it takes place."""
    meeting.is_public = True
    meeting.save()
    return meeting


@pytest.fixture
def quiet(partnership):
    """A signal that only partners know."""
    return make_signal(partnership, SignalState.ANALYSIS, title=SECRET)


def test_the_title_of_what_is_for_partners_is_not_on_an_open_agenda(
    open_meeting, partnership, quiet, alice, bob, reading
):
    plan = make_plan(partnership)
    action = make_action(make_objective(plan), "Stille actie")
    take_up(open_meeting, "signal", quiet.pk, actor=alice)
    take_up(open_meeting, "action", action.pk, actor=alice)
    make_item(open_meeting, "Zoals wij het noemen", signal=quiet)
    at = open_meeting.get_absolute_url()

    everybody, partner = text_of(reading(), at), text_of(reading(bob), at)

    for title in (SECRET, "Stille actie"):
        assert title in partner
        assert title not in everybody
    # Two of the agenda, each once more as linked data.
    assert everybody.count("An item for the members") == 4
    assert "Zoals wij het noemen" in everybody


def test_published_minutes_tell_no_decision_title_or_body_that_is_for_members(
    open_meeting, partnership, quiet, alice, bob, reading
):
    hidden = make_body(partnership, "Geheim overleg", is_public=False)
    open_meeting.body, open_meeting.state = hidden, "held"
    open_meeting.save()
    item = make_item(open_meeting, SECRET, signal=quiet)
    made = {"body": hidden, "meeting": open_meeting, "item": item}
    make_decision(partnership, "Niet voor iedereen.", **made)
    make_decision(partnership, "Voor iedereen.", is_public=True, **made)
    minutes = domain.approve_minutes(
        make_minutes(open_meeting, remarks_until=open_meeting.day), actor=alice
    )
    domain.publish_minutes(minutes, actor=alice, is_public=True)
    at = reverse("consultation:minutes", args=["durmeland", open_meeting.pk])

    everybody, partner = text_of(reading(), at), text_of(reading(bob), at)

    assert "Voor iedereen." in everybody
    for words in ("Niet voor iedereen.", SECRET):
        assert words in partner
        assert words not in everybody
    assert "Geheim overleg" not in everybody
    assert "An item for the members" in everybody


def test_a_hidden_body_is_named_on_no_open_page(
    open_meeting, partnership, bob, reading
):
    hidden = make_body(partnership, "Geheim overleg", is_public=False)
    below = make_body(partnership, "Werkgroep", parent=hidden)
    open_meeting.body = hidden
    open_meeting.save()

    for at in (below.get_absolute_url(), open_meeting.get_absolute_url()):
        assert "Geheim overleg" in text_of(reading(bob), at)
        assert "Geheim overleg" not in text_of(reading(), at)


def test_a_published_forum_does_not_tell_the_title_of_a_quiet_signal(
    partnership, quiet, bob, reading
):
    forum = make_forum(partnership, stage="closed")
    forum.published = forum.created
    forum.save()
    make_theme(forum, SECRET, signal=quiet)
    at = forum.get_absolute_url()

    assert SECRET in text_of(reading(bob), at)
    everybody = text_of(reading(), at)
    assert SECRET not in everybody
    assert "A theme for the members" in everybody


@pytest.mark.parametrize("is_public", [True, False])
def test_what_was_decided_stands_with_the_signal_only_where_it_is_public(
    meeting, partnership, house, alice, reading, is_public
):
    signal = make_signal(
        partnership, SignalState.PUBLISHED, title="Bekend", is_public=True
    )
    made = decide(
        make_item(meeting, signal=signal),
        Verdict("We vragen het aan de minister.", is_public=is_public),
        way=SignalWay(Route.CHALLENGE, lead=house),
        actor=alice,
    )

    page = text_of(reading(), signal.get_absolute_url())

    assert "Stuurgroep" in page
    for words in ("We vragen het aan de minister.", str(made)):
        assert (words in page) == is_public
    # The mail to who raised it is made of the same words.
    assert bool(signal.decisions.get().text) == is_public


def test_a_hidden_body_is_not_named_on_the_page_of_the_signal(
    partnership, yesterday, house, alice, reading
):
    hidden = make_body(partnership, "Geheim overleg", is_public=False)
    signal = make_signal(
        partnership, SignalState.PUBLISHED, title="Bekend", is_public=True
    )
    decide(
        make_item(make_meeting(partnership, hidden, yesterday), signal=signal),
        Verdict("Ja.", is_public=True),
        way=SignalWay(Route.CHALLENGE, lead=house),
        actor=alice,
    )

    page = text_of(reading(), signal.get_absolute_url())

    assert "Geheim overleg" not in page
    assert partnership.name in page


def test_the_overview_tells_no_day_of_a_hidden_meeting(body, partnership, bob, reading):
    soon = timezone.localdate() + datetime.timedelta(days=3)
    make_meeting(partnership, body, soon)
    day = f'datetime="{soon}"'
    at = f"{reverse('consultation:bodies', args=['durmeland'])}?jaar={soon.year}"

    assert day in text_of(reading(bob), at)
    assert day not in text_of(reading(), at)


def test_a_word_to_who_raised_it_is_not_on_the_open_page_of_a_forum(
    partnership, bob, reading
):
    forum = make_forum(partnership, stage="closed")
    forum.published = forum.created
    forum.save()
    make_theme(forum, told=forum.created, told_text="Bedankt voor jullie melding.")
    made = reverse("reporting:forum_file", args=["durmeland", forum.pk, "html"])

    for at in (forum.get_absolute_url(), made):
        assert "Bedankt voor jullie melding." in text_of(reading(bob), at)
        assert "Bedankt voor jullie melding." not in text_of(reading(), at)


def test_what_is_public_keeps_its_title(open_meeting, partnership, alice, reading):
    signal = make_signal(
        partnership, SignalState.PUBLISHED, title="Bekend signaal", is_public=True
    )
    take_up(open_meeting, "signal", signal.pk, actor=alice)

    assert "Bekend signaal" in text_of(reading(), open_meeting.get_absolute_url())
