"""What plans know of the way of a signal: the actions that answer it, and their log."""

from __future__ import annotations

from collections.abc import Iterator

from django.utils import timezone
from django.utils.translation import gettext as _t

from draaischijf.plans.models import ActionLogEntry, PlanAction
from draaischijf.signals.journeys import Lane, Stop, Told
from draaischijf.signals.models import PolicySignal

# The newest lines of the logs: the whole of each stands with its action.
MOST_LINES = 40


def action_stops(signal: PolicySignal, *, is_partner: bool) -> Iterator[Stop]:
    """Yield the actions that answer a signal and the lines of their logs.

    Two queries, one where nothing answers it.
    """
    rows = PlanAction.objects.filter(signals=signal).select_related("plan__partnership")
    if not is_partner:
        rows = rows.filter(plan__is_public=True)
    actions = {one.pk: one for one in rows}
    if not actions:
        return
    for action in actions.values():
        yield _of_action(action)
    lines = ActionLogEntry.objects.filter(action__in=actions, start__isnull=False)
    if not is_partner:
        lines = lines.filter(is_public=True)
    for line in lines.order_by("-start", "-pk")[:MOST_LINES]:
        action = actions[line.action_id]
        words = _t("Action “%(title)s”: %(text)s")
        yield Stop(
            Lane.DEEDS,
            line.start or timezone.localdate(),
            words % {"title": action.title, "text": line.text},
            action.get_absolute_url(),
            "flag",
        )


def _of_action(action: PlanAction) -> Stop:
    linked = timezone.localdate(action.created)
    return Stop(
        Lane.DEEDS,
        linked,
        _t("The action “%(title)s” of “%(plan)s” answers it.")
        % {"title": action.title, "plan": action.plan.title},
        action.get_absolute_url(),
        "flag",
        Told("signal_answered_by_action", "title", action.title[:200]),
        until=action.ended or max(timezone.localdate(), linked),
    )
