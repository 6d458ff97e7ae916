"""The pages of a carry-over: starting, walking, the overview, finishing."""

from __future__ import annotations

import datetime

import pytest
from django.conf import settings
from django.db import connection
from django.test.utils import CaptureQueriesContext

from draaischijf.plans.domain import carrying
from draaischijf.plans.domain.carrying import Chosen
from draaischijf.plans.enums import CarryDecision, Lifecycle
from draaischijf.plans.models import ActionPlan, CarryChoice, CarryOver
from draaischijf.plans.tests.factories import (
    make_action,
    make_log_entry,
    make_objective,
    make_party,
    make_plan,
)
from draaischijf.plans.workflow import NamedDecision
from draaischijf.signals.tests.factories import make_signal

PLAN = "/durmeland/plannen/jaarplan-2026/"
CARRY = f"{PLAN}vervolg/"
NEXT = {"title": "Jaarplan 2027", "start": "2027-01-01", "end": "2027-12-31"}
GOES_ON = Chosen(CarryDecision.CONTINUE)
HTMX = {"HX-Request": "true"}


@pytest.fixture
def plan(partnership):
    return make_plan(partnership, 2026)


@pytest.fixture
def head(plan):
    return make_objective(plan, "Een dak dat past", code="1")


@pytest.fixture
def carry_over(plan, alice):
    proposal = carrying.propose_next(plan)
    return carrying.start_carry_over(
        plan, title=proposal.title, start=proposal.start, end=proposal.end, actor=alice
    )


@pytest.fixture
def desk(as_user, alice):
    client = as_user(alice)
    client.cookies[settings.LANGUAGE_COOKIE_NAME] = "en"
    return client


def page_of(action):
    return f"{CARRY}acties/{action.number}/"


def text_of(answer):
    return answer.content.decode()


def test_starting_proposes_title_and_period_and_leads_to_the_first_action(
    desk, plan, head
):
    action = make_action(head)

    page = text_of(desk.get(f"{CARRY}starten/"))
    assert 'value="Jaarplan 2027"' in page
    assert 'value="2027-01-01"' in page
    answer = desk.post(f"{CARRY}starten/", NEXT, follow=True)

    assert [url for url, _status in answer.redirect_chain] == [
        f"{CARRY}verder/",
        page_of(action),
    ]
    assert CarryOver.objects.get().end == datetime.date(2027, 12, 31)


def test_a_period_that_ends_before_it_starts_is_refused_at_its_field(desk, plan):
    answer = desk.post(f"{CARRY}starten/", NEXT | {"end": "2026-05-01"})

    assert answer.status_code == 422
    assert "The plan ends before it starts." in text_of(answer)
    assert not CarryOver.objects.exists()
    assert desk.post(f"{CARRY}starten/", NEXT | {"start": ""}).status_code == 422


def test_title_and_period_can_be_changed_while_it_is_open(desk, carry_over):
    assert "Jaarplan 2027" in text_of(desk.get(f"{CARRY}starten/"))
    answer = desk.post(f"{CARRY}starten/", NEXT | {"title": "Plan 2027"})

    assert answer.url == CARRY
    assert CarryOver.objects.get().title == "Plan 2027"


def test_what_the_domain_refuses_stands_above_the_form(desk, plan, partnership):
    """A successor that this reader found only now: made between look and press."""
    elsewhere = make_plan(partnership, 2027, predecessor=plan)

    answer = desk.post(f"{CARRY}starten/", NEXT, follow=True)

    assert answer.redirect_chain[-1][0] == elsewhere.get_absolute_url()
    assert "goes on with this plan already" in text_of(answer)


def test_without_an_open_one_every_page_leads_to_starting(desk, plan, head):
    action = make_action(head)

    for address in (CARRY, f"{CARRY}verder/", f"{CARRY}afronden/", page_of(action)):
        assert desk.get(address).url == f"{CARRY}starten/"
    assert desk.post(f"{CARRY}stoppen/").url == f"{CARRY}starten/"


def test_who_may_not_edit_plans_finds_none_of_it(
    as_user, bob, charlie, carry_over, head
):
    action = make_action(head)

    for somebody in (bob, charlie):
        client = as_user(somebody)
        for address in (CARRY, f"{CARRY}starten/", page_of(action)):
            assert client.get(address).status_code == 404
        assert client.post(f"{page_of(action)}loopt-door/").status_code == 404
        assert client.post(f"{CARRY}afronden/").status_code == 404
    assert not CarryChoice.objects.exists()


def test_the_page_of_an_action_says_what_one_needs_to_choose(
    desk, carry_over, head, plan, partnership
):
    part = make_objective(plan, "Sneller een woonst", code="1.1", parent=head)
    whole = make_action(part, "Woonbeleid")
    action = make_action(
        part,
        "Huurgarantiefonds",
        code="1.1.2",
        remark="Reglement ligt voor.",
        start_year=2019,
        date_text="najaar 2026",
        parent=whole,
        needs_step_plan=True,
    )
    make_party(action, text="Dienst Wonen")
    make_party(action, role="contact", text="Ann")
    for month in range(1, 6):
        make_log_entry(action, datetime.date(2026, month, 4), f"Overleg {month}")
    shared = make_log_entry(whole, datetime.date(2026, 6, 4), "Samen bekeken")
    shared.also_about.add(action)
    action.signals.add(make_signal(partnership, title="Geen huurwoning te vinden"))

    page = text_of(desk.get(page_of(action)))

    for said in (
        "Action 2 of 2", "SD 1", "OD 1.1", "Sneller een woonst", "Huurgarantiefonds",
        "Reglement ligt voor.", "Dienst Wonen", "Ann", "2019", "najaar 2026",
        "Woonbeleid", "needs a step plan first", "Geen huurwoning te vinden",
        "Samen bekeken", "Overleg 5", "Overleg 4",
    ):  # fmt: skip
        assert said in page, said
    assert "Overleg 3" not in page
    # Nothing is ticked beforehand, and the focus lands on the heading.
    assert "checked" not in page
    assert page.count('name="decision"') == 6
    assert '<h1 tabindex="-1" autofocus>' in page


def test_saving_leads_to_the_next_one_without_a_choice_and_says_what_was_saved(
    desk, carry_over, head, alice
):
    first, second, third = (make_action(head, f"Actie {n}") for n in "ABC")
    carrying.choose(carry_over, second, GOES_ON, actor=alice)

    answer = desk.post(page_of(first), {"decision": "continue"}, follow=True)

    assert answer.redirect_chain == [(page_of(third), 302)]
    assert "Saved: “Actie A”: goes on." in text_of(answer)
    assert "2 of 3 chosen" in text_of(answer)
    # From the last one back to what was skipped; and when all is chosen, finishing.
    carrying.take_choice_back(carry_over, first, actor=alice)
    answer = desk.post(page_of(third), {"decision": "continue"})
    assert answer.url == page_of(first)
    answer = desk.post(page_of(first), {"decision": "continue"})
    assert answer.url == f"{CARRY}afronden/"
    assert desk.get(f"{CARRY}verder/").url == f"{CARRY}afronden/"


def test_with_htmx_the_next_action_comes_in_place(desk, carry_over, head):
    first, second = make_action(head, "Actie A"), make_action(head, "Actie B")

    answer = desk.post(page_of(first), {"decision": "continue"}, headers=HTMX)
    assert answer.url == page_of(second)
    part = text_of(desk.get(answer.url, headers=HTMX))
    assert "<html" not in part
    assert "<title>Actie B" in part
    assert 'id="carry-said" hx-swap-oob="innerHTML"' in part
    assert "Saved: “Actie A”" in part

    last = desk.post(page_of(second), {"decision": "continue"}, headers=HTMX)
    assert last["HX-Redirect"] == f"{CARRY}afronden/"


def test_from_the_overview_saving_leads_back_there(desk, carry_over, head):
    action = make_action(head)
    make_action(head, "Nog open")

    address = f"{page_of(action)}?naar=overzicht"
    assert "Save and next" not in text_of(desk.get(address))
    answer = desk.post(address, {"decision": "continue"})

    assert answer.url == f"{CARRY}#actie-{action.number}"


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({}, "Choose one of these."),
        ({"decision": "vanish"}, "vanish"),
        ({"decision": "adapt", "title": " "}, "Give the action its new words."),
        ({"decision": "postpone"}, "Say until when, in a few words."),
        ({"decision": "merge"}, "Choose an action."),
        ({"decision": "merge", "merge_with": "77"}, "77"),
        ({"decision": "stop"}, "Say why, in a few words."),
    ],
)
def test_what_is_missing_is_said_and_nothing_is_kept(
    desk, carry_over, head, given, said
):
    action = make_action(head)

    answer = desk.post(page_of(action), given)

    assert answer.status_code == 422
    page = text_of(answer)
    assert said in page
    # The focus goes to the errors, not to the heading.
    assert '<h1 tabindex="-1">' in page
    assert not CarryChoice.objects.exists()


def test_each_choice_keeps_its_own_words_and_shows_them_again(desk, carry_over, head):
    action, other = make_action(head, "Actie A"), make_action(head, "Actie B")
    words = {
        "title": "Nieuwe tekst",
        "remark": "Pas begonnen",
        "until": "tot het najaar",
        "merge_with": str(other.number),
        "outcome": "Zestig woningen",
        "why": "Geen vraag",
    }
    kept = {}
    for decision in CarryDecision:
        answer = desk.post(page_of(action), {**words, "decision": decision})
        assert answer.status_code == 302
        choice = CarryChoice.objects.get()
        kept[str(decision)] = (choice.reason, choice.title, choice.merge_with)
        page = text_of(desk.get(page_of(action)))
        assert f'value="{decision}"' in page
        assert page.count("checked") == 1
        assert "Chosen by Alice" in page

    assert kept == {
        "continue": ("", "", None),
        "adapt": ("", "Nieuwe tekst", None),
        "postpone": ("tot het najaar", "", None),
        "merge": ("", "", other),
        "complete": ("Zestig woningen", "", None),
        "stop": ("Geen vraag", "", None),
    }
    page = text_of(desk.get(page_of(action)))
    assert 'value="Geen vraag"' in page
    assert "Zestig woningen" not in page


def test_what_the_domain_refuses_comes_back_with_what_was_typed(
    desk, carry_over, head, alice
):
    target, merging = make_action(head, "Doel"), make_action(head, "Erbij")
    merge = Chosen(CarryDecision.MERGE, merge_with=target)
    carrying.choose(carry_over, merging, merge, actor=alice)

    answer = desk.post(page_of(target), {"decision": "stop", "why": "Geen vraag"})

    assert answer.status_code == 422
    assert "“Erbij” is to be merged with this one." in text_of(answer)
    assert "Geen vraag" in text_of(answer)


def test_client_data_is_found_only_in_the_words_that_are_asked(desk, carry_over, head):
    action = make_action(head)
    number = "85.07.30-033.28"

    answer = desk.post(page_of(action), {"decision": "stop", "why": number})
    assert answer.status_code == 422
    assert "about one person" in text_of(answer)
    assert not CarryChoice.objects.exists()

    answer = desk.post(page_of(action), {"decision": "continue", "why": number})
    assert answer.status_code == 302


def test_pro_memorie_asks_for_the_decision_of_the_body(desk, carry_over, head):
    action = make_action(head, is_pro_memorie=True, decided_by="Stuurgroep Lokelare")
    ours = make_action(head, "Van ons")
    stop = {"decision": "stop", "why": "Besluit", "body": "Stuurgroep Lokelare"}

    assert "Stuurgroep Lokelare decides about this action" in text_of(
        desk.get(page_of(action))
    )
    assert 'name="body"' not in text_of(desk.get(page_of(ours)))
    for missing in (
        {},
        {"decided": "2999-01-01"},
        {"decided": "2026-01-05", "body": ""},
        {"decided": "2026-01-05", "body": "Wij zelf"},
    ):
        answer = desk.post(page_of(action), stop | missing)
        assert answer.status_code == 422
    assert not CarryChoice.objects.exists()

    # "Goes on" asks nothing, also when something was typed already.
    answer = desk.post(
        page_of(action), {"decision": "continue", "decided": "2999-01-01"}
    )
    assert answer.status_code == 302
    given = {"decided": "2026-01-05", "reference": "2026/4"}
    assert desk.post(page_of(action), stop | given).status_code == 302
    choice = CarryChoice.objects.get()
    assert (choice.body, choice.decided, choice.reference) == (
        "Stuurgroep Lokelare", datetime.date(2026, 1, 5), "2026/4",
    )  # fmt: skip
    assert 'value="2026/4"' in text_of(desk.get(page_of(action)))


def test_an_ended_action_can_be_taken_up_again_and_that_taken_back(
    desk, carry_over, head
):
    action = make_action(head, lifecycle=Lifecycle.NOT_EXTENDED, reason="Geen vraag")

    page = text_of(desk.get(page_of(action)))
    assert "Ended this year" in page
    assert page.count('name="decision"') == 2
    assert "Do not take it up after all" not in page
    assert "Take up again" in text_of(desk.get(CARRY))
    desk.post(page_of(action), {"decision": "continue"})
    assert "Do not take it up after all" in text_of(desk.get(page_of(action)))

    answer = desk.post(f"{page_of(action)}terugnemen/", follow=True)
    assert answer.redirect_chain == [(f"{CARRY}#actie-{action.number}", 302)]
    assert "was taken back" in text_of(answer)
    assert not CarryChoice.objects.exists()


def test_what_another_is_merged_with_cannot_be_taken_back(
    desk, carry_over, head, alice
):
    ended = make_action(head, lifecycle=Lifecycle.COMPLETED)
    carrying.choose(carry_over, ended, GOES_ON, actor=alice)
    merge = Chosen(CarryDecision.MERGE, merge_with=ended)
    carrying.choose(carry_over, make_action(head, "Erbij"), merge, actor=alice)

    answer = desk.post(f"{page_of(ended)}terugnemen/", follow=True)

    assert "“Erbij” is to be merged with this one." in text_of(answer)
    assert CarryChoice.objects.count() == 2


def test_the_overview_shows_every_action_with_who_chose_what(
    desk, carry_over, head, plan, alice, dora
):
    other = make_objective(plan, "Interne werking", section="internal")
    going, stopping = make_action(head, "Loopt"), make_action(head, "Stopt")
    merging, adapted = make_action(head, "Samen"), make_action(head, "Anders")
    make_action(other, "Nog open", lifecycle=Lifecycle.PERMANENT)
    make_action(other, "Weg", lifecycle=Lifecycle.COMPLETED, reason="Zestig woningen")
    stop = Chosen(CarryDecision.STOP, reason="Geen vraag")
    merge = Chosen(CarryDecision.MERGE, merge_with=going)
    adapt = Chosen(CarryDecision.ADAPT, title="Heel anders")
    for action, chosen, who in (
        (going, GOES_ON, alice),
        (stopping, stop, dora),
        (merging, merge, dora),
        (adapted, adapt, dora),
    ):
        carrying.choose(carry_over, action, chosen, actor=who)

    page = text_of(desk.get(CARRY))
    for said in (
        "4 of 5 chosen", "SD 1", "Interne werking", "Alice", "Dora", "Geen vraag",
        "With “Loopt”", "Will read: “Heel anders”", "Zestig woningen", "Goes on",
    ):  # fmt: skip
        assert said in page, said
    # The one quick press is for what is open and permanent or continued, no others.
    assert page.count("loopt-door") == 2

    def shown(word):
        page = text_of(desk.get(f"{CARRY}?toon={word}"))
        names = ("Loopt", "Stopt", "Samen", "Anders", "Nog open", "Weg")
        return [name for name in names if f">{name}</h3>" in page]

    assert shown("open") == ["Nog open"]
    assert shown("mee") == ["Loopt", "Anders"]
    assert shown("niet-mee") == ["Stopt", "Samen", "Weg"]
    assert len(shown("onzin")) == 6


def test_an_overview_with_nothing_in_it_says_what_to_do(desk, carry_over, head, alice):
    assert "This plan holds no actions" in text_of(desk.get(CARRY))
    action = make_action(head)
    assert "No actions here yet" in text_of(desk.get(f"{CARRY}?toon=mee"))
    carrying.choose(carry_over, action, GOES_ON, actor=alice)
    assert "Every action has a choice" in text_of(desk.get(f"{CARRY}?toon=open"))


def test_one_press_says_an_action_goes_on(desk, carry_over, head, alice):
    action, other = make_action(head, "Actie A"), make_action(head, "Actie B")

    answer = desk.post(f"{page_of(action)}loopt-door/", {"toon": "open"}, follow=True)
    assert answer.redirect_chain == [(f"{CARRY}?toon=open#actie-{action.number}", 302)]
    assert "Saved: “Actie A”" in text_of(answer)

    part = text_of(desk.post(f"{page_of(other)}loopt-door/", headers=HTMX))
    assert "<html" not in part
    assert "2 of 2 chosen" in part
    assert "Saved: “Actie B”" in part
    # The pressed button is gone: the focus goes to changing the choice.
    assert "autofocus" in part
    assert CarryChoice.objects.filter(decision="continue").count() == 2


def test_one_press_too_late_says_why_not(desk, carry_over, head, alice):
    action = make_action(
        head,
        is_pro_memorie=True,
        decided_by="Stuurgroep",
        lifecycle=Lifecycle.COMPLETED,
    )

    answer = desk.post(f"{page_of(action)}loopt-door/", headers=HTMX)

    assert answer["HX-Redirect"] == f"{CARRY}#actie-{action.number}"
    assert "Stuurgroep decides" in text_of(desk.get(CARRY))
    assert not CarryChoice.objects.exists()


def test_a_colleague_goes_on_where_another_left(as_user, desk, carry_over, head, dora):
    first, second = make_action(head, "Actie A"), make_action(head, "Actie B")
    desk.post(page_of(first), {"decision": "continue"})
    colleague = as_user(dora)

    assert colleague.get(f"{CARRY}verder/").url == page_of(second)
    colleague.post(page_of(second), {"decision": "complete"})

    assert [one.actor.name for one in CarryChoice.objects.all()] == ["Alice", "Dora"]


def test_finishing_shows_what_it_will_be_and_makes_it(desk, carry_over, head, alice):
    head.deadline = datetime.date(2026, 12, 31)
    head.save()
    going, stopping = make_action(head, "Loopt"), make_action(head, "Stopt")
    target = make_action(head, "Terug", lifecycle=Lifecycle.COMPLETED)
    make_action(head, "Weg", lifecycle=Lifecycle.NOT_EXTENDED, reason="Te weinig vraag")
    carrying.choose(carry_over, going, GOES_ON, actor=alice)

    page = text_of(desk.get(f"{CARRY}afronden/"))
    assert "For 1 action nothing was chosen yet." in page
    assert '<button class="button">' not in page.split("<main")[1]
    answer = desk.post(f"{CARRY}afronden/")
    assert answer.status_code == 422
    assert "The new plan was not made" in text_of(answer)

    stop = Chosen(CarryDecision.STOP, reason="Geen vraag")
    carrying.choose(carry_over, stopping, stop, actor=alice)
    carrying.choose(carry_over, target, GOES_ON, actor=alice)
    page = text_of(desk.get(f"{CARRY}afronden/"))
    for said in (
        "2 actions go on, 1 is not extended.", "Geen vraag", "Te weinig vraag",
        "These ended, and are taken up again", "SD 1 Een dak dat past",
    ):  # fmt: skip
        assert said in page, said

    answer = desk.post(f"{CARRY}afronden/", follow=True)
    made = ActionPlan.objects.get(predecessor__isnull=False)
    assert answer.redirect_chain == [(made.get_absolute_url(), 302)]
    said = "“Jaarplan 2027” was made from “Jaarplan 2026”. 2 actions go on"
    assert said in text_of(answer)
    # Pressed twice: the second time leads to the same plan.
    again = desk.post(f"{CARRY}afronden/", follow=True)
    assert again.redirect_chain[-1][0] == made.get_absolute_url()
    assert ActionPlan.objects.count() == 2


def test_a_choice_that_cannot_stand_is_named_with_a_way_to_it(
    desk, carry_over, head, alice
):
    target, merging = make_action(head, "Doel"), make_action(head, "Erbij")
    carrying.choose(carry_over, target, GOES_ON, actor=alice)
    merge = Chosen(CarryDecision.MERGE, merge_with=target)
    carrying.choose(carry_over, merging, merge, actor=alice)
    target.lifecycle = Lifecycle.COMPLETED
    target.save()

    for address in (f"{CARRY}afronden/", CARRY, page_of(merging)):
        assert "“Doel” does not go along" in text_of(desk.get(address))
    assert page_of(merging) in text_of(desk.get(f"{CARRY}afronden/"))


def test_an_action_of_no_plan_or_another_is_not_found(desk, carry_over, partnership):
    elsewhere = make_action(make_objective(make_plan(partnership, 2030)))

    assert desk.get(page_of(elsewhere)).status_code == 404
    assert desk.post(f"{page_of(elsewhere)}loopt-door/").status_code == 404


def test_stopping_leads_back_to_the_plan_and_keeps_nothing(desk, carry_over, plan):
    answer = desk.post(f"{CARRY}stoppen/", follow=True)

    assert answer.redirect_chain == [(plan.get_absolute_url(), 302)]
    assert "Nothing was changed." in text_of(answer)
    assert not CarryOver.objects.get().is_open


def test_pages_take_as_many_queries_for_one_action_as_for_more(
    desk, carry_over, head, alice
):
    named = NamedDecision("Stuurgroep", datetime.date(2026, 1, 5))

    def add(name):
        action = make_action(
            head, name, is_pro_memorie=True, decided_by=named.body, parent=None
        )
        chosen = Chosen(CarryDecision.STOP, reason="x", named=named)
        carrying.choose(carry_over, action, chosen, actor=alice)
        merging = make_action(head, f"{name} samen")
        merge = Chosen(CarryDecision.MERGE, merge_with=first)
        carrying.choose(carry_over, merging, merge, actor=alice)
        make_action(head, f"{name} open")
        make_log_entry(first)
        make_party(first)

    def counted():
        counts = []
        addresses = (CARRY, f"{CARRY}afronden/", page_of(first), PLAN)
        for address in addresses:
            with CaptureQueriesContext(connection) as queries:
                assert desk.get(address).status_code == 200
            counts.append(len(queries))
        return counts

    first = make_action(head, "Eerste")
    carrying.choose(carry_over, first, GOES_ON, actor=alice)
    add("A")
    desk.get(CARRY)
    few = counted()
    for name in "BCD":
        add(name)

    assert counted() == few
    assert max(few) < 30, few
