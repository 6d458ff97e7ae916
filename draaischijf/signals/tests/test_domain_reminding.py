"""Reminding who did not answer: by hand, by the job, and never twice in five days."""

from __future__ import annotations

import datetime

import pytest
import time_machine
from django.utils import timezone

from draaischijf.notifications.models import Mail
from draaischijf.people.enums import RoleKind
from draaischijf.people.tests.factories import make_member, make_organisation
from draaischijf.signals.domain.following import give_agreement
from draaischijf.signals.domain.reminding import remind_about, remind_due
from draaischijf.signals.enums import AgreementResult, SignalState
from draaischijf.signals.tests.factories import make_signal
from draaischijf.signals.tests.stages import at_once, change, recorded
from draaischijf.signals.workflow import TransitionDenied

pytestmark = pytest.mark.django_db
# A Monday; the week after has no holiday.
MONDAY = datetime.datetime(2026, 9, 7, 9, tzinfo=datetime.UTC)


@pytest.fixture(autouse=True)
def on_monday():
    with time_machine.travel(MONDAY, tick=False) as clock:
        yield clock


@pytest.fixture
def houses(partnership):
    made = []
    for name in ("CAW Durmeland", "OCMW Lokelare"):
        house = make_organisation(partnership, name, in_working_group=True)
        make_member(
            partnership,
            RoleKind.WORKING_GROUP_MEMBER,
            name=f"Lid van {name}",
            organisation=house,
        )
        made.append(house)
    return made


@pytest.fixture
def signal(partnership, houses):
    return make_signal(partnership, SignalState.ANALYSIS, title="Geen avondbus")


def addresses():
    return sorted(
        Mail.objects.filter(kind="agreement_asked").values_list("to", flat=True)
    )


def test_one_button_mails_who_did_not_answer(signal, houses, alice):
    give_agreement(signal, houses[0], AgreementResult.ABSTAIN, actor=alice)

    with recorded() as made:
        count = remind_about(signal, actor=alice)

    assert count == 1
    mail = Mail.objects.get(kind="agreement_asked")
    assert "Geen avondbus" in mail.text
    assert mail.to == houses[1].roles.get().person.user.email
    assert [entry.verb for entry in made] == ["agreement_reminded"]


def test_one_mail_names_every_signal_that_waits(signal, partnership, alice):
    make_signal(partnership, SignalState.ANALYSIS, title="Geen crèche")
    make_signal(partnership, SignalState.BUNDLING, title="Nog niet zo ver")

    remind_about(signal, actor=alice)

    for mail in Mail.objects.filter(kind="agreement_asked"):
        assert "Geen avondbus" in mail.text
        assert "Geen crèche" in mail.text
        assert "Nog niet zo ver" not in mail.text


@pytest.mark.parametrize(("day", "count"), [(0, 0), (4, 0), (6, 0), (7, 2)])
def test_never_twice_in_five_working_days(signal, alice, on_monday, day, count):
    remind_about(signal, actor=alice)
    on_monday.move_to(MONDAY + datetime.timedelta(days=day))

    with recorded() as made:
        assert remind_about(signal, actor=alice) == count

    assert len(made) == (1 if count else 0)


@pytest.mark.parametrize(("days", "count"), [(13, 0), (14, 2)])
def test_the_job_waits_ten_working_days(signal, days, count):
    since = timezone.now() - datetime.timedelta(days=days)
    change(signal, state_since=since)

    assert remind_due(timezone.localdate()) == count
    assert remind_due(timezone.localdate()) == 0
    assert len(addresses()) == count


def test_the_job_rests_on_a_weekend(signal):
    change(signal, state_since=timezone.now() - datetime.timedelta(days=40))

    assert remind_due(datetime.date(2026, 9, 12)) == 0


def test_nobody_is_asked_where_no_agreement_is(signal, partnership, alice):
    partnership.agreement_required = False
    partnership.save()

    with pytest.raises(TransitionDenied):
        remind_about(signal, actor=alice)


def test_not_once_it_is_published(signal, alice):
    change(signal, state=SignalState.PUBLISHED)

    with pytest.raises(TransitionDenied):
        remind_about(signal, actor=alice)


def test_a_member_reminds_nobody(signal, houses):
    member = houses[0].roles.get().person.user

    with pytest.raises(TransitionDenied):
        remind_about(signal, actor=member)


@pytest.mark.django_db(transaction=True)
def test_two_who_press_at_once_send_one_mail_each(signal, alice):
    answers = at_once(
        lambda: remind_about(signal, actor=alice),
        lambda: remind_about(signal, actor=alice),
    )

    assert sorted(answers) == [0, 2]
    assert len(set(addresses())) == len(addresses()) == 2
