from __future__ import annotations

import datetime
import uuid

import pytest
import time_machine
from django.core.files.base import ContentFile
from django.db import IntegrityError, transaction
from django.utils import timezone, translation

from draaischijf.documents.models import StoredFile
from draaischijf.history.models import Entry
from draaischijf.history.queries import as_lines
from draaischijf.notifications.models import Mail
from draaischijf.people.models import Membership
from draaischijf.people.tests.factories import make_organisation
from draaischijf.signals.domain import reporting
from draaischijf.signals.domain.reporting import Report, Support
from draaischijf.signals.enums import PreSignalState, SignalState
from draaischijf.signals.forms.screened import LONGEST_TEXT
from draaischijf.signals.models import PolicySignal, PreSignal, SignalSupport
from draaischijf.signals.queries.path import pre_signal_path, signal_path
from draaischijf.signals.tests.factories import make_pre_signal, make_signal
from draaischijf.signals.tests.stages import recorded
from draaischijf.signals.workflow import TransitionDenied

MARK = {"field": "answer", "kind": "phone", "start": 4, "end": 16}


@pytest.mark.django_db
@pytest.mark.parametrize("state", [SignalState.CLOSED, SignalState.NOT_RETAINED])
def test_a_closed_signal_is_not_supported(partnership, state):
    signal = make_signal(partnership, state)

    with pytest.raises(TransitionDenied):
        reporting.support_signal(signal, Support(), submission_key=uuid.uuid4())

    assert not SignalSupport.objects.exists()


@pytest.mark.django_db
def test_a_doubt_in_an_answer_is_marked_on_the_report(partnership):
    report = make_pre_signal(
        partnership, state=PreSignalState.QUESTION, screening=[{"field": "problem"}]
    )

    message = reporting.answer_question(report, "Bel 09 234 56 78", screening=[MARK])

    report.refresh_from_db()
    assert report.screening == [
        {"field": "problem"},
        {**MARK, "field": f"message-{message.pk}"},
    ]


@pytest.mark.django_db
def test_a_doubt_in_an_example_is_marked_on_the_report(partnership):
    report = make_pre_signal(partnership)

    message = reporting.add_example(report, "Bel 09 234 56 78", screening=[MARK])

    report.refresh_from_db()
    assert report.screening == [{**MARK, "field": f"message-{message.pk}"}]


@pytest.mark.django_db
def test_the_path_is_read_in_the_language_of_who_reads_it(partnership):
    with translation.override("nl"):
        steps = [
            *signal_path(make_signal(partnership)),
            *pre_signal_path(make_pre_signal(partnership)),
        ]

    with translation.override("en"):
        labels = [str(step.label) for step in steps]

    assert labels[:3] == ["Noticed", "Collected", "Bundled"]
    assert labels[8:11] == ["Noticed", "Collected", "Bundled"]
    assert steps[8].date == timezone.localdate()


# -- Reporting ----------------------------------------------------------------------


def give(partnership, key=None, **fields):
    parts = {"raiser": fields.pop("raiser", None), "files": fields.pop("files", ())}
    fields.setdefault("problem", "Na zes uur rijdt er geen bus.")
    return reporting.report_pre_signal(
        partnership, Report(**fields), submission_key=key or uuid.uuid4(), **parts
    )


def stored(partnership, name="brief.pdf"):
    return StoredFile.objects.create(
        partnership_id=partnership.pk,
        name=name,
        content_type="application/pdf",
        size=3,
        sha256="0" * 64,
        file=ContentFile(b"abc", name),
    )


@pytest.mark.django_db
def test_a_report_is_taken_in_numbered_and_promised_an_answer(partnership, bob):
    caw = make_organisation(partnership, "CAW Durmeland")
    area = partnership.area.members.first()
    with (
        time_machine.travel(datetime.datetime(2026, 4, 2, 9, tzinfo=datetime.UTC)),
        recorded() as entries,
    ):
        made = give(
            partnership,
            problem="  Geen bus.\n",
            areas=(area,),
            whole_area=True,
            since=" sinds de zomer ",
            people="5-9",
            organisation_name=" c.a.w.  durmeland ",
            email=" Bo@Durmeland.EXAMPLE ",
            language="en",
            raiser=bob,
            files=[stored(partnership)],
        )

    made.refresh_from_db()
    assert (made.number, made.state, made.problem) == (1, "submitted", "Geen bus.")
    assert (made.email, made.language) == ("bo@durmeland.example", "en")
    assert (made.organisation, made.organisation_name) == (caw, "c.a.w.  durmeland")
    assert (made.since, made.whole_area, made.people) == ("sinds de zomer", True, "5-9")
    assert list(made.areas.all()) == [area]
    assert str(made.attachments.get()) == "brief.pdf"
    # Five working days on, over the weekend and Easter Monday.
    assert made.answer_due == datetime.date(2026, 4, 10)
    (entry,) = entries
    assert (entry.verb, entry.actor, entry.is_public) == (
        "pre_signal_reported",
        bob,
        True,
    )
    assert made.follow_until is None


@pytest.mark.django_db
def test_a_half_empty_form_is_a_report_all_the_same(partnership):
    made = give(partnership, problem="Geen bus")

    assert (made.email, made.organisation, made.raiser) == ("", None, None)
    assert (made.people, made.frequency) == ("unknown", "")
    assert not Mail.objects.exists()


@pytest.mark.django_db
@pytest.mark.parametrize("name", ["Elders", "!!!", "Дом", "  "])
def test_an_organisation_nobody_knows_stays_as_it_was_typed(
    partnership, other_partnership, name
):
    make_organisation(other_partnership, "Elders")
    make_organisation(partnership, "...")
    make_organisation(partnership, "Мост")

    made = give(partnership, organisation_name=name)

    assert made.organisation is None
    assert made.organisation_label == name.strip()


@pytest.mark.django_db
def test_a_second_submit_gives_the_report_of_the_first_and_takes_no_number(
    partnership, other_partnership
):
    key = uuid.uuid4()
    first = give(partnership, key, email="bo@durmeland.example")

    second = give(partnership, key, email="bo@durmeland.example", problem="Anders")
    elsewhere = give(other_partnership, key)
    third = give(partnership)

    assert second == first
    assert (first.number, third.number) == (1, 2)
    assert (elsewhere.number, elsewhere.partnership) == (1, other_partnership)
    assert elsewhere.submission_key != key
    assert Mail.objects.count() == 1


@pytest.mark.django_db
def test_another_refusal_of_the_database_is_not_taken_for_a_second_submit(partnership):
    file = stored(partnership)
    give(partnership, files=[file])

    with pytest.raises(IntegrityError), transaction.atomic():
        give(partnership, files=[file])

    assert PreSignal.objects.count() == 1
    assert give(partnership).number == 2


@pytest.mark.django_db
def test_at_most_five_files_come_along(partnership):
    files = [stored(partnership, f"{number}.pdf") for number in range(6)]

    with pytest.raises(ValueError, match="5"):
        give(partnership, files=files)

    assert give(partnership, files=files[:5]).attachments.count() == 5


@pytest.mark.django_db
def test_as_much_text_as_the_form_takes_can_be_kept_and_searched(partnership):
    # All words different: the worst there is for a search index.
    words = " ".join(f"w{number:05x}" for number in range(LONGEST_TEXT // 7))

    made = give(partnership, problem=words, example=words)
    signal = make_signal(partnership, statement=words, examples=words)

    assert len(words) > LONGEST_TEXT - 7
    assert PreSignal.objects.filter(pk=made.pk, search="w00000").exists()
    assert signal.pk


@pytest.mark.django_db
def test_a_partnership_promises_its_own_number_of_days(partnership):
    partnership.answer_within = 0
    partnership.save()

    assert give(partnership).answer_due == timezone.localdate()


# -- Examples -----------------------------------------------------------------------


@pytest.mark.django_db
@pytest.mark.parametrize("state", list(PreSignalState))
def test_examples_are_welcome_until_the_report_is_withdrawn(partnership, state, bob):
    report = make_pre_signal(partnership, state=state, referral="Ombudsdienst")

    if state == PreSignalState.WITHDRAWN:
        with pytest.raises(TransitionDenied):
            reporting.add_example(report, "Nog iemand", actor=bob)
        assert not report.messages.exists()
        return
    with recorded() as entries:
        made = reporting.add_example(report, " Nog iemand\n", actor=bob)
    report.refresh_from_db()
    assert (made.text, made.from_raiser, made.author) == ("Nog iemand", True, bob)
    assert report.state == state
    assert [(one.verb, one.actor) for one in entries] == [("pre_signal_example", bob)]


@pytest.mark.django_db
def test_a_double_click_gives_one_example_and_the_same_later_another(partnership):
    report = make_pre_signal(partnership)
    with time_machine.travel(timezone.now(), tick=False) as clock:
        first = reporting.add_example(report, "Nog iemand")

        assert reporting.add_example(report, "Nog iemand ") == first
        assert reporting.add_example(report, "En nog iemand") != first
        assert reporting.add_example(report, "Nog iemand") != first
        clock.shift(datetime.timedelta(minutes=11))
        reporting.add_example(report, "Nog iemand")

    assert report.messages.count() == 4


# -- "Ook bij ons" ------------------------------------------------------------------


@pytest.mark.django_db
@pytest.mark.parametrize(
    "state",
    sorted(
        set(SignalState)
        - {SignalState.CLOSED, SignalState.NOT_RETAINED, SignalState.MERGED}
    ),
)
def test_a_signal_that_goes_on_can_be_supported(partnership, state, bob):
    signal = make_signal(partnership, state)
    PolicySignal.objects.update(last_movement=signal.created - datetime.timedelta(9))

    with recorded() as entries:
        made = reporting.support_signal(
            signal,
            Support(note=" Ook hier ", email="BO@durmeland.example", people="1-4"),
            submission_key=uuid.uuid4(),
            raiser=bob,
        )

    signal.refresh_from_db()
    assert (made.note, made.email) == ("Ook hier", "bo@durmeland.example")
    assert signal.last_movement > signal.created
    assert [(one.verb, one.actor) for one in entries] == [("support_given", bob)]


@pytest.mark.django_db
def test_a_key_of_one_signal_is_no_key_of_another(partnership):
    one, other = make_signal(partnership), make_signal(partnership)
    key = uuid.uuid4()
    first = reporting.support_signal(one, Support(), submission_key=key)

    assert reporting.support_signal(one, Support(), submission_key=key) == first
    made = reporting.support_signal(other, Support(), submission_key=key)

    assert made != first
    assert made.signal == other


@pytest.mark.django_db
@pytest.mark.parametrize("who", ["stranger", "colleague", "member"])
def test_the_public_reads_an_organisation_only_when_one_of_its_own_said_so(
    partnership, bob, who
):
    caw = make_organisation(partnership, "CAW Durmeland")
    signal = make_signal(partnership, SignalState.PUBLISHED)
    if who == "member":
        Membership.objects.create(person=bob.persons.get(), organisation=caw)

    reporting.support_signal(
        signal,
        Support(organisation_name="CAW Durmeland"),
        submission_key=uuid.uuid4(),
        raiser=None if who == "stranger" else bob,
    )

    entries = Entry.objects.about(signal)
    (public,) = as_lines(entries.public(), with_names=False)
    (partner,) = as_lines(entries, with_names=True)
    assert ("CAW" in public.text) == (who == "member")
    assert public.note == ""
    # Partners read what was typed.
    assert "CAW Durmeland" in f"{partner.text} {partner.note}"
