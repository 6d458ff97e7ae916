"""The job and coordinators who change groups at the same moment, for real."""

from __future__ import annotations

import pytest
from django.db import connection

from draaischijf.history.models import Entry
from draaischijf.people.enums import RoleKind
from draaischijf.people.tests.factories import make_member, make_partnership
from draaischijf.signals.domain import embedding, group_deeds, grouping
from draaischijf.signals.domain.telling_apart import tell_apart
from draaischijf.signals.models import DifferentPair, GroupedReport, ReportGroup
from draaischijf.signals.tests.factories import make_pre_signal
from draaischijf.signals.tests.stages import at_once
from draaischijf.signals.workflow import TransitionDenied

pytestmark = pytest.mark.django_db(transaction=True)

PROBLEM = "Geen enkele tandarts neemt nog nieuwe patiënten aan"


@pytest.fixture(autouse=True)
def _no_jobs_left():
    """Empty the queue, which is not a table of Django's to flush."""
    yield
    with connection.cursor() as cursor:
        cursor.execute("truncate procrastinate_jobs cascade")


@pytest.fixture
def here():
    return make_partnership()


@pytest.fixture
def two(here):
    return [make_member(here, RoleKind.COORDINATOR, name=name) for name in "AB"]


@pytest.fixture
def group(here):
    """Six reports in one group, and two more that the job has not seen yet."""
    for number in range(6):
        make_pre_signal(here, problem=f"{PROBLEM}, in straat {number}.")
    embed()
    grouping.group_reports(here)
    for number in range(2):
        make_pre_signal(here, problem=f"{PROBLEM}, in wijk {number}.")
    embed()
    return ReportGroup.objects.get()


def embed():
    for _done in embedding.embed_due():
        pass


def refusals(answers):
    unforeseen = [
        one
        for one in answers
        if isinstance(one, Exception) and not isinstance(one, TransitionDenied)
    ]
    assert unforeseen == []
    return sum(isinstance(one, TransitionDenied) for one in answers)


def assert_nobody_is_with_whom_it_was_told_apart_from():
    where = dict(GroupedReport.objects.values_list("report", "group"))
    for one, other in DifferentPair.objects.values_list("pre_signal", "other"):
        assert where.get(one, -1) != where.get(other, -2)


def test_two_jobs_at_once_make_the_groups_once(here, group):
    answers = at_once(*[lambda: grouping.group_reports(here)] * 3)

    assert answers == [True] * 3
    assert ReportGroup.objects.get().pk == group.pk
    assert GroupedReport.objects.count() == 8


def test_the_job_a_split_a_name_and_a_pair_told_apart_at_once(here, two, group):
    reports = list(here.pre_signals.order_by("number"))

    answers = at_once(
        lambda: grouping.group_reports(here),
        lambda: group_deeds.split_off(group, [1, 2], actor=two[0]),
        lambda: group_deeds.name_group(group, "Tandzorg", actor=two[1]),
        lambda: tell_apart(reports[3], reports[4], actor=two[1]),
        lambda: grouping.group_reports(here),
    )
    assert refusals(answers) == 0
    grouping.group_reports(here)

    named = ReportGroup.objects.get(title="Tandzorg")
    assert named.pk == group.pk
    assert_nobody_is_with_whom_it_was_told_apart_from()
    where = dict(GroupedReport.objects.values_list("report__number", "group"))
    assert where[1] == where[2] != named.pk
    assert where[3] == where[6] == named.pk
    assert len({where.get(number) for number in (4, 5)}) == 2
    verbs = Entry.objects.values_list("verb", flat=True)
    assert sorted(set(verbs)) == [
        "group_named",
        "group_split",
        "told_apart_from_report",
    ]


def test_two_coordinators_who_split_and_end_the_same_group_at_once(here, two, group):
    answers = at_once(
        lambda: group_deeds.end_group(group, actor=two[0]),
        lambda: group_deeds.take_out(group, [1, 2], actor=two[1]),
        lambda: group_deeds.end_group(group, actor=two[1]),
        lambda: grouping.group_reports(here),
    )
    grouping.group_reports(here)

    # Who was second is told, and whatever was first is kept.
    assert refusals(answers) in {1, 2}
    assert_nobody_is_with_whom_it_was_told_apart_from()
    assert Entry.objects.filter(verb="group_ended").exists()
    # Six that are no group: fifteen pairs, or those of the four and the eight before.
    assert DifferentPair.objects.count() >= 14
