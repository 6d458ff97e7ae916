"""The chain of the history: every later change is found, and nobody waits long."""

from __future__ import annotations

import threading

import pytest
from django.db import DatabaseError, connection, transaction

from draaischijf.history import chain
from draaischijf.history.domain import record, record_many, redact
from draaischijf.history.models import Entry, Link
from draaischijf.people.models import Partnership
from draaischijf.people.tests.factories import make_partnership, make_user

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def thing():
    made = make_partnership()
    for number in range(1, 6):
        record(made, "role_given", actor=None, note=f"regel {number}", person="Bo")
    return made


def as_owner(statement, *given):
    """Do what only the owner of the tables can: with every trigger set aside."""
    with connection.cursor() as cursor:
        cursor.execute("set session_replication_role = replica")
        cursor.execute(statement, given)
        cursor.execute("set session_replication_role = default")


def numbers():
    return list(Entry.objects.order_by("pk").values_list("pk", flat=True))


def test_an_untouched_history_is_sound(thing):
    verdict = chain.verify()

    assert verdict.is_sound
    assert verdict.entries == Entry.objects.count() == Link.objects.count() == 5
    assert verdict.head == chain.head()
    assert verdict.head.position == 5


def test_an_empty_history_is_sound(db):
    assert chain.verify() == chain.Verdict()


@pytest.mark.parametrize(
    "change",
    [
        "note = 'iets anders'",
        'data = \'{"person": "Co"}\'',
        "actor_name = 'Iemand'",
        "on_behalf_of = 'CAW'",
        "verb = 'role_ended'",
        "at = at - interval '1 year'",
        "is_public = true",
        "object_id = object_id + 1",
        "actor_id = 1",
        "partnership_id = 7",
        "digest = repeat('0', 64)",
        "salt = repeat('0', 32)",
        "redacted = now()",
        "redacted = now(), note = 'weg', salt = repeat('0', 32)",
    ],
)
def test_a_changed_entry_is_found_and_named(thing, change):
    third = numbers()[2]
    as_owner(f"update history_entry set {change} where id = %s", third)  # noqa: S608 our own words

    verdict = chain.verify()

    assert f"entry {third} was changed" in verdict.problem


def test_a_change_with_a_digest_to_match_is_found(thing):
    third = numbers()[2]
    as_owner("update history_entry set note = 'x' where id = %s", third)
    as_owner(
        "update history_entry e set digest = history_digest(salt, history_content(e))"
        " where id = %s",
        third,
    )

    assert f"entry {third} was changed" in chain.verify().problem


def test_a_removed_entry_is_found_and_named(thing):
    third = numbers()[2]
    as_owner("delete from history_entry where id = %s", third)

    assert chain.verify().problem == f"entry {third} was removed (position 3)"


def test_an_entry_removed_with_its_link_is_found(thing):
    third = numbers()[2]
    as_owner("delete from history_link where entry_id = %s", third)
    as_owner("delete from history_entry where id = %s", third)

    assert chain.verify().problem == "links were removed: after position 2 comes 4"


def test_an_entry_removed_with_the_chain_closed_behind_it_is_found(thing):
    ids = numbers()
    as_owner("delete from history_link where entry_id = %s", ids[2])
    as_owner("delete from history_entry where id = %s", ids[2])
    as_owner("update history_link set position = position - 1 where position = 4")
    as_owner("update history_link set position = position - 1 where position = 5")

    assert f"entry {ids[3]} was changed" in chain.verify().problem


INSERTED = """
    insert into history_entry (at, actor_name, on_behalf_of, partnership_id,
        content_type_id, object_id, verb, data, note, is_public, salt, digest)
    select at, actor_name, on_behalf_of, partnership_id, content_type_id, object_id,
        verb, data, 'erbij', is_public, '', '' from history_entry limit 1
"""


def test_an_entry_that_was_slipped_in_is_found(thing):
    as_owner(INSERTED)

    last = numbers()[-1]
    assert chain.verify().problem == f"entry {last} was put in without a link"


def test_an_entry_that_was_put_in_between_is_found(thing):
    as_owner(INSERTED)
    last = numbers()[-1]
    as_owner("update history_link set entry_id = %s where position = 3", last)

    assert f"entry {last} was changed" in chain.verify().problem


def test_a_swap_of_two_entries_is_found(thing):
    ids = numbers()
    as_owner("update history_link set entry_id = -1 where entry_id = %s", ids[1])
    as_owner(
        "update history_link set entry_id = %s where entry_id = %s", ids[1], ids[2]
    )
    as_owner("update history_link set entry_id = %s where entry_id = -1", ids[2])

    assert "position 2" in chain.verify().problem


def test_what_was_cut_off_the_end_shows_against_a_head_kept_elsewhere(thing):
    kept = chain.head()
    last = numbers()[-1]
    as_owner("delete from history_link where entry_id = %s", last)
    as_owner("delete from history_entry where id = %s", last)

    assert chain.verify().is_sound
    assert "cut off" in chain.verify(expected=kept).problem


def test_a_chain_made_anew_shows_against_a_head_kept_elsewhere(thing):
    kept = chain.head()
    record(thing, "role_ended", actor=None)
    as_owner("update history_entry set note = 'x' where id = %s", numbers()[0])
    as_owner(
        "update history_entry e set digest = history_digest(salt, history_content(e))"
    )
    as_owner("delete from history_link")
    as_owner("select history_chain(array(select id from history_entry order by id))")

    assert chain.verify().is_sound
    assert "rewritten" in chain.verify(expected=kept).problem


def test_the_chain_goes_on_through_a_head_that_was_kept(thing):
    kept = chain.head()
    record(thing, "role_ended", actor=None)

    assert chain.verify(expected=kept).is_sound


def test_the_last_part_can_be_looked_at_alone(thing):
    as_owner("update history_entry set note = 'x' where id = %s", numbers()[0])

    assert chain.verify(last=2).is_sound
    assert chain.verify(last=2).entries == 2
    assert not chain.verify().is_sound


# -- Writing --------------------------------------------------------------------------


def test_many_entries_at_once_are_chained_too(thing):
    record_many(
        "role_ended", [(thing, str(n), {"n": n}) for n in range(300)], actor=None
    )

    assert chain.verify().entries == 305


def test_what_is_rolled_back_leaves_no_gap(thing):
    with transaction.atomic():
        record(thing, "role_ended", actor=None)
        transaction.set_rollback(True)

    record(thing, "role_ended", actor=None)

    assert chain.verify().entries == 6


def test_the_chain_is_in_the_order_of_the_commits(thing):
    """One records first and commits last, while another is done in between."""
    recorded, go_on = threading.Event(), threading.Event()

    def slow():
        try:
            with transaction.atomic():
                record(thing, "role_ended", actor=None, note="traag")
                recorded.set()
                go_on.wait(20)
        finally:
            connection.close()

    thread = threading.Thread(target=slow)
    thread.start()
    assert recorded.wait(20)
    record(thing, "role_ended", actor=None, note="vlug")
    go_on.set()
    thread.join()

    notes = Link.objects.order_by("position").values_list("entry__note", flat=True)
    assert list(notes)[-2:] == ["vlug", "traag"]
    assert Entry.objects.get(note="traag").pk < Entry.objects.get(note="vlug").pk
    assert chain.verify().entries == 7


def test_writers_at_once_lose_nothing_and_keep_one_chain(thing):
    faults = []

    def write():
        try:
            for _ in range(15):
                with transaction.atomic():
                    record(thing, "role_given", actor=None)
                    record_many("role_ended", [(thing, "", {})] * 3, actor=None)
        except DatabaseError as fault:
            faults.append(fault)
        finally:
            connection.close()

    threads = [threading.Thread(target=write) for _ in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert not faults
    assert chain.verify().entries == 5 + 6 * 15 * 4


def test_a_writer_at_its_commit_waits_for_rows_before_it_takes_the_chain(thing):
    """Who holds a row may record; who needs that row at the commit waits for it.

    With the chain taken first these two would hold each other up for ever.
    """
    holds, faults = threading.Event(), []

    def refer():
        try:
            assert holds.wait(20)
            with transaction.atomic():
                record(thing, "role_given", actor=None)
                # The foreign key is looked at when this commits, after the entry.
                Partnership.objects.create(
                    slug="kind", name="Kind", kind="municipal", parent=thing
                )
        except DatabaseError as fault:
            faults.append(fault)
        finally:
            connection.close()

    thread = threading.Thread(target=refer)
    thread.start()
    with transaction.atomic():
        Partnership.objects.select_for_update().get(pk=thing.pk)
        holds.set()
        _wait_until_somebody_waits_for_a_row()
        record(thing, "role_ended", actor=None)
    thread.join()

    assert not faults
    assert chain.verify().entries == 7


def _wait_until_somebody_waits_for_a_row():
    pause = threading.Event()
    with connection.cursor() as cursor:
        for _ in range(400):
            cursor.execute(
                "select count(*) from pg_locks where not granted"
                " and locktype in ('transactionid', 'tuple')"
            )
            if cursor.fetchone()[0]:
                return
            pause.wait(0.05)
    raise AssertionError("nobody waits")


# -- Taking words out -----------------------------------------------------------------


def take_out(entry, note):
    with transaction.atomic():
        entry.note = note
        digest = redact(entry)
        record(
            make_user("Alice"),
            "role_ended",
            actor=None,
            redacted_entries={str(entry.pk): digest},
        )


def test_words_can_go_and_the_chain_stays_sound(thing):
    entry = Entry.objects.order_by("pk")[2]
    before = Entry.objects.values_list("digest", flat=True).get(pk=entry.pk)

    take_out(entry, "[weggehaald]")

    after = Entry.objects.get(pk=entry.pk)
    verdict = chain.verify()
    assert verdict.is_sound
    assert verdict.redacted == 1
    assert after.note == "[weggehaald]"
    assert after.digest == before
    assert after.salt != entry.salt
    assert after.redacted


def test_words_can_go_twice(thing):
    entry = Entry.objects.order_by("pk")[2]
    take_out(entry, "een")
    take_out(entry, "twee")

    assert chain.verify().is_sound
    assert chain.verify().redacted == 1


def test_a_redaction_without_a_line_that_says_so_is_found(thing):
    entry = Entry.objects.order_by("pk")[2]
    entry.note = "stil veranderd"
    redact(entry)

    assert chain.verify().problem == (
        f"entry {entry.pk} was changed: no redaction says so"
    )


def test_a_change_after_a_redaction_is_found(thing):
    entry = Entry.objects.order_by("pk")[2]
    take_out(entry, "[weggehaald]")
    as_owner("update history_entry set note = 'x' where id = %s", entry.pk)

    assert f"entry {entry.pk} was changed" in chain.verify().problem


@pytest.mark.parametrize(
    "change",
    ["verb = 'x'", "at = now()", "digest = ''", "is_public = true", "actor_id = 1"],
)
def test_the_door_of_a_redaction_lets_nothing_else_through(thing, change):
    other = f"update history_entry set salt = 'x', redacted = now(), {change}"  # noqa: S608 our own words

    with (
        pytest.raises(DatabaseError, match="append-only"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(f"set local draaischijf.redacting_history = 'on'; {other}")


def test_the_links_cannot_be_changed_either(thing):
    for statement in (
        "update history_link set chain = ''",
        "delete from history_link",
        "truncate history_link",
    ):
        with pytest.raises(DatabaseError), connection.cursor() as cursor:
            cursor.execute(statement)
    assert chain.verify().entries == 5
