"""Opening, inviting, reminding, closing: who gets which mail, and when."""

from __future__ import annotations

import datetime

import pytest
import time_machine
from django.utils import timezone

from draaischijf.calls.domain import arranging, running
from draaischijf.calls.domain.arranging import Words
from draaischijf.calls.models import Call
from draaischijf.calls.tests.factories import make_call, make_invited
from draaischijf.history.models import Entry
from draaischijf.notifications.domain import link_of
from draaischijf.notifications.models import Mail
from draaischijf.people.tests.factories import make_user
from draaischijf.signals.workflow import TransitionDenied

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_english")]
# A Monday; the last day to answer is the Friday two weeks later.
START = datetime.datetime(2027, 3, 1, 9, tzinfo=datetime.UTC)
DEADLINE = datetime.date(2027, 3, 19)


def mails(kind):
    return list(Mail.objects.filter(kind=kind).order_by("pk"))


@pytest.fixture
def draft(partnership):
    return make_call(partnership, "Wat zie je?", state="draft", deadline=DEADLINE)


def test_opening_mails_each_a_link_of_its_own(draft, alice):
    for mail in ("a@x.example", "b@x.example"):
        arranging.invite(draft, mail, actor=alice)
    assert mails("call_invited") == []

    with time_machine.travel(START):
        opened = running.open_call(draft, actor=alice)

    sent = mails("call_invited")
    assert [one.to for one in sent] == ["a@x.example", "b@x.example"]
    assert all("Wat zie je?" in one.text for one in sent)
    assert len({link_of(one) for one in sent}) == 2
    with pytest.raises(TransitionDenied):
        running.open_call(opened, actor=alice)
    assert len(mails("call_invited")) == 2


def test_what_is_missing_is_said_all_at_once(draft, alice):
    draft.questions.all().delete()

    with time_machine.travel(START), pytest.raises(TransitionDenied) as denied:
        running.open_call(draft, actor=alice)

    assert len(denied.value.reasons) == 2


def test_reminders_go_once_each_to_who_did_not_send(draft, alice):
    silent = arranging.invite(draft, "stil@x.example", actor=alice)
    other = arranging.invite(draft, "klaar@x.example", actor=alice)
    with time_machine.travel(START):
        running.open_call(draft, actor=alice)
    other.answered = START
    other.save()

    counts = {}
    for number in range(20):
        day = START + datetime.timedelta(days=number)
        with time_machine.travel(day):
            first, again = (running.remind_due(day.date()) for _time in range(2))
            counts[day.date()] = len(mails("call_reminder"))
            del first, again

    sent = mails("call_reminder")
    assert [one.to for one in sent] == [silent.email] * 2
    assert counts[datetime.date(2027, 3, 11)] == 0
    # Five working days before Friday the 19th.
    assert counts[datetime.date(2027, 3, 12)] == 1
    assert counts[datetime.date(2027, 3, 18)] == 1
    assert counts[DEADLINE] == 2
    assert "last day" in sent[1].subject or "laatste dag" in sent[1].subject


def test_a_later_deadline_reminds_anew_and_opens_again(draft, alice):
    arranging.invite(draft, "stil@x.example", actor=alice)
    with time_machine.travel(START):
        running.open_call(draft, actor=alice)
    with time_machine.travel(datetime.datetime(2027, 3, 12, 9, tzinfo=datetime.UTC)):
        running.remind_due(timezone.localdate())
        running.close_call(draft, actor=alice)
        running.remind_due(timezone.localdate())
        running.extend_call(draft, datetime.date(2027, 4, 2), actor=alice)
    with time_machine.travel(datetime.datetime(2027, 3, 29, 9, tzinfo=datetime.UTC)):
        running.remind_due(timezone.localdate())

    assert len(mails("call_reminder")) == 2
    assert Call.objects.get().is_open


def test_a_call_whose_last_day_is_over_closes_and_its_coordinators_hear_it(
    draft, alice, bob
):
    make_invited(draft, answered=START)
    make_invited(draft, "stil@x.example")
    with time_machine.travel(START):
        running.open_call(draft, actor=alice)

    with time_machine.travel(START):
        assert running.close_due(DEADLINE) == 0
    with time_machine.travel(START + datetime.timedelta(days=19)):
        first, again = (running.close_due(timezone.localdate()) for _time in range(2))

    assert (first, again) == (1, 0)
    call = Call.objects.get()
    assert (call.state, timezone.localdate(call.closed)) == (
        "closed",
        datetime.date(2027, 3, 20),
    )
    [entry] = Entry.objects.about(call).filter(verb="call_over")
    assert entry.actor_id is None
    [mail] = mails("call_over")
    assert mail.to == alice.email
    assert "Van de 2 die we bevroegen, antwoordden er 1." in mail.text
    assert link_of(mail).endswith(call.get_absolute_url())


def test_a_later_deadline_keeps_it_open_and_its_end_is_told_anew(draft, alice):
    make_invited(draft)
    with time_machine.travel(START):
        running.open_call(draft, actor=alice)
        running.extend_call(draft, datetime.date(2027, 4, 2), actor=alice)
        assert running.close_due(datetime.date(2027, 3, 20)) == 0
        assert running.close_due(datetime.date(2027, 4, 3)) == 1
        running.extend_call(draft, datetime.date(2027, 4, 9), actor=alice)
        assert running.close_due(datetime.date(2027, 4, 10)) == 1

    assert len(mails("call_over")) == 2


def test_mails_are_in_the_language_of_who_gets_them(draft, alice):
    english = arranging.invite(draft, "ann@x.example", language="en", actor=alice)
    arranging.invite(draft, "bo@x.example", actor=alice)
    member = make_user("Cas", language="en")
    arranging.invite(draft, member.email, actor=alice)

    with time_machine.travel(START):
        running.open_call(draft, actor=alice)
        running.remind_now(draft, actor=alice)

    told = {(one.to, one.kind): one for one in Mail.objects.all()}
    for to, words in (
        (english.email, "You can answer until 19 March 2027"),
        ("bo@x.example", "Je kan antwoorden tot en met 19 maart 2027"),
        (member.email, "You can answer until 19 March 2027"),
    ):
        for kind in ("call_invited", "call_reminder"):
            assert words in " ".join(told[to, kind].text.split()), (to, kind)


def test_reminding_now_is_once_a_day(call, invited, alice):
    assert running.remind_now(call, actor=alice) == 1
    assert running.remind_now(call, actor=alice) == 1

    assert len(mails("call_reminder")) == 1


def test_who_is_invited_later_gets_the_mail_at_once_and_only_once(call, alice, house):
    for _time in range(2):
        arranging.invite(call, "Jef@CAW.example", organisation=house, actor=alice)

    assert [one.to for one in mails("call_invited")] == ["jef@caw.example"]


def test_words_stay_once_it_was_opened(call, alice):
    words = Words("Anders", "Daarom", call.deadline, ["Wat?"])

    with pytest.raises(TransitionDenied):
        arranging.edit_call(call, words, actor=alice)


def test_an_answer_stays(call, alice):
    one = make_invited(call, answered=timezone.now())

    with pytest.raises(TransitionDenied):
        arranging.uninvite(call, one, actor=alice)


def test_a_field_worker_makes_none(partnership, bob):
    words = Words("Titel", "Daarom", DEADLINE, ["Wat?"])

    with pytest.raises(TransitionDenied):
        arranging.start_call(partnership, words, actor=bob)
