"""Every field of an action at once: one line of history, and nobody overwritten."""

from __future__ import annotations

import datetime

import pytest

from draaischijf.core.fuzzy import FuzzyDate
from draaischijf.core.fuzzy.reading import parse_fuzzy
from draaischijf.history.models import Entry
from draaischijf.people.queries import terms_of
from draaischijf.plans.domain import acting
from draaischijf.plans.domain.rewording import (
    ChangedMeanwhile,
    change_details,
    details_of,
    seen_as,
)
from draaischijf.plans.enums import PlanStatus
from draaischijf.plans.tests.factories import make_action, make_objective, make_plan
from draaischijf.plans.workflow import TransitionDenied
from draaischijf.taxonomy.domain import load_reference_data
from draaischijf.taxonomy.enums import SchemeKind

pytestmark = pytest.mark.django_db


@pytest.fixture
def objective(partnership):
    return make_objective(make_plan(partnership))


@pytest.fixture
def action(objective):
    return make_action(objective, remark="Loopt")


@pytest.fixture
def rights(partnership):
    load_reference_data()
    return terms_of(partnership, SchemeKind.SOCIAL_RIGHT)[:2]


def seen(action):
    return {name: seen_as(said) for name, said in details_of(action).items()}


def test_all_that_changes_is_one_line_of_history(objective, action, alice, rights):
    whole = make_action(objective, "Woonplan")

    acting.edit_action(
        action,
        actor=alice,
        when=parse_fuzzy("najaar 2027"),
        rights=rights,
        parent=whole,
        title="Woonoverleg",
        log_interval=6,
    )

    action.refresh_from_db()
    assert (action.parent, action.log_interval) == (whole, 6)
    assert action.start.year == 2027
    assert set(action.rights.all()) == set(rights)
    entry = Entry.objects.about(action).get()
    assert set(entry.data["after"]) == {
        "title", "parent", "log_interval", "date_text", "rights",
    }  # fmt: skip
    assert entry.data["after"]["rights"] == ", ".join(sorted(map(str, rights)))


def test_the_same_again_is_no_history(action, alice, rights):
    action.rights.set(rights)

    acting.edit_action(action, actor=alice, rights=rights, when=FuzzyDate(""))

    assert not Entry.objects.about(action).exists()


def test_rights_and_timing_can_be_emptied(action, alice, rights):
    action.rights.set(rights)
    action.set_when(parse_fuzzy("mei 2027"))
    action.save()

    acting.edit_action(action, actor=alice, rights=[], when=FuzzyDate(""))

    action.refresh_from_db()
    assert not action.rights.exists()
    assert (action.date_text, action.start, action.end) == ("", None, None)


def test_an_action_is_never_part_of_itself(objective, action, alice):
    part = make_action(objective, "Deel", parent=action)
    deeper = make_action(objective, "Deeltje", parent=part)

    for whole in (action, part, deeper):
        with pytest.raises(TransitionDenied, match="zichzelf"):
            acting.edit_action(action, actor=alice, parent=whole)
    acting.edit_action(deeper, actor=alice, parent=action)

    action.refresh_from_db()
    deeper.refresh_from_db()
    assert (action.parent, deeper.parent) == (None, action)


def test_an_action_is_only_part_of_one_of_its_own_plan(partnership, action, alice):
    other = make_action(make_objective(make_plan(partnership, 2028)))

    with pytest.raises(TransitionDenied):
        acting.edit_action(action, actor=alice, parent=other)

    action.refresh_from_db()
    assert action.parent is None


def test_pro_memorie_names_who_decides(action, alice):
    with pytest.raises(TransitionDenied):
        acting.edit_action(action, actor=alice, is_pro_memorie=True, decided_by=" ")

    acting.edit_action(action, actor=alice, is_pro_memorie=True, decided_by="Raad")
    action.refresh_from_db()
    assert action.is_pro_memorie


def test_rights_are_words_of_an_adopted_plan(action, alice, rights):
    action.plan.status = PlanStatus.ADOPTED
    action.plan.save()

    for given in ({"rights": rights}, {"when": FuzzyDate("")}, {"parent": None}):
        with pytest.raises(TransitionDenied):
            acting.edit_action(action, actor=alice, **given)
    acting.edit_action(action, actor=alice, log_interval=6, needs_step_plan=True)

    action.refresh_from_db()
    assert (action.log_interval, action.needs_step_plan) == (6, True)
    assert not action.rights.exists()


@pytest.mark.parametrize("who", ["bob", "charlie"])
def test_others_change_nothing(request, action, who, rights):
    with pytest.raises(TransitionDenied):
        acting.edit_action(action, actor=request.getfixturevalue(who), rights=rights)

    assert not action.rights.exists()


def test_what_a_colleague_changed_elsewhere_stays(action, alice, dora):
    before = seen(action)
    acting.edit_action(action, actor=dora, remark="Stopt in mei")

    change_details(action, {"remark": "Loopt", "code": "1.2"}, seen=before, actor=alice)

    action.refresh_from_db()
    assert (action.remark, action.code) == ("Stopt in mei", "1.2")


def test_a_field_both_changed_is_shown_first(action, alice, dora):
    before = seen(action)
    acting.edit_action(action, actor=dora, remark="Stopt in mei")
    wanted = {"remark": "Ligt stil", "code": "1.2"}

    with pytest.raises(ChangedMeanwhile) as caught:
        change_details(action, wanted, seen=before, actor=alice)

    action.refresh_from_db()
    assert (caught.value.name, caught.value.now) == ("remark", "Stopt in mei")
    assert (action.remark, action.code) == ("Stopt in mei", "")


def test_the_same_form_twice_counts_once(action, alice):
    before = seen(action)

    for _time in range(2):
        change_details(action, {"code": "1.2"}, seen=before, actor=alice)

    assert Entry.objects.about(action).count() == 1


def test_a_timing_without_words_is_said_as_its_days(action, objective):
    action.date_kind, action.start = "day", datetime.date(2027, 5, 3)
    action.end = action.start
    part = make_action(objective, parent=action)

    assert details_of(action)["when"] == "3 mei 2027"
    assert details_of(part)["parent"] == f"1. {action}"
