from __future__ import annotations

import datetime

import pytest
from django.http import Http404
from django.utils import timezone

from draaischijf.documents.models import StoredFile
from draaischijf.people.enums import RoleKind
from draaischijf.people.tests.factories import (
    make_member,
    make_organisation,
    make_user,
)
from draaischijf.signals.enums import PreSignalState
from draaischijf.signals.models import PreSignalAttachment
from draaischijf.signals.permissions import pre_signals_visible_to
from draaischijf.signals.queries.deadlines import age_of, deadline_of
from draaischijf.signals.queries.inbox import (
    export_rows,
    inbox_page,
    inbox_reports,
)
from draaischijf.signals.queries.inbox_facets import Wanted
from draaischijf.signals.tests.factories import make_link, make_pre_signal, make_signal
from draaischijf.taxonomy.enums import SchemeKind
from draaischijf.taxonomy.models import Scheme, Term

TODAY = datetime.date(2026, 11, 24)  # a Tuesday
DAY = datetime.timedelta(days=1)


@pytest.fixture
def right():
    scheme = Scheme.objects.create(
        code="rechten", kind=SchemeKind.SOCIAL_RIGHT, label_nl="Grondrechten"
    )
    return Term.objects.create(scheme=scheme, code="wonen", label_nl="Wonen")


@pytest.fixture
def look(partnership, alice):
    """Return a function that gives the numbers on the first page, in order."""

    def numbers(**asked):
        page = inbox_page(alice, partnership, Wanted(**asked))
        return [row.report.number for row in page.rows]

    return numbers


def option(page, facet_name, value):
    (facet,) = [one for one in page.facets if one.name == facet_name]
    (found,) = [one for one in facet.options if one.value == str(value)]
    return found


# -- Who sees what ------------------------------------------------------------------


def test_a_field_worker_sees_own_reports_and_those_of_the_organisation(
    partnership, alice
):
    house = make_organisation(partnership, "Straathoekwerk Durmeland")
    bob = make_member(
        partnership, RoleKind.FIELD_WORKER, name="Bob", organisation=house
    )
    own = make_pre_signal(partnership, raiser=bob)
    colleague = make_pre_signal(partnership, organisation=house)
    make_pre_signal(partnership)

    page = inbox_page(bob, partnership, Wanted())

    assert {row.report for row in page.rows} == {own, colleague}
    assert (page.total, page.counts["all"], page.next_up) == (2, 2, None)
    assert inbox_page(alice, partnership, Wanted()).total == 3


def test_an_account_without_a_role_sees_what_it_reported(partnership):
    raiser = make_user("Mia")
    make_pre_signal(partnership, raiser=raiser)
    make_pre_signal(partnership)

    assert inbox_page(raiser, partnership, Wanted()).total == 1


def test_who_may_know_of_none_gets_nothing(partnership, charlie):
    make_pre_signal(partnership)

    with pytest.raises(Http404):
        inbox_page(charlie, partnership, Wanted())


@pytest.mark.parametrize("kind", RoleKind)
def test_the_inbox_holds_what_the_permissions_say(partnership, kind):
    house = make_organisation(partnership, "Straathoekwerk Durmeland")
    user = make_member(partnership, kind, organisation=house)
    make_pre_signal(partnership, raiser=user)
    make_pre_signal(partnership, organisation=house)
    make_pre_signal(partnership)

    seen = inbox_reports(user, partnership)

    assert set(seen) == set(pre_signals_visible_to(user))
    assert seen.count() in {2, 3}


# -- Filters and their counts -------------------------------------------------------


def test_each_tab_holds_and_counts_its_state(partnership, look, alice):
    for state in PreSignalState:
        fields = {"referral": "Ombudsdienst"} if state == "not_a_signal" else {}
        make_pre_signal(partnership, state=state, **fields)

    counts = inbox_page(alice, partnership, Wanted()).counts

    assert counts == dict.fromkeys(PreSignalState.values, 1) | {
        "open": 3,
        "all": 7,
    }
    assert len(look()) == 3
    assert len(look(state="all")) == 7
    assert [look(state=state) for state in PreSignalState.values] == [
        [number] for number in range(1, 8)
    ]


def test_by_right(partnership, look, alice, right):
    one = make_pre_signal(partnership)
    one.rights.add(right)
    make_pre_signal(partnership)

    assert look(rights=(right.pk,)) == [one.number]
    page = inbox_page(alice, partnership, Wanted(rights=(right.pk,)))
    assert option(page, "right", right.pk).count == 1
    assert option(page, "right", right.pk).selected


def test_by_area_or_the_whole_area(partnership, look, alice):
    lokelare, molenhoek = partnership.area.members.order_by("name")[:2]
    there, both, everywhere, _nowhere = (make_pre_signal(partnership) for _ in range(4))
    there.areas.add(lokelare)
    both.areas.add(lokelare, molenhoek)
    everywhere.whole_area = True
    everywhere.save()

    assert set(look(areas=(lokelare.pk,))) == {1, 2}
    assert set(look(areas=(lokelare.pk, molenhoek.pk))) == {1, 2}
    assert look(whole_area=True) == [3]
    assert set(look(areas=(molenhoek.pk,), whole_area=True)) == {2, 3}
    page = inbox_page(alice, partnership, Wanted(areas=(molenhoek.pk,)))
    # A facet counts without itself: that is what another choice would give.
    assert option(page, "area", lokelare.pk).count == 2
    assert option(page, "area", molenhoek.pk).count == 1
    assert option(page, "area", "whole").count == 1


def test_by_organisation_or_by_none(partnership, look, alice):
    caw = make_organisation(partnership, "CAW Durmeland", short_name="CAW")
    make_pre_signal(partnership, organisation=caw)
    make_pre_signal(partnership, organisation_name="een vrijwilliger")

    assert look(organisations=(caw.pk,)) == [1]
    assert look(unknown_organisation=True) == [2]
    assert set(look(organisations=(caw.pk,), unknown_organisation=True)) == {1, 2}
    page = inbox_page(alice, partnership, Wanted())
    assert option(page, "organisation", caw.pk).label == "CAW"
    assert option(page, "organisation", "unknown").count == 1


def test_at_most_twelve_organisations_and_always_the_chosen_one(partnership, alice):
    for number in range(14):
        house = make_organisation(partnership, f"Organisatie {number}")
        for _ in range(2 if number else 1):
            make_pre_signal(partnership, organisation=house)
    least = partnership.organisations.get(name="Organisatie 0")

    page = inbox_page(alice, partnership, Wanted(organisations=(least.pk,)))

    (facet,) = [one for one in page.facets if one.name == "organisation"]
    assert len(facet.options) == 12
    assert facet.options[0].value == str(least.pk)


def test_by_age(partnership, look, alice):
    now = timezone.now()
    for days in (1, 10, 40, 100):
        make_pre_signal(partnership, submitted=now - days * DAY)

    assert [look(age=age) for age in ("week", "month", "quarter", "older")] == [
        [1], [2], [3], [4],
    ]  # fmt: skip
    page = inbox_page(alice, partnership, Wanted(age="month"))
    assert [option(page, "age", age).count for age in ("week", "older")] == [1, 1]


def test_by_being_late(partnership, look, alice):
    yesterday = timezone.localdate() - DAY
    make_pre_signal(partnership, answer_due=yesterday)
    make_pre_signal(partnership, answer_due=yesterday, answered=timezone.now())
    make_pre_signal(partnership, answer_due=yesterday, state=PreSignalState.QUESTION)
    make_pre_signal(partnership)

    assert look(late=True) == [1]
    assert option(inbox_page(alice, partnership, Wanted()), "late", 1).count == 1


def test_a_filter_without_values_is_not_shown(partnership, alice):
    make_pre_signal(partnership)

    page = inbox_page(alice, partnership, Wanted())

    assert [one.name for one in page.facets] == ["age", "organisation"]


def test_counts_follow_the_other_filters(partnership, alice, right):
    caw = make_organisation(partnership, "CAW Durmeland")
    one = make_pre_signal(partnership, organisation=caw)
    one.rights.add(right)
    make_pre_signal(partnership).rights.add(right)
    make_pre_signal(partnership, organisation=caw, state=PreSignalState.QUESTION)

    page = inbox_page(alice, partnership, Wanted(organisations=(caw.pk,)))

    assert page.counts["open"] == 2
    assert option(page, "right", right.pk).count == 1


def test_search_finds_other_forms_of_a_word_and_marks_it(partnership, alice, look):
    make_pre_signal(partnership, problem="De wachtlijsten voor tandartsen groeien.")
    make_pre_signal(partnership, problem="Er rijdt geen avondbus.")

    page = inbox_page(alice, partnership, Wanted(text="wachtlijst"))

    assert [row.report.number for row in page.rows] == [1]
    assert page.rows[0].hit == "De \ue000wachtlijsten\ue001 voor tandartsen groeien."
    assert look(text='"geen avondbus"') == [2]
    assert look(text="-avondbus") == [1]
    assert look(text="2") == [2]
    assert look(text="#1") == [1]
    assert look(text="1234567890123") == []


def test_a_hit_outside_the_problem_shows_no_passage(partnership, alice):
    make_pre_signal(partnership, for_whom="alleenstaande ouders")

    page = inbox_page(alice, partnership, Wanted(text="ouders"))

    assert [row.hit for row in page.rows] == [""]


# -- Order, pages, what comes next --------------------------------------------------


def test_the_most_urgent_comes_first_and_what_is_settled_last(partnership, look):
    today = timezone.localdate()
    make_pre_signal(partnership, state=PreSignalState.WITHDRAWN, answer_due=today)
    make_pre_signal(partnership, state=PreSignalState.QUESTION, answer_due=today)
    make_pre_signal(partnership, answered=timezone.now(), answer_due=today)
    make_pre_signal(partnership, answer_due=today + DAY)
    make_pre_signal(partnership, answer_due=today - DAY)

    assert look(state="all", sort="urgent") == [5, 4, 3, 2, 1]
    assert look(state="open") == [5, 4, 3, 2]


def test_what_is_settled_stands_in_the_order_it_came(partnership, look):
    now = timezone.now()
    for days in (3, 1, 2):
        make_pre_signal(
            partnership, state=PreSignalState.WITHDRAWN, submitted=now - days * DAY
        )

    assert look(state="withdrawn") == look(state="all") == [2, 3, 1]


def test_other_orders(partnership, look):
    now = timezone.now()
    make_pre_signal(partnership, submitted=now - DAY, problem="Bus. Bus. Avondbus.")
    make_pre_signal(partnership, submitted=now, problem="Een bus en veel meer tekst.")

    assert look(sort="newest") == [2, 1]
    assert look(sort="oldest") == [1, 2]
    assert look(text="bus") == [1, 2]
    assert look(text="bus", sort="newest") == [2, 1]
    assert set(look(sort="best")) == {1, 2}


def test_fifty_on_a_page(partnership, alice):
    for _ in range(51):
        make_pre_signal(partnership)

    first = inbox_page(alice, partnership, Wanted())
    second = inbox_page(alice, partnership, Wanted(page=2))
    beyond = inbox_page(alice, partnership, Wanted(page=9))

    assert (len(first.rows), first.first, first.has_next) == (50, 1, True)
    assert (len(second.rows), second.first, second.has_next) == (1, 51, False)
    assert beyond.page == 2
    assert not {row.report.pk for row in first.rows} & {
        row.report.pk for row in second.rows
    }


def test_what_is_next_to_weigh_follows_the_filters_but_not_the_tab(partnership, alice):
    caw = make_organisation(partnership, "CAW Durmeland")
    today = timezone.localdate()
    make_pre_signal(partnership, answer_due=today - DAY)
    theirs = make_pre_signal(partnership, organisation=caw, answer_due=today)
    make_pre_signal(partnership, organisation=caw, state=PreSignalState.QUESTION)

    page = inbox_page(
        alice, partnership, Wanted(state="question", organisations=(caw.pk,))
    )

    assert page.next_up == theirs


# -- What a line says ---------------------------------------------------------------


def test_a_line_shows_what_comes_with_a_report(partnership, alice):
    signal = make_signal(partnership, title="Geen avondbus")
    report = make_pre_signal(
        partnership, state=PreSignalState.LINKED, screening=[{"kind": "name"}]
    )
    make_link(report, signal)
    stored = StoredFile.objects.create(
        partnership_id=partnership.pk, name="foto.jpg", size=3, file="x"
    )
    PreSignalAttachment.objects.create(pre_signal=report, stored_file=stored)

    (row,) = inbox_page(alice, partnership, Wanted(state="linked")).rows

    assert (row.has_files, row.is_doubtful) == (True, True)
    assert row.signals == [(signal.number, "Geen avondbus")]
    assert row.deadline is None


@pytest.mark.parametrize(
    ("due", "label", "urgency"),
    [
        (datetime.date(2026, 11, 20), "4", "late"),
        (datetime.date(2026, 11, 23), "1", "late"),
        (datetime.date(2026, 11, 24), "", "soon"),
        (datetime.date(2026, 11, 26), "2", "soon"),
        # the weekend is no time to work in
        (datetime.date(2026, 11, 30), "4", ""),
    ],
)
def test_a_deadline_in_words(partnership, due, label, urgency):
    deadline = deadline_of(make_pre_signal(partnership, answer_due=due), TODAY)

    assert deadline.urgency == urgency
    assert label in deadline.label


@pytest.mark.parametrize(
    "fields",
    [
        {"state": PreSignalState.QUESTION},
        {"state": PreSignalState.WITHDRAWN},
        {"answered": timezone.now()},
    ],
)
def test_no_deadline_runs_once_there_was_an_answer(partnership, fields):
    assert deadline_of(make_pre_signal(partnership, **fields), TODAY) is None


@pytest.mark.parametrize(
    ("came", "count"),
    [
        (datetime.datetime(2026, 11, 24, 8, tzinfo=datetime.UTC), ""),
        (datetime.datetime(2026, 11, 20, 8, tzinfo=datetime.UTC), "2"),
        # 11 November is a holiday
        (datetime.datetime(2026, 11, 10, 8, tzinfo=datetime.UTC), "9"),
    ],
)
def test_an_age_in_working_days(partnership, came, count):
    age = age_of(make_pre_signal(partnership, submitted=came), TODAY)

    assert age
    assert count in age


def test_an_old_report_has_a_date_and_no_age(partnership):
    came = datetime.datetime(2026, 6, 1, 8, tzinfo=datetime.UTC)

    assert age_of(make_pre_signal(partnership, submitted=came), TODAY) == ""


def test_a_report_of_the_weekend_is_not_a_day_old_on_sunday(partnership):
    came = datetime.datetime(2026, 11, 21, 8, tzinfo=datetime.UTC)
    sunday = datetime.date(2026, 11, 22)

    assert not any(
        c.isdigit()
        for c in age_of(make_pre_signal(partnership, submitted=came), sunday)
    )


# -- Export and speed ---------------------------------------------------------------


def test_an_export_holds_all_pages_in_the_order_of_the_list(partnership, alice):
    for _ in range(52):
        make_pre_signal(partnership)
    make_pre_signal(partnership, state=PreSignalState.WITHDRAWN)

    rows = list(export_rows(alice, partnership, Wanted(sort="oldest")))

    assert [row.report.number for row in rows] == list(range(1, 53))


def test_an_export_is_refused_like_the_list(partnership, charlie):
    with pytest.raises(Http404):
        export_rows(charlie, partnership, Wanted())


@pytest.mark.parametrize("count", [1, 3])
def test_the_query_count_does_not_depend_on_the_rows(
    partnership, alice, right, count, django_assert_num_queries
):
    signal = make_signal(partnership)
    for number in range(count):
        house = make_organisation(partnership, f"Organisatie {number}")
        report = make_pre_signal(partnership, organisation=house)
        report.areas.set(partnership.area.members.all())
        report.rights.add(right)
        make_link(report, signal)

    with django_assert_num_queries(19):
        inbox_page(alice, partnership, Wanted(text="studio"))


def test_beside_many_reports_old_ages_and_houses_stand_without_a_number(
    partnership, alice, monkeypatch
):
    monkeypatch.setattr("draaischijf.core.counting.MOST", 2)
    monkeypatch.setattr("draaischijf.signals.queries.inbox_facets.MOST", 2)
    house = make_organisation(partnership, "Straathoekwerk Durmeland")
    now = timezone.now()
    for days in (1, 100, 200):
        make_pre_signal(partnership, organisation=house, submitted=now - days * DAY)

    page = inbox_page(alice, partnership, Wanted())

    assert page.total == 3
    assert option(page, "organisation", house.pk).count is None
    assert option(page, "age", "week").count == 1
    assert option(page, "age", "older").count is None


def test_a_page_deep_down_keeps_the_order(partnership, look, monkeypatch):
    monkeypatch.setattr("draaischijf.signals.queries.inbox.PER_PAGE", 2)
    now = timezone.now()
    for days in range(5):
        make_pre_signal(partnership, submitted=now - days * DAY)

    assert look(sort="newest", page=2) == [3, 4]
