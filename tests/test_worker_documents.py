"""The real worker makes documents: once, also where two work or one was killed."""

from __future__ import annotations

import threading

import pytest
from django.db import connection
from django.utils import timezone
from procrastinate.contrib.django.models import ProcrastinateJob

from draaischijf.documents.models import StoredFile
from draaischijf.people.enums import RoleKind
from draaischijf.people.tests.factories import make_member, make_partnership
from draaischijf.reporting.domain import making
from draaischijf.reporting.models import MadeDocument
from draaischijf.reporting.tests.factories import make_full_plan, make_report

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def _own_uploads(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


@pytest.fixture
def document(transactional_db):
    plan = make_full_plan(make_partnership())
    report = make_report(plan.partnership, plan=plan, year=2027)
    bob = make_member(plan.partnership, RoleKind.FIELD_WORKER, name="Bob")
    return making.ask_document(report, "pdf", actor=bob)


def test_the_worker_makes_what_was_asked(document, work):
    work()

    document.refresh_from_db()
    assert (document.state, document.progress) == ("ready", 100)
    assert document.file.file.read().startswith(b"%PDF-")
    # Those of this test: at a round minute a periodic one may have come in.
    mine = ProcrastinateJob.objects.filter(task_name__endswith="make_document")
    assert not mine.filter(status="failed").exists()


def test_two_workers_keep_one_file(document):
    go = threading.Barrier(2)

    def make():
        go.wait()
        making.make(document.pk)
        connection.close()

    both = [threading.Thread(target=make) for _ in range(2)]
    for one in both:
        one.start()
    for one in both:
        one.join()

    assert StoredFile.objects.count() == 1
    assert MadeDocument.objects.get().state == "ready"


def test_what_a_killed_worker_left_is_made_again(document, work):
    MadeDocument.objects.update(state="making", progress=60, started=timezone.now())

    work()
    work()

    assert MadeDocument.objects.get().state == "ready"
    assert StoredFile.objects.count() == 1
