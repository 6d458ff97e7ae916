"""Documents are made by the worker: once, whole, and again after a fault."""

from __future__ import annotations

import datetime

import pytest
from django.db import OperationalError
from django.utils import timezone, translation
from procrastinate.contrib.django.models import ProcrastinateJob

from draaischijf.documents.models import StoredFile
from draaischijf.documents.uploads import abandoned
from draaischijf.history.models import Entry
from draaischijf.plans.workflow import TransitionDenied
from draaischijf.reporting import tasks, writers
from draaischijf.reporting.domain import making
from draaischijf.reporting.domain.making import (
    ask_again,
    ask_document,
    make,
    publish_with_document,
)
from draaischijf.reporting.domain.reports import freeze_report
from draaischijf.reporting.models import MadeDocument
from draaischijf.reporting.tests.factories import make_document, make_report

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_english")]


@pytest.fixture(autouse=True)
def _own_uploads(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


def test_it_is_asked_of_the_worker_and_kept(bob, report):
    document = ask_document(report, "pdf", actor=bob)
    job = ProcrastinateJob.objects.get()

    assert (document.state, document.progress) == ("waiting", 0)
    assert job.args == {"document_id": document.pk, "language": "en"}
    assert make(document.pk)

    document.refresh_from_db()
    content = document.file.file.read()
    assert (document.state, document.progress) == ("ready", 100)
    assert content.startswith(b"%PDF-")
    assert document.file.name == "jaarplan-2027.pdf"
    assert document.file.size == len(content)
    assert document.finished
    assert Entry.objects.about(report).last().verb == "document_made"


def test_what_is_under_way_is_not_asked_twice(bob, report):
    first = ask_document(report, "pdf", actor=bob)

    assert ask_document(report, "pdf", actor=bob) == first
    assert ask_document(report, "docx", actor=bob) != first
    make(first.pk)
    assert ask_document(report, "pdf", actor=bob) != first


def test_what_is_stuck_may_be_asked_again(bob, report):
    long_ago = timezone.now() - datetime.timedelta(hours=1)
    stuck = make_document(report, state="making", started=long_ago)

    assert stuck.is_stuck
    assert ask_document(report, "pdf", actor=bob) != stuck
    assert ask_again(stuck, actor=bob).state == "waiting"


def test_a_document_is_kept_once(bob, report):
    document = ask_document(report, "pdf", actor=bob)

    assert make(document.pk)
    assert not make(document.pk)
    assert StoredFile.objects.count() == 1


def test_what_a_killed_worker_was_making_is_made_again_from_the_start(bob, report):
    document = ask_document(report, "pdf", actor=bob)
    MadeDocument.objects.update(state="making", progress=70, started=timezone.now())

    assert make(document.pk)

    document.refresh_from_db()
    assert (document.state, StoredFile.objects.count()) == ("ready", 1)


def test_only_the_last_attempt_keeps_a_file(bob, report, monkeypatch):
    """A worker that was thought dead finishes after another one took over."""
    document = ask_document(report, "pdf", actor=bob)
    real = writers.write

    def slow(content, form, style, *, progress=None):
        data = real(content, form, style, progress=progress)
        monkeypatch.setattr(writers, "write", real)
        assert make(document.pk)
        return data

    monkeypatch.setattr(writers, "write", slow)

    assert not make(document.pk)
    assert StoredFile.objects.count() == 1
    document.refresh_from_db()
    assert document.state == "ready"


def test_a_fault_is_told_in_words_and_may_be_tried_again(
    bob, alice, report, monkeypatch, caplog
):
    document = ask_document(report, "pdf", actor=bob)

    def broken(*_arguments, **_rest):
        raise RuntimeError("kapot")

    with monkeypatch.context() as patch:
        patch.setattr(writers, "write", broken)
        assert not make(document.pk)
    document.refresh_from_db()
    assert document.state == "failed"
    assert "Try again" in document.problem
    assert "kapot" not in document.problem
    assert "could not be made" in caplog.text

    again = ask_again(document, actor=alice)
    assert (again.state, again.problem, again.actor) == ("waiting", "", alice)
    assert ask_again(document, actor=alice).state == "waiting"
    assert make(document.pk)


def test_a_fault_of_the_database_is_left_to_another_try(bob, report, monkeypatch):
    document = ask_document(report, "pdf", actor=bob)

    def gone(*_arguments, **_rest):
        raise OperationalError

    monkeypatch.setattr(writers, "write", gone)

    with pytest.raises(OperationalError):
        make(document.pk)
    document.refresh_from_db()
    assert document.state == "making"


def test_progress_is_told_in_steps_and_never_after_a_takeover(bob, report):
    document = ask_document(report, "pdf", actor=bob)
    begun = making._begin(document.pk)
    tell = making._progress_of(begun)

    seen = []
    for percent in (0, 2, 50, 51, 100, 400):
        tell(percent, "Setting" * 50)
        document.refresh_from_db()
        seen.append((document.progress, len(document.doing) <= 200))

    assert [progress for progress, _fits in seen] == [0, 0, 50, 50, 90, 90]
    assert all(fits for _progress, fits in seen)
    making._begin(document.pk)
    tell(100, "Too late")
    document.refresh_from_db()
    assert document.progress == 0


def test_the_task_speaks_the_language_of_who_asked(bob, report):
    with translation.override("nl"):
        document = ask_document(report, "pdf", actor=bob)

    tasks.make_document(document_id=document.pk, language="nl")

    document.refresh_from_db()
    assert document.state == "ready"


def test_a_document_that_is_gone_is_nothing_to_make(report):
    assert not make(404)


def test_it_is_not_forgotten_with_abandoned_uploads(bob, report):
    document = ask_document(report, "pdf", actor=bob)
    make(document.pk)

    assert not abandoned(timezone.now() + datetime.timedelta(days=1)).exists()
    assert StoredFile.objects.exists()


def test_who_may_not_read_may_not_ask(charlie, bob, report):
    document = make_document(report, state="failed")

    with pytest.raises(TransitionDenied):
        ask_document(report, "pdf", actor=charlie)
    with pytest.raises(TransitionDenied):
        ask_again(document, actor=charlie)
    with pytest.raises(TransitionDenied, match="public edition"):
        ask_document(report, "pdf", actor=bob, is_public=True)
    assert not ProcrastinateJob.objects.exists()


def test_a_dossier_does_not_come_as_excel(bob, partnership):
    dossier = make_report(partnership, "signal_dossier")

    with pytest.raises(TransitionDenied, match="that format"):
        ask_document(dossier, "xlsx", actor=bob)


def test_what_becomes_public_gets_a_pdf_for_everybody(alice, report):
    freeze_report(report, actor=alice)

    publish_with_document(report, actor=alice, is_public=True)
    publish_with_document(report, actor=alice, is_public=False)
    publish_with_document(report, actor=alice, is_public=True)

    (document,) = MadeDocument.objects.all()
    assert document.is_public
    assert make(document.pk)
