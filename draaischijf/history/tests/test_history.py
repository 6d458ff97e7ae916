from __future__ import annotations

import pytest
from django.db import DatabaseError, connection, transaction
from django.utils import translation

from draaischijf.history import verbs
from draaischijf.history.domain import record, record_many
from draaischijf.history.models import Entry
from draaischijf.history.queries import as_lines
from draaischijf.people.tests.factories import make_user

pytestmark = pytest.mark.django_db


@pytest.fixture
def thing():
    return make_user("Alice")


@pytest.mark.parametrize(
    "statement",
    [
        "update history_entry set verb = 'x'",
        "delete from history_entry",
        "truncate history_entry",
    ],
)
def test_the_database_itself_refuses_to_change_history(thing, statement):
    record(thing, "role_given", actor=None, person="Bo", role="lead")

    with (
        pytest.raises(DatabaseError),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(statement)

    assert Entry.objects.get().verb == "role_given"


def test_an_entry_keeps_the_name_of_an_account_that_goes(thing):
    actor = make_user("Weggaand")
    record(thing, "role_given", actor=actor)

    actor.delete()

    assert Entry.objects.get().actor_name == "Weggaand"


def test_lines_are_sentences_and_the_public_sees_no_names_or_notes(thing):
    record(
        thing,
        "role_given",
        actor=thing,
        note="onder ons",
        is_public=True,
        person="Bo",
        role="lead",
    )
    entries = Entry.objects.about(thing)

    with translation.override("en"):
        (inside,) = as_lines(entries, with_names=True)
        (outside,) = as_lines(entries.public(), with_names=False)

    assert inside.text == outside.text == "Bo became lead."
    assert (inside.who, inside.note) == ("Alice", "onder ons")
    assert (outside.who, outside.note) == ("", "")


def test_on_whose_behalf_stands_before_who_did_it(thing):
    record(thing, "role_given", actor=thing, on_behalf_of="CAW Durmeland")

    (line,) = as_lines(Entry.objects.about(thing), with_names=True)

    assert line.who == "CAW Durmeland"


def test_only_entries_about_the_thing_itself(thing):
    record(thing, "role_given", actor=None)
    record(make_user("Bob"), "role_ended", actor=None)

    assert [e.verb for e in Entry.objects.about(thing)] == ["role_given"]


def test_many_things_get_their_own_line_in_one_query(thing, django_assert_num_queries):
    other = make_user("Bob")
    record(thing, "role_given", actor=thing)
    told = [
        (thing, "op vraag", {"person": "Bo", "role": "lead"}),
        (other, "", {"person": "Co", "role": "lead"}),
    ]

    with django_assert_num_queries(1):
        record_many("role_ended", told, actor=thing)

    lines = Entry.objects.filter(verb="role_ended")
    assert [(one.thing, one.note, one.data["person"]) for one in lines] == [
        (thing, "op vraag", "Bo"),
        (other, "", "Co"),
    ]
    assert {one.actor_name for one in lines} == {"Alice"}
    assert not lines.public()


def test_an_unknown_verb_is_shown_as_it_was_recorded():
    assert verbs.sentence("something_old", {}) == "something old"


def test_a_missing_detail_leaves_a_gap_and_no_fault():
    with translation.override("en"):
        assert verbs.sentence("role_given", {"person": "Bo"}) == "Bo became …."


def test_a_verb_cannot_be_registered_with_another_text():
    with pytest.raises(ValueError, match="role_given"):
        verbs.register({"role_given": "iets anders"})


def test_every_registered_sentence_can_be_made_without_details():
    for verb in verbs.registered():
        assert verbs.sentence(verb, {})
