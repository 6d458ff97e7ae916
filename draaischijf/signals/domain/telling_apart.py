"""Saying that two things that look alike are two different problems."""

from __future__ import annotations

from django.db import transaction

from draaischijf.accounts.models import User
from draaischijf.history.domain import record
from draaischijf.signals import workflow
from draaischijf.signals.domain.group_deeds import part_pair
from draaischijf.signals.models import DifferentPair, PolicySignal, PreSignal
from draaischijf.signals.permissions import hands_of
from draaischijf.signals.workflow import TransitionDenied


@transaction.atomic
def tell_apart(
    pre_signal: PreSignal, other: PreSignal | PolicySignal, *, actor: User
) -> DifferentPair:
    """Keep that a report and another one, or a signal, differ; twice is once.

    The pair is proposed to nobody any more, and the report leaves the group in which
    they are both. Raises TransitionDenied without the right
    to weigh, and when the two are of different partnerships or the same report.
    """
    workflow.check_hands_weigh(hands_of(actor, pre_signal))
    if other.partnership_id != pre_signal.partnership_id or other == pre_signal:
        raise TransitionDenied([workflow.not_here()])
    if isinstance(other, PolicySignal):
        made, is_new = _keep(actor, pre_signal=pre_signal, signal=other)
        verb = "told_apart_from_signal"
    else:
        first, second = sorted((pre_signal, other), key=lambda one: one.pk)
        made, is_new = _keep(actor, pre_signal=first, other=second)
        verb = "told_apart_from_report"
        part_pair(pre_signal, other)
    if is_new:
        record(pre_signal, verb, actor=actor, number=other.number)
    return made


@transaction.atomic
def take_back(
    pre_signal: PreSignal, other: PreSignal | PolicySignal, *, actor: User
) -> None:
    """Forget that a report and another one, or a signal, differ; twice is once.

    They may be proposed together again. Raises TransitionDenied without the right to
    weigh.
    """
    workflow.check_hands_weigh(hands_of(actor, pre_signal))
    if isinstance(other, PolicySignal):
        pairs = DifferentPair.objects.filter(pre_signal=pre_signal, signal=other)
        verb = "not_apart_from_signal"
    else:
        first, second = sorted((pre_signal, other), key=lambda one: one.pk)
        pairs = DifferentPair.objects.filter(pre_signal=first, other=second)
        verb = "not_apart_from_report"
    gone, _rows = pairs.delete()
    if gone:
        record(pre_signal, verb, actor=actor, number=other.number)


def _keep(actor: User, **pair: PreSignal | PolicySignal) -> tuple[DifferentPair, bool]:
    return DifferentPair.objects.get_or_create(**pair, defaults={"actor": actor})
