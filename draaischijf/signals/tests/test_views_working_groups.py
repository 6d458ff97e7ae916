"""The pages of working groups, and a group as it shows on other pages."""

from __future__ import annotations

import datetime

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from draaischijf.people.enums import RoleKind
from draaischijf.people.models import GroupMember, WorkingGroup
from draaischijf.people.tests.factories import (
    make_group_member,
    make_member,
    make_organisation,
    make_working_group,
)
from draaischijf.signals.enums import SignalState
from draaischijf.signals.models import Agreement, PolicySignal, PreSignal
from draaischijf.signals.queries.work import work_page
from draaischijf.signals.tests.factories import make_pre_signal, make_signal
from draaischijf.signals.tests.routing import make_rule

pytestmark = pytest.mark.django_db


@pytest.fixture
def at(partnership):
    def address(name, *args):
        return reverse(f"signals:{name}", args=[partnership.slug, *args])

    return address


@pytest.fixture
def caw(partnership):
    return make_organisation(partnership, "CAW Durmeland", in_working_group=True)


@pytest.fixture
def standard(partnership, caw):
    return WorkingGroup.objects.get(is_standard=True)


@pytest.fixture
def housing(partnership):
    made = make_working_group(partnership, "Werkgroep wonen")
    make_group_member(made, make_organisation(partnership, "Woonmaatschappij"))
    return made


def said_by(response):
    return [str(one) for one in response.context["messages"]]


# -- Reading -------------------------------------------------------------------------


def test_the_list_says_what_to_do_where_there_is_no_group(as_user, at, alice, bob):
    arranges = as_user(alice).get(at("working_groups")).content.decode()
    reads = as_user(bob).get(at("working_groups")).content.decode()

    assert at("group_add") in arranges
    assert at("group_add") not in reads


def test_the_list_shows_members_and_what_waits(
    as_user, at, bob, partnership, standard, housing
):
    since = timezone.now() - datetime.timedelta(days=12)
    make_signal(
        partnership, SignalState.ANALYSIS, working_group=housing, state_since=since
    )

    page = as_user(bob).get(at("working_groups"))

    rows = {row.group.name: row for row in page.context["rows"]}
    assert (rows["Werkgroep wonen"].waiting, rows["Werkgroep wonen"].oldest_days) == (
        1,
        12,
    )
    assert "Woonmaatschappij" in page.content.decode()


def test_a_group_shows_what_each_member_answered_and_what_is_missing(
    as_user, at, bob, partnership, standard, housing, caw
):
    make_group_member(housing, caw)
    signal = make_signal(partnership, SignalState.ANALYSIS, working_group=housing)
    make_signal(partnership, SignalState.BUNDLING, working_group=housing)
    make_signal(partnership, SignalState.ANALYSIS)
    Agreement.objects.create(signal=signal, organisation=caw, result="agree")

    page = as_user(bob).get(at("working_group", housing.pk)).context["page"]

    [asked] = page.asked
    assert [(one.name, said and said.result) for one, said in asked.cells] == [
        ("CAW Durmeland", "agree"),
        ("Woonmaatschappij", None),
    ]
    assert [(one.name, count) for one, count in page.missing] == [
        ("CAW Durmeland", 0),
        ("Woonmaatschappij", 1),
    ]
    assert (page.total, page.bundling) == (1, 1)


@pytest.mark.parametrize("count", [1, 3])
def test_the_page_of_a_group_takes_the_same_queries_for_any_number(
    as_user, at, alice, partnership, housing, count, django_assert_num_queries
):
    for number in range(count):
        make_group_member(housing, make_organisation(partnership, f"H{number}"))
        make_signal(partnership, SignalState.ANALYSIS, working_group=housing)
    client = as_user(alice)
    client.get(at("working_group", housing.pk))

    with django_assert_num_queries(13):
        client.get(at("working_group", housing.pk))


def test_who_sat_in_a_group_before_can_be_read(as_user, at, bob, housing):
    housing.members.update(since="2026-01-05", until="2026-03-05")

    page = as_user(bob).get(at("working_group", housing.pk))

    assert [one.organisation.name for one in page.context["page"].past] == [
        "Woonmaatschappij"
    ]
    assert "2026" in page.content.decode()


def test_a_group_of_another_partnership_is_not_there(
    as_user, at, alice, other_partnership
):
    elsewhere = make_working_group(other_partnership)
    for name in ("working_group", "group_edit", "group_close"):
        assert as_user(alice).get(at(name, elsewhere.pk)).status_code == 404


# -- Making and changing -------------------------------------------------------------


def test_a_group_is_made_renamed_joined_left_and_closed(
    as_user, at, alice, partnership, standard, caw
):
    client = as_user(alice)
    chair = alice.persons.get()
    made = client.post(
        at("group_add"),
        {"name": "Wonen", "description": "Huren", "chair": chair.pk},
        follow=True,
    ).context["group"]
    assert (made.name, made.chair, made.is_standard) == ("Wonen", chair, False)

    client.post(at("group_join", made.pk), {"organisation": caw.pk})
    member = GroupMember.objects.get(group=made)
    client.post(at("group_edit", made.pk), {"name": "Wonen en energie"})
    signal = make_signal(partnership, SignalState.ANALYSIS, working_group=made)
    client.post(at("group_leave", made.pk, member.pk))
    done = client.post(at("group_close", made.pk), {"group": standard.pk}, follow=True)

    made.refresh_from_db()
    member.refresh_from_db()
    signal.refresh_from_db()
    assert (made.name, made.chair) == ("Wonen en energie", None)
    assert member.until == made.closed == timezone.localdate()
    assert signal.working_group is None
    assert "Werkgroep signalen" in said_by(done)[-1]


def test_a_name_that_is_taken_comes_back_with_what_was_typed(
    as_user, at, alice, housing
):
    given = {"name": "Werkgroep wonen", "description": "Over huren"}

    page = as_user(alice).post(at("group_add"), given)

    assert page.status_code == 422
    assert "Over huren" in page.content.decode()
    assert WorkingGroup.objects.count() == 1


def test_a_house_that_sits_in_it_is_not_offered_again(
    as_user, at, alice, housing, other_partnership
):
    inside = housing.members.get().organisation
    elsewhere = make_organisation(other_partnership, "Elders")
    for house in (inside, elsewhere):
        page = as_user(alice).post(
            at("group_join", housing.pk), {"organisation": house.pk}, follow=True
        )
        assert said_by(page)

    assert housing.members.count() == 1


def test_the_standard_group_has_no_page_to_close_it(as_user, at, alice, standard):
    assert as_user(alice).get(at("group_close", standard.pk)).status_code == 404


# -- A signal and its group ----------------------------------------------------------


def test_a_signal_is_given_to_a_group_and_the_page_says_who_is_still_asked(
    as_user, at, alice, partnership, standard, housing
):
    signal = make_signal(partnership, SignalState.ANALYSIS)
    client = as_user(alice)
    page = client.get(at("signal", signal.number)).content.decode()
    assert at("signal_group", signal.number) in page

    done = client.post(
        at("signal_group", signal.number), {"group": housing.pk}, follow=True
    )

    signal.refresh_from_db()
    assert signal.working_group == housing
    assert "Woonmaatschappij" in said_by(done)[-1]
    assert "Werkgroep wonen" in done.content.decode()


def test_with_one_group_there_is_nothing_to_choose(
    as_user, at, alice, partnership, standard
):
    signal = make_signal(partnership, SignalState.ANALYSIS)

    page = as_user(alice).get(at("signal", signal.number)).content.decode()

    assert at("signal_group", signal.number) not in page


def test_a_published_signal_is_refused_in_the_form(
    as_user, at, alice, partnership, standard, housing
):
    signal = make_signal(partnership, SignalState.PUBLISHED)

    page = as_user(alice).post(at("signal_group", signal.number), {"group": housing.pk})

    assert page.status_code == 422
    signal.refresh_from_db()
    assert signal.working_group is None


def test_only_a_member_of_the_group_of_the_signal_is_asked(
    as_user, at, partnership, standard, housing, caw
):
    signal = make_signal(partnership, SignalState.ANALYSIS, working_group=housing)
    tenants = housing.members.get().organisation
    for house, status in ((caw, 404), (tenants, 200)):
        user = make_member(
            partnership,
            RoleKind.WORKING_GROUP_MEMBER,
            name=house.name,
            organisation=house,
        )
        client: Client = as_user(user)
        assert client.get(at("signal_agree", signal.number)).status_code == status
        assert client.get(at("signal_reword", signal.number)).status_code == status


def test_what_waits_for_me_stands_by_group(partnership, standard, housing, caw):
    make_group_member(housing, caw)
    user = make_member(
        partnership, RoleKind.WORKING_GROUP_MEMBER, name="Wim", organisation=caw
    )
    first = make_signal(partnership, SignalState.ANALYSIS)
    second = make_signal(partnership, SignalState.ANALYSIS, working_group=housing)
    answered = make_signal(partnership, SignalState.ANALYSIS, working_group=housing)
    Agreement.objects.create(signal=answered, organisation=caw, result="agree")

    page = work_page(user, partnership, back="/")

    assert {part.key: (part.total, part.items[0].title) for part in page.waits} == {
        "agree": (1, f"{first.number}. {first.title}"),
        f"agree-{housing.pk}": (1, f"{second.number}. {second.title}"),
    }


def test_who_speaks_for_two_houses_is_asked_until_both_answered(
    partnership, standard, caw
):
    other = make_organisation(partnership, "OCMW Lokelare", in_working_group=True)
    user = make_member(
        partnership, RoleKind.WORKING_GROUP_MEMBER, name="Wim", organisation=caw
    )
    person = user.persons.get()
    person.memberships.create(organisation=other)
    signal = make_signal(partnership, SignalState.ANALYSIS)
    Agreement.objects.create(signal=signal, organisation=caw, result="agree")

    [part] = work_page(user, partnership, back="/").waits

    assert "OCMW Lokelare" in part.items[0].why
    assert "CAW" not in part.items[0].why


# -- The list of signals, and starting one -------------------------------------------


def test_the_list_of_signals_is_narrowed_to_a_group(
    as_user, at, bob, partnership, standard, housing
):
    plain = make_signal(partnership, SignalState.ANALYSIS)
    own = make_signal(partnership, SignalState.ANALYSIS, working_group=housing)
    client = as_user(bob)

    def numbers(value):
        found = client.get(at("signals"), {"working_group": value}).context["found"]
        return [row.signal.number for row in found.rows]

    assert numbers(housing.pk) == [own.number]
    assert numbers(0) == [plain.number]
    names = [facet.name for facet in client.get(at("signals")).context["found"].facets]
    assert "working_group" in names
    public = Client().get(at("signals")).context["found"].facets
    assert "working_group" not in [facet.name for facet in public]


def test_a_signal_starts_with_the_group_its_report_is_for(
    as_user, at, alice, partnership, standard, housing
):
    report = make_pre_signal(partnership, assigned_group=housing, state="in_review")
    client = as_user(alice)
    address = f"{at('pre_signal_reply', report.number)}?kind=start"
    form = client.get(address).context["form"]
    assert form.initial["group"] == housing.pk

    data = {
        "title": "Geen studio",
        "statement": "Er zijn er te weinig.",
        "text": "Dank je.",
        "group": housing.pk,
        "version": form["version"].value(),
    }

    shown = client.post(address, {**data, "step": "preview"})
    client.post(address, {**data, "step": "send", "seen": shown.context["mark"]})

    assert PolicySignal.objects.get().working_group == housing


def test_a_signal_that_nobody_reported_is_given_to_the_chosen_group(
    as_user, at, alice, partnership, standard, housing
):
    given = {
        "title": "Geen studio",
        "statement": "Er zijn er te weinig.",
        "origin": "field",
        "group": housing.pk,
    }

    as_user(alice).post(at("signal_start"), given)

    assert PolicySignal.objects.get().working_group == housing


def test_a_rule_names_a_group_and_its_takers_find_the_report(
    as_user, at, partnership, standard, housing
):
    tenants = housing.members.get().organisation
    nina = make_member(
        partnership, RoleKind.SIGNAL_COORDINATOR, name="Nina", organisation=tenants
    )
    make_rule(partnership, group=housing)
    report = make_pre_signal(partnership, assigned_group=housing)

    found = as_user(nina).get(at("inbox"), {"whose": "mine"}).context

    assert [row.report for row in found["rows"]] == [report]
    assert "Werkgroep wonen" in as_user(nina).get(at("routing")).content.decode()
    assert PreSignal.objects.get().assigned_group == housing
