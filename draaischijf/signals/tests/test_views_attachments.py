from __future__ import annotations

import uuid

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from draaischijf.documents.tests.factories import Paper
from draaischijf.documents.uploads import store_upload
from draaischijf.people.enums import RoleKind
from draaischijf.people.tests.factories import make_member, make_organisation
from draaischijf.signals import links
from draaischijf.signals.enums import SignalState
from draaischijf.signals.models import PreSignalAttachment
from draaischijf.signals.tests.factories import (
    make_pre_signal,
    make_signal,
    make_support,
)

pytestmark = pytest.mark.django_db

CONTENT = Paper().page().text(40, 40, "Cijfers van het loket").bytes()


def attach(report, name="verslag.pdf"):
    upload = SimpleUploadedFile(name, CONTENT)
    stored = store_upload(upload, partnership_id=report.partnership_id)
    PreSignalAttachment.objects.create(pre_signal=report, stored_file=stored)
    return stored


def inside(report, stored):
    place = [report.partnership.slug, report.number, stored.uuid]
    return reverse("signals:attachment", args=place)


def behind_link(raised, stored):
    token = links.token_for(raised.follow_nonce)
    return reverse("signals:follow_attachment", args=[token, stored.uuid])


def test_the_raiser_gets_the_file_back_as_a_download(visitor, partnership):
    report = make_pre_signal(partnership)
    stored = attach(report, "cijfers “juni”.pdf")

    page = visitor.get(links.follow_path(report)).content.decode()
    response = visitor.get(behind_link(report, stored))

    assert behind_link(report, stored) in page
    assert b"".join(response.streaming_content) == CONTENT
    assert response["Content-Type"] == "application/pdf"
    assert response["Content-Disposition"].startswith("attachment; filename*=utf-8''")
    assert response["X-Content-Type-Options"] == "nosniff"
    assert response["Cache-Control"] == "private, no-store"
    assert "sandbox" in response["Content-Security-Policy"]


def test_who_may_read_the_report_may_read_its_files(
    as_user, partnership, alice, bob, charlie
):
    house = make_organisation(partnership, "CAW Durmeland")
    colleague = make_member(partnership, RoleKind.FIELD_WORKER, organisation=house)
    report = make_pre_signal(partnership, organisation=house)
    stored = attach(report)

    def status(user):
        return as_user(user).get(inside(report, stored)).status_code

    assert [status(alice), status(colleague)] == [200, 200]
    assert [status(bob), status(charlie)] == [404, 404]


def test_somebody_who_is_not_signed_in_is_asked_to(visitor, partnership):
    report = make_pre_signal(partnership)

    response = visitor.get(inside(report, attach(report)))

    assert response.status_code == 302
    assert response["Location"].startswith("/account/")


def test_a_file_is_only_found_under_its_own_report(
    as_user, visitor, partnership, alice
):
    report, other = (make_pre_signal(partnership) for _number in range(2))
    stored = attach(report)

    assert as_user(alice).get(inside(other, stored)).status_code == 404
    assert visitor.get(behind_link(other, stored)).status_code == 404


def test_a_file_that_does_not_exist_is_not_found(as_user, visitor, partnership, alice):
    report = make_pre_signal(partnership)
    nothing = attach(report)
    nothing.uuid = uuid.uuid4()

    assert as_user(alice).get(inside(report, nothing)).status_code == 404
    assert visitor.get(behind_link(report, nothing)).status_code == 404


def test_a_support_has_no_files(visitor, partnership):
    stored = attach(make_pre_signal(partnership))
    support = make_support(make_signal(partnership, SignalState.PUBLISHED))

    assert visitor.get(behind_link(support, stored)).status_code == 404


def test_a_file_that_is_gone_from_the_disk_is_not_found(visitor, partnership):
    report = make_pre_signal(partnership)
    stored = attach(report)
    stored.file.storage.delete(stored.file.name)

    assert visitor.get(behind_link(report, stored)).status_code == 404
