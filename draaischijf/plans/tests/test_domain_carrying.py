"""Starting a carry-over, and what may be chosen in it."""

from __future__ import annotations

import datetime

import pytest
from django.utils import translation

from draaischijf.history.models import Entry
from draaischijf.history.verbs import sentence
from draaischijf.plans.domain import carrying
from draaischijf.plans.domain.acting import set_lifecycle
from draaischijf.plans.domain.carrying import Chosen
from draaischijf.plans.enums import CarryDecision, Lifecycle
from draaischijf.plans.models import CarryChoice, CarryOver
from draaischijf.plans.queries.carrying import CarryOverview
from draaischijf.plans.tests.factories import make_action, make_objective, make_plan
from draaischijf.plans.workflow import NamedDecision, TransitionDenied

NAMED = NamedDecision("Stuurgroep", datetime.date(2026, 11, 16), "2026/4")
NEXT = {
    "title": "Jaarplan 2027",
    "start": datetime.date(2027, 1, 1),
    "end": datetime.date(2027, 12, 31),
}
GOES_ON = Chosen(CarryDecision.CONTINUE)


@pytest.fixture(autouse=True)
def _in_english():
    with translation.override("en"):
        yield


@pytest.fixture
def plan(partnership):
    return make_plan(partnership, 2026)


@pytest.fixture
def head(plan):
    return make_objective(plan, code="1")


@pytest.fixture
def carry_over(plan, alice):
    return carrying.start_carry_over(plan, actor=alice, **NEXT)


def refusal(carry_over, action, chosen, actor):
    with pytest.raises(TransitionDenied) as caught:
        carrying.choose(carry_over, action, chosen, actor=actor)
    return " ".join(caught.value.reasons)


@pytest.mark.parametrize(
    ("title", "start", "end", "expected"),
    [
        (
            "Jaarplan 2026", (2026, 1, 1), (2026, 12, 31),
            ("Jaarplan 2027", (2027, 1, 1), (2027, 12, 31)),
        ),
        (
            "Programma 2020-2025", (2020, 1, 1), (2025, 12, 31),
            ("Programma 2026-2031", (2026, 1, 1), (2031, 12, 31)),
        ),
        (
            "Werkjaar 2026-2027", (2026, 9, 1), (2027, 8, 31),
            ("Werkjaar 2027-2028", (2027, 9, 1), (2028, 8, 31)),
        ),
        (
            "Actieplan", (2028, 1, 1), (2028, 12, 31),
            ("Actieplan 2029", (2029, 1, 1), (2029, 12, 31)),
        ),
        (
            "Proef zomer 2026", (2026, 7, 6), (2026, 8, 14),
            ("Proef zomer 2026", (2026, 8, 15), (2026, 9, 23)),
        ),
        (
            "Dossier 20261 van 2026", (2026, 2, 1), (2026, 7, 31),
            ("Dossier 20261 van 2026", (2026, 8, 1), (2027, 1, 31)),
        ),
    ],
)  # fmt: skip
def test_the_next_plan_is_as_long_and_its_years_are_raised(
    partnership, title, start, end, expected
):
    plan = make_plan(
        partnership,
        title=title,
        start=datetime.date(*start),
        end=datetime.date(*end),
    )

    proposal = carrying.propose_next(plan)

    assert proposal == carrying.Proposal(
        expected[0], datetime.date(*expected[1]), datetime.date(*expected[2])
    )


def test_starting_twice_returns_the_one_that_is_open(plan, alice, dora):
    first = carrying.start_carry_over(plan, actor=alice, **NEXT)
    second = carrying.start_carry_over(plan, actor=dora, **NEXT)

    assert first == second
    assert first.actor == alice
    assert [e.verb for e in Entry.objects.about(plan)] == ["carry_over_started"]


def test_who_only_reads_starts_nothing(plan, bob, charlie):
    for somebody in (bob, charlie):
        with pytest.raises(TransitionDenied):
            carrying.start_carry_over(plan, actor=somebody, **NEXT)

    assert not CarryOver.objects.exists()


def test_a_plan_that_another_goes_on_with_is_not_carried_over_again(
    plan, partnership, alice
):
    make_plan(partnership, 2027, predecessor=plan)

    with pytest.raises(TransitionDenied) as caught:
        carrying.start_carry_over(plan, actor=alice, **NEXT)

    assert "Jaarplan 2027" in caught.value.reasons[0]


@pytest.mark.parametrize(
    "changes", [{"end": datetime.date(2026, 12, 31)}, {"title": "  "}]
)
def test_a_next_plan_has_a_title_and_ends_after_it_starts(plan, alice, changes):
    with pytest.raises(TransitionDenied):
        carrying.start_carry_over(plan, actor=alice, **NEXT | changes)
    made = carrying.start_carry_over(plan, actor=alice, **NEXT)
    with pytest.raises(TransitionDenied):
        carrying.edit_carry_over(made, actor=alice, **changes)

    made.refresh_from_db()
    assert (made.title, made.end) == (NEXT["title"], NEXT["end"])


def test_title_and_period_can_still_change_and_history_says_so(
    plan, carry_over, alice, bob
):
    changed = carrying.edit_carry_over(carry_over, actor=alice, title="Plan 2027")
    carrying.edit_carry_over(carry_over, actor=alice, title="Plan 2027")
    with pytest.raises(TransitionDenied):
        carrying.edit_carry_over(carry_over, actor=bob, title="Van Bob")

    assert changed.title == "Plan 2027"
    last = Entry.objects.about(plan).last()
    assert Entry.objects.about(plan).count() == 2
    assert last.data["after"] == {"title": "Plan 2027"}
    assert "title" in sentence(last.verb, last.data)


def test_cancelling_throws_the_choices_away_and_another_can_start(
    plan, head, carry_over, alice
):
    action = make_action(head)
    carrying.choose(carry_over, action, GOES_ON, actor=alice)

    carrying.cancel_carry_over(carry_over, actor=alice)
    carrying.cancel_carry_over(carry_over, actor=alice)
    again = carrying.start_carry_over(plan, actor=alice, **NEXT)

    carry_over.refresh_from_db()
    assert not carry_over.is_open
    assert again != carry_over
    assert not CarryChoice.objects.exists()
    assert [e.verb for e in Entry.objects.about(plan)] == [
        "carry_over_started", "carry_over_cancelled", "carry_over_started",
    ]  # fmt: skip
    assert "cancelled" in refusal(carry_over, action, GOES_ON, alice)


def test_a_choice_is_kept_with_who_made_it_and_can_be_changed(
    head, carry_over, alice, dora
):
    action = make_action(head)

    carrying.choose(carry_over, action, GOES_ON, actor=alice)
    carrying.choose(carry_over, action, GOES_ON, actor=alice)
    choice = carrying.choose(
        carry_over,
        action,
        Chosen(CarryDecision.STOP, reason=" Geen vraag "),
        actor=dora,
    )

    assert (choice.decision, choice.reason, choice.actor) == (
        "stop", "Geen vraag", dora,
    )  # fmt: skip
    told = Entry.objects.about(carry_over)
    assert [(e.data["before"], e.data["after"]) for e in told] == [
        ("", "continue"),
        ("continue", "stop"),
    ]
    assert action.title in sentence(told[1].verb, told[1].data)
    action.refresh_from_db()
    assert action.lifecycle == Lifecycle.CONTINUED


def test_only_the_words_that_belong_to_a_choice_are_kept(head, carry_over, alice):
    action, other = make_action(head), make_action(head, "Ander")
    everything = {
        "reason": "Waarom",
        "title": "Nieuw",
        "remark": "Pas begonnen",
        "merge_with": other,
        "named": NAMED,
    }
    kept = {}
    for decision in CarryDecision:
        choice = carrying.choose(
            carry_over, action, Chosen(decision, **everything), actor=alice
        )
        kept[str(decision)] = (
            choice.reason, choice.title, choice.remark, choice.merge_with, choice.body,
        )  # fmt: skip

    assert kept == {
        "continue": ("", "", "", None, ""),
        "adapt": ("", "Nieuw", "Pas begonnen", None, ""),
        "postpone": ("Waarom", "", "", None, ""),
        "merge": ("", "", "", other, ""),
        "complete": ("Waarom", "", "", None, ""),
        "stop": ("Waarom", "", "", None, ""),
    }


@pytest.mark.parametrize(
    "decision", [CarryDecision.ADAPT, CarryDecision.POSTPONE, CarryDecision.STOP]
)
def test_what_needs_words_is_refused_without(head, carry_over, alice, decision):
    chosen = Chosen(decision, reason=" ", title=" ")

    assert refusal(carry_over, make_action(head), chosen, alice)
    assert not CarryChoice.objects.exists()


def test_of_a_completed_one_nothing_has_to_be_said(head, carry_over, alice):
    chosen = Chosen(CarryDecision.COMPLETE)

    made = carrying.choose(carry_over, make_action(head), chosen, actor=alice)

    assert made.decision == CarryDecision.COMPLETE


def test_who_may_not_edit_plans_chooses_nothing(head, carry_over, bob, charlie):
    action = make_action(head)

    for somebody in (bob, charlie):
        assert refusal(carry_over, action, GOES_ON, somebody)
        with pytest.raises(TransitionDenied):
            carrying.take_choice_back(carry_over, action, actor=somebody)
        with pytest.raises(TransitionDenied):
            carrying.cancel_carry_over(carry_over, actor=somebody)
        with pytest.raises(TransitionDenied):
            carrying.finish_carry_over(carry_over, actor=somebody)

    carry_over.refresh_from_db()
    assert carry_over.is_open


def test_an_action_of_another_plan_is_a_mistake_of_the_program(
    partnership, carry_over, alice
):
    elsewhere = make_action(make_objective(make_plan(partnership, 2030)))

    with pytest.raises(ValueError, match="another plan"):
        carrying.choose(carry_over, elsewhere, GOES_ON, actor=alice)


def test_pro_memorie_goes_on_freely_and_all_else_names_the_body(
    head, carry_over, alice
):
    action = make_action(head, is_pro_memorie=True, decided_by=NAMED.body)
    other = make_action(head, "Ander")
    words = {"reason": "Waarom", "title": "Nieuw", "merge_with": other}
    nameless = NamedDecision(" ", NAMED.date)
    ours = NamedDecision("Wij zelf", NAMED.date)

    carrying.choose(carry_over, action, GOES_ON, actor=alice)
    for decision in set(CarryDecision) - {CarryDecision.CONTINUE}:
        for named in (None, nameless, ours):
            chosen = Chosen(decision, named=named, **words)
            said = refusal(carry_over, action, chosen, alice)
            assert f"{NAMED.body} decides about this action" in said
        made = carrying.choose(
            carry_over, action, Chosen(decision, named=NAMED, **words), actor=alice
        )
        assert (made.body, made.decided, made.reference) == (
            NAMED.body, NAMED.date, NAMED.reference,
        )  # fmt: skip


def test_an_ended_action_needs_no_choice_and_can_only_be_taken_up_again(
    head, carry_over, alice
):
    action = make_action(head, lifecycle=Lifecycle.COMPLETED)

    said = refusal(carry_over, action, Chosen(CarryDecision.STOP, reason="x"), alice)
    assert "taken up again" in said
    assert CarryOverview(carry_over).is_ready
    assert CarryOverview(carry_over).needed == 0

    choice = carrying.choose(carry_over, action, GOES_ON, actor=alice)
    assert choice.is_revival
    assert CarryOverview(carry_over).row(action.number).goes_along

    carrying.take_choice_back(carry_over, action, actor=alice)
    carrying.take_choice_back(carry_over, action, actor=alice)
    assert not CarryOverview(carry_over).row(action.number).goes_along
    verbs = [e.verb for e in Entry.objects.about(carry_over)]
    assert verbs == ["carry_choice_made", "carry_choice_taken_back"]


def test_taking_up_again_what_another_body_ended_names_that_body(
    head, carry_over, alice
):
    action = make_action(
        head,
        lifecycle=Lifecycle.NOT_EXTENDED,
        reason="Besluit",
        is_pro_memorie=True,
        decided_by="Stuurgroep",
    )

    assert "Stuurgroep" in refusal(carry_over, action, GOES_ON, alice)
    chosen = Chosen(CarryDecision.CONTINUE, named=NAMED)
    assert carrying.choose(carry_over, action, chosen, actor=alice).body == NAMED.body


def test_a_choice_made_before_an_action_ended_does_not_take_it_up_again(
    head, carry_over, alice
):
    action = make_action(head)
    carrying.choose(carry_over, action, GOES_ON, actor=alice)

    set_lifecycle(action, Lifecycle.NOT_EXTENDED, "Project stopt")

    row = CarryOverview(carry_over).row(action.number)
    assert (row.choice, row.goes_along, row.stays_behind) == (None, False, True)
    with pytest.raises(TransitionDenied):
        carrying.choose(
            carry_over,
            make_action(head, "Ander"),
            Chosen(CarryDecision.MERGE, merge_with=action),
            actor=alice,
        )


def test_merging_needs_another_action_of_this_plan_that_goes_along(
    partnership, head, carry_over, alice
):
    action, other = make_action(head), make_action(head, "Woonoverleg")
    elsewhere = make_action(make_objective(make_plan(partnership, 2030)))
    ended = make_action(head, lifecycle=Lifecycle.COMPLETED)

    def merged(target):
        return Chosen(CarryDecision.MERGE, merge_with=target)

    for target in (None, action, elsewhere, ended):
        assert refusal(carry_over, action, merged(target), alice)
    carrying.choose(
        carry_over, other, Chosen(CarryDecision.STOP, reason="Klaar"), actor=alice
    )
    assert "does not go along" in refusal(carry_over, action, merged(other), alice)

    carrying.choose(carry_over, other, GOES_ON, actor=alice)
    assert carrying.choose(carry_over, action, merged(other), actor=alice)
    # What another is merged with cannot stay behind in its turn.
    for decision in (CarryDecision.STOP, CarryDecision.COMPLETE):
        stops = Chosen(decision, reason="Toch niet")
        assert action.title in refusal(carry_over, other, stops, alice)
    third = make_action(head, "Derde")
    assert refusal(carry_over, other, merged(third), alice)
    carrying.choose(carry_over, ended, GOES_ON, actor=alice)
    assert carrying.choose(carry_over, action, merged(ended), actor=alice)
    with pytest.raises(TransitionDenied):
        carrying.take_choice_back(carry_over, ended, actor=alice)


def test_rows_name_themselves(head, carry_over, alice):
    choice = carrying.choose(carry_over, make_action(head), GOES_ON, actor=alice)

    assert str(carry_over) == "Jaarplan 2026 → Jaarplan 2027"
    assert str(choice) == f"{choice.action_id}: continue"


@pytest.mark.parametrize("language", ["en", "nl"])
@pytest.mark.parametrize(
    "verb",
    [
        "carry_over_started", "carry_over_edited", "carry_over_cancelled",
        "carry_choice_made", "carry_choice_taken_back", "plan_carried_over",
        "plan_made_from", "action_taken_along",
    ],
)  # fmt: skip
def test_every_verb_of_a_carry_over_is_a_sentence(verb, language):
    data = {"title": "Jaarplan", "plan": "Plan", "after": {"title": "Nieuw"}}
    if verb == "carry_choice_made":
        data["after"] = "stop"

    with translation.override(language):
        said = sentence(verb, data)

    assert said.endswith(".")
    assert "…" not in said
