"""What a decision moved keeps of its words, also when those are put right."""

from __future__ import annotations

import pytest

from draaischijf.consultation.domain.correcting import Correction, correct_decision
from draaischijf.consultation.domain.deciding import (
    ActionLife,
    SignalWay,
    StepSaid,
    Verdict,
    decide,
)
from draaischijf.consultation.enums import DecisionResult
from draaischijf.consultation.tests.factories import make_item
from draaischijf.history.models import Entry
from draaischijf.people.enums import RoleKind
from draaischijf.people.tests.factories import make_member
from draaischijf.plans.domain.approving import take_back_result
from draaischijf.plans.enums import Lifecycle, PlanStatus, StepResult
from draaischijf.plans.models import LifecycleDecision
from draaischijf.plans.tests.factories import (
    make_action,
    make_approval_step,
    make_objective,
    make_plan,
)
from draaischijf.signals.enums import Route, SignalState
from draaischijf.signals.models import Decision
from draaischijf.signals.tests.factories import make_signal
from draaischijf.signals.workflow import TransitionDenied

pytestmark = pytest.mark.django_db
FAR = "https://besluit.example/" + "x" * 150


@pytest.fixture
def signal(partnership):
    return make_signal(partnership, SignalState.PUBLISHED)


@pytest.fixture
def decide_about(meeting, signal, house, alice):
    def about_signal(**said):
        verdict = Verdict("We bowen huizen.", **said)
        way = SignalWay(Route.BILATERAL, house)
        return decide(make_item(meeting, signal=signal), verdict, way=way, actor=alice)

    return about_signal


@pytest.fixture
def action(partnership, body):
    objective = make_objective(make_plan(partnership, 2027))
    return make_action(objective, is_pro_memorie=True, decided_by=body.name)


@pytest.fixture
def step(partnership):
    plan = make_plan(partnership, 2028, status=PlanStatus.SUBMITTED)
    return make_approval_step(plan, "Stuurgroep", position=1)


def kept_by(signal):
    row = signal.decisions.get()
    return row.text, row.reference


def lines(thing, verb):
    return Entry.objects.about(thing).filter(verb=verb)


# -- A signal ------------------------------------------------------------------------


def test_a_correction_reaches_the_signal_and_moves_nothing(
    decide_about, signal, alice, reading
):
    made = decide_about(is_public=True, reference="BVR 12")
    signal.refresh_from_db()
    stood = (signal.state, signal.route, signal.last_movement)
    right = Correction("We bouwen huizen.", "BVR 21", is_public=True)

    correct_decision(made, right, actor=alice)
    correct_decision(made, right, actor=alice)

    signal.refresh_from_db()
    assert kept_by(signal) == ("We bouwen huizen.", "BVR 21")
    assert (signal.state, signal.route, signal.last_movement) == stood
    line = lines(signal, "decision_words_corrected").get()
    assert line.data["before"] == {"text": "We bowen huizen.", "reference": "BVR 12"}
    assert line.data["after"] == {"text": "We bouwen huizen.", "reference": "BVR 21"}
    assert not line.is_public
    text = reading().get(signal.get_absolute_url()).content.decode()
    assert "We bouwen huizen." in text
    assert "bowen" not in text


def test_what_is_not_public_any_more_leaves_the_signal(decide_about, signal, alice):
    made = decide_about(is_public=True)
    assert kept_by(signal) == ("We bowen huizen.", str(made))

    correct_decision(made, Correction("We bowen huizen."), actor=alice)
    hidden = kept_by(signal)
    again = Correction("We bouwen huizen.", is_public=True)
    correct_decision(made, again, actor=alice)

    assert hidden == ("", "")
    assert kept_by(signal) == ("We bouwen huizen.", str(made))


def test_words_the_signal_got_otherwise_stay(decide_about, signal, alice):
    made = decide_about(is_public=True, reference="BVR 12")
    Decision.objects.update(text="Het college bouwt.")

    right = Correction("We bouwen huizen.", "BVR 21", is_public=True)
    correct_decision(made, right, actor=alice)

    assert kept_by(signal) == ("Het college bouwt.", "BVR 21")


def test_a_decision_that_moved_nothing_passes_nothing_on(
    meeting, signal, decide_about, alice
):
    decide_about(is_public=True)
    loose = decide(
        make_item(meeting, "Andere", signal=signal),
        Verdict("Wat anders.", is_public=True),
        actor=alice,
    )

    correct_decision(loose, Correction("Iets anders.", is_public=True), actor=alice)

    assert kept_by(signal)[0] == "We bowen huizen."
    assert not lines(signal, "decision_words_corrected").exists()


def test_an_address_too_long_for_the_signal_gives_the_number(
    decide_about, signal, alice
):
    made = decide_about(is_public=True, reference=FAR)
    long = kept_by(signal)

    right = Correction("We bowen huizen.", "BVR 21", is_public=True)
    correct_decision(made, right, actor=alice)

    assert long == ("We bowen huizen.", str(made))
    assert kept_by(signal) == ("We bowen huizen.", "BVR 21")


# -- An action, and a step of approval -----------------------------------------------


def test_a_correction_reaches_the_reference_of_an_action(meeting, action, alice):
    life = ActionLife(Lifecycle.NOT_EXTENDED, "Het net is klaar.")
    item = make_item(meeting, plan_action=action)
    made = decide(item, Verdict("Akkoord."), life=life, actor=alice)
    assert action.lifecycle_decisions.get().reference == str(made)

    correct_decision(made, Correction("Akkoord.", "BVR 21"), actor=alice)

    action.refresh_from_db()
    row = action.lifecycle_decisions.get()
    assert (row.reference, row.lifecycle, row.date) == (
        "BVR 21", Lifecycle.NOT_EXTENDED, made.day,
    )  # fmt: skip
    assert (action.lifecycle, action.reason) == (
        Lifecycle.NOT_EXTENDED, "Het net is klaar.",
    )  # fmt: skip
    line = lines(action, "action_decision_corrected").get()
    assert line.data["after"] == {"reference": "BVR 21"}


def test_of_two_decisions_with_one_reference_neither_is_touched(meeting, action, alice):
    life = ActionLife(Lifecycle.NOT_EXTENDED, "Het net is klaar.")
    item = make_item(meeting, plan_action=action)
    made = decide(item, Verdict("Akkoord.", reference="BVR 12"), life=life, actor=alice)
    LifecycleDecision.objects.create(
        action=action, lifecycle=Lifecycle.CONTINUED, body="College", date=made.day,
        reference="BVR 12",
    )  # fmt: skip

    correct_decision(made, Correction("Akkoord.", "BVR 21"), actor=alice)

    kept = action.lifecycle_decisions.values_list("reference", flat=True)
    assert set(kept) == {"BVR 12"}


def test_a_correction_reaches_what_a_body_remarked_on_a_plan(meeting, step, alice):
    item = make_item(meeting, plan=step.plan)
    verdict = Verdict("Mits meer huizn.", DecisionResult.ADOPTED_CHANGED)
    made = decide(item, verdict, step=StepSaid(step), actor=alice)

    correct_decision(made, Correction("Mits meer huizen.", "BVR 21"), actor=alice)

    step.refresh_from_db()
    assert (step.remark, step.reference) == ("Mits meer huizen.", "BVR 21")
    assert (step.result, step.date) == (StepResult.WITH_REMARKS, made.day)
    step.plan.refresh_from_db()
    assert step.plan.status == PlanStatus.SUBMITTED
    line = lines(step.plan, "approval_words_corrected").get()
    assert line.data["before"]["remark"] == "Mits meer huizn."


def test_a_result_that_was_taken_back_gets_no_words(meeting, step, alice):
    item = make_item(meeting, plan=step.plan)
    verdict = Verdict("Mits meer huizn.", DecisionResult.ADOPTED_CHANGED)
    made = decide(item, verdict, step=StepSaid(step), actor=alice)
    take_back_result(step, actor=alice)

    correct_decision(made, Correction("Mits meer huizen."), actor=alice)

    step.refresh_from_db()
    assert (step.result, step.remark, step.reference) == ("pending", "", "")


def test_who_may_not_adopt_corrects_no_words_of_an_approval(
    partnership, meeting, step, alice
):
    director = make_member(partnership, RoleKind.THEME_DIRECTOR, name="Dirk")
    item = make_item(meeting, plan=step.plan)
    made = decide(item, Verdict("Goedgekeurd."), step=StepSaid(step), actor=alice)

    # An approval without remark holds no words of the decision, only where it is.
    correct_decision(made, Correction("Goed gekeurd."), actor=director)
    with pytest.raises(TransitionDenied):
        correct_decision(made, Correction("Goed.", "BVR 21"), actor=director)

    made.refresh_from_db()
    step.refresh_from_db()
    assert made.text == "Goed gekeurd."
    assert (step.remark, step.reference) == ("", str(made))
