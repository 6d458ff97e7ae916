from __future__ import annotations

import pytest
from django.utils.translation import gettext as _t

from draaischijf.notifications.domain import previewed
from draaischijf.notifications.models import Mail
from draaischijf.people.tests.factories import make_organisation
from draaischijf.signals.domain import answering, shaping, weighing
from draaischijf.signals.domain.answering import (
    ChangedMeanwhile,
    NewSignal,
    Reply,
    ReplyKind,
)
from draaischijf.signals.domain.weighing import Weighing
from draaischijf.signals.enums import ActorRole, PreSignalState, SignalState
from draaischijf.signals.models import PolicySignal, PreSignal
from draaischijf.signals.queries.weighing import version_of
from draaischijf.signals.tests.factories import make_pre_signal, make_signal
from draaischijf.signals.workflow import TransitionDenied


@pytest.fixture
def report(partnership):
    return make_pre_signal(partnership, email="bo@durmeland.example")


@pytest.fixture
def signal(partnership):
    return make_signal(partnership)


def replies(signal):
    return [
        Reply(ReplyKind.ASK, text="Sinds wanneer is dat zo?"),
        Reply(ReplyKind.SETTLE, text="De dienst past de brief aan."),
        Reply(ReplyKind.REFER, text="Dank je.", referral="Ombudsdienst Lokelare"),
        Reply(ReplyKind.LINK, text="Dit zien meer mensen.", signal=signal),
        Reply(
            ReplyKind.START,
            text="Je bent de eerste.",
            title="Na zes uur rijdt er geen bus",
            statement="Wie avondles volgt raakt niet meer thuis.",
        ),
    ]


RESULTS = {
    ReplyKind.ASK: PreSignalState.QUESTION,
    ReplyKind.SETTLE: PreSignalState.HANDLED_INTERNALLY,
    ReplyKind.REFER: PreSignalState.NOT_A_SIGNAL,
    ReplyKind.LINK: PreSignalState.LINKED,
    ReplyKind.START: PreSignalState.LINKED,
}


@pytest.mark.parametrize("place", range(5))
def test_a_reply_sends_exactly_the_mail_that_was_previewed(
    partnership, report, signal, alice, place
):
    reply = replies(signal)[place]
    (preview,) = answering.previews_of([report], reply)

    answering.give(report, reply, actor=alice, version=version_of([report]))

    mail = Mail.objects.get()
    report.refresh_from_db()
    assert report.state == RESULTS[reply.kind]
    assert (preview.to, preview.subject) == (mail.to, mail.subject)
    assert preview.body == previewed(mail.text, _t("[the personal link]"))


def test_without_an_address_there_is_nothing_to_preview_and_nothing_goes(
    partnership, signal, alice
):
    report = make_pre_signal(partnership)
    reply = Reply(ReplyKind.SETTLE, text="De brief wordt aangepast.")

    (preview,) = answering.previews_of([report], reply)
    answering.give(report, reply, actor=alice, version=0)

    assert (preview.report, preview.to, preview.body) == (report, "", "")
    assert not Mail.objects.exists()
    assert PreSignal.objects.get().state == PreSignalState.HANDLED_INTERNALLY


def test_the_fingerprint_changes_with_every_word(report, signal):
    one, other = replies(signal)[:2]
    shown = answering.previews_of([report], one)

    marks = {
        answering.fingerprint(shown, one),
        answering.fingerprint(shown, other),
        answering.fingerprint(shown, Reply(ReplyKind.ASK, text=f"{one.text} ")),
        answering.fingerprint([], one),
    }

    assert len(marks) == 4
    assert answering.fingerprint(shown, one) in marks


def test_the_second_coordinator_reads_first_what_the_other_did(
    partnership, report, alice, dora
):
    version = version_of([report])
    weighing.settle_internally(report, "Opgelost met de dienst.", actor=dora)

    with pytest.raises(ChangedMeanwhile) as denied:
        answering.give(
            report,
            Reply(ReplyKind.ASK, text="Sinds wanneer?"),
            actor=alice,
            version=version,
        )

    assert [line.who for line in denied.value.lines] == ["Dora", "Dora"]
    assert PreSignal.objects.get().state == PreSignalState.HANDLED_INTERNALLY
    assert Mail.objects.count() == 1


def test_answers_are_not_overwritten_by_who_did_not_see_them(report, alice, dora):
    version = version_of([report])
    answering.keep_answers(
        report, Weighing(recurring="yes"), actor=dora, version=version
    )

    with pytest.raises(ChangedMeanwhile):
        answering.keep_answers(
            report, Weighing(recurring="no"), actor=alice, version=version
        )

    assert PreSignal.objects.get().test_recurring == "yes"


def test_several_reports_are_linked_all_or_none(partnership, alice, signal):
    fine = make_pre_signal(partnership)
    settled = make_pre_signal(partnership, state=PreSignalState.HANDLED_INTERNALLY)

    with pytest.raises(TransitionDenied):
        answering.give_many(
            [fine, settled],
            Reply(ReplyKind.LINK, signal=signal),
            actor=alice,
            version=0,
        )

    fine.refresh_from_db()
    assert fine.state == PreSignalState.SUBMITTED
    assert not signal.links.exists()


def test_one_signal_is_started_from_several_reports(partnership, alice):
    reports = [
        make_pre_signal(partnership, email=f"melder{n}@durmeland.example")
        for n in range(3)
    ]
    reply = Reply(
        ReplyKind.START, text="Dank je.", title="Geen avondbus", statement="Na zes uur."
    )

    made = answering.give_many(reports, reply, actor=alice, version=0)

    assert (made.title, made.links.count()) == ("Geen avondbus", 3)
    assert {one.outcome_text for one in PreSignal.objects.all()} == {"Dank je."}
    assert Mail.objects.count() == 3


def test_taking_up_leaves_what_is_taken_up_already(partnership, alice):
    reports = [
        make_pre_signal(partnership),
        make_pre_signal(partnership, state=PreSignalState.IN_REVIEW),
    ]

    assert answering.take_up_all(reports, actor=alice, version=0) == 1
    assert PreSignal.objects.filter(state=PreSignalState.IN_REVIEW).count() == 2


@pytest.mark.parametrize("kind", [*ReplyKind, answering.TAKE_UP])
@pytest.mark.parametrize("state", PreSignalState)
def test_what_is_offered_is_what_the_domain_allows(
    partnership, alice, signal, state, kind
):
    fields = {"referral": "Ombudsdienst"} if state == "not_a_signal" else {}
    report = make_pre_signal(partnership, state=state, **fields)
    offered = answering.takes_reply(report, kind)

    try:
        if kind == answering.TAKE_UP:
            changed = answering.take_up_all([report], actor=alice, version=0)
        else:
            (reply,) = [one for one in replies(signal) if one.kind == kind]
            answering.give(report, reply, actor=alice, version=0)
            changed = 1
    except TransitionDenied:
        changed = 0

    assert bool(changed) == offered


def test_a_report_goes_into_a_second_signal_with_other_words(
    partnership, report, signal, alice
):
    other = make_signal(partnership)
    weighing.link_to_signal(report, signal, actor=alice, answer="Het eerste.")

    weighing.link_to_signal(report, other, actor=alice, answer="Ook hier.")

    report.refresh_from_db()
    assert report.outcome_text == "Ook hier."
    assert set(report.signals.all()) == {signal, other}
    assert Mail.objects.count() == 2


def test_a_report_that_comes_back_into_a_signal_is_told_of_again(report, signal, alice):
    weighing.link_to_signal(report, signal, actor=alice)
    weighing.unlink(report, signal, actor=alice)

    weighing.link_to_signal(report, signal, actor=alice)
    weighing.link_to_signal(report, signal, actor=alice)

    assert Mail.objects.count() == 2


@pytest.mark.parametrize(
    ("before", "step", "after"),
    [
        (PreSignalState.SUBMITTED, answering.TAKE_UP, PreSignalState.IN_REVIEW),
        (PreSignalState.QUESTION, answering.GO_ON, PreSignalState.IN_REVIEW),
        (
            PreSignalState.HANDLED_INTERNALLY,
            answering.RECONSIDER,
            PreSignalState.IN_REVIEW,
        ),
    ],
)
def test_a_step_without_words(partnership, alice, before, step, after):
    report = make_pre_signal(partnership, state=before)

    done = answering.take_step(report, step, actor=alice)

    assert done
    assert PreSignal.objects.get().state == after


def test_taking_a_report_out_of_a_signal(report, signal, alice):
    weighing.link_to_signal(report, signal, actor=alice)

    done = answering.take_step(
        report, answering.UNLINK, signal_number=signal.number, actor=alice
    )

    assert str(signal.number) in done
    assert PreSignal.objects.get().state == PreSignalState.IN_REVIEW
    with pytest.raises(TransitionDenied):
        answering.take_step(
            report, answering.UNLINK, signal_number=signal.number, actor=alice
        )


def test_a_signal_starts_without_reports(partnership, alice):
    caw = make_organisation(partnership, "CAW Durmeland")

    made = answering.start_alone(
        partnership,
        NewSignal(
            title="Attesten alleen digitaal",
            statement="Wie geen computer heeft raakt er niet aan.",
            origin="above",
            raised_by=[caw],
            raised_by_text="Vlaamse overheid",
        ),
        actor=alice,
    )

    assert (made.state, made.origin) == (SignalState.BUNDLING, "above")
    assert [str(one) for one in made.actors.filter(role=ActorRole.RAISED_BY)] == [
        "CAW Durmeland",
        "Vlaamse overheid",
    ]


def test_a_field_worker_starts_no_signal(partnership, bob):
    with pytest.raises(TransitionDenied):
        answering.start_alone(partnership, NewSignal(title="Iets"), actor=bob)

    assert not PolicySignal.objects.exists()


def test_the_words_of_a_new_signal_reach_its_reporters(partnership, report, alice):
    shaping.start_signal(
        partnership, title="Iets", sources=[report], answer="Dank je.", actor=alice
    )

    report.refresh_from_db()
    assert report.outcome_text == "Dank je."
