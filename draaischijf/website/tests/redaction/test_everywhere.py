"""Words that are taken out are nowhere any more, and what kept them stays sound."""

from __future__ import annotations

import threading

import pytest
from django.core.files.storage import default_storage
from django.db import DatabaseError, connection, transaction

from draaischijf.core.redaction.words import Words
from draaischijf.core.tests.dump import columns, files_on_disk, where_it_stands
from draaischijf.documents.models import StoredFile
from draaischijf.history import chain
from draaischijf.history.models import Entry
from draaischijf.notifications.models import Mail
from draaischijf.people.enums import RoleKind
from draaischijf.people.tests.factories import make_member
from draaischijf.plans.models import PlanVersion
from draaischijf.plans.queries.versions import damaged_versions, version_is_intact
from draaischijf.redaction.domain import (
    ChangedMeanwhileError,
    RedactionDenied,
    take_out,
)
from draaischijf.redaction.queries import find, suggestions
from draaischijf.reporting.domain.reports import fingerprint
from draaischijf.reporting.models import Report
from draaischijf.signals.models import PolicySignal, PreSignal
from draaischijf.signals.tests.factories import make_pre_signal, make_signal

pytestmark = pytest.mark.django_db(transaction=True)

PHONE = "0474 12 34 56"
# The figures without the zero in front: how every spelling ends.
FIGURES = "474123456"
GONE = "[weggehaald]"
WHY = "er stond een nummer in"


def redact(written, actor, thing=None, *, everywhere=True, files=None, words=PHONE):
    thing = thing or written.report
    found = find(written.partnership.pk, Words(words), thing, everywhere=everywhere)
    keys = [one.key for one in found.files] if files is None else files
    return take_out(
        written.partnership,
        thing,
        Words(words),
        GONE,
        actor=actor,
        reason=WHY,
        everywhere=everywhere,
        seen=found.fingerprint,
        files=keys,
    )


def test_the_dump_looks_in_every_column(written):
    """The test of the tests: before, the words stand in all these places."""
    found = where_it_stands(FIGURES, PHONE)

    assert len(columns()) > 200
    assert {
        "signals_presignal.problem", "signals_presignal.search",
        "signals_policysignal.search", "plans_planaction.search",
        "plans_planversion.content", "reporting_report.content",
        "history_entry.data", "history_entry.note", "history_entry.on_behalf_of",
        "notifications_mail.html", "documents_importrow.parsed",
        "people_organisation.normalised",
    } <= found  # fmt: skip
    assert len(found) > 30


def test_the_words_are_nowhere_any_more(written, alice):
    before = where_it_stands(FIGURES, PHONE)

    done = redact(written, alice)

    assert where_it_stands(FIGURES, PHONE) == set()
    assert done.places >= len(before) - 4  # search columns follow by themselves
    for name in files_on_disk():
        with default_storage.open(name) as file:
            assert FIGURES not in file.read().decode("latin-1")
    report = PreSignal.objects.get()
    assert report.problem == f"Een vraag vooraf. Bel haar op {GONE}, elke week opnieuw."
    assert report.example == f"Tel. {GONE}"


def test_nothing_else_is_changed(written, alice, other_partnership):
    theirs = make_pre_signal(other_partnership, problem=f"Bel {PHONE}")
    alike = make_signal(written.partnership, statement="Bel 0474 12 34 57 of 1712")

    redact(written, alice)

    assert PreSignal.objects.get(pk=theirs.pk).problem == f"Bel {PHONE}"
    assert where_it_stands(FIGURES, PHONE) == {
        "signals_presignal.problem", "signals_presignal.search"
    }  # fmt: skip
    alike.refresh_from_db()
    assert alike.statement == "Bel 0474 12 34 57 of 1712"
    written.action.refresh_from_db()
    assert written.action.title == "Woonoverleg met verhuurders"


def test_the_history_says_so_without_the_words_and_stays_sound(written, alice):
    redact(written, alice)

    line = Entry.objects.get(verb="text_redacted")
    verdict = chain.verify()
    assert (line.actor_name, line.note, line.thing) == ("Alice", WHY, written.report)
    assert line.data["everywhere"] is True
    assert FIGURES not in str(line.data)
    assert verdict.is_sound, verdict.problem
    assert verdict.redacted == 2


def test_a_history_changed_after_the_redaction_is_found(written, alice):
    redact(written, alice)
    entry = Entry.objects.filter(redacted__isnull=False).first()
    with connection.cursor() as cursor:
        cursor.execute("set session_replication_role = replica")
        cursor.execute("update history_entry set note = 'x' where id = %s", [entry.pk])
        cursor.execute("set session_replication_role = default")

    assert f"entry {entry.pk} was changed" in chain.verify().problem


def test_adopted_and_frozen_keep_an_honest_checksum(written, alice):
    redact(written, alice)

    version = PlanVersion.objects.get()
    frozen = Report.objects.get()
    assert version_is_intact(version)
    assert version.redactions[0]["sha256"] == written.version.sha256
    assert version.sha256 != written.version.sha256
    assert list(damaged_versions()) == []
    assert frozen.sha256 == fingerprint(frozen.content)
    assert frozen.redactions[0]["sha256"] == written.frozen.sha256


def test_a_redaction_of_a_version_that_history_does_not_know_is_found(written, alice):
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("set local draaischijf.redacting = 'on'")
        cursor.execute(
            "update plans_planversion set content = '{}', sha256 = %s,"
            " redactions = jsonb_build_array(jsonb_build_object('sha256', sha256))",
            ["44136fa355b3678a1146ad16f7e8649e94fb4fc21fe77e8310c060f61caaff8a"],
        )

    assert version_is_intact(PlanVersion.objects.get())
    assert [one.pk for one in damaged_versions()] == [written.version.pk]


@pytest.mark.parametrize("opened", ["", "on"])
@pytest.mark.parametrize(
    "statement",
    [
        "update plans_planversion set content = '{}'",
        "update plans_planversion set redactions = '[{}]'",
        "update plans_planversion set number = 2, redactions = '[]'",
        "update reporting_report set content = '{}'",
        "update reporting_report set year = 2020, redactions = '[{}]'",
    ],
)
def test_nothing_but_a_redaction_changes_what_was_adopted(written, statement, opened):
    with (
        pytest.raises(DatabaseError, match="never change"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(f"set local draaischijf.redacting = '{opened}'; {statement}")


def test_made_documents_are_thrown_away_and_asked_again(written, alice):
    gone = written.made.file

    redact(written, alice)
    written.made.refresh_from_db()
    assert (written.made.state, written.made.file) == ("waiting", None)
    assert not StoredFile.objects.filter(pk=gone.pk).exists()
    assert gone.file.name not in files_on_disk()


def test_a_mail_that_waits_goes_without_the_words(written, alice):
    redact(written, alice)

    mail = Mail.objects.get(state="waiting")
    assert mail.subject == f"Uw melding {GONE}"
    assert GONE in mail.html


def test_attachments_go_only_when_they_are_chosen(written, alice):
    redact(written, alice, files=[])

    written.letter.refresh_from_db()
    assert written.letter.removed is None
    assert written.letter.name == f"brief {GONE}.docx"
    assert written.letter.file.name in files_on_disk()


def test_a_chosen_attachment_is_emptied_and_cannot_be_had(
    written, alice, as_user, client
):
    redact(written, alice)

    written.letter.refresh_from_db()
    written.source.refresh_from_db()
    assert written.letter.removed
    assert written.source.removed
    assert written.letter.file.name not in files_on_disk()
    page = as_user(alice).get(f"/durmeland/meldingen/{written.report.number}/")
    assert page.status_code == 200
    assert f"brief {GONE}.docx" in page.content.decode()
    assert "weggehaald" in page.content.decode()


def test_marks_of_the_screening_move_with_the_text(written, alice):
    redact(written, alice)

    (mark,) = PreSignal.objects.get().screening
    moved = len(GONE) - len(PHONE)
    assert (mark["kind"], mark["start"], mark["end"]) == (
        "name",
        45 + moved,
        49 + moved,
    )


def test_only_here_leaves_the_rest(written, alice):
    redact(written, alice, everywhere=False)

    left = where_it_stands(FIGURES, PHONE)
    assert "signals_presignal.problem" not in left
    assert "signals_presignalmessage.text" not in left
    assert "signals_policysignal.statement" in left
    assert "plans_planaction.remark" in left


def test_from_a_plan_everything_that_belongs_to_it_is_here(written, alice):
    redact(written, alice, written.plan, everywhere=False)

    left = {one.partition("_")[0] for one in where_it_stands(FIGURES, PHONE)}
    assert "plans" not in left
    assert {"signals", "history"} <= left


def test_twice_is_once(written, alice):
    redact(written, alice)

    with pytest.raises(RedactionDenied, match="nergens meer"):
        redact(written, alice)
    assert Entry.objects.filter(verb="text_redacted").count() == 1


def test_what_changed_after_the_preview_is_looked_at_once_more(written, alice):
    seen = find(
        written.partnership.pk, Words(PHONE), written.report, everywhere=True
    ).fingerprint
    make_signal(written.partnership, statement=f"Bel {PHONE}")

    with pytest.raises(ChangedMeanwhileError):
        take_out(
            written.partnership, written.report, Words(PHONE), GONE,
            actor=alice, reason="", everywhere=True, seen=seen,
        )  # fmt: skip
    assert PHONE in PreSignal.objects.get().problem


def test_two_at_once_make_one_redaction(written, alice, dora):
    faults, done = [], []

    def press(actor):
        try:
            done.append(redact(written, actor))
        except RedactionDenied as fault:
            faults.append(fault)
        finally:
            connection.close()

    threads = [threading.Thread(target=press, args=[one]) for one in (alice, dora)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert (len(done), len(faults)) == (1, 1)
    assert where_it_stands(FIGURES, PHONE) == set()
    assert Entry.objects.filter(verb="text_redacted").count() == 1
    assert chain.verify().is_sound


def test_a_fault_halfway_changes_nothing(written, alice, monkeypatch):
    before = where_it_stands(FIGURES, PHONE)

    def fail(*_, **__):
        raise DatabaseError

    monkeypatch.setattr("draaischijf.redaction.domain.record", fail)
    with pytest.raises(DatabaseError):
        redact(written, alice)

    assert where_it_stands(FIGURES, PHONE) == before
    assert written.letter.file.name in files_on_disk()
    assert chain.verify().is_sound


@pytest.mark.parametrize(
    ("kind", "may"),
    [(kind, kind in {"coordinator", "administrator", "data_protection_officer"})
     for kind in RoleKind.values],
)  # fmt: skip
def test_only_who_may_redact_does(written, kind, may):
    actor = make_member(written.partnership, RoleKind(kind), name="Eef")

    if may:
        assert redact(written, actor).places
    else:
        with pytest.raises(RedactionDenied):
            redact(written, actor)
        assert PHONE in PreSignal.objects.get().problem


def test_the_replacement_may_not_bring_the_words_back(written, alice):
    with pytest.raises(RedactionDenied):
        take_out(
            written.partnership, written.report, Words(PHONE), "0474/123456",
            actor=alice, reason="", everywhere=True, seen="",
        )  # fmt: skip


def test_a_text_without_room_gets_a_shorter_replacement(written, alice):
    title = "Anna " + "x" * 194
    signal = make_signal(written.partnership, title=title)

    redact(written, alice, signal, words="Anna")

    signal.refresh_from_db()
    assert signal.title == "[…] " + "x" * 194


def test_names_that_become_the_same_stay_apart(written, alice, partnership):
    from draaischijf.people.models import Organisation
    from draaischijf.people.tests.factories import make_organisation

    make_organisation(partnership, "Mevrouw van [weggehaald]")

    redact(written, alice)

    assert Organisation.objects.filter(name__startswith="Mevrouw van").count() == 2


def test_the_screening_suggests_what_it_finds(written, partnership):
    assert (PHONE, "telefoonnummer") in suggestions(written.report, partnership)


def test_the_number_of_queries_does_not_grow_with_the_rows(
    written, partnership, django_assert_num_queries
):
    with connection.execute_wrapper(counted := Counted()):
        find(partnership.pk, Words(PHONE), written.report, everywhere=True)
    first = counted.queries
    for _ in range(3):
        make_signal(partnership, statement=f"Bel {PHONE}")
        make_pre_signal(partnership, problem=f"Bel {PHONE}")
    with connection.execute_wrapper(counted := Counted()):
        find(partnership.pk, Words(PHONE), written.report, everywhere=True)

    assert counted.queries == first


class Counted:
    def __init__(self):
        self.queries = 0

    def __call__(self, execute, *args):
        self.queries += 1
        return execute(*args)


def test_a_search_no_longer_finds_the_words(written, alice):
    assert PolicySignal.objects.filter(search="0474").exists()

    redact(written, alice)

    assert not PolicySignal.objects.filter(search="0474").exists()
