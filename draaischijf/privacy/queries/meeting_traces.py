"""Where somebody stands who was asked: to a meeting, a gathering, a forum, a call.

Also without an account or a person: by the address alone.
"""

from __future__ import annotations

from typing import Any

from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from draaischijf.calls.models import Invited
from draaischijf.consultation.models import (
    BodyMember,
    MeetingTask,
    MinutesReader,
    MinutesRemark,
    Participant,
    Registration,
)
from draaischijf.forum.models import ForumTable, SolutionTrack
from draaischijf.privacy.queries.subjects import Subject
from draaischijf.privacy.queries.trace_shape import Trace

# What names somebody beside the column that points at the person.
NAMED: tuple[tuple[type[Any], str, str], ...] = (
    (MeetingTask, "owner", "meeting__partnership"),
    (ForumTable, "moderator", "theme__forum__meeting__partnership"),
    (SolutionTrack, "owner", "theme__forum__meeting__partnership"),
)


def participants_of(subject: Subject) -> QuerySet[Participant]:
    """Return where a person was asked to a meeting or stood in the list of it."""
    return Participant.objects.filter(
        subject.has_address("email") | Q(person__in=_keys(subject)),
        subject.here("meeting__partnership"),
    )


def registrations_of(subject: Subject) -> QuerySet[Registration]:
    """Return where a person registered for a gathering."""
    return Registration.objects.filter(
        subject.has_address("email"), subject.here("meeting__partnership")
    )


def readers_of(subject: Subject) -> QuerySet[MinutesReader]:
    """Return the minutes that were mailed to a person."""
    return MinutesReader.objects.filter(
        subject.has_address("email"), subject.here("minutes__meeting__partnership")
    )


def remarks_of(subject: Subject) -> QuerySet[MinutesRemark]:
    """Return what a person remarked on minutes."""
    return MinutesRemark.objects.filter(reader__in=readers_of(subject))


def named_of(subject: Subject) -> list[tuple[QuerySet[Any], str]]:
    """Return what names a person as owner or moderator, with the column that does."""
    return [
        (
            model.objects.filter(
                Q(**{f"{column}__in": _keys(subject)}), subject.here(path)
            ),
            column,
        )
        for model, column, path in NAMED
    ]


def seats_of(subject: Subject) -> QuerySet[BodyMember]:
    """Return the bodies a person sits or sat in."""
    return BodyMember.objects.filter(
        subject.here("body__partnership"), person__in=_keys(subject)
    )


def invited_of(subject: Subject) -> QuerySet[Invited]:
    """Return the calls for input that were sent to the address of a person."""
    return Invited.objects.filter(
        subject.has_address("email"), subject.here("call__partnership")
    )


def _keys(subject: Subject) -> list[int]:
    return [one.pk for one in subject.persons]


MEETING_TRACES: tuple[Trace, ...] = (
    Trace(
        "seats",
        _("Member of a body"),
        ("body", "organisation", "function", "since", "until"),
        _("The seat stays, with “a former colleague” in the place of the name."),
        lambda subject: [seats_of(subject)],
    ),
    Trace(
        "meetings",
        _("Asked to a meeting, or present"),
        ("meeting", "name", "email", "reply", "presence"),
        _(
            "Name becomes “a former colleague”; address, link and word go. Minutes "
            "that were sent stay as they were sent: a name is taken out there."
        ),
        lambda subject: [participants_of(subject)],
    ),
    Trace(
        "registrations",
        _("Registered for a gathering"),
        ("meeting", "name", "email", "organisation_name", "at", "state"),
        _("Removed."),
        lambda subject: [registrations_of(subject)],
    ),
    Trace(
        "minutes",
        _("Minutes by mail"),
        ("minutes", "name", "email"),
        _("Removed."),
        lambda subject: [readers_of(subject)],
    ),
    Trace(
        "remarks",
        _("Remarks on minutes"),
        ("minutes", "name", "item_number", "text", "answer"),
        _("They stay, with “a former colleague” in the place of the name."),
        lambda subject: [remarks_of(subject)],
    ),
    Trace(
        "named",
        _("Tasks, tables and solution tracks"),
        ("pk",),
        _("They stay, with “a former colleague” in the place of the name."),
        lambda subject: [rows for rows, _column in named_of(subject)],
    ),
    Trace(
        "calls",
        _("Invited to a call for input"),
        ("call", "organisation", "email", "at", "answered"),
        _("The address is emptied; points that were never sent go."),
        lambda subject: [invited_of(subject)],
    ),
)
