"""Bodies, meetings with their agenda, decisions and tasks."""

from __future__ import annotations

from draaischijf.consultation.models.agenda import (
    AgendaItem,
    BodyDecision,
    MeetingTask,
)
from draaischijf.consultation.models.bodies import Body, BodyFrequency, BodyMember
from draaischijf.consultation.models.inviting import Invitation, MeetingMove
from draaischijf.consultation.models.meetings import Headcount, Meeting, Participant

__all__ = [
    "AgendaItem",
    "Body",
    "BodyDecision",
    "BodyFrequency",
    "BodyMember",
    "Headcount",
    "Invitation",
    "Meeting",
    "MeetingMove",
    "MeetingTask",
    "Participant",
]
