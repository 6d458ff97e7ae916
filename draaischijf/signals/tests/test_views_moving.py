"""What can happen next with a signal, and making it happen."""

from __future__ import annotations

import datetime

import pytest
from django.utils import timezone

from draaischijf.people.enums import RoleKind
from draaischijf.people.tests.factories import make_member, make_organisation
from draaischijf.signals.domain import movement
from draaischijf.signals.domain.movement import Move
from draaischijf.signals.enums import Route, SignalState
from draaischijf.signals.queries.signal_moves import moves_for, moves_of
from draaischijf.signals.tests.factories import make_signal, make_support
from draaischijf.signals.workflow import SIGNAL_TABLE, Gate, Permission

PAGE = "/durmeland/signalen/1/"
LATER = timezone.localdate() + datetime.timedelta(days=60)
CLOSING = {"outcome": "solved", "feedback": "De avondbus rijdt."}


def steps(signal):
    return list(signal.steps.values_list("target", flat=True))[1:]


# -- What can happen next -----------------------------------------------------------


@pytest.mark.parametrize("state", list(SignalState))
def test_every_move_from_a_state_is_shown_to_who_may_do_all(partnership, dora, state):
    signal = make_signal(partnership, state)
    before = signal.state_before or SignalState.BUNDLING
    expected = {
        line.target
        for line in SIGNAL_TABLE
        if line.source == state and (state != "parked" or line.target == before)
    }

    moves = moves_for(signal, dora)

    assert {move.target for move in moves} == expected
    assert all(str(move.label).strip() and str(move.meaning).strip() for move in moves)
    forward = [move.is_forward for move in moves]
    assert forward == sorted(forward, reverse=True)


def test_a_move_shows_each_gate_and_where_to_see_to_it(partnership, alice):
    make_organisation(partnership, "JAC", in_working_group=True)
    signal = make_signal(partnership, SignalState.ANALYSIS)

    [publish] = [
        move for move in moves_for(signal, alice) if move.target == "published"
    ]

    assert [(gate.gate, gate.is_met, gate.url) for gate in publish.gates] == [
        (Gate.TESTS, False, f"{PAGE}bewerken/#tests"),
        (Gate.AGREEMENT, False, f"{PAGE}akkoord/"),
    ]
    assert "JAC" in publish.gates[1].explanation
    assert not publish.is_ready


def test_a_gate_leads_nowhere_for_who_may_not_see_to_it(partnership):
    signal = make_signal(partnership, SignalState.DECIDED)

    [move] = moves_of(signal, {Permission.FOLLOW_UP})
    assert move.gates[0].url == f"{PAGE}actie/"

    signal.route = Route.HIGHER_AUTHORITY
    signal.save()
    [move] = moves_of(signal, {Permission.FOLLOW_UP})
    assert move.gates[0].url == f"{PAGE}brief/"

    decided = moves_of(
        make_signal(partnership, SignalState.PUBLISHED), {Permission.DECIDE}
    )
    assert {gate.url for gate in decided[0].gates} == {
        "/durmeland/signalen/2/beslissing/",
        "/durmeland/signalen/2/organisaties/",
    }


def test_what_is_asked_with_the_move_does_not_hold_it_up(partnership, alice):
    signal = make_signal(partnership, SignalState.IN_ACTION)

    moves = {move.target: move for move in moves_for(signal, alice)}

    assert moves["closed"].is_ready
    assert moves["parked"].is_ready
    assert moves["closed"].standing == []


def test_the_page_shows_gates_in_words(as_user, partnership, alice):
    signal = make_signal(partnership)
    client = as_user(alice)

    shut = client.get(f"{PAGE}verder/").content.decode()
    make_support(signal)
    ready = client.get(f"{PAGE}verder/").content.decode()

    assert f"{PAGE}naar/analysis/" not in shut
    assert f"{PAGE}organisaties/" in shut
    assert f"{PAGE}naar/analysis/" in ready
    assert f"{PAGE}naar/parked/" in ready
    assert ready.count('class="state ok"') == 1


def test_who_can_move_nothing_now_reads_that(as_user, partnership):
    make_signal(partnership)
    lead = make_member(partnership, RoleKind.LEAD, name="Leo")

    page = as_user(lead).get(f"{PAGE}verder/")

    assert page.status_code == 200
    assert 'class="empty"' in page.content.decode()


@pytest.mark.parametrize("path", ["verder/", "naar/analysis/"])
def test_who_never_moves_anything_finds_no_page(
    client, as_user, partnership, bob, charlie, path
):
    make_signal(partnership)
    member = make_member(partnership, RoleKind.WORKING_GROUP_MEMBER, name="W")

    assert client.get(f"{PAGE}{path}").status_code == 302
    for user in (bob, charlie, member):
        assert as_user(user).get(f"{PAGE}{path}").status_code == 404


@pytest.mark.parametrize("amount", [1, 3])
def test_the_page_takes_as_many_queries_for_one_as_for_three(
    as_user, partnership, alice, amount, django_assert_num_queries
):
    signal = make_signal(partnership, SignalState.ANALYSIS)
    for number in range(amount):
        make_organisation(partnership, f"Huis {number}", in_working_group=True)
        make_support(signal)
    client = as_user(alice)
    client.get(f"{PAGE}verder/")

    with django_assert_num_queries(16):
        client.get(f"{PAGE}verder/")


# -- Moving -------------------------------------------------------------------------


def test_a_move_nobody_is_told_of_is_one_step(as_user, partnership, alice):
    signal = make_signal(partnership)
    make_support(signal, email="bo@durmeland.example")

    response = as_user(alice).post(
        f"{PAGE}naar/analysis/", {"step": "preview", "note": "Klaar voor de groep."}
    )

    assert (response.status_code, response.url) == (302, PAGE)
    signal.refresh_from_db()
    assert signal.state == SignalState.ANALYSIS
    assert signal.steps.last().note == "Klaar voor de groep."


def test_a_move_that_is_told_shows_the_mail_first(as_user, partnership, alice):
    signal = make_signal(partnership, SignalState.IN_ACTION)
    make_support(signal, email="bo@durmeland.example")
    make_support(signal, email="an@durmeland.example")
    make_support(signal)
    client = as_user(alice)

    asked = client.get(f"{PAGE}naar/closed/").content.decode()
    preview = client.post(f"{PAGE}naar/closed/", {"step": "preview", **CLOSING})
    signal.refresh_from_db()
    state_then = signal.state
    page = preview.content.decode()
    gone = client.post(f"{PAGE}naar/closed/", {"step": "go", **CLOSING})

    assert 'name="feedback"' in asked
    assert preview.status_code == 200
    assert (preview.context["news"].told, preview.context["news"].unreached) == (2, 1)
    assert "De avondbus rijdt." in page
    assert '<input type="hidden" name="feedback"' in page
    assert state_then == SignalState.IN_ACTION
    assert gone.status_code == 302
    signal.refresh_from_db()
    assert (signal.state, signal.outcome) == ("closed", "solved")


def test_what_was_typed_can_be_changed_after_the_preview(as_user, partnership, alice):
    signal = make_signal(partnership, SignalState.IN_ACTION)
    make_support(signal, email="bo@durmeland.example")

    back = as_user(alice).post(f"{PAGE}naar/closed/", {"step": "change", **CLOSING})

    assert back.status_code == 200
    page = back.content.decode()
    assert "De avondbus rijdt.</textarea>" in page
    assert 'value="solved"' in page
    assert "checked" in page
    assert steps(signal) == []


def test_without_anybody_to_mail_the_move_goes_at_once(as_user, partnership, alice):
    signal = make_signal(partnership, SignalState.IN_ACTION)
    make_support(signal)

    response = as_user(alice).post(
        f"{PAGE}naar/closed/", {"step": "preview", **CLOSING}
    )

    assert response.status_code == 302
    assert steps(signal) == ["closed"]


@pytest.mark.parametrize("missing", ["outcome", "feedback"])
def test_closing_asks_for_an_outcome_and_a_word_back(
    as_user, partnership, alice, missing
):
    signal = make_signal(partnership, SignalState.IN_ACTION)
    given = {name: value for name, value in CLOSING.items() if name != missing}

    response = as_user(alice).post(f"{PAGE}naar/closed/", {"step": "go", **given})

    assert response.status_code == 422
    assert missing in response.context["form"].errors
    assert steps(signal) == []


@pytest.mark.parametrize(
    ("until", "accepted"),
    [
        (LATER.isoformat(), True),
        (timezone.localdate().isoformat(), False),
        ("2020-01-01", False),
        ("2999-01-01", False),
        ("", False),
        ("straks", False),
    ],
)
def test_parking_asks_for_a_day_to_come(as_user, partnership, alice, until, accepted):
    signal = make_signal(partnership)

    response = as_user(alice).post(
        f"{PAGE}naar/parked/", {"until": until, "reason": "We wachten."}
    )

    assert response.status_code == (302 if accepted else 422)
    assert steps(signal) == (["parked"] if accepted else [])


def test_parking_asks_for_a_reason(as_user, partnership, alice):
    make_signal(partnership)

    response = as_user(alice).post(
        f"{PAGE}naar/parked/", {"until": LATER.isoformat(), "reason": " "}
    )

    assert "reason" in response.context["form"].errors


def test_a_closed_signal_reopens_as_recurring(as_user, partnership, alice):
    signal = make_signal(partnership, SignalState.CLOSED)

    response = as_user(alice).post(
        f"{PAGE}naar/analysis/", {"reason": "Het komt terug."}
    )

    assert response.status_code == 302
    signal.refresh_from_db()
    assert (signal.state, signal.is_recurring, signal.round) == ("analysis", True, 2)


def test_a_refused_move_says_what_is_missing_and_keeps_what_was_typed(
    as_user, partnership, alice
):
    signal = make_signal(partnership, SignalState.ANALYSIS)
    client = as_user(alice)

    page = client.get(f"{PAGE}naar/published/").content.decode()
    response = client.post(
        f"{PAGE}naar/published/", {"step": "go", "note": "Alles is gezegd."}
    )

    assert 'value="preview"' not in page
    assert response.status_code == 422
    assert len(response.context["form"].non_field_errors()) == 2
    assert "Alles is gezegd." in response.content.decode()
    assert steps(signal) == []


def test_client_data_does_not_go_out_with_the_mail(as_user, partnership, alice):
    signal = make_signal(partnership, SignalState.IN_ACTION)
    make_support(signal, email="bo@durmeland.example")

    response = as_user(alice).post(
        f"{PAGE}naar/closed/",
        {"step": "go", "outcome": "solved", "feedback": "Bel 85.07.30-033.28 op."},
    )

    assert response.status_code == 422
    assert "<mark>85.07.30-033.28</mark>" in response.content.decode()
    assert steps(signal) == []


def test_a_doubt_that_was_kept_stays_kept_after_the_preview(
    as_user, partnership, alice
):
    signal = make_signal(partnership, SignalState.IN_ACTION)
    make_support(signal, email="bo@durmeland.example")
    client = as_user(alice)
    given = {**CLOSING, "feedback": "Bel gerust 09 234 56 78 voor meer uitleg."}

    doubted = client.post(f"{PAGE}naar/closed/", {"step": "preview", **given})
    token = doubted.context["form"].found["feedback"].token
    preview = client.post(
        f"{PAGE}naar/closed/", {"step": "preview", "accepted": token, **given}
    )
    kept = dict(preview.context["form"].kept)
    gone = client.post(f"{PAGE}naar/closed/", {"step": "go", **kept})

    assert doubted.status_code == 422
    assert kept["accepted"] == token
    assert gone.status_code == 302
    assert steps(signal) == ["closed"]


def test_a_move_somebody_else_made_meanwhile_is_told(as_user, partnership, alice, dora):
    signal = make_signal(partnership)
    make_support(signal)
    movement.change_state(signal, SignalState.ANALYSIS, actor=dora)

    response = as_user(alice).post(f"{PAGE}naar/analysis/", {"step": "go"}, follow=True)

    assert response.redirect_chain == [(f"{PAGE}verder/", 302)]
    [said] = [str(message) for message in response.context["messages"]]
    assert str(SignalState.ANALYSIS.label) in said
    assert steps(signal) == ["analysis"]


def test_a_target_that_is_no_state_is_not_there(as_user, partnership, alice):
    make_signal(partnership)

    assert as_user(alice).get(f"{PAGE}naar/nirvana/").status_code == 404


def test_a_parked_signal_is_taken_up_where_it_was(as_user, partnership, alice):
    signal = make_signal(partnership, SignalState.PUBLISHED)
    movement.change_state(
        signal, "parked", actor=alice, move=Move(until=LATER, reason="Even wachten.")
    )
    client = as_user(alice)

    wrong = client.post(f"{PAGE}naar/bundling/", {"step": "go"})
    right = client.post(f"{PAGE}naar/published/", {"step": "go"})

    assert wrong.url == f"{PAGE}verder/"
    assert right.url == PAGE
    assert steps(signal) == ["parked", "published"]
