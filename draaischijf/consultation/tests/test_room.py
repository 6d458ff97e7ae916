"""The screen of the secretary: all is kept, and no hand overwrites another."""

from __future__ import annotations

import pytest
from django.urls import reverse

from draaischijf.consultation.domain.agenda import ItemFacts, add_item
from draaischijf.consultation.domain.minutes import approve_minutes
from draaischijf.consultation.enums import Presence, Treatment
from draaischijf.consultation.models import BodyDecision
from draaischijf.consultation.tests.factories import (
    make_item,
    make_minutes,
    make_participant,
    make_task,
)
from draaischijf.signals.tests.stages import at_once

pytestmark = pytest.mark.django_db
BY_ITSELF = {"X-Autosave": "1"}
PIECE = {"HX-Request": "true"}


def address(name, *rest):
    return reverse(f"consultation:{name}", args=["durmeland", *rest])


@pytest.fixture
def item(meeting):
    return make_item(meeting)


def keep(client, item, text, version, **more):
    return client.post(
        address("item_notes", item.meeting_id, item.pk),
        {"text": text, "version": version, **more},
        headers=BY_ITSELF,
    )


def test_what_is_typed_is_kept_with_its_version(item, alice, reading):
    office = reading(alice)

    first = keep(office, item, "Eerste zin.", 0)
    second = keep(office, item, "Eerste zin. Tweede.", first.json()["version"])

    item.refresh_from_db()
    assert (first.json(), second.json()) == ({"version": 1}, {"version": 2})
    assert item.notes == "Eerste zin. Tweede."


def test_an_older_hand_gets_both_texts_and_overwrites_nothing(
    item, alice, dora, reading
):
    keep(reading(alice), item, "Van Alice.", 0)

    refused = keep(reading(dora), item, "Van Dora.", 0)

    text = refused.content.decode()
    assert refused.status_code == 409
    assert 'data-version="1"' in text
    assert "Van Alice." in text
    assert "The text of Alice" in text
    item.refresh_from_db()
    assert item.notes == "Van Alice."


def test_client_data_is_shown_in_place_before_anything_is_kept(item, alice, reading):
    refused = keep(reading(alice), item, "Rijksregister 85.07.30-033.28.", 0)

    assert refused.status_code == 422
    assert "This is about one person." in refused.content.decode()
    item.refresh_from_db()
    assert item.notes == ""


def test_who_takes_part_is_named_and_nobody_else(meeting, item, alice, reading):
    make_participant(meeting, "An Claes")
    office = reading(alice)

    kept = keep(office, item, "Mevrouw Claes vraagt om uitstel.", 0)
    refused = keep(office, item, "Mevrouw Peeters kreeg geen steun.", 1)

    assert (kept.status_code, refused.status_code) == (200, 422)
    item.refresh_from_db()
    assert item.notes == "Mevrouw Claes vraagt om uitstel."


def test_a_text_that_is_too_long_is_refused_and_not_cut(item, alice, reading):
    refused = keep(reading(alice), item, "lang " * 20_000, 0)

    assert refused.status_code == 422
    assert "40000" in refused.content.decode()
    item.refresh_from_db()
    assert item.notes == ""


def test_without_script_a_button_keeps_the_notes_and_one_stays(item, alice, reading):
    office = reading(alice)
    where = address("item_notes", item.meeting_id, item.pk)

    kept = office.post(where, {"text": "Gezegd.", "version": "0"})
    moved = office.post(where, {"text": "Anders.", "version": "0"})

    assert kept.url == f"{address('room', item.meeting_id)}#punt-{item.pk}"
    assert moved.status_code == 409
    assert "Gezegd." in moved.content.decode()
    assert "Anders." in moved.content.decode()


def test_another_hand_reads_what_was_kept(item, alice, dora, reading):
    keep(reading(alice), item, "Van Alice.", 0)

    now = reading(dora).get(address("room_state", item.meeting_id)).json()["items"]

    assert now == {str(item.pk): {"version": 1, "text": "Van Alice."}}


def test_decisions_and_tasks_are_noted_without_leaving(item, alice, reading):
    office = reading(alice)
    decide = address("item_decide", item.meeting_id, item.pk)
    task = address("task_new", item.meeting_id) + f"?punt={item.pk}"

    form = office.get(decide, headers=PIECE).content.decode()
    empty = office.post(decide, {"result": "adopted"}, headers=PIECE)
    decided = office.post(
        decide, {"text": "We doen het.", "result": "adopted"}, headers=PIECE
    )
    given = office.post(task, {"what": "Bellen", "owner_name": "Mia"}, headers=PIECE)

    assert f'hx-post="{decide}"' in form
    assert f'for="invullen-{item.pk}-text"' in form
    assert empty.status_code == 422
    assert "<html" not in empty.content.decode()
    assert "We doen het." in decided.content.decode()
    assert "hx-swap-oob" in decided.content.decode()
    assert "Bellen" in given.content.decode()
    assert BodyDecision.objects.get().item == item
    assert item.tasks.get().what == "Bellen"


def test_presence_is_noted_in_the_room(meeting, alice, reading):
    row = make_participant(meeting)

    answer = reading(alice).post(
        address("participant_note", meeting.pk, row.pk),
        {"presence": "excused", "from": "room"},
    )

    row.refresh_from_db()
    assert row.presence == Presence.EXCUSED
    assert answer.url == address("room", meeting.pk) + "#wie"


@pytest.mark.parametrize("count", [1, 3])
def test_the_room_asks_as_much_for_one_item_as_for_many(
    meeting, alice, reading, django_assert_num_queries, count
):
    office = reading(alice)
    for number in range(count):
        one = make_item(meeting, f"Punt {number}")
        make_task(meeting, f"Taak {number}", item=one)
        make_participant(meeting, f"Lid {number}")
    office.get(address("room", meeting.pk))

    with django_assert_num_queries(13):
        office.get(address("room", meeting.pk))


# -- What came up in the meeting ----------------------------------------------------


def test_what_came_up_stands_at_the_end_with_its_own_place(
    meeting, item, alice, reading
):
    make_item(meeting, "Verslag", treatment=Treatment.CONSENT)
    where = address("room_item", meeting.pk)
    given = {"title": "Rookmelders", "treatment": "decision", "minutes": "10"}

    answer = reading(alice).post(where, given, headers=PIECE)

    made = meeting.items.get(title="Rookmelders")
    text = answer.content.decode()
    assert (made.treatment, made.minutes, made.position) == ("decision", 10, 3)
    assert f'id="punt-{made.pk}"' in text
    assert '<span class="soft">3.</span> Rookmelders' in text
    assert f'data-autosave="{made.pk}"' in text
    assert address("item_decide", meeting.pk, made.pk) in text
    # Below it the empty form; what others are noted under is not in the answer.
    assert f'hx-post="{where}"' in text
    assert 'value="Rookmelders"' not in text
    assert f"punt-{item.pk}" not in text
    assert "<html" not in text
    assert reading(alice).get(address("room_state", meeting.pk)).json()["items"][
        str(made.pk)
    ] == {"version": 0, "text": ""}


def test_without_script_what_came_up_is_kept_and_one_stays(meeting, alice, reading):
    office = reading(alice)
    where = address("room_item", meeting.pk)

    kept = office.post(where, {"title": "Rookmelders", "treatment": "information"})
    empty = office.post(where, {"treatment": "discussion", "minutes": "7"})

    made = meeting.items.get()
    assert kept.url == f"{address('room', meeting.pk)}#punt-{made.pk}"
    assert empty.status_code == 422
    assert "<h1>In the meeting</h1>" in empty.content.decode()
    assert 'value="7"' in empty.content.decode()
    assert f'action="{where}"' in office.get(kept.url).content.decode()


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"title": "wonen"}, "This is on the agenda already."),
        ({"title": "Varia", "treatment": "consent"}, "consent is not one of"),
        ({"title": "Varia", "minutes": "0"}, "greater than or equal to 1"),
        ({"title": "Rijksregister 85.07.30-033.28."}, "This is about one person."),
    ],
)
def test_what_cannot_be_put_on_the_agenda_is_said_in_place(
    meeting, item, alice, reading, given, said
):
    answer = reading(alice).post(
        address("room_item", meeting.pk),
        {"treatment": "discussion", **given},
        headers=PIECE,
    )

    assert answer.status_code == 422
    assert said in answer.content.decode()
    assert "<details open>" in answer.content.decode()
    assert list(meeting.items.all()) == [item]


def test_after_approval_nothing_comes_up_any_more(meeting, alice, reading):
    approve_minutes(make_minutes(meeting, remarks_until=meeting.day), actor=alice)

    answer = reading(alice).post(
        address("room_item", meeting.pk),
        {"title": "Rookmelders", "treatment": "discussion"},
        headers=PIECE,
    )

    assert answer.status_code == 422
    assert "they never change" in answer.content.decode()
    assert 'value="Rookmelders"' in answer.content.decode()


@pytest.mark.django_db(transaction=True)
def test_two_secretaries_put_the_same_on_the_agenda_once(meeting, alice, dora):
    facts = ItemFacts("Rookmelders", minutes=5)

    answers = at_once(
        lambda: add_item(meeting, facts, actor=alice),
        lambda: add_item(meeting, facts, actor=dora),
    )

    assert answers[0] == answers[1]
    assert meeting.items.count() == 1


def test_another_hand_hears_that_the_list_of_who_is_here_changed(
    meeting, alice, dora, reading
):
    row = make_participant(meeting)
    office, other = reading(alice), reading(dora)
    state = address("room_state", meeting.pk)

    def shown():
        return f'data-who="{other.get(state).json()["who"]}"'

    page = other.get(address("room", meeting.pk)).content.decode()
    before = shown()
    office.post(
        address("participant_note", meeting.pk, row.pk), {"presence": "present"}
    )

    assert before in page
    assert shown() != before
    assert shown() in other.get(address("room", meeting.pk)).content.decode()
