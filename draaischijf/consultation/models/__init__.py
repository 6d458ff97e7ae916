"""Bodies, meetings with their agenda, decisions and tasks."""

from __future__ import annotations

from draaischijf.consultation.models.agenda import (
    AgendaItem,
    BodyDecision,
    MeetingTask,
)
from draaischijf.consultation.models.bodies import Body, BodyFrequency, BodyMember
from draaischijf.consultation.models.feeds import CalendarFeed
from draaischijf.consultation.models.gatherings import Gathering, Registration
from draaischijf.consultation.models.inviting import Invitation, MeetingMove
from draaischijf.consultation.models.meetings import Headcount, Meeting, Participant
from draaischijf.consultation.models.minutes import (
    Minutes,
    MinutesReader,
    MinutesRemark,
    PresenceLink,
)
from draaischijf.consultation.models.polls import DateAnswer, DateOption

__all__ = [
    "AgendaItem",
    "Body",
    "BodyDecision",
    "BodyFrequency",
    "BodyMember",
    "CalendarFeed",
    "DateAnswer",
    "DateOption",
    "Gathering",
    "Headcount",
    "Invitation",
    "Meeting",
    "MeetingMove",
    "MeetingTask",
    "Minutes",
    "MinutesReader",
    "MinutesRemark",
    "Participant",
    "PresenceLink",
    "Registration",
]
