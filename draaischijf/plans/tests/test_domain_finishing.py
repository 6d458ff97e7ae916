"""Finishing a carry-over: what the next plan holds and what became of the old one."""

from __future__ import annotations

import datetime
import itertools
from contextlib import suppress

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone, translation
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from draaischijf.history.models import Entry
from draaischijf.history.verbs import sentence
from draaischijf.people.tests.factories import make_organisation
from draaischijf.plans.domain import carrying
from draaischijf.plans.domain.acting import edit_action, set_lifecycle
from draaischijf.plans.domain.carrying import Chosen
from draaischijf.plans.enums import (
    ENDED,
    CarryDecision,
    Lifecycle,
    PartyRole,
    PlanKind,
    PlanStatus,
    SectionKind,
)
from draaischijf.plans.models import ActionPlan, LifecycleDecision, PlanAction
from draaischijf.plans.models.carrying import GOES_ALONG
from draaischijf.plans.queries.carrying import CarryOverview
from draaischijf.plans.tests.factories import (
    make_action,
    make_objective,
    make_party,
    make_plan,
)
from draaischijf.plans.workflow import NamedDecision, TransitionDenied
from draaischijf.signals.tests.factories import make_signal
from draaischijf.taxonomy.tests.factories import make_term

NAMED = NamedDecision("Stuurgroep", datetime.date(2026, 11, 16), "2026/4")
GOES_ON = Chosen(CarryDecision.CONTINUE)
serial = itertools.count(2100)


@pytest.fixture(autouse=True)
def _in_english():
    with translation.override("en"):
        yield


@pytest.fixture
def plan(partnership):
    return make_plan(partnership, 2026, status=PlanStatus.ADOPTED, is_public=True)


@pytest.fixture
def head(plan):
    return make_objective(plan, code="1")


def start(plan, actor):
    proposal = carrying.propose_next(plan)
    return carrying.start_carry_over(
        plan, title=proposal.title, start=proposal.start, end=proposal.end, actor=actor
    )


def carried(plan, actor, choices):
    """Choose for each action, finish, and return the new plan."""
    carry_over = start(plan, actor)
    for action, chosen in choices.items():
        carrying.choose(carry_over, action, chosen, actor=actor)
    return carrying.finish_carry_over(carry_over, actor=actor)


def copy_of(action):
    return PlanAction.objects.get(continues=action)


def test_the_next_plan_is_a_draft_with_the_frame_of_the_old_one(
    plan, head, alice, partnership
):
    plan.owner = make_organisation(partnership, "Welzijnsoverleg")
    plan.programme = make_plan(
        partnership,
        2025,
        kind=PlanKind.PROGRAMME,
        end=datetime.date(2030, 12, 31),
    )
    plan.level_names, plan.log_interval = [["D", "doel"]], 4
    plan.intro = "Voorgelegd aan de raad van 2025"
    plan.save()

    made = carried(plan, alice, {})

    assert (made.title, made.start, made.end) == (
        "Jaarplan 2027", datetime.date(2027, 1, 1), datetime.date(2027, 12, 31),
    )  # fmt: skip
    assert (made.kind, made.owner, made.level_names, made.log_interval) == (
        plan.kind, plan.owner, plan.level_names, 4,
    )  # fmt: skip
    assert (made.predecessor, made.programme) == (plan, plan.programme)
    assert (made.status, made.is_public, made.intro) == ("draft", False, "")
    assert made.carried_from.source == plan


def test_a_plan_after_the_programme_is_no_year_of_it(plan, head, alice, partnership):
    plan.programme = make_plan(
        partnership, 2025, kind=PlanKind.PROGRAMME, end=datetime.date(2026, 12, 31)
    )
    plan.save()

    assert carried(plan, alice, {}).programme is None


def test_the_tree_goes_along_and_only_sections_that_still_hold_something(plan, alice):
    top = make_objective(
        plan,
        "Tegen eind 2026 een dak",
        code="1",
        deadline=datetime.date(2026, 12, 31),
        explanation="Waarom",
        bbc_code="BD 1",
    )
    under = make_objective(plan, "Sneller", code="1.1", parent=top)
    # Made later, but it stands under the first.
    make_objective(plan, "Leeg", code="2")
    deeper = make_objective(plan, "Nog sneller", parent=under)
    held = make_objective(plan, "Interne werking", section=SectionKind.INTERNAL)
    left = make_objective(plan, "Stappenplan nodig", section=SectionKind.STEP_PLAN)
    choices = {
        make_action(held): GOES_ON,
        make_action(left): Chosen(CarryDecision.STOP, reason="Klaar"),
        make_action(deeper): GOES_ON,
    }

    made = carried(plan, alice, choices)

    heads = made.objectives.all()
    assert [(o.title, o.code, o.level, str(o.parent or "")) for o in heads] == [
        ("Tegen eind 2026 een dak", "1", 1, ""),
        ("Sneller", "1.1", 2, "1 Tegen eind 2026 een dak"),
        ("Leeg", "2", 1, ""),
        ("Nog sneller", "", 3, "1.1 Sneller"),
        ("Interne werking", "", 1, ""),
    ]
    first = made.objectives.get(continues=top)
    assert (first.explanation, first.deadline, first.bbc_code) == (
        "Waarom", top.deadline, "BD 1",
    )  # fmt: skip
    assert {o.continues_id for o in heads} == {
        o.pk for o in plan.objectives.all() if o != left
    }
    assert all(one.parent is None or one.parent.plan == made for one in heads)


def test_objectives_that_end_before_the_next_plan_does_are_named(plan, alice):
    ending = make_objective(
        plan, "Eind 2026", code="3", deadline=datetime.date(2026, 12, 31)
    )
    make_objective(plan, "Eind 2027", deadline=datetime.date(2027, 12, 31))
    make_objective(plan, "Zonder")

    named = CarryOverview(start(plan, alice)).ending_objectives
    assert [(one.code, one.objective) for one in named] == [("SD 3", ending)]


def test_a_copy_takes_along_what_it_is_and_leaves_what_was_of_this_year(
    plan, head, alice, partnership
):
    signal, right = make_signal(partnership), make_term("Wonen")
    action = make_action(
        head,
        "Huurgarantiefonds",
        code="1.1",
        remark="Twee keer samengekomen",
        lifecycle=Lifecycle.PERMANENT,
        start_year=2019,
        is_pro_memorie=True,
        decided_by="Stuurgroep",
        needs_step_plan=True,
        bbc_code="AP 4",
        log_interval=6,
        date_text="najaar 2026",
        date_kind="season",
        start=datetime.date(2026, 9, 1),
        end=datetime.date(2026, 11, 30),
    )
    action.signals.add(signal)
    action.rights.add(right)
    house = make_organisation(partnership, "CAW Durmeland")
    make_party(action, PartyRole.LEAD, text="", organisation=house)
    make_party(action, PartyRole.CONTACT, text="Ann", position=1)
    fresh = make_action(head, "Proefproject", lifecycle=Lifecycle.NEW)

    made = carried(plan, alice, {action: GOES_ON, fresh: GOES_ON})

    copy = copy_of(action)
    assert (copy.plan, copy.objective.continues) == (made, head)
    assert (copy.title, copy.code, copy.lifecycle) == (
        "Huurgarantiefonds", "1.1", "permanent",
    )  # fmt: skip
    assert (copy.remark, copy.date_text, copy.date_kind, copy.start, copy.end) == (
        "", "", "unknown", None, None,
    )  # fmt: skip
    assert (copy.start_year, copy.is_pro_memorie, copy.decided_by) == (
        2019, True, "Stuurgroep",
    )  # fmt: skip
    assert (copy.needs_step_plan, copy.bbc_code, copy.log_interval) == (True, "AP 4", 6)
    assert list(copy.signals.all()) == [signal]
    assert list(copy.rights.all()) == [right]
    assert [(p.role, str(p)) for p in copy.parties.all()] == [
        ("lead", "CAW Durmeland"), ("contact", "Ann"),
    ]  # fmt: skip
    assert (copy_of(fresh).lifecycle, copy_of(fresh).start_year) == ("continued", 2026)
    assert [one.number for one in made.plan_actions.order_by("number")] == [1, 2]
    made.refresh_from_db()
    assert made.last_action_number == 2


def test_every_choice_has_its_own_fate(plan, head, alice):
    names = ("loopt", "anders", "later", "samen", "klaar", "stopt")
    one = {name: make_action(head, name, remark="Oud") for name in names}
    made = carried(
        plan,
        alice,
        {
            one["loopt"]: GOES_ON,
            one["anders"]: Chosen(CarryDecision.ADAPT, title="Nieuw", remark="Pas"),
            one["later"]: Chosen(CarryDecision.POSTPONE, reason="Tot najaar 2027"),
            one["samen"]: Chosen(CarryDecision.MERGE, merge_with=one["anders"]),
            one["klaar"]: Chosen(CarryDecision.COMPLETE, reason="Zestig woningen"),
            one["stopt"]: Chosen(CarryDecision.STOP, reason="Geen vraag"),
        },
    )

    assert [
        (a.title, a.lifecycle, a.reason, a.remark)
        for a in made.plan_actions.order_by("number")
    ] == [
        ("loopt", "continued", "", ""),
        ("Nieuw", "adapted", "", "Pas"),
        ("later", "postponed", "Tot najaar 2027", ""),
    ]
    today = timezone.localdate()
    assert [
        (a.title, a.lifecycle, a.reason, a.ended, a.remark)
        for a in plan.plan_actions.order_by("number")
    ] == [
        ("loopt", "continued", "", None, "Oud"),
        ("anders", "continued", "", None, "Oud"),
        ("later", "continued", "", None, "Oud"),
        ("samen", "not_extended", "Samengevoegd met “anders”.", today, "Oud"),
        ("klaar", "completed", "Zestig woningen", today, "Oud"),
        ("stopt", "not_extended", "Geen vraag", today, "Oud"),
    ]
    merged = copy_of(one["anders"])
    assert merged.continues == one["anders"]
    assert list(merged.merged.all()) == [one["samen"]]


def test_history_tells_it_on_both_plans_and_on_every_action_it_changed(
    plan, head, alice
):
    going, stopping = make_action(head), make_action(head, "Stopt")
    made = carried(
        plan,
        alice,
        {going: GOES_ON, stopping: Chosen(CarryDecision.STOP, reason="Geen vraag")},
    )

    def told(thing):
        lines = list(Entry.objects.about(thing))
        assert all(line.actor == alice for line in lines)
        return [sentence(line.verb, line.data) for line in lines]

    assert told(plan)[-1] == "The plan was carried over to “Jaarplan 2027”."
    assert told(made)[-1] == "The plan was made from “Jaarplan 2026”."
    assert told(going) == []
    assert told(stopping) == ["The action is now: not extended."]
    [line] = Entry.objects.about(stopping)
    assert line.note == "Geen vraag"
    assert told(copy_of(going)) == ["The action was taken along from “Jaarplan 2026”."]
    assert Entry.objects.about(made).last().data["counts"] == {"continue": 1, "stop": 1}


def test_the_decision_of_another_body_is_kept_where_it_counts(plan, head, alice):
    memo = {"is_pro_memorie": True, "decided_by": "Stuurgroep"}
    stopping = make_action(head, "Stopt", **memo)
    waiting = make_action(head, "Wacht", **memo)
    going = make_action(head, "Loopt", **memo)
    carried(
        plan,
        alice,
        {
            stopping: Chosen(CarryDecision.STOP, reason="Besluit", named=NAMED),
            waiting: Chosen(CarryDecision.POSTPONE, reason="2028", named=NAMED),
            going: GOES_ON,
        },
    )

    kept = LifecycleDecision.objects.order_by("action__title", "pk")
    assert [
        (d.action, d.lifecycle, d.body, d.date, d.reference, d.actor) for d in kept
    ] == [
        (stopping, "not_extended", NAMED.body, NAMED.date, NAMED.reference, alice),
        (copy_of(waiting), "postponed", NAMED.body, NAMED.date, NAMED.reference, alice),
    ]
    [line] = Entry.objects.about(stopping)
    assert "Stuurgroep" in sentence(line.verb, line.data)


def test_a_part_follows_its_own_choice_and_stands_alone_without_the_whole(
    plan, head, alice
):
    whole, stopped = make_action(head, "Geheel"), make_action(head, "Stopt")
    part = make_action(head, "Deel", parent=whole)
    alone = make_action(head, "Alleen", parent=stopped)
    carried(
        plan,
        alice,
        {
            # The part stands before the whole in the list of choices.
            part: GOES_ON,
            alone: GOES_ON,
            stopped: Chosen(CarryDecision.STOP, reason="Klaar"),
            whole: GOES_ON,
        },
    )

    assert copy_of(part).parent == copy_of(whole)
    assert copy_of(alone).parent is None


def test_while_a_choice_is_missing_nothing_is_made(plan, head, alice):
    chosen, open_one = make_action(head), make_action(head, "Nog open")
    carry_over = start(plan, alice)
    carrying.choose(carry_over, chosen, GOES_ON, actor=alice)

    with pytest.raises(TransitionDenied) as caught:
        carrying.finish_carry_over(carry_over, actor=alice)

    assert caught.value.reasons == ["For 1 action nothing was chosen yet."]
    assert ActionPlan.objects.count() == 1
    carrying.choose(carry_over, open_one, GOES_ON, actor=alice)
    assert carrying.finish_carry_over(carry_over, actor=alice)


def test_what_happened_with_the_actions_meanwhile_is_judged_at_the_end(
    plan, head, alice
):
    target, merging = make_action(head, "Doel"), make_action(head, "Erbij")
    own = make_action(head, "Van ons")
    carry_over = start(plan, alice)
    merge = Chosen(CarryDecision.MERGE, merge_with=target)
    for action, chosen in ((target, GOES_ON), (merging, merge)):
        carrying.choose(carry_over, action, chosen, actor=alice)
    stop = Chosen(CarryDecision.STOP, reason="Klaar")
    carrying.choose(carry_over, own, stop, actor=alice)

    set_lifecycle(target, Lifecycle.COMPLETED)
    PlanAction.objects.filter(pk=own.pk).update(
        is_pro_memorie=True, decided_by="Stuurgroep"
    )

    with pytest.raises(TransitionDenied) as caught:
        carrying.finish_carry_over(carry_over, actor=alice)
    assert [one.split(":")[0] for one in caught.value.reasons] == ["Erbij", "Van ons"]
    assert ActionPlan.objects.count() == 1


def test_what_ended_stays_behind_unless_it_is_taken_up_again(plan, head, alice):
    ended = {"lifecycle": Lifecycle.NOT_EXTENDED, "reason": "Geen vraag"}
    left, revived = (
        make_action(head, "Weg", **ended),
        make_action(head, "Terug", **ended),
    )
    again = make_action(head, "Anders terug", **ended)

    made = carried(
        plan,
        alice,
        {revived: GOES_ON, again: Chosen(CarryDecision.ADAPT, title="Herstart")},
    )

    assert [(a.title, a.lifecycle) for a in made.plan_actions.order_by("number")] == [
        ("Terug", "continued"), ("Herstart", "adapted"),
    ]  # fmt: skip
    for action in (left, revived, again):
        action.refresh_from_db()
        assert (action.lifecycle, action.reason) == ("not_extended", "Geen vraag")


def test_finishing_twice_makes_one_plan(plan, head, alice, dora):
    carry_over = start(plan, alice)
    first = carrying.finish_carry_over(carry_over, actor=alice)
    second = carrying.finish_carry_over(carry_over, actor=dora)

    assert first == second
    assert ActionPlan.objects.count() == 2
    with pytest.raises(TransitionDenied):
        carrying.cancel_carry_over(carry_over, actor=alice)


def test_a_cancelled_carry_over_is_not_finished(plan, head, alice):
    carry_over = start(plan, alice)
    carrying.cancel_carry_over(carry_over, actor=alice)

    with pytest.raises(TransitionDenied):
        carrying.finish_carry_over(carry_over, actor=alice)
    assert ActionPlan.objects.count() == 1


def test_from_year_to_year_the_line_is_kept_and_completed_ones_never_return(
    plan, head, alice
):
    lasting = make_action(head, "Blijft", lifecycle=Lifecycle.PERMANENT)
    ending = make_action(head, "Eindigt")
    second = carried(plan, alice, {lasting: GOES_ON, ending: GOES_ON})
    done = Chosen(CarryDecision.COMPLETE, reason="Gelukt")
    third = carried(second, alice, {copy_of(lasting): GOES_ON, copy_of(ending): done})

    [last] = third.plan_actions.all()
    assert last.continues.continues == lasting
    assert last.objective.continues.continues == head
    assert (last.lifecycle, last.start_year) == ("permanent", 2026)
    assert (third.title, third.predecessor.predecessor) == ("Jaarplan 2028", plan)
    fourth = carried(third, alice, {last: GOES_ON})
    assert [one.title for one in fourth.plan_actions.all()] == ["Blijft"]


def filled(partnership, alice, count):
    """Return a carry-over of so many actions, with every choice made."""
    plan = make_plan(partnership, next(serial))
    head = make_objective(plan)
    signal, right = make_signal(partnership), make_term(f"Recht {plan.pk}")
    carry_over = start(plan, alice)
    whole = make_action(head, "Geheel")
    stop = Chosen(CarryDecision.STOP, reason="Klaar", named=NAMED)
    merge = Chosen(CarryDecision.MERGE, merge_with=whole)
    carrying.choose(carry_over, whole, GOES_ON, actor=alice)
    for number in range(count):
        memo = {"is_pro_memorie": True, "decided_by": "Stuurgroep"}
        going = make_action(head, f"Loopt {number}", parent=whole)
        going.signals.add(signal)
        going.rights.add(right)
        make_party(going)
        stopping = make_action(head, f"Stopt {number}", **memo)
        merging = make_action(head, f"Samen {number}")
        merging.signals.add(signal)
        merging.rights.add(right)
        make_party(merging, PartyRole.PARTNER, f"Partner {number}")
        for action, chosen in ((going, GOES_ON), (stopping, stop), (merging, merge)):
            carrying.choose(carry_over, action, chosen, actor=alice)
    return carry_over


def test_it_takes_as_many_queries_for_many_actions_as_for_few(partnership, alice):
    counts = {}
    for size in (1, 3, 60):
        carry_over = filled(partnership, alice, size)
        with CaptureQueriesContext(
            connection,
        ) as queries:
            made = carrying.finish_carry_over(carry_over, actor=alice)
        counts[size] = len(queries)
        assert made.plan_actions.count() == size + 1
    assert counts[1] == counts[3] == counts[60], counts
    assert counts[60] < 50


decisions = st.sampled_from([None, *CarryDecision])


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_whatever_is_chosen_every_action_has_one_fate(partnership, alice, data):
    """Choose at random, again and again; then finish, and count every action once."""
    plan = make_plan(partnership, next(serial))
    heads = [make_objective(plan), make_objective(plan, section=SectionKind.INTERNAL)]
    size = data.draw(st.integers(1, 6))
    actions = [
        make_action(
            data.draw(st.sampled_from(heads)),
            f"Actie {number}",
            lifecycle=data.draw(st.sampled_from(Lifecycle)),
            reason="Reden",
        )
        for number in range(size)
    ]
    over_before = {one.pk for one in actions if one.is_over}
    carry_over = start(plan, alice)
    for _turn in range(data.draw(st.integers(0, 12))):
        action, other = (data.draw(st.sampled_from(actions)) for _ in range(2))
        decision = data.draw(decisions)
        # A refusal is an answer too; what it leaves behind is judged below.
        with suppress(TransitionDenied):
            if decision is None:
                carrying.take_choice_back(carry_over, action, actor=alice)
            else:
                carrying.choose(
                    carry_over,
                    action,
                    Chosen(decision, "Reden", f"{action.title} nieuw", "", other),
                    actor=alice,
                )
    overview = CarryOverview(carry_over)
    assert overview.problems == []
    for row in overview.rows:
        if row.is_open:
            carrying.choose(carry_over, row.action, GOES_ON, actor=alice)
    chosen = {one.action_id: one for one in carry_over.choices.all()}

    made = carrying.finish_carry_over(carry_over, actor=alice)

    old = list(plan.plan_actions.all())
    new = list(made.plan_actions.all())
    assert len(old) == size
    going = {pk for pk, one in chosen.items() if one.decision in GOES_ALONG}
    assert sorted(one.continues_id for one in new) == sorted(going)
    for action in old:
        goes, is_ended = action.pk in going, action.lifecycle in ENDED
        # In the next plan, or ended in this one; both only when taken up again.
        assert goes != is_ended or (goes and action.pk in over_before)
        merged = action.pk in chosen and chosen[action.pk].decision == "merge"
        assert bool(action.merged_into) == merged
        if merged:
            assert action.merged_into.plan == made
    assert sorted(one.number for one in new) == list(range(1, len(new) + 1))
    assert all(one.objective.plan == made for one in new)


def test_a_choice_survives_that_the_words_of_the_action_change(plan, head, alice):
    action = make_action(head, remark="Oud")
    carry_over = start(plan, alice)
    carrying.choose(carry_over, action, GOES_ON, actor=alice)
    edit_action(action, actor=alice, remark="Meer gebeurd")

    made = carrying.finish_carry_over(carry_over, actor=alice)

    assert made.plan_actions.get().remark == ""
