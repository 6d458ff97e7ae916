from __future__ import annotations

import uuid

import pytest

from draaischijf.signals.domain.reporting import (
    Report,
    Support,
    report_pre_signal,
    support_signal,
)
from draaischijf.signals.enums import SignalState
from draaischijf.signals.tests.factories import make_signal

pytestmark = pytest.mark.django_db
REPORT = Report(problem="De bus rijdt niet na zes uur.")


def test_a_key_from_a_form_of_another_partnership_makes_a_report_of_its_own(
    partnership, other_partnership
):
    key = uuid.uuid4()
    there = report_pre_signal(other_partnership, REPORT, submission_key=key)

    here = report_pre_signal(partnership, REPORT, submission_key=key)

    assert here.partnership == partnership
    assert here.pk != there.pk
    assert here.submission_key != key


def test_a_key_from_the_form_of_another_signal_makes_a_support_of_its_own(partnership):
    key = uuid.uuid4()
    one = make_signal(partnership, SignalState.PUBLISHED)
    other = make_signal(partnership, SignalState.PUBLISHED)

    support_signal(one, Support(), submission_key=key)
    support_signal(other, Support(), submission_key=key)

    assert one.supports.count() == other.supports.count() == 1
