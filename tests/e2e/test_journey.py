"""One problem over the whole path, in a real browser: from the report to the answer."""

from __future__ import annotations

import datetime
from urllib.parse import urlsplit

import pytest
from django.utils import timezone

from draaischijf.core.tests.visiting import DESK, PHONE
from draaischijf.core.tests.walking import Walk
from draaischijf.people.enums import RoleKind
from draaischijf.people.tests.factories import (
    make_member,
    make_organisation,
    make_partnership,
    make_territory,
)
from draaischijf.signals.models import PolicySignal, PreSignal
from draaischijf.taxonomy.domain import load_reference_data

pytestmark = [pytest.mark.e2e, pytest.mark.django_db(transaction=True)]

PROBLEM = (
    "Ouders met onregelmatige uren vinden geen opvang voor zes uur 's morgens. "
    "We horen het bijna elke week aan het onthaal."
)
TITLE = "Voor zes uur 's morgens is er geen kinderopvang"
FEEDBACK = (
    "Twee opvanginitiatieven openen vanaf maart om half zes. Wie het nodig heeft, "
    "meldt zich bij het Huis van het Kind. Bedankt om dit te melden."
)


@pytest.fixture
def partnership():
    load_reference_data()
    made = make_partnership(contact_email="info@durmeland.example")
    make_territory(made, "Lokelare", "Wachtbeke", "Zeverdonk", "Molenhoek")
    make_organisation(made, "CAW Durmeland", in_working_group=True)
    make_organisation(made, "Huis van het Kind Lokelare", in_working_group=True)
    return made


@pytest.fixture
def coordinator(partnership):
    return make_member(partnership, RoleKind.COORDINATOR, name="Alice")


@pytest.fixture
def walker(enter, work):
    """Return a function that lets somebody walk in, on a phone or at a desk."""

    def walk(size, *, user=None, scripts=True):
        page = enter(user, size=size, scripts=scripts)
        return Walk(page, scripts=scripts, work=work)

    return walk


@pytest.mark.parametrize(
    ("size", "scripts"),
    [(PHONE, True), (DESK, True), (DESK, False)],
    ids=["phone", "desk", "without-scripts"],
)
def test_a_problem_goes_the_whole_way_and_its_raiser_reads_the_answer(
    walker, partnership, coordinator, mailoutbox, size, scripts
):
    raiser = walker(size, scripts=scripts)
    desk = walker(size, user=coordinator, scripts=scripts)

    follow = report(raiser)
    weigh(desk)
    signal = PolicySignal.objects.get()
    analyse(desk, signal)
    publish(desk, signal)
    decide(desk, signal)
    act(desk, signal)
    close(desk, signal)

    raiser.go(follow)
    raiser.reads(FEEDBACK)
    signal.refresh_from_db()
    assert signal.state == "closed"
    assert FEEDBACK in mailoutbox[-1].body
    assert mailoutbox[-1].to == ["bo@durmeland.example"]


def report(raiser):
    raiser.go("/durmeland/")
    raiser.follow("Report a signal")
    raiser.fill(problem="Mevrouw Janssens vindt geen opvang.", for_whom="ouders")
    raiser.press("Send")
    raiser.reads("Janssens")
    raiser.fill(
        problem=PROBLEM,
        since="sinds de zomer",
        email="bo@durmeland.example",
        organisation_name="CAW Durmeland",
    )
    raiser.choose(frequency="weekly")
    raiser.page.get_by_label("Lokelare").check()
    raiser.press("Send")
    made = PreSignal.objects.get()
    assert (made.problem, made.for_whom) == (PROBLEM, "ouders")
    return urlsplit(raiser.page.url).path


def weigh(desk):
    desk.work()
    desk.go("/durmeland/werk/")
    desk.go("/durmeland/meldingen/")
    desk.follow(PROBLEM[:40])
    desk.choose(recurring="yes", beyond_one="yes", practice="yes", several="yes")
    desk.page.get_by_role("button", name="Keep the answers").first.click()
    # The part of the page with the next question is replaced by then.
    desk.page.get_by_text("The answers are kept.").first.wait_for()
    desk.look()
    desk.choose(kind="start")
    desk.press("Go on")
    desk.fill(title=TITLE, statement=PROBLEM)
    desk.click(desk.page.locator("main button[value=preview]").first)
    desk.click(desk.page.locator("main button[value=send]"))
    assert PreSignal.objects.get().state == "linked"


def page_of(signal, rest=""):
    return f"/durmeland/signalen/{signal.number}/{rest}"


def move(desk, signal, target, **fields):
    desk.go(page_of(signal, "verder/"))
    desk.go(page_of(signal, f"naar/{target}/"))
    desk.fill(**{n: v for n, v in fields.items() if n != "outcome"})
    if "outcome" in fields:
        desk.choose(outcome=fields["outcome"])
    desk.click(desk.page.locator("main button[value=preview]"))
    go = desk.page.locator("main button[value=go]")
    if go.count():
        desk.click(go)
    signal.refresh_from_db()
    assert signal.state == target
    desk.work()


def analyse(desk, signal):
    desk.go(page_of(signal))
    move(desk, signal, "analysis")


def publish(desk, signal):
    desk.go(page_of(signal, "naar/published/"))
    desk.reads("CAW Durmeland")
    desk.go(page_of(signal, "bewerken/"))
    for test in ("clear", "neutral", "recognised", "shared"):
        desk.choose(**{f"test_{test}": "yes"})
    desk.page.locator("details:has([name=rights]) > summary").first.click()
    desk.page.get_by_label("Right to education").first.check()
    desk.send()
    for house in signal.partnership.organisations.all():
        desk.go(page_of(signal, "akkoord/"))
        desk.page.locator("main [name=organisation]").select_option(str(house.pk))
        desk.choose(result="agree")
        desk.send()
    move(desk, signal, "published")


def decide(desk, signal):
    desk.go(page_of(signal, "beslissing/"))
    today = timezone.localdate()
    desk.fill(body="Stuurgroep Durmeland", date=today.isoformat(), lead="CAW Durmeland")
    desk.choose(route="bilateral")
    desk.send()
    move(desk, signal, "decided")


def act(desk, signal):
    by = timezone.localdate() + datetime.timedelta(days=60)
    desk.go(page_of(signal, "actie/"))
    desk.fill(
        what="Twee initiatieven openen vroeger", who="Huis van het Kind", by=str(by)
    )
    desk.send()
    move(desk, signal, "in_action")
    desk.go(page_of(signal, "opvolging/"))
    desk.fill(text="Overleg met de twee initiatieven.", when="najaar 2026")
    desk.send()
    desk.reads("Overleg met de twee initiatieven.")


def close(desk, signal):
    move(desk, signal, "closed", outcome="partly_solved", feedback=FEEDBACK)


@pytest.mark.parametrize("size", [PHONE, DESK], ids=["phone", "desk"])
def test_public_pages_have_no_barriers(walker, partnership, size):
    visitor = walker(size)

    for path in (
        "/",
        "/durmeland/",
        "/durmeland/signalen/",
        "/durmeland/agenda/",
        "/durmeland/organisaties/",
        "/zoeken/?q=opvang",
        "/account/aanmelden/",
        "/toegankelijkheid/",
        "/privacy/",
    ):
        visitor.go(path)


@pytest.mark.parametrize("size", [PHONE, DESK], ids=["phone", "desk"])
def test_pages_of_the_coordinator_have_no_barriers(
    walker, partnership, coordinator, size
):
    desk = walker(size, user=coordinator)

    for path in (
        "/account/mijn/",
        "/durmeland/werk/",
        "/durmeland/meldingen/",
        "/durmeland/signalen/nieuw/",
        "/durmeland/organisaties/namen/",
        "/durmeland/import/",
    ):
        desk.go(path)
