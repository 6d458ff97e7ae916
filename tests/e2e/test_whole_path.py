"""One problem through everything: from two field workers to the answer both read.

Reported, supported, weighed, reworded, agreed, published in an edition, deepened on the
forum, decided by the steering group, answered by an action of next year's plan with two
lines of log, told in the report of the year, closed, and read by both.
"""

from __future__ import annotations

from contextlib import contextmanager
from datetime import timedelta
from urllib.parse import urlsplit

import pytest
import time_machine
from django.urls import reverse
from django.utils import timezone

from draaischijf.consultation.models import BodyDecision
from draaischijf.core.tests.visiting import DESK, PHONE
from draaischijf.core.tests.walking import Walk
from draaischijf.forum.models import ForumTable, SolutionTrack
from draaischijf.people.enums import RoleKind
from draaischijf.people.tests.factories import (
    make_member,
    make_organisation,
    make_partnership,
    make_territory,
)
from draaischijf.plans.models import PlanAction
from draaischijf.plans.tests.factories import make_objective, make_plan
from draaischijf.reporting.models import Report
from draaischijf.signals.models import PolicySignal, PreSignal, WordingProposal
from draaischijf.taxonomy.domain import load_reference_data

pytestmark = [pytest.mark.e2e, pytest.mark.django_db(transaction=True)]

FIRST = (
    "Ouders met onregelmatige uren vinden geen kinderopvang voor zes uur 's morgens. "
    "We horen het bijna elke week aan het onthaal."
)
IN_OTHER_WORDS = (
    "Wie in ploegen werkt en kleine kinderen heeft, kan nergens terecht voor dag en "
    "dauw. De crèche gaat pas om zeven uur open."
)
TITLE = "Voor zes uur 's morgens is er geen kinderopvang"
NEUTRAL = "Wie vroeg werkt, vindt geen kinderopvang voor zeven uur"
FEEDBACK = (
    "Twee opvanginitiatieven openen vanaf maart om half zes. Wie het nodig heeft, "
    "meldt zich bij het Huis van het Kind. Bedankt om dit te melden."
)
EARLIER, SHARED = (
    "Twee initiatieven openen vroeger",
    "Onthaalouders delen de vroege uren",
)
SEEN = "Het gaat vooral om ouders die in ploegen werken of poetsen."


@pytest.fixture
def here():
    load_reference_data()
    made = make_partnership(contact_email="info@durmeland.example")
    make_territory(made, "Lokelare", "Wachtbeke", "Zeverdonk", "Molenhoek")
    make_objective(make_plan(made, timezone.localdate().year + 1), code="1.1")
    return made


@pytest.fixture
def houses(here):
    names = ("CAW Durmeland", "Huis van het Kind Lokelare")
    return [make_organisation(here, name, in_working_group=True) for name in names]


@pytest.fixture
def walker(enter, work):
    """Return a function that lets somebody walk in, on a phone or at a desk."""
    return lambda size, user=None: Walk(enter(user, size=size), scripts=True, work=work)


@pytest.fixture(autouse=True)
def _own_uploads(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


def test_one_problem_goes_through_everything(walker, here, houses, mailoutbox):
    alice = make_member(here, RoleKind.COORDINATOR, name="Alice")
    bob = make_member(here, RoleKind.FIELD_WORKER, name="Bob")
    members = [
        make_member(here, RoleKind.WORKING_GROUP_MEMBER, name=name, organisation=house)
        for name, house in zip(("Carla", "Dirk"), houses, strict=True)
    ]
    desk = walker(DESK, alice)

    with days_ago(9):
        follow = report(walker(PHONE))
    with days_ago(7):
        signal = weigh(desk)
        second = support(walker(PHONE, bob), signal)
    with days_ago(4):
        analyse(desk, signal)
        reword_and_agree(desk, [walker(DESK, one) for one in members], signal)
        publish_in_an_edition(desk, signal)
    deepen(desk, walker(PHONE), signal)
    decide(desk, signal)
    answer_by_an_action(desk, signal)
    note_twice(walker(PHONE, alice))
    tell_in_the_report(desk)
    close(desk, signal)

    for reader, address in ((walker(PHONE), follow), (walker(PHONE), second)):
        reader.go(address)
        reader.reads(FEEDBACK)
    assert {one.to[0] for one in mailoutbox if FEEDBACK in one.body} == {
        "bo@durmeland.example",
        "bob@durmeland.example",
    }
    read_the_whole_way(desk, signal)


@contextmanager
def days_ago(count):
    """Let it be so many days ago, for the site and its worker."""
    with time_machine.travel(timezone.now() - timedelta(days=count)):
        yield


def page_of(signal, rest=""):
    return f"/durmeland/signalen/{signal.number}/{rest}"


def move(desk, signal, target, **fields):
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


def report(raiser):
    raiser.go("/durmeland/")
    raiser.follow("Report a signal")
    raiser.fill(problem=FIRST, for_whom="ouders", email="bo@durmeland.example")
    raiser.choose(frequency="weekly")
    raiser.page.get_by_label("Lokelare").check()
    raiser.press("Send")
    return urlsplit(raiser.page.url).path


def weigh(desk):
    desk.work()
    desk.go("/durmeland/meldingen/")
    desk.follow(FIRST[:40])
    desk.choose(recurring="yes", beyond_one="yes", practice="yes", several="yes")
    desk.page.get_by_role("button", name="Keep the answers").first.click()
    desk.page.get_by_text("The answers are kept.").first.wait_for()
    desk.choose(kind="start")
    desk.press("Go on")
    desk.fill(title=TITLE, statement=FIRST)
    desk.click(desk.page.locator("main button[value=preview]").first)
    desk.click(desk.page.locator("main button[value=send]"))
    desk.work()
    return PolicySignal.objects.get()


def support(raiser, signal):
    """The second one writes it in other words, is shown the first, and says so."""
    raiser.go("/durmeland/signaleren/")
    problem = raiser.page.locator("main [name=problem]")
    problem.press_sequentially(IN_OTHER_WORDS, delay=1)
    raiser.page.get_by_text("Is it one of these?").wait_for()
    raiser.look()
    raiser.click(raiser.page.get_by_role("button", name="This is it: also with us"))
    raiser.fill(email="bob@durmeland.example")
    raiser.page.get_by_label("Wachtbeke").check()
    raiser.press("Also with us")
    assert signal.supports.count() == 1
    assert PreSignal.objects.count() == 1
    return urlsplit(raiser.page.url).path


def analyse(desk, signal):
    move(desk, signal, "analysis")


def reword_and_agree(desk, members, signal):
    carla, dirk = members
    carla.go(page_of(signal, "akkoord/voorstel/"))
    carla.fill(title=NEUTRAL, reason="Het gaat niet om één uur.")
    carla.send()
    proposal = WordingProposal.objects.get()
    desk.go(page_of(signal))
    place = ["durmeland", signal.number, proposal.pk]
    settle = reverse("signals:wording_settle", args=place)
    desk.click(desk.page.locator(f'main a[href="{settle}"]').first)
    desk.click(desk.page.locator("main button[value=accept]"))
    signal.refresh_from_db()
    assert signal.title == NEUTRAL
    for member in (carla, dirk):
        member.go(page_of(signal, "akkoord/"))
        member.choose(result="agree")
        member.send()


def publish_in_an_edition(desk, signal):
    desk.go(page_of(signal, "bewerken/"))
    for test in ("clear", "neutral", "recognised", "shared"):
        desk.choose(**{f"test_{test}": "yes"})
    desk.page.locator("details:has([name=rights]) > summary").first.click()
    desk.page.get_by_label("Right to education").first.check()
    desk.send()
    move(desk, signal, "published")
    desk.go("/durmeland/bundels/")
    desk.follow("Start an edition")
    desk.page.get_by_label("Title").fill("Signalen van Durmeland")
    desk.press("Start the edition")
    desk.follow("Choose signals")
    desk.page.locator(".bundle-choice label", has_text=NEUTRAL).click()
    desk.press("Put them in the edition")
    desk.follow("Freeze…")
    desk.press("Freeze it for everybody")


def meeting(desk, title, **fields):
    """Plan a meeting of today, and stay on its page."""
    desk.go("/durmeland/overleg/vergaderingen/nieuw/")
    desk.fill(title=title, day=timezone.localdate().isoformat(), starts="09:30")
    for name, value in fields.items():
        desk.page.locator(f"main select[name={name}]").select_option(value)
    desk.send()


def deepen(desk, phone, signal):
    meeting(desk, "Forum van het najaar", kind="forum")
    at = urlsplit(desk.page.url).path
    desk.press("Prepare the forum")
    forum = urlsplit(desk.page.url).path
    desk.follow("Choose themes")
    desk.click(desk.page.locator("main button", has_text=NEUTRAL).first)
    desk.go(forum)
    desk.follow("Table")
    desk.send()
    desk.go(forum)
    desk.press("Open the tables")
    desk.follow("Cards for the tables")
    card = desk.page.locator(".table-cards a").first.get_attribute("href")

    phone.go(urlsplit(card).path)
    note = phone.page.locator("textarea[name=text]").first
    note.fill(SEEN)
    phone.page.locator("#said-sees").get_by_text("ept").first.wait_for()
    for title in (EARLIER, SHARED):
        phone.go(urlsplit(card).path)
        phone.follow("Write down a track")
        assert phone.page.locator("main [name=title]").input_value() == ""
        phone.fill(title=title)
        phone.send()
    desk.go(forum)
    desk.press("Let dots be placed")
    phone.go(urlsplit(card).path)
    phone.page.get_by_role("button", name=f"Place a dot on “{EARLIER}”").click()
    phone.page.get_by_text("of which yours: 1").wait_for()
    phone.look()

    desk.go(forum)
    desk.press("Close the forum")
    assert ForumTable.objects.get().notes.get().text == SEEN
    desk.follow(EARLIER)
    desk.press("Choose it")
    desk.go(forum)
    desk.follow("Tell who raised it what was said")
    desk.fill(text="Er kwamen twee pistes. De stuurgroep beslist volgende maand.")
    desk.click(desk.page.locator("main button[value=tell]"))
    desk.work()
    desk.go(at)
    desk.press("It was held")


def decide(desk, signal):
    desk.go("/durmeland/overleg/nieuw/")
    desk.fill(name="Stuurgroep Durmeland", per_year="4")
    desk.send()
    body = desk.page.url.rstrip("/").rsplit("/", 1)[-1]
    meeting(desk, "Stuurgroep november", body=body)
    at = urlsplit(desk.page.url).path
    desk.follow("Put something on the agenda")
    desk.fill(title="Vroege kinderopvang", signal=str(signal.number))
    desk.page.locator("main [name=treatment]").select_option("decision")
    desk.send()
    item = desk.page.locator(".agenda-item").get_attribute("id").rsplit("-", 1)[-1]
    desk.go(f"{at}punten/{item}/beslissing/")
    desk.fill(text="We maken er een uitdaging van.", lead="CAW Durmeland")
    desk.page.locator("main [name=route]").select_option("challenge")
    desk.send()
    desk.go(at)
    desk.press("It was held")
    desk.work()
    signal.refresh_from_db()
    assert signal.state == "decided"
    assert BodyDecision.objects.get().signal_decision.signal == signal


def answer_by_an_action(desk, signal):
    track = SolutionTrack.objects.get(title=EARLIER)
    desk.go(track.get_absolute_url())
    desk.follow("Who takes it on?")
    desk.fill(name="Huis van het Kind")
    desk.send()
    desk.go(track.get_absolute_url())
    desk.follow("It becomes an action")
    desk.page.locator("main [name=objective]").select_option(index=1)
    desk.send()
    assert PlanAction.objects.get().signals.get() == signal
    move(desk, signal, "in_action")


def note_twice(phone):
    action = PlanAction.objects.get()
    for text in ("Overleg met de twee initiatieven.", "De vergunning is aangevraagd."):
        phone.go(f"{action.get_absolute_url()}noteren/")
        phone.fill(text=text, when=timezone.localdate().strftime("%d/%m/%Y"))
        phone.send()
    assert action.log_entries.count() == 2


def tell_in_the_report(desk):
    plan = PlanAction.objects.get().plan
    desk.go(plan.get_absolute_url())
    desk.press("Year report")
    desk.page.wait_for_url("**/verslagen/*/")
    desk.look()
    desk.reads(EARLIER)
    desk.reads("De vergunning is aangevraagd.")
    desk.follow("Freeze the document")
    desk.press("Freeze it for good")
    assert Report.objects.get().is_frozen


def close(desk, signal):
    move(desk, signal, "closed", outcome="partly_solved", feedback=FEEDBACK)


def read_the_whole_way(desk, signal):
    """The story leads to every meeting, decision, action and document."""
    desk.go(page_of(signal))
    story = desk.page.locator("section[aria-labelledby=story]")
    leads_to = set(
        story.locator(".timeline a").evaluate_all("all => all.map(a => a.pathname)")
    )
    decision = BodyDecision.objects.get()
    action = PlanAction.objects.get()
    assert leads_to >= {
        decision.get_absolute_url(),
        decision.meeting.get_absolute_url(),
        action.get_absolute_url(),
        Report.objects.get().get_absolute_url(),
        "/durmeland/bundels/1/",
    }
    drawn = story.get_by_role("img", name="The way of this signal.")
    assert "2 " in drawn.get_attribute("aria-label")
    assert any("/forum/" in one for one in leads_to)
    assert story.locator(".timeline").first.is_visible()
