"""Dossiers of a signal that became part of another one."""

from __future__ import annotations

import pytest

from draaischijf.reporting.builders.signal_dossier import build
from draaischijf.reporting.builders.subject import subject_of
from draaischijf.reporting.domain.reports import freeze_report, start_report
from draaischijf.reporting.enums import ReportKind
from draaischijf.signals.domain.merging import merge_signals, part_signals
from draaischijf.signals.tests.merging import make_pair

pytestmark = pytest.mark.django_db


@pytest.fixture
def pair(partnership):
    return make_pair(partnership)


def dossier(signal, alice):
    return start_report(
        signal.partnership, ReportKind.SIGNAL_DOSSIER, signal=signal, actor=alice
    )


def test_what_is_being_written_comes_along_and_what_is_frozen_stays(pair, alice):
    survivor, absorbed = pair
    frozen = dossier(absorbed, alice)
    freeze_report(frozen, actor=alice)
    draft = dossier(absorbed, alice)

    merge = merge_signals(absorbed, survivor, actor=alice)
    for report in (frozen, draft):
        report.refresh_from_db()
    assert (frozen.signal, draft.signal) == (absorbed, survivor)

    part_signals(merge, actor=alice)
    draft.refresh_from_db()
    assert draft.signal == absorbed


def test_a_second_draft_stays_behind_and_can_be_read(pair, alice):
    survivor, absorbed = pair
    own, second = dossier(survivor, alice), dossier(absorbed, alice)

    merge_signals(absorbed, survivor, actor=alice)

    second.refresh_from_db()
    assert second.signal == absorbed
    for report in (own, second):
        report.refresh_from_db()
        assert build(subject_of(report)).title


def test_a_dossier_tells_where_the_signal_comes_from(pair, alice):
    survivor, absorbed = pair
    merge_signals(absorbed, survivor, actor=alice)

    told = str(build(subject_of(dossier(survivor, alice))))

    assert "Put together from 1 and 2" in told or "Samengevoegd uit 1 en 2" in told
    assert "Geen kamers" in told
