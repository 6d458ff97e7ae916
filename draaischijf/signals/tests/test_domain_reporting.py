from __future__ import annotations

import threading
import uuid

import pytest
from django.db import connection
from django.utils import timezone, translation

from draaischijf.people.tests.factories import make_partnership
from draaischijf.signals.domain import reporting
from draaischijf.signals.domain.reporting import Report, Support
from draaischijf.signals.enums import PreSignalState, SignalState
from draaischijf.signals.models import PreSignal, SignalSupport
from draaischijf.signals.queries.path import pre_signal_path, signal_path
from draaischijf.signals.tests.factories import make_pre_signal, make_signal
from draaischijf.signals.workflow import TransitionDenied

MARK = {"field": "answer", "kind": "phone", "start": 4, "end": 16}


def at_once(work, times=2):
    """Do the same thing in several threads that start together; return the answers."""
    start = threading.Barrier(times)
    answers = []

    def run():
        try:
            start.wait()
            answers.append(work())
        finally:
            connection.close()

    threads = [threading.Thread(target=run) for _number in range(times)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return answers


@pytest.mark.django_db(transaction=True)
def test_two_submits_at_the_same_moment_make_one_report():
    partnership = make_partnership()
    key = uuid.uuid4()

    made = at_once(
        lambda: reporting.report_pre_signal(
            partnership, Report(problem="Geen bus na zes uur"), submission_key=key
        )
    )

    assert len({one.pk for one in made}) == 1
    assert PreSignal.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_two_submits_at_the_same_moment_make_one_support():
    signal = make_signal(make_partnership(), SignalState.PUBLISHED)
    key = uuid.uuid4()

    made = at_once(
        lambda: reporting.support_signal(
            signal, Support(note="Ook hier"), submission_key=key
        )
    )

    assert len({one.pk for one in made}) == 1
    assert SignalSupport.objects.count() == 1


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
