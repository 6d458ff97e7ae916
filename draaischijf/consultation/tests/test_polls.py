"""A year of meetings spread evenly, and a date found with the members."""

from __future__ import annotations

import datetime

import pytest
from django.urls import reverse
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from draaischijf.consultation import links
from draaischijf.consultation.domain import polling
from draaischijf.consultation.domain.meetings import (
    MeetingFacts,
    change_meeting_state,
    edit_meeting,
    plan_meeting,
)
from draaischijf.consultation.domain.moving import Moment
from draaischijf.consultation.domain.series import plan_series, propose_days
from draaischijf.consultation.enums import DateAnswerKind, MeetingState, Reply
from draaischijf.consultation.models import DateAnswer, Invitation
from draaischijf.consultation.queries.polls import PollTable
from draaischijf.consultation.tests.factories import (
    make_body,
    make_meeting,
    make_seat,
)
from draaischijf.core.dates import belgian_holidays, is_working_day
from draaischijf.notifications.models import Mail
from draaischijf.people.tests.factories import make_person
from draaischijf.signals.workflow import TransitionDenied

TODAY = datetime.date(2026, 11, 1)


def test_four_tuesdays_of_a_year_lie_a_quarter_apart_and_none_in_summer():
    days = propose_days(2027, 4, 1, today=TODAY)

    assert days == [
        datetime.date(2027, 2, 16),
        datetime.date(2027, 5, 18),
        datetime.date(2027, 9, 7),
        datetime.date(2027, 11, 16),
    ]


def test_a_holiday_is_passed_over():
    whit_monday = datetime.date(2027, 5, 17)
    assert whit_monday in belgian_holidays(2027)

    days = propose_days(2027, 4, 0, today=TODAY)

    assert whit_monday not in days
    assert len(days) == 4


def test_what_is_left_of_the_year_is_spread():
    assert propose_days(2026, 1, 3, today=TODAY) == [datetime.date(2026, 12, 3)]
    assert propose_days(2025, 4, 1, today=TODAY) == []


@given(
    year=st.integers(2026, 2060),
    count=st.integers(1, 24),
    weekday=st.integers(0, 4),
    taken=st.sets(st.dates(datetime.date(2026, 1, 1), datetime.date(2060, 12, 31))),
)
def test_every_proposed_day_is_one_to_meet_on(year, count, weekday, taken):
    days = propose_days(year, count, weekday, today=TODAY, taken=taken)

    assert days == sorted(set(days))
    assert len(days) <= count
    for day in days:
        assert day > TODAY
        assert (day.year, day.weekday()) == (year, weekday)
        assert is_working_day(day)
        assert day.month not in (7, 8)
        assert day not in taken


@pytest.mark.django_db
def test_a_series_is_planned_once(partnership, body, alice):
    days = [timezone.localdate() + datetime.timedelta(days=one) for one in (30, 90)]
    facts = MeetingFacts("Stuurgroep", days[0], starts=datetime.time(14))

    made = plan_series(body, facts, days, actor=alice)

    assert plan_series(body, facts, days, actor=alice) == made
    assert sorted(one.day for one in body.meetings.all()) == days


@pytest.mark.django_db
def test_the_convener_changes_each_day_before_keeping(
    partnership, body, reading, alice
):
    year = timezone.localdate().year + 1
    address = reverse("consultation:series", args=["durmeland", body.pk])
    client = reading(alice)

    page = client.get(f"{address}?jaar={year}&aantal=3&weekdag=1")
    proposed = page.context["days"]
    client.post(
        f"{address}?jaar={year}&aantal=3&weekdag=1",
        {
            "title": "Stuurgroep", "starts": "14:00", "ends": "16:00",
            "day_1": f"{year}-03-02", "day_2": proposed[1].isoformat(), "day_3": "",
        },
    )  # fmt: skip

    assert len(proposed) == 3
    assert sorted(one.day for one in body.meetings.all()) == [
        datetime.date(year, 3, 2), proposed[1],
    ]  # fmt: skip


# -- Looking for a date ---------------------------------------------------------------


@pytest.fixture
def moments():
    first = timezone.localdate() + datetime.timedelta(days=20)
    return [
        Moment(first + datetime.timedelta(days=one), datetime.time(14))
        for one in range(3)
    ]


@pytest.fixture
def poll(partnership, body, alice, moments):
    """Moments for the steering group, asked of Bo and Jef."""
    for name in ("Bo", "Jef"):
        person = make_person(partnership, name=name, email=f"{name}@durmeland.example")
        make_seat(body, person=person)
    meeting = polling.start_poll(body, "Stuurgroep", moments, actor=alice)
    polling.ask_for_dates(meeting, actor=alice)
    return meeting


def asked(name):
    return Invitation.objects.get(participant__name=name)


@pytest.mark.django_db
def test_the_members_are_asked_once(poll, body, alice, moments):
    assert polling.start_poll(body, "Stuurgroep", moments, actor=alice) == poll
    assert polling.ask_for_dates(poll, actor=alice) == 0

    assert list(Mail.objects.values_list("kind", flat=True)) == ["meeting_poll"] * 2
    assert Mail.objects.exclude(calendar_path="").count() == 0


@pytest.mark.django_db
@pytest.mark.parametrize("count", [1, 9])
def test_two_to_eight_moments(body, alice, count):
    first = timezone.localdate()
    many = [Moment(first + datetime.timedelta(days=one)) for one in range(count)]

    with pytest.raises(TransitionDenied):
        polling.start_poll(body, "Stuurgroep", many, actor=alice)


@pytest.mark.django_db
def test_one_answers_by_link_and_changes_it(poll, reading):
    address = reverse("consultation:reply", args=[links.token_of(asked("Bo"))])
    first, second, third = poll.date_options.all()
    client = reading()

    page = client.get(address)
    client.post(address, {f"option_{first.pk}": "yes", f"option_{second.pk}": "no"})
    client.post(address, {f"option_{first.pk}": "if_needed"})

    assert page.content.count(b'type="radio"') == 9
    assert b"Jef" not in page.content
    answers = DateAnswer.objects.filter(participant__name="Bo")
    assert dict(answers.values_list("option", "answer")) == {
        first.pk: "if_needed", second.pk: "no",
    }  # fmt: skip
    assert not answers.filter(option=third).exists()


@pytest.mark.django_db
def test_the_best_moment_is_where_most_can(poll):
    first, second, third = poll.date_options.all()
    yes, maybe, no = DateAnswerKind.YES, DateAnswerKind.IF_NEED_BE, DateAnswerKind.NO
    polling.answer_dates(asked("Bo"), {first.pk: yes, second.pk: yes, third.pk: no})
    polling.answer_dates(
        asked("Jef"), {first.pk: no, second.pk: maybe, third.pk: maybe}
    )

    counts = PollTable(poll).counts

    assert [(one.yes, one.if_needed, one.no) for one in counts] == [
        (1, 0, 1), (1, 1, 0), (0, 1, 1),
    ]  # fmt: skip
    assert [one.is_best for one in counts] == [False, True, False]


@pytest.mark.django_db
def test_who_chooses_plans_it_and_all_hear_it(poll, reading, alice):
    option = poll.date_options.first()
    polling.answer_dates(asked("Bo"), {option.pk: DateAnswerKind.YES})
    Mail.objects.all().delete()

    address = reverse(
        "consultation:poll_choose", args=["durmeland", poll.pk, option.pk]
    )
    reading(alice).post(address)
    reading(alice).post(address)

    poll.refresh_from_db()
    assert (poll.state, poll.day, poll.starts) == (
        MeetingState.PLANNED, option.day, option.starts,
    )  # fmt: skip
    assert sorted(Mail.objects.values_list("kind", "to")) == [
        ("meeting_invited", "Bo@durmeland.example"),
        ("meeting_invited", "Jef@durmeland.example"),
    ]
    assert asked("Bo").participant.reply == Reply.COMING
    assert asked("Jef").participant.reply == Reply.NONE
    with pytest.raises(TransitionDenied):
        polling.answer_dates(asked("Jef"), {option.pk: DateAnswerKind.NO})


@pytest.mark.django_db
def test_as_many_queries_for_many(
    poll, body, alice, reading, django_assert_num_queries
):
    client = reading(alice)
    client.get(poll.get_absolute_url())
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    with CaptureQueriesContext(connection) as few:
        client.get(poll.get_absolute_url())
    option = poll.date_options.first()
    for number in range(4):
        who = poll.participants.create(name=f"Lid {number}")
        DateAnswer.objects.create(option=option, participant=who, answer="yes")

    with django_assert_num_queries(len(few)):
        client.get(poll.get_absolute_url())


@pytest.mark.django_db
def test_a_poll_is_begun_on_a_page(partnership, body, reading, alice):
    address = reverse("consultation:poll_new", args=["durmeland", body.pk])
    day = timezone.localdate() + datetime.timedelta(days=9)
    sent = {"title": "Stuurgroep", "day_1": day.isoformat(), "starts_1": "14:00"}
    client = reading(alice)

    assert client.post(address, sent).status_code == 422
    later = day + datetime.timedelta(days=1)
    answer = client.post(
        address, {**sent, "day_2": later.isoformat(), "is_public": "on"}
    )

    meeting = body.meetings.get()
    assert meeting.is_public
    assert answer["Location"] == reverse(
        "consultation:meeting_invite", args=["durmeland", meeting.pk]
    )
    assert client.get(answer["Location"]).status_code == 200
    assert make_meeting(partnership).pk != meeting.pk


def rows_in(answer):
    return [
        number
        for number in range(1, 10)
        if f'name="day_{number}"' in answer.content.decode()
    ]


@pytest.mark.django_db
def test_a_poll_begins_with_three_moments_and_gets_more(body, reading, alice):
    address = reverse("consultation:poll_new", args=["durmeland", body.pk])
    client = reading(alice)
    first = client.get(address)
    assert rows_in(first) == [1, 2, 3]

    # What was typed comes back as it was, also what is no day yet, and nothing is kept.
    sent = {
        "title": "Wanneer?", "place": "Zaal 2", "is_public": "on", "more": "1",
        "day_1": "2031-03-04", "starts_1": "14:00", "day_2": "volgende week",
        "starts_2": "", "day_3": "",
    }  # fmt: skip
    more = client.post(address, sent)

    assert more.status_code == 200
    assert rows_in(more) == [1, 2, 3, 4]
    html = more.content.decode()
    typed = ("Wanneer?", "Zaal 2", "2031-03-04", "14:00", "volgende week")
    assert all(f'value="{one}"' in html for one in typed)
    assert "checked" in html
    assert "field-error" not in html
    assert html.count("autofocus") == 1
    assert not body.meetings.exists()

    # Eight at most, and then the button is gone.
    last = client.post(address, {**sent, "day_7": ""})
    assert rows_in(last) == list(range(1, 9))
    assert 'name="more"' not in last.content.decode()
    assert rows_in(client.post(address, {**sent, "day_8": ""})) == list(range(1, 9))


@pytest.mark.django_db
def test_a_moment_is_added_in_its_place(body, reading, alice):
    address = reverse("consultation:poll_new", args=["durmeland", body.pk])

    part = reading(alice).post(
        address,
        {"more": "1", "title": "X", "day_4": ""},
        headers={"HX-Request": "true"},
    )

    assert rows_in(part) == [1, 2, 3, 4, 5]
    assert "<html" not in part.content.decode()
    assert 'name="title"' not in part.content.decode()


@pytest.mark.django_db
def test_empty_moments_are_left_out_and_an_hour_without_a_day_is_not(
    body, reading, alice
):
    address = reverse("consultation:poll_new", args=["durmeland", body.pk])
    day = timezone.localdate() + datetime.timedelta(days=9)
    later = day + datetime.timedelta(days=1)
    sent = {
        "title": "X", "day_1": "", "day_2": day.isoformat(), "day_3": "",
        "day_4": "", "starts_4": "", "day_5": later.isoformat(), "day_6": "",
    }  # fmt: skip
    client = reading(alice)

    refused = client.post(address, {**sent, "starts_3": "10:00"})
    assert refused.status_code == 422
    assert rows_in(refused) == [1, 2, 3, 4, 5, 6]
    assert "Choose a day." in refused.content.decode()

    client.post(address, sent)
    meeting = body.meetings.get()
    assert [one.day for one in meeting.date_options.order_by("day")] == [day, later]


@pytest.mark.django_db
def test_who_was_asked_hears_that_no_date_is_looked_for_any_more(poll, alice):
    Mail.objects.all().delete()

    change_meeting_state(
        poll, MeetingState.CANCELLED, actor=alice, reason="Niet nodig."
    )

    assert list(Mail.objects.values_list("kind", "calendar_path")) == [
        ("meeting_stopped", ""), ("meeting_stopped", ""),
    ]  # fmt: skip
    assert "Niet nodig." in Mail.objects.first().text


@pytest.mark.django_db
def test_two_moments_that_begin_at_once_are_refused_in_place(body, reading, alice):
    address = reverse("consultation:poll_new", args=["durmeland", body.pk])
    day = timezone.localdate() + datetime.timedelta(days=9)
    sent = {"title": "Stuurgroep", "place": "Zaal 2"}
    for number, ends in ((1, "10:00"), (2, "11:00")):
        sent[f"day_{number}"] = day.isoformat()
        sent[f"starts_{number}"], sent[f"ends_{number}"] = "09:00", ends

    answer = reading(alice).post(address, sent)

    html = answer.content.decode()
    assert answer.status_code == 422
    assert "at 09:00" in html
    assert all(f'value="{one}"' in html for one in ("Zaal 2", "10:00", "11:00"))
    assert not body.meetings.exists()


@pytest.mark.django_db
def test_another_poll_with_the_same_title_is_another(poll, body, alice, moments):
    later = [
        Moment(one.day + datetime.timedelta(days=60), one.starts) for one in moments
    ]

    other = polling.start_poll(body, "Stuurgroep", later, actor=alice)

    assert other != poll
    assert [one.day for one in other.date_options.all()] == [one.day for one in later]
    assert polling.start_poll(body, "Stuurgroep", later, actor=alice) == other
    assert body.meetings.count() == 2


@pytest.fixture
def offered(partnership, alice, reading):
    """A page of five days, a client, and what it sends back unchanged."""
    body = make_body(partnership, "Werkgroep", per_year=5)
    address = reverse("consultation:series", args=["durmeland", body.pk])
    client = reading(alice)
    days = client.get(address).context["days"]
    sent = {f"day_{number}": day.isoformat() for number, day in enumerate(days, 1)}
    return (
        body,
        days,
        lambda **more: client.post(address, {"title": "Reeks", **sent, **more}),
    )


@pytest.mark.django_db
def test_every_day_that_was_shown_is_planned_whatever_came_between(
    partnership, offered
):
    body, days, send = offered
    for month in (3, 4):
        make_meeting(partnership, body, datetime.date(days[0].year, month, 15))

    assert send().status_code == 302

    made = body.meetings.filter(title="Reeks")
    assert sorted(one.day for one in made) == days
    assert len(days) == 5


@pytest.mark.django_db
def test_a_series_that_is_sent_twice_is_planned_once(offered):
    body, days, send = offered

    answers = [send(is_public="on"), send(is_public="on")]

    assert body.meetings.filter(is_public=True).count() == 5
    assert [one["Location"] for one in answers] == [body.get_absolute_url()] * 2
    assert body.meetings.count() == len(days) == 5


@pytest.mark.django_db
def test_a_series_that_is_refused_keeps_its_days(offered):
    body, days, send = offered

    answer = send(starts="16:00", ends="14:00", day_5="")

    html = answer.content.decode()
    assert answer.status_code == 422
    assert all(f'value="{one.isoformat()}"' in html for one in days[:4])
    assert 'name="day_5"' in html
    assert not body.meetings.exists()


@pytest.mark.django_db
def test_what_looks_for_a_date_is_reworded_without_getting_one(poll, reading, alice):
    address = reverse("consultation:meeting_edit", args=["durmeland", poll.pk])
    client = reading(alice)
    page = client.get(address).content.decode()
    day = timezone.localdate() + datetime.timedelta(days=9)

    answer = client.post(
        address,
        {
            "title": "Startoverleg", "kind": "regular", "place": "Zaal 2",
            "day": day.isoformat(), "starts": "14:00",
        },
    )  # fmt: skip

    assert answer.status_code == 302
    assert 'name="title"' in page
    assert not any(f'name="{one}"' in page for one in ("day", "starts", "ends"))
    poll.refresh_from_db()
    assert (poll.title, poll.place) == ("Startoverleg", "Zaal 2")
    assert (poll.state, poll.day, poll.starts) == (MeetingState.PROPOSED, None, None)
    # And as nobody says so by a form.
    edit_meeting(poll, MeetingFacts("Startoverleg", day), actor=alice)
    poll.refresh_from_db()
    assert poll.day is None


@pytest.mark.django_db
def test_what_is_planned_keeps_needing_a_day(partnership, alice):
    with pytest.raises(TransitionDenied):
        plan_meeting(partnership, MeetingFacts("Startoverleg", None), actor=alice)
    with pytest.raises(TransitionDenied):
        edit_meeting(make_meeting(partnership), MeetingFacts("X", None), actor=alice)
