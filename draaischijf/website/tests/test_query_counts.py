from __future__ import annotations

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from draaischijf.documents.models import ImportRow, ImportRun
from draaischijf.notifications.models import Mail
from draaischijf.people.models import OrganisationAlias
from draaischijf.people.tests.factories import (
    make_area,
    make_member,
    make_organisation,
    make_partnership,
)
from draaischijf.signals.enums import SignalState
from draaischijf.signals.tests.factories import make_signal
from draaischijf.website.navigation import frame

pytestmark = pytest.mark.django_db


def add_organisation(partnership, number):
    made = make_organisation(
        partnership, f"Huis {number}", is_confirmed=bool(number % 2)
    )
    made.areas.set([make_area(f"Dorp {number}")])
    OrganisationAlias.objects.create(
        organisation=made, name=f"H{number}", normalised=f"h{number}"
    )


def add_run(partnership, number):
    run = ImportRun.objects.create(
        partnership_id=partnership.pk, file_name=f"{number}.md", sha256=""
    )
    ImportRow.objects.create(
        run=run, kind="agenda", position=1, place="1", verbatim="x", key=str(number)
    )


def add_signal(partnership, number):
    make_signal(partnership, SignalState.PUBLISHED, title=f"Opvang {number}")


def add_person(partnership, number):
    make_member(partnership, "field_worker", name=f"Persoon {number}")
    Mail.objects.create(key=str(number), kind="x", to="bo@durmeland.example")


def add_child(partnership, number):
    make_partnership(f"kind-{number}", parent=partnership)


@pytest.mark.parametrize(
    ("address", "add"),
    [
        ("people:organisations", add_organisation),
        ("people:names", add_organisation),
        ("website:imports", add_run),
        ("website:partnership", add_signal),
        ("website:partnership", add_child),
        ("website:search", add_signal),
        ("website:home", add_child),
        ("website:demo", add_person),
    ],
)
def test_more_rows_ask_no_more_queries(
    as_user, settings, partnership, alice, address, add
):
    settings.DEMO = True
    client = as_user(alice)
    given = [] if address in {"website:search", "website:home", "website:demo"} else 1
    path = reverse(address, args=["durmeland"] if given else [])

    def count():
        with CaptureQueriesContext(
            connection,
        ) as seen:
            answer = client.get(path, {"q": "opvang"})
        assert answer.status_code == 200
        return len(seen)

    add(partnership, 1)
    client.get(path)
    one = count()
    add(partnership, 2)
    add(partnership, 3)
    # With an organisation came a right or a place: they are looked up again.
    client.get(path)

    assert count() == one


@pytest.mark.parametrize(
    ("kinds", "is_asked", "count"),
    [
        (["administrator"], False, 1),
        (["field_worker"], True, 1),
        ([], False, 1),
        (["administrator"], True, 2),
        ([], True, 2),
    ],
)
def test_the_frame_asks_what_is_unread_what_one_may_and_what_may_rest(
    rf, partnership, kinds, is_asked, count, django_assert_num_queries
):
    partnership.second_factor_required = is_asked
    partnership.save()
    request = rf.get("/durmeland/")
    request.partnership, request.user = partnership, make_member(partnership, *kinds)

    with django_assert_num_queries(1 + count):
        links = frame(request)["frame"].user_links

    mine = reverse("access:mine", args=["durmeland"])
    assert (mine in [one.url for one in links]) == bool(kinds)
