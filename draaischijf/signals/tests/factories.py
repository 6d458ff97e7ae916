"""Dumb makers of reports and signals: rows as they are, no domain function runs."""

from __future__ import annotations

import uuid

from django.utils import timezone

from draaischijf.core import tokens
from draaischijf.core.dates import add_working_days
from draaischijf.signals import links
from draaischijf.signals.domain.reporting import next_signal_number
from draaischijf.signals.enums import SignalState
from draaischijf.signals.models import (
    GroupedReport,
    PolicySignal,
    PreSignal,
    PreSignalLink,
    ReportGroup,
    SignalMerge,
    SignalStep,
    SignalSupport,
)
from draaischijf.signals.models.policy_signals import becomes_public

PROBLEM = (
    "Alleenstaanden met een laag inkomen vinden geen studio die ze kunnen betalen. "
    "We zien dit bijna elke week aan het loket."
)


def _raised():
    nonce = tokens.new_nonce()
    return {
        "follow_nonce": nonce,
        "follow_hash": tokens.hash_of(links.token_for(nonce)),
    }


def make_pre_signal(partnership, **fields):
    number = PreSignal.objects.filter(partnership=partnership).count() + 1
    fields.setdefault("problem", PROBLEM)
    fields.setdefault("answer_due", add_working_days(timezone.localdate(), 5))
    return PreSignal.objects.create(
        partnership=partnership,
        number=number,
        submission_key=uuid.uuid4(),
        **_raised(),
        **fields,
    )


def make_signal(partnership, state=SignalState.BUNDLING, **fields):
    fields.setdefault("title", "Te weinig betaalbare studio's voor alleenstaanden")
    if state == SignalState.CLOSED:
        fields = {"outcome": "solved", "feedback": "Er zijn acht studio's.", **fields}
    if state == SignalState.PARKED:
        fields = {
            "parked_until": timezone.localdate(),
            "state_before": SignalState.BUNDLING,
            **fields,
        }
    if state == SignalState.NOT_RETAINED:
        fields = {"reason": "Staat al in een ander signaal.", **fields}
    if state == SignalState.MERGED and "merged_into" not in fields:
        survivor = make_signal(partnership, SignalState.ANALYSIS)
        before = {"state_before": SignalState.ANALYSIS}
        fields = {"merged_into": survivor, **before, **fields}
    fields.setdefault("is_public", becomes_public(state))
    signal = PolicySignal.objects.create(
        partnership=partnership,
        number=next_signal_number(partnership),
        state=state,
        **fields,
    )
    SignalStep.objects.create(signal=signal, target=SignalState.BUNDLING)
    return signal


def make_merged(survivor, **fields):
    """Return a signal that is part of another one, with the words both had."""
    words = {"title": "Ook geen kamers", "statement": "Te weinig.", "examples": "Tien."}
    absorbed = make_signal(
        survivor.partnership,
        SignalState.MERGED,
        merged_into=survivor,
        state_before=SignalState.ANALYSIS,
        **{**words, **fields},
    )
    SignalMerge.objects.create(
        survivor=survivor,
        absorbed=absorbed,
        absorbed_state=SignalState.ANALYSIS,
        survivor_state=SignalState.ANALYSIS,
        **words,
    )
    return absorbed


def make_support(signal, **fields):
    return SignalSupport.objects.create(
        signal=signal, submission_key=uuid.uuid4(), **_raised(), **fields
    )


def make_group(*reports, title="Wachtlijst tandarts", **fields):
    group = ReportGroup.objects.create(
        partnership=reports[0].partnership, title=title, **fields
    )
    for report in reports:
        GroupedReport.objects.create(group=group, report=report)
    return group


def make_link(pre_signal, signal):
    return PreSignalLink.objects.create(pre_signal=pre_signal, signal=signal)
