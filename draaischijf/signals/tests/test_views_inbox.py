from __future__ import annotations

import csv
import io
from urllib.parse import quote

import openpyxl
import pytest
from django.contrib.messages import get_messages
from django.urls import reverse
from django.utils import timezone

from draaischijf.notifications.models import Mail
from draaischijf.people.enums import RoleKind
from draaischijf.people.tests.factories import (
    make_member,
    make_organisation,
    make_working_group,
)
from draaischijf.signals.domain import weighing
from draaischijf.signals.enums import PreSignalState
from draaischijf.signals.models import PolicySignal, PreSignal
from draaischijf.signals.tests.factories import make_link, make_pre_signal, make_signal

HTMX = {"HX-Request": "true"}


@pytest.fixture
def inbox(partnership):
    return reverse("signals:inbox", args=[partnership.slug])


@pytest.fixture
def bulk(partnership):
    return reverse("signals:inbox_bulk", args=[partnership.slug])


@pytest.fixture
def coordinator(as_user, alice):
    return as_user(alice)


def said(response):
    return [str(one) for one in get_messages(response.wsgi_request)]


# -- Who gets in --------------------------------------------------------------------

PAGES = ("inbox", "inbox_csv", "inbox_xlsx")


@pytest.mark.parametrize("name", PAGES)
@pytest.mark.parametrize(
    ("who", "status"), [("alice", 200), ("bob", 200), ("charlie", 404), ("dora", 200)]
)
def test_partners_get_in_and_others_find_nothing(
    request, as_user, partnership, name, who, status
):
    make_pre_signal(partnership)
    user = request.getfixturevalue(who)

    response = as_user(user).get(reverse(f"signals:{name}", args=[partnership.slug]))

    assert response.status_code == status


@pytest.mark.parametrize("name", [*PAGES, "inbox_bulk"])
def test_nobody_gets_in_without_signing_in(client, partnership, name):
    response = client.get(reverse(f"signals:{name}", args=[partnership.slug]))

    assert response.status_code == 302
    assert response.url.startswith(reverse("account_login"))


@pytest.mark.parametrize("who", ["bob", "charlie"])
def test_only_who_weighs_does_several_at_once(request, as_user, partnership, bulk, who):
    make_pre_signal(partnership)

    response = as_user(request.getfixturevalue(who)).get(
        bulk, {"report": 1, "action": "take_up"}
    )

    assert response.status_code == 404


# -- The list -----------------------------------------------------------------------


def test_a_coordinator_can_tick_rows_and_a_field_worker_cannot(
    as_user, coordinator, partnership, inbox
):
    house = make_organisation(partnership, "Straathoekwerk Durmeland")
    bob = make_member(partnership, RoleKind.FIELD_WORKER, organisation=house)
    make_pre_signal(partnership, organisation=house, screening=[{"kind": "name"}])

    assert 'name="report"' in coordinator.get(inbox).text
    seen = as_user(bob).get(inbox)
    assert 'name="report"' not in seen.text
    assert "data-bulk" not in seen.text
    # What the screening doubted is for who weighs.
    assert "#i-eye" not in seen.text
    assert len(seen.context["rows"]) == 1


def test_rows_carry_the_way_back_to_this_very_list(coordinator, partnership, inbox):
    report = make_pre_signal(partnership)
    here = f"{inbox}?state=open&sort=newest"

    response = coordinator.get(here)

    page = reverse("signals:pre_signal", args=[partnership.slug, report.number])
    back = f"{page}?next={quote(here, safe='')}%23melding-{report.number}"
    assert back in response.text
    assert f"{page}?next={quote(here, safe='')}" in response.text


def test_tabs_and_pages_keep_the_other_filters(coordinator, partnership, inbox):
    for _ in range(51):
        make_pre_signal(partnership)

    response = coordinator.get(inbox, {"age": "week", "page": 2})

    tabs = {tab.url for tab in response.context["tabs"]}
    assert "?age=week&state=submitted" in tabs
    assert response.context["previous_url"] == "?age=week&page=1"
    assert response.context["next_url"] == ""
    assert response.context["pages_text"]


def test_search_and_order_send_the_other_filters_along(coordinator, partnership, inbox):
    make_pre_signal(partnership)

    context = coordinator.get(
        inbox, {"q": "studio", "sort": "newest", "age": "week", "page": 1}
    ).context

    assert context["kept_by_search"] == [("sort", "newest"), ("age", "week")]
    assert context["kept_by_order"] == [("q", "studio"), ("age", "week")]


@pytest.mark.parametrize(
    ("query", "chosen", "offered"),
    [
        ("", "urgent", 3),
        ("?state=all", "newest", 3),
        ("?q=studio", "best", 4),
        ("?sort=oldest", "oldest", 3),
    ],
)
def test_the_order_that_holds_is_the_one_that_is_shown(
    coordinator, partnership, inbox, query, chosen, offered
):
    make_pre_signal(partnership)

    field = coordinator.get(inbox + query).context["form"]["sort"]

    assert (field.value(), len(field.field.choices)) == (chosen, offered)


def test_htmx_gets_the_list_alone(coordinator, partnership, inbox):
    make_pre_signal(partnership)

    response = coordinator.get(inbox, headers=HTMX)

    assert response.text.strip().startswith('<div id="found">')
    assert "<html" not in response.text


@pytest.mark.parametrize(
    "query", ["", "?q=nietsvandatalles", "?state=withdrawn", "?late=1"]
)
def test_an_empty_list_says_what_to_do(coordinator, bob, as_user, inbox, query):
    assert 'class="empty"' in coordinator.get(inbox + query).text
    assert 'class="empty"' in as_user(bob).get(inbox + query).text


def test_nonsense_in_the_address_is_no_error(coordinator, inbox):
    response = coordinator.get(f"{inbox}?state=x&right=y&page=-1&age=%00&area=9e99")

    assert response.status_code == 200


@pytest.mark.parametrize("count", [1, 3])
def test_the_page_takes_as_many_queries_for_one_row_as_for_three(
    coordinator, partnership, inbox, count, django_assert_num_queries
):
    signal = make_signal(partnership)
    for number in range(count):
        house = make_organisation(partnership, f"Organisatie {number}")
        report = make_pre_signal(partnership, organisation=house)
        report.areas.set(partnership.area.members.all())
        make_link(report, signal)
    coordinator.get(inbox)  # the content types and the like are known from here on

    with django_assert_num_queries(20):
        coordinator.get(inbox)


# -- The list as a file -------------------------------------------------------------


def test_the_csv_holds_what_is_shown_and_no_formula(coordinator, partnership):
    make_pre_signal(partnership, problem="=SOM(A1) staat er op elke factuur")
    make_pre_signal(partnership, state=PreSignalState.WITHDRAWN)

    response = coordinator.get(reverse("signals:inbox_csv", args=[partnership.slug]))

    body = b"".join(response.streaming_content).decode("utf-8-sig")
    head, *rows = csv.reader(io.StringIO(body), delimiter=";")
    assert len(head) == 18
    assert [row[0] for row in rows] == ["1"]
    assert rows[0][3] == "'=SOM(A1) staat er op elke factuur"


def test_the_file_says_whose_each_report_is_to_who_distributes_them(
    coordinator, as_user, partnership, bob
):
    house = make_organisation(partnership, "CAW Durmeland")
    group = make_working_group(partnership)
    make_pre_signal(partnership, raiser=bob)
    make_pre_signal(partnership, raiser=bob, assigned_group=group)
    make_pre_signal(partnership, raiser=bob, assigned_organisation=house)
    url = reverse("signals:inbox_csv", args=[partnership.slug])

    def whose(client):
        body = b"".join(client.get(url).streaming_content).decode("utf-8-sig")
        _head, *rows = csv.reader(io.StringIO(body), delimiter=";")
        return {row[-1] for row in rows}

    assert whose(coordinator) == {"", "Werkgroep signalen", "CAW Durmeland"}
    assert whose(as_user(bob)) <= {""}


def test_the_workbook_holds_places_people_and_signals(coordinator, partnership):
    signal = make_signal(partnership, title="Geen avondbus")
    report = make_pre_signal(
        partnership,
        state=PreSignalState.LINKED,
        whole_area=True,
        people="5-9",
        frequency="weekly",
        settled=timezone.now(),
        email="bo@durmeland.example",
    )
    report.areas.add(partnership.area.members.get(name="Lokelare"))
    make_link(report, signal)

    url = reverse("signals:inbox_xlsx", args=[partnership.slug])
    response = coordinator.get(url, {"state": "linked"})

    book = openpyxl.load_workbook(io.BytesIO(b"".join(response.streaming_content)))
    _head, row = list(book.active.values)
    assert row[0] == 1
    assert row[5].endswith(", Lokelare")
    assert row[16] == f"{signal.number}. Geen avondbus"
    assert not any("bo@durmeland.example" in str(cell) for cell in row)
    book.close()


# -- Several at once ----------------------------------------------------------------


def test_nothing_ticked_says_so_and_keeps_the_place(coordinator, inbox, bulk):
    back = f"{inbox}?age=week"

    response = coordinator.get(bulk, {"action": "take_up", "next": back})

    assert response.url == back
    assert len(said(response)) == 1


def test_taking_up_shows_first_what_will_happen(coordinator, partnership, inbox, bulk):
    new = make_pre_signal(partnership)
    settled = make_pre_signal(partnership, state=PreSignalState.HANDLED_INTERNALLY)
    query = f"?action=take_up&report={new.number}&report={settled.number}"
    query += f"&next={quote(inbox + '?age=week')}"

    shown = coordinator.get(bulk + query)

    assert shown.context["reports"] == [new]
    assert shown.context["left"] == [settled]
    assert PreSignal.objects.get(pk=new.pk).state == PreSignalState.SUBMITTED
    version = shown.context["form"]["version"].value()
    done = coordinator.post(bulk + query, {"version": version})
    assert done.url == f"{inbox}?age=week"
    assert PreSignal.objects.get(pk=new.pk).state == PreSignalState.IN_REVIEW


def test_taking_up_what_a_colleague_just_settled_is_refused_in_place(
    coordinator, dora, partnership, bulk
):
    reports = [make_pre_signal(partnership) for _ in range(2)]
    query = "?action=take_up&report=1&report=2"
    shown = coordinator.get(bulk + query)
    weighing.take_up(reports[0], actor=dora)

    response = coordinator.post(
        bulk + query, {"version": shown.context["form"]["version"].value()}
    )

    assert response.status_code == 422
    assert "Dora" in response.text
    assert PreSignal.objects.get(pk=reports[1].pk).state == PreSignalState.SUBMITTED


def test_reports_nothing_can_be_done_with(coordinator, partnership, inbox, bulk):
    make_pre_signal(partnership, state=PreSignalState.WITHDRAWN)

    response = coordinator.get(bulk, {"action": "link", "report": 1})

    assert response.url == inbox
    assert len(said(response)) == 1


def test_several_reports_join_one_signal(coordinator, partnership, inbox, bulk):
    signal = make_signal(partnership)
    for number in range(3):
        make_pre_signal(partnership, email=f"melder{number}@durmeland.example")
    query = f"?action=link&report=1&report=2&report=3&next={quote(inbox + '?age=week')}"

    form = coordinator.get(bulk + query).context["form"]
    data = {
        "version": form["version"].value(),
        "signal": signal.number,
        "text": "Dank je.",
    }
    shown = coordinator.post(bulk + query, {**data, "step": "preview"})
    assert [one.to for one in shown.context["previews"]] == [
        f"melder{n}@durmeland.example" for n in (2, 1, 0)
    ]
    assert not Mail.objects.exists()
    done = coordinator.post(
        bulk + query, {**data, "step": "send", "seen": shown.context["mark"]}
    )

    assert done.url == f"{inbox}?age=week"
    assert signal.links.count() == 3
    assert Mail.objects.count() == 3
    assert str(signal.number) in said(done)[0]


def test_one_signal_is_started_from_the_selection(coordinator, partnership, bulk):
    for text in ("Er rijdt geen avondbus.", "Na zes uur is er geen bus."):
        make_pre_signal(partnership, problem=text)
    query = "?action=start&report=1&report=2"

    form = coordinator.get(bulk + query).context["form"]
    assert form["title"].value() == ""
    assert "Er rijdt geen avondbus." in form["statement"].value()
    data = {
        "version": form["version"].value(),
        "title": "Geen bus na zes uur",
        "statement": "Wie avondles volgt raakt niet meer thuis.",
        "text": "",
    }
    shown = coordinator.post(bulk + query, {**data, "step": "preview"})
    coordinator.post(
        bulk + query, {**data, "step": "send", "seen": shown.context["mark"]}
    )

    assert PolicySignal.objects.get().links.count() == 2
