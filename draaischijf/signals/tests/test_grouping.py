"""The job that proposes groups, and what a person did with them."""

from __future__ import annotations

import pytest
from procrastinate.contrib.django.models import ProcrastinateJob

from draaischijf.history.models import Entry
from draaischijf.people.enums import RoleKind
from draaischijf.people.tests.factories import make_member
from draaischijf.signals import tasks
from draaischijf.signals.domain import embedding, group_deeds, grouping, weighing
from draaischijf.signals.domain.telling_apart import tell_apart
from draaischijf.signals.enums import PreSignalState
from draaischijf.signals.models import (
    DifferentPair,
    GroupedReport,
    Meaning,
    PreSignal,
    ReportGroup,
)
from draaischijf.signals.tests.factories import (
    make_group,
    make_link,
    make_pre_signal,
    make_signal,
)
from draaischijf.signals.tests.stages import meanwhile
from draaischijf.signals.workflow import TransitionDenied

pytestmark = pytest.mark.django_db

DENTIST = [
    "Geen enkele tandarts neemt nog nieuwe patiënten aan.",
    "Tandartsen nemen geen nieuwe patiënten meer aan.",
    "Mensen vinden geen tandarts die nog nieuwe patiënten aanneemt.",
    "Nieuwe patiënten worden door elke tandarts geweigerd.",
]
BUS = [
    "Na acht uur 's avonds rijdt er geen bus meer naar het dorp.",
    "Er rijdt 's avonds geen bus meer, het dorp is niet bereikbaar.",
]


def report_all(partnership, texts, **fields):
    made = [make_pre_signal(partnership, problem=one, **fields) for one in texts]
    for _done in embedding.embed_due():
        pass
    return made


def groups():
    """Return the groups there are as sets of report numbers."""
    return [
        {row.report.number for row in one.members.select_related("report")}
        for one in ReportGroup.objects.all()
    ]


def test_reports_about_one_problem_become_one_group_under_a_working_title(partnership):
    report_all(partnership, [*DENTIST[:3], *BUS, "De studio's zijn te duur."])

    assert grouping.group_reports(partnership)

    assert sorted(map(sorted, groups())) == [[1, 2, 3], [4, 5]]
    titles = set(ReportGroup.objects.values_list("title", flat=True))
    assert any("tandarts" in one.lower() for one in titles)
    assert any("bus" in one.lower() for one in titles)


def test_running_again_changes_nothing_and_new_reports_join_their_group(partnership):
    report_all(partnership, DENTIST[:2])
    grouping.group_reports(partnership)
    before = list(ReportGroup.objects.values())
    rows = list(GroupedReport.objects.values())

    grouping.group_reports(partnership)

    assert list(ReportGroup.objects.values()) == before
    assert list(GroupedReport.objects.values()) == rows
    report_all(partnership, DENTIST[2:3])
    grouping.group_reports(partnership)
    assert groups() == [{1, 2, 3}]
    assert ReportGroup.objects.get().pk == before[0]["id"]


def test_only_open_reports_outside_signals_of_the_same_partnership(
    partnership, other_partnership
):
    first, second = report_all(partnership, DENTIST[:2])
    report_all(other_partnership, DENTIST[2:3])
    report_all(partnership, DENTIST[3:], state=PreSignalState.WITHDRAWN)
    make_link(second, make_signal(partnership))

    grouping.group_reports(partnership)

    assert groups() == []
    first.refresh_from_db()


def test_a_group_of_which_one_report_is_still_open_is_shown_no_more_and_goes(
    partnership,
):
    report_all(partnership, DENTIST[:2])
    grouping.group_reports(partnership)
    assert ReportGroup.objects.standing().count() == 1

    PreSignal.objects.filter(number=1).update(state=PreSignalState.HANDLED_INTERNALLY)

    assert ReportGroup.objects.standing().count() == 0
    grouping.group_reports(partnership)
    assert groups() == []


def test_nothing_is_put_together_while_a_report_waits_for_its_vector(partnership):
    report_all(partnership, DENTIST[:2])
    grouping.group_reports(partnership)
    Meaning.objects.update(vector=None)

    assert not grouping.group_reports(partnership)

    assert groups() == [{1, 2}]


def test_two_that_were_told_apart_part_at_once_and_stay_so(partnership, alice):
    first, second, _third = report_all(partnership, DENTIST[:3])
    grouping.group_reports(partnership)

    tell_apart(first, second, actor=alice)

    assert groups() == [{2, 3}]
    grouping.group_reports(partnership)
    assert all(not {1, 2} <= one for one in groups())


# -- What a person does -------------------------------------------------------------


def test_a_split_stays_split_and_both_groups_go_on_growing(partnership, alice):
    report_all(partnership, DENTIST)
    group = make_group(*PreSignal.objects.order_by("number"))

    made = group_deeds.split_off(group, [1, 2], actor=alice)

    assert sorted(map(sorted, groups())) == [[1, 2], [3, 4]]
    assert made.title
    assert DifferentPair.objects.count() == 4
    report_all(partnership, ["Elke tandarts weigert nieuwe patiënten."])
    grouping.group_reports(partnership)
    grouping.group_reports(partnership)
    found = groups()
    assert all(not (one & {1, 2} and one & {3, 4}) for one in found)
    assert any(5 in one for one in found)
    said = Entry.objects.filter(verb="group_split")
    assert {one.object_id for one in said} == set(
        PreSignal.objects.filter(number__in=[1, 2]).values_list("pk", flat=True)
    )


def test_what_was_taken_out_never_comes_back_to_the_others(partnership, alice):
    report_all(partnership, DENTIST[:3])
    grouping.group_reports(partnership)

    assert group_deeds.take_out(ReportGroup.objects.get(), [2], actor=alice) == 1

    for _run in range(2):
        grouping.group_reports(partnership)
        assert groups() == [{1, 3}]
    assert Entry.objects.filter(verb="group_left").count() == 1


def test_a_pair_of_which_one_is_taken_out_is_no_group(partnership, alice):
    report_all(partnership, DENTIST[:2])
    grouping.group_reports(partnership)

    group_deeds.take_out(ReportGroup.objects.get(), [1], actor=alice)

    assert groups() == []
    grouping.group_reports(partnership)
    assert groups() == []


def test_no_group_is_remembered(partnership, alice):
    report_all(partnership, DENTIST[:3])
    grouping.group_reports(partnership)

    group_deeds.end_group(ReportGroup.objects.get(), actor=alice)

    grouping.group_reports(partnership)
    assert groups() == []
    assert Entry.objects.filter(verb="group_ended").count() == 3


def test_a_title_that_was_given_stays_when_reports_join(partnership, alice):
    report_all(partnership, DENTIST[:2])
    grouping.group_reports(partnership)
    group_deeds.name_group(ReportGroup.objects.get(), "Tandzorg", actor=alice)
    group_deeds.name_group(ReportGroup.objects.get(), "Tandzorg", actor=alice)

    report_all(partnership, DENTIST[2:3])
    grouping.group_reports(partnership)

    assert ReportGroup.objects.get().title == "Tandzorg"
    assert groups() == [{1, 2, 3}]
    assert Entry.objects.filter(verb="group_named").count() == 1


def test_a_touched_group_keeps_reports_that_lie_far_apart(partnership, alice):
    report_all(partnership, [DENTIST[0], BUS[0]])
    group = make_group(*PreSignal.objects.all())
    group_deeds.name_group(group, "Zelfde mevrouw aan de balie", actor=alice)

    grouping.group_reports(partnership)

    assert groups() == [{1, 2}]


@pytest.mark.parametrize("numbers", [[], [1], [1, 2, 3], [1, 2, 3, 4], [1, 99]])
def test_a_split_that_leaves_no_two_groups_is_refused(partnership, alice, numbers):
    group = make_group(*[make_pre_signal(partnership) for _n in range(4)])

    with pytest.raises(TransitionDenied):
        group_deeds.split_off(group, numbers, actor=alice)

    assert groups() == [{1, 2, 3, 4}]
    assert not DifferentPair.objects.exists()


@pytest.mark.parametrize("numbers", [[], [1, 2], [99]])
def test_taking_out_nothing_or_all_is_refused(partnership, alice, numbers):
    group = make_group(*[make_pre_signal(partnership) for _n in range(2)])

    with pytest.raises(TransitionDenied):
        group_deeds.take_out(group, numbers, actor=alice)

    assert groups() == [{1, 2}]


@pytest.mark.parametrize(
    "deed",
    [
        lambda group, actor: group_deeds.split_off(group, [1, 2], actor=actor),
        lambda group, actor: group_deeds.take_out(group, [1], actor=actor),
        lambda group, actor: group_deeds.name_group(group, "Anders", actor=actor),
        lambda group, actor: group_deeds.end_group(group, actor=actor),
    ],
)
def test_only_who_weighs_here_does_something_and_a_gone_group_says_so(
    partnership, other_partnership, alice, bob, deed
):
    group = make_group(*[make_pre_signal(partnership) for _n in range(4)])
    elsewhere = make_member(other_partnership, RoleKind.COORDINATOR, name="Charlie")
    for actor in (bob, elsewhere):
        with pytest.raises(TransitionDenied):
            deed(group, actor)
    assert groups() == [{1, 2, 3, 4}]

    ReportGroup.objects.all().delete()

    with pytest.raises(TransitionDenied, match="er niet meer"):
        deed(group, alice)


# -- The job ------------------------------------------------------------------------


def test_what_a_person_does_while_the_job_works_is_not_overruled(partnership, alice):
    report_all(partnership, DENTIST[:3])
    grouping.group_reports(partnership)
    group = ReportGroup.objects.get()
    report_all(partnership, DENTIST[3:])

    # Between working out the groups and writing them.
    with meanwhile(lambda: group_deeds.take_out(group, [1], actor=alice)):
        assert grouping.group_reports(partnership)

    assert all(1 not in one or not one & {2, 3} for one in groups())
    assert any({2, 3} <= one for one in groups())


def test_a_report_that_goes_while_the_job_works_is_put_nowhere(partnership):
    report_all(partnership, DENTIST[:3])

    with meanwhile(lambda: PreSignal.objects.get(number=1).delete()):
        grouping.group_reports(partnership)

    assert groups() == [{2, 3}]


def test_new_vectors_ask_for_the_groups_of_their_partnership_once(partnership):
    report_all(partnership, DENTIST[:2])
    report_all(partnership, DENTIST[2:])

    jobs = ProcrastinateJob.objects.filter(task_name__endswith=".group_reports")
    assert [one.args for one in jobs] == [{"partnership_id": partnership.pk}]

    tasks.group_reports(partnership_id=partnership.pk)
    tasks.group_reports(partnership_id=0)
    assert groups()


def test_every_night_each_partnership_is_asked_for(partnership, other_partnership):
    make_pre_signal(partnership)
    make_group(make_pre_signal(other_partnership, state=PreSignalState.WITHDRAWN))

    tasks.group_all_reports(timestamp=0)

    jobs = ProcrastinateJob.objects.filter(task_name__endswith=".group_reports")
    assert {one.args["partnership_id"] for one in jobs} == {
        partnership.pk,
        other_partnership.pk,
    }


def test_a_report_that_got_its_signal_leaves_the_group(partnership, alice):
    reports = report_all(partnership, DENTIST[:3])
    grouping.group_reports(partnership)

    weighing.link_to_signal(reports[0], make_signal(partnership), actor=alice)

    assert ReportGroup.objects.standing().get().open_count == 2
