"""What bodies know of the way of a signal: meetings about it, and their decisions."""

from __future__ import annotations

from collections.abc import Iterator

from django.utils.translation import gettext as _t

from draaischijf.consultation.enums import MeetingState
from draaischijf.consultation.queries.about import times_on_agendas
from draaischijf.signals.journeys import Lane, Stop
from draaischijf.signals.models import PolicySignal


def meeting_stops(signal: PolicySignal, *, is_partner: bool) -> Iterator[Stop]:
    """Yield the meetings that had a signal on their agenda, and what they decided.

    A meeting that did not go on is no stop. Two queries.
    """
    for item in times_on_agendas(signal, is_partner=is_partner, most=None):
        meeting = item.meeting
        if meeting.day is None or meeting.state != MeetingState.HELD:
            continue
        url = f"{meeting.get_absolute_url()}#punt-{item.pk}"
        words = _t("It was on the agenda of “%(meeting)s”.")
        yield Stop(
            Lane.MEETINGS, meeting.day, words % {"meeting": meeting}, url, "people"
        )
        for decision in item.decisions.all():
            said = _t("Decision %(number)s: %(text)s")
            yield Stop(
                Lane.MEETINGS,
                decision.day,
                said % {"number": decision, "text": decision.text},
                decision.get_absolute_url(),
                "decision",
            )
