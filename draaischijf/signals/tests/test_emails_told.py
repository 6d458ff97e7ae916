"""Who is told what, once, in which language, and what never lies in the database."""

from __future__ import annotations

import datetime
import uuid

import pytest
from django.apps import apps
from django.core import mail as outbox
from django.db import models
from django.utils import timezone, translation
from django.utils.translation import gettext

from draaischijf.history.models import Entry
from draaischijf.notifications import domain as notifications
from draaischijf.notifications.models import Mail
from draaischijf.people.tests.factories import make_user
from draaischijf.signals import emails, links
from draaischijf.signals.domain import movement, reporting, shaping, weighing
from draaischijf.signals.domain.movement import change_state
from draaischijf.signals.domain.reporting import Report, Support
from draaischijf.signals.enums import Route, SignalState
from draaischijf.signals.models import Decision, PreSignal, SignalSupport
from draaischijf.signals.tests.factories import (
    make_link,
    make_pre_signal,
    make_signal,
    make_support,
)
from draaischijf.signals.tests.stages import DAY, FULL_MOVE, open_gates

pytestmark = pytest.mark.django_db
BO, JO = "bo@durmeland.example", "jo@durmeland.example"
S = SignalState


@pytest.fixture
def signal(partnership):
    made = make_signal(partnership, S.IN_ACTION)
    open_gates(made)
    return made


def told(signal, target=S.CLOSED, actor=None):
    """Move a signal, do the work of the worker, and return the addresses."""
    before = set(Mail.objects.values_list("pk", flat=True))
    moved = change_state(signal, target, actor=actor, move=FULL_MOVE)
    count = movement.tell(moved.steps.last())
    mails = Mail.objects.exclude(pk__in=before).order_by("to")
    assert count == len(mails)
    return [mail.to for mail in mails]


def linked(partnership, signal, **fields):
    report = make_pre_signal(partnership, state="linked", **fields)
    make_link(report, signal)
    return report


# -- Who ----------------------------------------------------------------------------


def test_everybody_with_an_address_is_told_once(partnership, signal, bob, dora):
    linked(partnership, signal, email=BO)
    linked(partnership, signal, email=BO)
    make_support(signal, email="BO@Durmeland.Example")
    linked(partnership, signal, raiser=bob)
    make_support(signal, raiser=bob)
    make_support(signal, raiser=bob, email=JO)
    linked(partnership, signal)
    make_support(signal)
    make_support(make_signal(partnership), email="an@durmeland.example")

    assert told(signal, actor=dora) == sorted([BO, JO, bob.email])


def test_the_address_that_was_left_comes_before_that_of_the_account(bob, partnership):
    report = make_pre_signal(partnership, raiser=bob, email=JO)

    assert report.mail_address == JO
    report.email = ""
    assert report.mail_address == bob.email


def test_an_account_that_was_closed_is_not_written_to(partnership, signal, dora):
    gone = make_user("Vroeger", is_active=False)
    linked(partnership, signal, raiser=gone)
    linked(partnership, signal, raiser=gone, email=JO)

    # An address that was left is an address that was left.
    assert told(signal, actor=dora) == [JO]


def test_an_account_that_is_gone_takes_its_address_along(partnership, signal, dora):
    gone = make_user("Vroeger")
    report = linked(partnership, signal, raiser=gone)
    gone.delete()
    report.refresh_from_db()

    assert told(signal, actor=dora) == []


def test_who_withdrew_or_was_sent_elsewhere_is_not_told(
    partnership, signal, dora, alice
):
    for email, end in [(BO, "withdraw"), (JO, "settle")]:
        report = linked(partnership, signal, email=email)
        weighing.reconsider(report, actor=alice)
        if end == "withdraw":
            reporting.withdraw_pre_signal(report)
        else:
            weighing.settle_internally(report, "Opgelost.", actor=alice)

    assert told(signal, actor=dora) == []


@pytest.mark.parametrize("state", [state for state in S if state != S.MERGED])
def test_news_goes_out_of_the_moves_that_matter(state, partnership, dora):
    source = {S.BUNDLING: S.ANALYSIS, S.ANALYSIS: S.BUNDLING, S.PUBLISHED: S.ANALYSIS}
    source |= {S.DECIDED: S.PUBLISHED, S.IN_ACTION: S.DECIDED, S.CLOSED: S.IN_ACTION}
    signal = make_signal(partnership, source.get(state, S.ANALYSIS))
    open_gates(signal)
    make_support(signal, email=BO)

    moved = change_state(signal, state, actor=dora, move=FULL_MOVE)
    step = moved.steps.last()

    if state in emails.TOLD_STATES:
        assert movement.tell(step) == 1
        assert Mail.objects.get().kind == f"signal_{state}"
    else:
        assert not Mail.objects.exists()
        assert state in {S.BUNDLING, S.ANALYSIS, S.PARKED}


def test_waking_up_and_reopening_tell_nobody(partnership, dora):
    for source, target in [(S.PARKED, S.PUBLISHED), (S.CLOSED, S.ANALYSIS)]:
        signal = make_signal(partnership, source)
        if source == S.PARKED:
            signal.state_before = target
            signal.save()
        make_support(signal, email=BO)
        change_state(signal, target, actor=dora, move=FULL_MOVE)

    assert not Mail.objects.exists()


# -- Once ---------------------------------------------------------------------------


def test_a_job_that_runs_again_tells_nobody_twice_and_says_it_once(
    partnership, signal, dora
):
    linked(partnership, signal, email=BO)
    closed = change_state(signal, S.CLOSED, actor=dora, move=FULL_MOVE)
    step = closed.steps.last()
    assert movement.tell(step) == 1
    # The same person reported it again before the job was tried again.
    linked(partnership, signal, email="Bo@durmeland.example")

    movement.tell(step)

    assert Mail.objects.count() == 1
    (entry,) = Entry.objects.filter(verb="told_raisers")
    assert (entry.data["count"], entry.actor, entry.is_public) == (1, None, False)


def test_who_is_told_in_one_mail_or_on_the_page_is_owed_nothing(
    partnership, signal, dora
):
    for email in (BO, BO, ""):
        linked(partnership, signal, email=email)
        make_support(signal, email=email)

    told(signal, actor=dora)

    assert not PreSignal.objects.filter(last_told=None).exists()
    assert not SignalSupport.objects.filter(last_told=None).exists()


def test_closing_a_second_time_tells_everybody_again(partnership, signal, dora):
    make_support(signal, email=BO)
    assert told(signal, actor=dora) == [BO]
    change_state(signal, S.ANALYSIS, actor=dora, move=FULL_MOVE)
    signal.refresh_from_db()
    signal.state = S.IN_ACTION
    signal.save()

    assert told(signal, actor=dora) == [BO]


@pytest.mark.parametrize("end", [S.CLOSED, S.NOT_RETAINED])
def test_an_end_that_was_taken_back_in_time_is_not_told(end, partnership, dora):
    signal = make_signal(partnership, S.IN_ACTION if end == S.CLOSED else S.ANALYSIS)
    make_support(signal, email=BO)
    moved = change_state(signal, end, actor=dora, move=FULL_MOVE)
    step = moved.steps.last()
    back = S.ANALYSIS if end == S.CLOSED else S.BUNDLING
    change_state(moved, back, actor=dora, move=FULL_MOVE)

    assert movement.tell(type(step).objects.get(pk=step.pk)) == 0
    assert not Mail.objects.exists()
    assert not Entry.objects.filter(verb="told_raisers").exists()


def test_news_that_is_late_tells_the_step_it_is_about(partnership, dora):
    signal = make_signal(partnership, S.DECIDED)
    open_gates(signal)
    make_support(signal, email=BO)
    acted = change_state(signal, S.IN_ACTION, actor=dora)
    step = acted.steps.last()
    change_state(acted, S.CLOSED, actor=dora, move=FULL_MOVE)

    movement.tell(type(step).objects.get(pk=step.pk))

    assert Mail.objects.get().kind == "signal_in_action"


# -- What ---------------------------------------------------------------------------


def test_a_second_round_does_not_tell_the_decision_of_the_first(partnership, dora):
    signal = make_signal(partnership, S.PUBLISHED, round=2)
    for turn, body, day in [(1, "Oud college", 20), (2, "Nieuw college", 10)]:
        Decision.objects.create(
            signal=signal,
            round=turn,
            body=body,
            date=DAY.replace(day=day),
            route=Route.BILATERAL,
        )
    open_gates(signal, but={"decision"})
    make_support(signal, email=BO)

    told(signal, S.DECIDED, actor=dora)

    text = Mail.objects.get().text
    assert "Nieuw college" in text
    assert "Oud college" not in text


@pytest.mark.parametrize("language", ["nl", "en"])
def test_each_mail_speaks_the_language_of_its_reader_whoever_acts(
    language, partnership, alice, signal, dora
):
    other = "en" if language == "nl" else "nl"
    key = uuid.uuid4()
    with translation.override(other):
        report = reporting.report_pre_signal(
            partnership,
            Report(problem="Geen bus", email=BO, language=language),
            submission_key=key,
        )
        weighing.ask_back(report, "Waar?", actor=alice)
        weighing.link_to_signal(report, signal, actor=alice)
        told(signal, actor=dora)

    said = [
        "We received your report",
        "A question about your report",
        "Your report is part of a signal now",
        "What came of your signal",
    ]
    mails = Mail.objects.order_by("pk")
    with translation.override(language):
        assert [mail.subject for mail in mails] == [gettext(one) for one in said]
    assert {mail.language for mail in mails} == {language}


def test_what_people_write_never_reaches_a_header(partnership, alice, dora):
    attack = "Geen bus\r\nBcc: iedereen@durmeland.example"
    report = reporting.report_pre_signal(
        partnership,
        Report(problem=attack, organisation_name=attack, email=BO),
        submission_key=uuid.uuid4(),
    )
    weighing.ask_back(report, attack, actor=alice)
    signal = shaping.start_signal(
        partnership, title=attack, sources=[report], answer=attack, actor=alice
    )
    reporting.support_signal(
        signal, Support(note=attack, email=JO), submission_key=uuid.uuid4()
    )
    move = movement.Move(reason=attack, note=attack)
    dropped = change_state(signal, S.NOT_RETAINED, actor=dora, move=move)
    movement.tell(dropped.steps.last())

    for mail in Mail.objects.all():
        notifications.send(mail.pk)

    assert len(outbox.outbox) == 6
    for sent in outbox.outbox:
        assert len(sent.recipients()) == 1
        assert not {"Bcc", "Cc"} & set(sent.message().keys())
        assert "\n" not in sent.subject


def test_replies_go_to_the_partnership(partnership):
    partnership.contact_email = "contact@durmeland.example"
    partnership.save()
    reporting.report_pre_signal(
        partnership, Report(problem="X", email=BO), submission_key=uuid.uuid4()
    )

    notifications.send(Mail.objects.get().pk)

    assert outbox.outbox[0].reply_to == ["contact@durmeland.example"]
    assert Mail.objects.get().partnership_id == partnership.pk


# -- Never in the database ----------------------------------------------------------


def everything_written():
    """Every text that lies in a table of ours, as the database has it."""
    for model in apps.get_models():
        if not model._meta.managed or model._meta.proxy:
            continue
        names = [
            field.attname
            for field in model._meta.concrete_fields
            if not isinstance(field, models.GeneratedField)
        ]
        for row in model._base_manager.values_list(*names):
            yield model, repr(row)


def test_no_token_lies_in_the_database(partnership, alice, dora, signal):
    report = reporting.report_pre_signal(
        partnership, Report(problem="Geen bus", email=BO), submission_key=uuid.uuid4()
    )
    support = reporting.support_signal(
        signal, Support(email=JO), submission_key=uuid.uuid4()
    )
    weighing.ask_back(report, "Waar?", actor=alice)
    reporting.answer_question(report, "Hier")
    weighing.link_to_signal(report, signal, actor=alice, answer="Je bent niet alleen")
    told(signal, actor=dora)
    for mail in Mail.objects.all():
        notifications.send(mail.pk)
    tokens = [links.token_of(one) for one in (report, support)]

    bodies = " ".join(sent.body for sent in outbox.outbox)
    assert [token in bodies for token in tokens] == [True, True]
    rows = list(everything_written())
    assert {Mail, PreSignal, SignalSupport, Entry} <= {model for model, _row in rows}
    assert [row for _model, row in rows if any(token in row for token in tokens)] == []


def test_nobody_reads_the_address_of_another(partnership, signal, dora):
    linked(partnership, signal, email=BO)
    make_support(signal, email=JO)

    told(signal, actor=dora)

    for mail in Mail.objects.all():
        assert {BO, JO} - {mail.to} == {
            one for one in (BO, JO) if one not in f"{mail.to}{mail.text}{mail.html}"
        }


def test_what_only_stands_on_the_page_counts_as_told(partnership, alice):
    report = make_pre_signal(partnership)
    before = timezone.now() - datetime.timedelta(seconds=5)

    weighing.ask_back(report, "Waar?", actor=alice)

    report.refresh_from_db()
    assert report.last_told > before
    assert not Mail.objects.exists()


def test_news_that_is_late_is_not_told_to_who_came_after_the_step(
    partnership, signal, dora
):
    linked(partnership, signal, email=BO)
    moved = change_state(signal, S.CLOSED, actor=dora, move=FULL_MOVE)
    linked(partnership, signal, email=JO)
    make_support(signal, email="na@durmeland.example")

    assert movement.tell(moved.steps.last()) == 1

    assert [mail.to for mail in Mail.objects.filter(kind="signal_closed")] == [BO]
