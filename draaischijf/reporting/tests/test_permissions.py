"""Who may read reports and documents: the predicate and its queryset agree."""

from __future__ import annotations

import pytest
from django.contrib.auth.models import AnonymousUser

from draaischijf.people.enums import RoleKind
from draaischijf.people.tests.factories import make_member, make_partnership
from draaischijf.reporting.enums import MakingState
from draaischijf.reporting.models import MadeDocument, Report
from draaischijf.reporting.permissions import (
    can_view_document,
    can_view_report,
    documents_visible_to,
    reports_visible_to,
)
from draaischijf.reporting.tests.factories import make_document, make_report

pytestmark = pytest.mark.django_db

FROZEN = {
    "status": "frozen",
    "content": {"partners": {}, "public": {}},
    "frozen": "2027-01-05T12:00Z",
}


@pytest.fixture
def world(partnership):
    elsewhere = make_partnership("scheldekant")
    for place in (partnership, elsewhere):
        reports = [
            make_report(place, title="draft"),
            make_report(place, title="frozen", **FROZEN),
            make_report(place, title="public", **FROZEN, is_public=True),
        ]
        for report in reports:
            for state in MakingState:
                make_document(report, state=state)
                make_document(report, state=state, is_public=True)
    return partnership


def readers(partnership):
    yield "anonymous", AnonymousUser()
    for kind in RoleKind:
        yield kind, make_member(partnership, kind)
        yield (
            f"{kind} elsewhere",
            make_member(
                Report.objects.exclude(partnership=partnership).first().partnership,
                kind,
            ),
        )
    gone = make_member(partnership, RoleKind.COORDINATOR)
    gone.is_active = False
    gone.save()
    yield "no longer active", gone


def test_the_predicates_and_their_querysets_agree_for_every_role(world):
    for name, user in readers(world):
        reports = {one for one in Report.objects.all() if can_view_report(user, one)}
        documents = {
            one for one in MadeDocument.objects.all() if can_view_document(user, one)
        }

        assert reports == set(reports_visible_to(user)), name
        assert documents == set(documents_visible_to(user)), name


def test_everybody_reads_what_is_public_and_partners_all_of_their_own(world):
    nobody = {
        (r.title, r.partnership.slug) for r in reports_visible_to(AnonymousUser())
    }
    partner = make_member(world, RoleKind.BOARD_READER)
    own = [one.title for one in reports_visible_to(partner).filter(partnership=world)]

    assert nobody == {("public", "durmeland"), ("public", "scheldekant")}
    assert sorted(own) == ["draft", "frozen", "public"]


def test_everybody_takes_along_only_the_finished_public_edition(world):
    found = documents_visible_to(AnonymousUser())

    assert {(d.report.title, d.is_public, d.state) for d in found} == {
        ("public", True, "ready")
    }
