"""The screen of the secretary: all is kept, and no hand overwrites another."""

from __future__ import annotations

import pytest
from django.urls import reverse

from draaischijf.consultation.enums import Presence
from draaischijf.consultation.models import BodyDecision
from draaischijf.consultation.tests.factories import (
    make_item,
    make_participant,
    make_task,
)

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

    now = reading(dora).get(address("room_state", item.meeting_id)).json()

    assert now == {"items": {str(item.pk): {"version": 1, "text": "Van Alice."}}}


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
