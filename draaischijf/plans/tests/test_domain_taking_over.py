"""What a document tells of a plan is found again, or taken over once."""

from __future__ import annotations

import datetime as dt

import pytest

from draaischijf.core.fuzzy import parse_fuzzy
from draaischijf.history.models import Entry
from draaischijf.plans.domain.taking_over import (
    date_of,
    take_over_action,
    take_over_facts,
    take_over_objective,
    take_over_programme,
)
from draaischijf.plans.enums import Lifecycle, PlanKind, PlanStatus
from draaischijf.plans.tests.factories import (
    make_action,
    make_log_entry,
    make_objective,
    make_plan,
)

pytestmark = pytest.mark.django_db
FROM = {"actor": None, "source": "verslag.docx"}


@pytest.fixture
def plan(partnership):
    # adopted: an import tells of what was decided before
    return make_plan(partnership, status=PlanStatus.ADOPTED)


def fact(words, text="", attendance=None):
    when = parse_fuzzy(words)
    return {
        "when": {
            "text": when.text,
            "kind": str(when.kind),
            "start": when.start and when.start.isoformat(),
            "end": when.end and when.end.isoformat(),
            "year_guessed": False,
        },
        "text": text,
        "attendance": attendance,
        "attendance_is_about": False,
        "meetings": None,
    }


def test_objectives_are_made_along_their_path_and_once(plan):
    made, is_new = take_over_objective(plan, ["Luik 1", "Wonen", "Een dak"], **FROM)
    same, again = take_over_objective(plan, ["LUIK 1", "wonen", "Een dak!"], **FROM)
    other, third = take_over_objective(
        plan, ["Luik 1", "Wonen", "Een tuin"], explanation="Groen.", **FROM
    )

    assert (is_new, again, third) == (True, False, True)
    assert made == same
    assert (made.level, made.parent.title) == (3, "Wonen")
    assert (other.parent, other.explanation) == (made.parent, "Groen.")
    assert made.parent.explanation == ""
    assert plan.objectives.count() == 4


def test_an_objective_that_is_there_by_hand_is_used(plan):
    known = make_objective(plan, "Een dak")

    assert take_over_objective(plan, ["Een dak"], **FROM) == (known, False)


def test_an_objective_needs_a_title(plan):
    with pytest.raises(ValueError, match="no objective"):
        take_over_objective(plan, [], **FROM)


def test_an_action_is_taken_over_as_going_on_and_once(plan):
    objective = make_objective(plan)
    may = parse_fuzzy("mei 2027")

    made, is_new = take_over_action(objective, "Woonoverleg", when=may, **FROM)
    same, again = take_over_action(objective, "woonoverleg.", when=may, **FROM)

    assert (is_new, again) == (True, False)
    assert made == same
    assert made.lifecycle == Lifecycle.CONTINUED
    assert made.date_text == "mei 2027"
    assert Entry.objects.about(made).get().data["file"] == "verslag.docx"


def test_an_action_of_another_objective_is_another(plan):
    make_action(make_objective(plan, "Een"), "Woonoverleg")
    there = make_objective(plan, "Twee")

    made, is_new = take_over_action(
        there, "Woonoverleg", when=parse_fuzzy("2027"), **FROM
    )

    assert is_new
    assert made.objective == there


def test_facts_that_are_known_are_not_added_again(plan):
    action = make_action(make_objective(plan))
    make_log_entry(action, dt.date(2027, 3, 5), "Overleg")

    added = take_over_facts(
        action,
        [fact("5/3/2027", "Overleg"), fact("5/3/2027", "Bezoek", 12), fact("6/3/2027")],
        **FROM,
    )

    assert added == 2
    assert sorted(action.log_entries.values_list("text", "attendance")) == [
        ("", None),
        ("Bezoek", 12),
        ("Overleg", None),
    ]


def test_two_equal_facts_of_one_document_are_two(plan):
    action = make_action(make_objective(plan))

    assert take_over_facts(action, [fact("5/3/2027"), fact("5/3/2027")], **FROM) == 2


def test_a_programme_is_known_by_its_years(partnership, other_partnership):
    years = {"start": dt.date(2024, 1, 1), "end": dt.date(2027, 12, 31)}
    make_plan(other_partnership, kind=PlanKind.PROGRAMME, **years)
    make_plan(partnership, kind=PlanKind.SIX_YEAR_PLAN, slug="ander", **years)

    made = take_over_programme(partnership, title="Programma", **years, **FROM)
    same = take_over_programme(partnership, title="Anders", **years, **FROM)

    assert made == same
    assert (made.partnership, made.kind) == (partnership, PlanKind.PROGRAMME)
    assert made.status == PlanStatus.ADOPTED


def test_a_date_comes_back_from_its_row():
    for words in ("4, 6 en 18 mei 2027", "voor eind mei 2027", "ooit"):
        assert date_of(fact(words)["when"]) == parse_fuzzy(words)
