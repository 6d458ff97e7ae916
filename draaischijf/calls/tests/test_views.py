"""The pages of the office, and what a partner reads of them."""

from __future__ import annotations

import uuid

import pytest
from django.urls import reverse
from django.utils import timezone

from draaischijf.calls.domain.answering import Point, send_points
from draaischijf.calls.models import Call
from draaischijf.calls.tests.factories import make_call
from draaischijf.signals.domain import reporting, weighing
from draaischijf.signals.enums import SignalState
from draaischijf.signals.tests.factories import make_signal

pytestmark = pytest.mark.django_db


def address(name, *rest):
    return reverse(f"calls:{name}", args=["durmeland", *rest])


@pytest.fixture
def reports(call, invited):
    question = call.questions.first()
    texts = ("Geen studio's.", "Dit nemen we terug.")
    return send_points(invited, [Point(question, uuid.uuid4(), text) for text in texts])


def test_an_office_starts_invites_and_opens(partnership, house, alice, reading):
    office = reading(alice)
    day = timezone.localdate() + timezone.timedelta(days=20)
    made = office.post(
        address("call_start"),
        {
            "title": "Wonen",
            "why": "Voor het plan.",
            "questions": "Wat zie je?\n\nEn wat nog?",
            "deadline": day.isoformat(),
        },
    )
    call = Call.objects.get()
    assert made.url == call.get_absolute_url()
    assert [one.text for one in call.questions.all()] == ["Wat zie je?", "En wat nog?"]

    office.post(
        address("call_invite", call.number),
        {"organisation": house.pk, "email": "jef@caw.example"},
    )
    shown = office.post(address("call_open", call.number), follow=True)

    assert "The call is open." in shown.content.decode()
    assert "jef@caw.example" in shown.content.decode()


def test_more_than_ten_questions_are_refused(alice, reading, partnership):
    data = {
        "title": "Wonen",
        "why": "Voor het plan.",
        "questions": "\n".join(f"Vraag {number}?" for number in range(11)),
        "deadline": timezone.localdate().isoformat(),
    }
    answer = reading(alice).post(address("call_start"), data)

    assert answer.status_code == 422
    assert "at most ten questions" in answer.content.decode()


def test_the_page_tells_what_became_of_each_point(
    call, partnership, reports, alice, reading
):
    signal = make_signal(partnership, SignalState.ANALYSIS, title="Wonen is te duur")
    weighing.take_up(reports[0], actor=alice)
    weighing.link_to_signal(reports[0], signal, actor=alice)
    reporting.withdraw_pre_signal(reports[1])

    text = reading(alice).get(call.get_absolute_url()).content.decode()

    assert "Part of a signal" in text
    assert "Wonen is te duur" in text
    assert "4/8" in text
    assert "1 point was withdrawn." in text
    assert "Dit nemen we terug." not in text


def test_partners_read_points_and_names_but_no_address_or_sender(
    call, invited, reports, bob, reading
):
    text = reading(bob).get(call.get_absolute_url()).content.decode()

    assert "Geen studio&#x27;s." in text
    assert text.count("CAW Durmeland") == 1
    assert invited.email not in text
    assert reverse("signals:pre_signal", args=["durmeland", 1]) not in text


def test_a_draft_is_not_there_for_partners(partnership, bob, reading):
    draft = make_call(partnership, state="draft")

    assert reading(bob).get(draft.get_absolute_url()).status_code == 404
    listed = reading(bob).get(address("calls")).content.decode()
    assert draft.title not in listed


def test_report_and_inbox_lead_to_the_call(call, reports, alice, reading):
    office = reading(alice)
    report = office.get(
        reverse("signals:pre_signal", args=["durmeland", reports[0].number])
    )
    inbox = office.get(reverse("signals:inbox", args=["durmeland"]))

    for page in (report, inbox):
        assert call.get_absolute_url() in page.content.decode()


def test_the_synthesis_is_a_word_and_pdf_document(call, reports, bob, reading):
    for form, start in (("pdf", b"%PDF"), ("docx", b"PK")):
        page = reverse("reporting:call_file", args=["durmeland", call.number, form])

        assert reading(bob).get(page).content.startswith(start)
    wrong = reverse("reporting:call_file", args=["durmeland", call.number, "csv"])
    assert reading(bob).get(wrong).status_code == 404


def test_a_page_with_many_points_reads_no_more(
    call, invited, alice, reading, django_assert_max_num_queries
):
    question = call.questions.first()
    send_points(
        invited, [Point(question, uuid.uuid4(), f"Punt {n}.") for n in range(12)]
    )
    office = reading(alice)
    office.get(call.get_absolute_url())

    with django_assert_max_num_queries(22):
        office.get(call.get_absolute_url())
