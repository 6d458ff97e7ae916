"""Agree, decide, letter, action, log: each as a page, with and without HTMX."""

from __future__ import annotations

import datetime

import pytest
from django.utils import timezone, translation

from draaischijf.core.fuzzy.asking import WhenForm
from draaischijf.people.enums import RoleKind
from draaischijf.people.tests.factories import make_member, make_organisation
from draaischijf.signals.domain import following
from draaischijf.signals.enums import ActorRole, Route, SignalState
from draaischijf.signals.forms.log_entries import LogForm
from draaischijf.signals.models import Challenge, SignalActor
from draaischijf.signals.tests.factories import make_signal

PAGE = "/durmeland/signalen/1/"
HTMX = {"HX-Request": "true"}
TODAY = timezone.localdate()
LATER = TODAY + datetime.timedelta(days=30)
NATIONAL_NUMBER = "85.07.30-033.28"


@pytest.fixture
def signal(partnership):
    return make_signal(partnership, SignalState.PUBLISHED)


def went_back(response, section):
    return response.status_code == 302 and response.url == f"{PAGE}#{section}"


# -- Who may ------------------------------------------------------------------------

FOLLOWERS = {"lead", "signal_coordinator", "theme_director", "coordinator"}
DECIDERS = {"theme_director", "coordinator"}
PATHS = {
    "opvolging/": FOLLOWERS,
    "brief/": FOLLOWERS,
    "actie/": FOLLOWERS,
    "beslissing/": DECIDERS,
}


@pytest.mark.parametrize("path", PATHS)
@pytest.mark.parametrize(
    "kind", [*sorted(FOLLOWERS), "field_worker", "working_group_member", "board_reader"]
)
def test_each_form_is_there_for_those_who_may(as_user, partnership, signal, path, kind):
    house = make_organisation(partnership, "Trekkende dienst")
    lead = SignalActor.objects.create(
        signal=signal, role=ActorRole.LEAD, organisation=house
    )
    of_house = house if kind == "lead" else None
    user = make_member(partnership, RoleKind(kind), name="Rik", organisation=of_house)
    client = as_user(user)

    expected = 200 if kind in PATHS[path] else 404
    assert client.get(f"{PAGE}{path}").status_code == expected
    assert client.post(f"{PAGE}{path}", {}).status_code in {422, 404}
    # A lead is a lead of one thing: who lost it finds nothing there.
    lead.delete()
    expected = 404 if kind == "lead" else expected
    assert client.get(f"{PAGE}{path}").status_code == expected


@pytest.mark.parametrize("path", [*PATHS, "akkoord/", "verder/", "bewerken/"])
def test_nobody_and_neighbours_do_not_get_in(client, as_user, charlie, signal, path):
    assert client.get(f"{PAGE}{path}").status_code == 302
    assert as_user(charlie).get(f"{PAGE}{path}").status_code == 404


# -- The follow-up ------------------------------------------------------------------


def test_a_line_is_noted_and_says_how_its_date_was_read(as_user, signal, alice):
    client = as_user(alice)

    response = client.post(
        f"{PAGE}opvolging/",
        {"when": "najaar 2026", "text": "Overleg met het SVK.", "attendance": "14",
         "attendance_is_about": "on"},
        follow=True,
    )  # fmt: skip

    entry = signal.log_entries.get()
    assert (entry.date_text, entry.date_kind) == ("najaar 2026", "season")
    assert (entry.start, entry.end) == (
        datetime.date(2026, 9, 1),
        datetime.date(2026, 11, 30),
    )
    assert (entry.attendance, entry.attendance_is_about) == (14, True)
    assert (entry.actor, entry.is_public) == (alice, True)
    assert response.redirect_chain == [(f"{PAGE}#follow-up", 302)]
    [said] = [str(message) for message in response.context["messages"]]
    assert "2026" in said


def test_a_line_may_stay_among_partners(as_user, signal, alice):
    as_user(alice).post(
        f"{PAGE}opvolging/", {"when": "2026", "text": "Intern.", "only_partners": "on"}
    )

    assert not signal.log_entries.get().is_public


def test_htmx_opens_the_form_in_place_and_gets_the_page_back(as_user, signal, alice):
    client = as_user(alice)

    form = client.get(f"{PAGE}opvolging/", headers=HTMX)
    done = client.post(
        f"{PAGE}opvolging/", {"when": "3/5/2026", "text": "Klaar."}, headers=HTMX
    )

    assert form.content.decode().strip().startswith('<div class="task">')
    assert f'hx-post="{PAGE}opvolging/"' in form.content.decode()
    assert done.status_code == 200
    assert done["HX-Retarget"] == "#signal"
    page = done.content.decode()
    assert page.strip().startswith('<div id="signal">')
    assert "Klaar." in page
    assert "autofocus" in page


def test_htmx_shows_what_is_wrong_in_the_form_itself(as_user, signal, alice):
    response = as_user(alice).post(
        f"{PAGE}opvolging/", {"when": "3/5/2026", "text": ""}, headers=HTMX
    )

    assert response.status_code == 422
    assert "HX-Retarget" not in response
    assert response.content.decode().strip().startswith('<div class="task">')


def test_a_date_nobody_can_read_is_asked_again_and_may_be_kept(as_user, signal, alice):
    client = as_user(alice)
    given = {"when": "met de eerste sneeuw", "text": "Overleg."}

    refused = client.post(f"{PAGE}opvolging/", given)
    assert refused.status_code == 422
    assert "met de eerste sneeuw" in refused.content.decode()
    assert 'name="keep_words"' in refused.content.decode()
    assert signal.log_entries.count() == 0

    kept = client.post(f"{PAGE}opvolging/", {**given, "keep_words": "on"})
    assert went_back(kept, "follow-up")
    entry = signal.log_entries.get()
    assert (entry.date_text, entry.date_kind) == ("met de eerste sneeuw", "unknown")
    assert entry.start is None


def test_the_box_for_an_unreadable_date_is_there_only_then(as_user, signal, alice):
    page = as_user(alice).get(f"{PAGE}opvolging/").content.decode()

    assert 'name="keep_words"' not in page


def test_a_day_in_a_weekend_is_noted_with_a_question(signal):
    saturday = {"when": "21/11/2026", "text": "Open dag."}
    with translation.override("en"):
        form = LogForm(saturday, signal=signal)
        weekday = LogForm({**saturday, "when": "20/11/2026"}, signal=signal)

        assert form.is_valid()
        assert weekday.is_valid()
        assert "weekend" in form.understood
        assert "weekend" not in weekday.understood


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ("najaar 2026", "from 1 September 2026 to 30 November 2026"),
        ("3 mei 2026", "3 May 2026"),
        ("voor eind januari 2027", "before"),
        ("onzin", "cannot read"),
        ("", ""),
    ],
)
def test_a_date_is_read_while_it_is_typed(as_user, signal, alice, words, said):
    client = as_user(alice)
    client.cookies["django_language"] = "en"

    response = client.get(f"{PAGE}opvolging/datum/", {"when": words})

    assert said in response.content.decode()
    assert "<html" not in response.content.decode()


def test_a_date_that_is_too_long_to_be_one_is_not_read():
    assert WhenForm({"when": "x" * 500}).understood == ""


def test_client_data_does_not_get_into_the_log(as_user, signal, alice):
    client = as_user(alice)

    response = client.post(
        f"{PAGE}opvolging/",
        {"when": "2026", "text": f"Gesproken met {NATIONAL_NUMBER}"},
    )

    assert response.status_code == 422
    assert f"<mark>{NATIONAL_NUMBER}</mark>" in response.content.decode()
    assert signal.log_entries.count() == 0


# -- Agreement ----------------------------------------------------------------------


@pytest.fixture
def in_analysis(partnership):
    return make_signal(partnership, SignalState.ANALYSIS)


@pytest.fixture
def houses(partnership):
    return [
        make_organisation(partnership, name, in_working_group=True)
        for name in ("CAW Durmeland", "JAC")
    ]


def test_a_coordinator_notes_what_was_said_at_the_table(
    as_user, alice, in_analysis, houses
):
    response = as_user(alice).post(
        f"{PAGE}akkoord/",
        {"organisation": houses[1].pk, "result": "agree_with_remark",
         "remark": "Ook in Wachtbeke."},
    )  # fmt: skip

    assert went_back(response, "agreement")
    kept = in_analysis.agreements.get()
    assert (kept.organisation, kept.result) == (houses[1], "agree_with_remark")
    assert kept.remark == "Ook in Wachtbeke."


def test_a_member_speaks_for_the_own_house_only(
    as_user, partnership, in_analysis, houses
):
    wanda = make_member(
        partnership, RoleKind.WORKING_GROUP_MEMBER, name="W", organisation=houses[0]
    )
    client = as_user(wanda)
    other = {"organisation": houses[1].pk, "result": "agree"}

    page = client.get(f"{PAGE}akkoord/").content.decode()
    refused = client.post(f"{PAGE}akkoord/", other)
    own = client.post(f"{PAGE}akkoord/", {**other, "organisation": houses[0].pk})

    assert "CAW Durmeland" in page
    assert ">JAC<" not in page
    assert refused.status_code == 422
    assert went_back(own, "agreement")
    assert in_analysis.agreements.get().organisation == houses[0]


def test_a_member_of_no_house_in_the_group_speaks_for_none(
    as_user, partnership, in_analysis, houses
):
    outside = make_organisation(partnership, "OCMW Lokelare")
    wanda = make_member(
        partnership, RoleKind.WORKING_GROUP_MEMBER, name="W", organisation=outside
    )

    assert as_user(wanda).get(f"{PAGE}akkoord/").status_code == 404


@pytest.mark.parametrize("result", ["object", "agree_with_remark"])
def test_an_objection_needs_words(as_user, alice, in_analysis, houses, result):
    response = as_user(alice).post(
        f"{PAGE}akkoord/", {"organisation": houses[0].pk, "result": result}
    )

    assert response.status_code == 422
    assert "remark" in response.context["form"].errors


def test_after_the_analysis_the_answer_is_refused_in_place(
    as_user, alice, signal, houses
):
    response = as_user(alice).post(
        f"{PAGE}akkoord/",
        {"organisation": houses[0].pk, "result": "object", "remark": "Te laat gezegd."},
    )

    assert response.status_code == 422
    assert response.context["form"].non_field_errors()
    assert "Te laat gezegd." in response.content.decode()


# -- Decision -----------------------------------------------------------------------

DECISION = {
    "body": "Stuurgroep",
    "date": TODAY.isoformat(),
    "route": "bilateral",
    "lead": "caw durmeland",
}


def test_a_decision_finds_the_organisation_that_was_meant(
    as_user, partnership, signal, alice
):
    caw = make_organisation(partnership, "CAW Durmeland")

    response = as_user(alice).post(
        f"{PAGE}beslissing/", {**DECISION, "text": "Opnemen.", "reference": "2026-31"}
    )

    assert went_back(response, "deeds")
    decision = signal.decisions.get()
    assert (decision.body, decision.route) == ("Stuurgroep", "bilateral")
    assert (decision.text, decision.reference) == ("Opnemen.", "2026-31")
    assert signal.actors.get().organisation == caw


def test_a_lead_who_is_no_organisation_is_kept_as_written(as_user, signal, alice):
    as_user(alice).post(f"{PAGE}beslissing/", {**DECISION, "lead": "alle elf fora"})

    assert str(signal.actors.get()) == "alle elf fora"


def test_a_decision_may_stand_under_a_challenge_of_this_year(
    as_user, partnership, signal, alice
):
    of_year = Challenge.objects.create(
        partnership=partnership, year=TODAY.year, title="Betaalbaar wonen"
    )
    old = Challenge.objects.create(
        partnership=partnership, year=TODAY.year - 1, title="Voorbij"
    )
    client = as_user(alice)
    asked = {**DECISION, "route": "challenge", "challenge": of_year.pk}

    page = client.get(f"{PAGE}beslissing/").content.decode()
    wrong_route = client.post(f"{PAGE}beslissing/", {**asked, "route": "bilateral"})
    wrong_year = client.post(f"{PAGE}beslissing/", {**asked, "challenge": old.pk})
    right = client.post(f"{PAGE}beslissing/", asked)

    assert "Betaalbaar wonen" in page
    assert "Voorbij" not in page
    assert (wrong_route.status_code, wrong_year.status_code) == (422, 422)
    assert went_back(right, "deeds")
    assert signal.places.get().challenge == of_year


def test_a_decision_is_not_of_tomorrow_nor_of_the_year_26(as_user, signal, alice):
    client = as_user(alice)
    tomorrow = (timezone.localdate() + datetime.timedelta(days=1)).isoformat()

    for day in (tomorrow, "0026-09-18", "18-9"):
        response = client.post(f"{PAGE}beslissing/", {**DECISION, "date": day})
        assert response.status_code == 422
        assert "date" in response.context["form"].errors


def test_a_signal_that_is_not_published_is_not_decided_about(
    as_user, in_analysis, alice
):
    response = as_user(alice).post(f"{PAGE}beslissing/", DECISION)

    assert response.status_code == 422
    assert response.context["form"].non_field_errors()
    assert in_analysis.decisions.count() == 0


# -- Letter -------------------------------------------------------------------------


def test_a_letter_and_its_answer_are_noted(as_user, signal, alice):
    SignalActor.objects.create(
        signal=signal, role=ActorRole.ADDRESSEE, text="Vlaamse overheid"
    )
    client = as_user(alice)

    page = client.get(f"{PAGE}brief/").content.decode()
    sent = client.post(
        f"{PAGE}brief/",
        {"addressee": "Vlaamse overheid", "sent": TODAY.isoformat(),
         "reference": "B-12", "answer_awaited": LATER.isoformat()},
    )  # fmt: skip
    letter = signal.letters.get()
    answered = client.post(
        f"{PAGE}brief/{letter.pk}/antwoord/",
        {"answered": TODAY.isoformat(), "answer": "Volgend jaar."},
    )

    assert 'value="Vlaamse overheid"' in page
    assert went_back(sent, "deeds")
    assert went_back(answered, "deeds")
    letter.refresh_from_db()
    assert (letter.answer_awaited, letter.answer) == (LATER, "Volgend jaar.")


def test_an_answer_does_not_come_before_the_letter(as_user, signal, alice):
    letter = following.send_letter(signal, addressee="X", sent=TODAY, actor=alice)
    yesterday = (TODAY - datetime.timedelta(days=1)).isoformat()
    client = as_user(alice)

    early = client.post(
        f"{PAGE}brief/{letter.pk}/antwoord/", {"answered": yesterday, "answer": "Ja."}
    )
    awaited = client.post(
        f"{PAGE}brief/",
        {"addressee": "X", "sent": TODAY.isoformat(), "answer_awaited": yesterday},
    )

    assert "answered" in early.context["form"].errors
    assert "answer_awaited" in awaited.context["form"].errors


def test_a_letter_of_another_signal_is_not_there(as_user, partnership, signal, alice):
    other = make_signal(partnership, SignalState.PUBLISHED)
    letter = following.send_letter(other, addressee="X", sent=TODAY, actor=alice)
    action = following.agree_action(other, what="X", who="Y", actor=alice)
    client = as_user(alice)

    assert client.get(f"{PAGE}brief/{letter.pk}/antwoord/").status_code == 404
    assert client.get(f"{PAGE}actie/{action.pk}/klaar/").status_code == 404


# -- Action -------------------------------------------------------------------------


def test_an_action_is_agreed_and_done(as_user, signal, alice):
    SignalActor.objects.create(signal=signal, role=ActorRole.LEAD, text="Dienst Wonen")
    client = as_user(alice)

    page = client.get(f"{PAGE}actie/").content.decode()
    agreed = client.post(
        f"{PAGE}actie/",
        {"what": "Avondbus proberen", "who": "Dienst Wonen", "by": LATER.isoformat()},
    )
    action = signal.agreed_actions.get()
    done_page = client.get(f"{PAGE}actie/{action.pk}/klaar/").content.decode()
    done = client.post(f"{PAGE}actie/{action.pk}/klaar/", {"done": TODAY.isoformat()})
    again = client.post(f"{PAGE}actie/{action.pk}/klaar/", {"done": TODAY.isoformat()})

    assert 'value="Dienst Wonen"' in page
    assert "Avondbus proberen" in done_page
    assert [went_back(one, "deeds") for one in (agreed, done, again)] == [True] * 3
    action.refresh_from_db()
    assert (action.by, action.done) == (LATER, TODAY)


def test_a_form_sent_twice_counts_once(as_user, signal, alice):
    client = as_user(alice)
    forms = {
        "actie/": {"what": "Bus", "who": "CAW"},
        "brief/": {"addressee": "X", "sent": TODAY.isoformat()},
        "beslissing/": DECISION,
        "opvolging/": {"when": "2026", "text": "Overleg."},
    }

    for path, given in forms.items():
        for _time in range(2):
            assert client.post(f"{PAGE}{path}", given).status_code == 302

    assert signal.agreed_actions.count() == 1
    assert signal.letters.count() == 1
    assert signal.decisions.count() == 1
    assert signal.log_entries.count() == 1


def test_a_decided_route_shows_on_the_page(as_user, signal, alice):
    as_user(alice).post(f"{PAGE}beslissing/", DECISION)

    page = as_user(alice).get(PAGE).content.decode()

    assert "Stuurgroep" in page
    assert str(Route.BILATERAL.label) in page
