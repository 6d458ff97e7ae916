"""What somebody who is invited does: keep points, and send them."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.utils import timezone

from draaischijf.calls import emails, workflow
from draaischijf.calls.domain.locking import lock_call
from draaischijf.calls.models import CallPoint, CallQuestion, Invited
from draaischijf.history.domain import record
from draaischijf.signals.domain.reporting import Report, report_pre_signal
from draaischijf.signals.enums import PeopleRange
from draaischijf.signals.models import PreSignal
from draaischijf.taxonomy.models import Area


@dataclass(frozen=True)
class Point:
    """One point as the form gives it, screened; the key is made with the form."""

    question: CallQuestion
    key: uuid.UUID
    text: str
    area: Area | None = None
    people: str = PeopleRange.UNKNOWN
    screening: tuple[dict[str, Any], ...] = ()


@transaction.atomic
def keep_points(invited: Invited, points: Sequence[Point]) -> None:
    """Keep points to go on with later; an emptied one goes, a sent one stays as sent.

    Raises TransitionDenied when the call takes no answers any more.
    """
    _keep(_lock(invited), points)


@transaction.atomic
def send_points(
    invited: Invited, points: Sequence[Point], *, language: str = ""
) -> list[PreSignal]:
    """Send all points that were not sent; each becomes a report, in one receipt.

    With `language`, that of the page, later mails are in it. Sent twice it is once: a
    point is known by its key. Raises TransitionDenied when the call takes no answers
    any more.
    """
    locked = _lock(invited)
    locked.language = language or locked.language
    _keep(locked, points)
    waiting = locked.points.filter(report__isnull=True).order_by(
        "question__position", "pk"
    )
    reports = [_report(locked, one) for one in waiting.select_related("area")]
    if reports:
        now = timezone.now()
        locked.answered, locked.added = locked.answered or now, now
        locked.save(update_fields=["answered", "added", "language"])
        record(locked.call, "call_answered", actor=None, count=len(reports))
        emails.confirm(locked, reports)
    return reports


def _lock(invited: Invited) -> Invited:
    """Return who answers, with the call locked: closing it waits, or came first."""
    call = lock_call(invited.call)
    workflow.check_takes_answers(call.state, is_past=call.is_past)
    locked = Invited.objects.select_related("organisation").get(pk=invited.pk)
    locked.call = call
    return locked


def _keep(invited: Invited, points: Sequence[Point]) -> None:
    mine = {one.key: one for one in invited.points.all()}
    for point in points:
        known, text = mine.get(point.key), point.text.strip()
        if point.question.call_id != invited.call_id or (known and known.report_id):
            continue
        if not text:
            if known:
                mine.pop(point.key).delete()
            continue
        kept = known or CallPoint(invited=invited, key=_free(point.key))
        kept.question, kept.text = point.question, text
        kept.area, kept.people = point.area, point.people
        kept.screening = list(point.screening)
        kept.save()
        mine[point.key] = kept


def _free(key: uuid.UUID) -> uuid.UUID:
    """Return the key, or another one where it was taken from somebody else's form."""
    is_taken = (
        CallPoint.objects.filter(key=key).exists()
        or PreSignal.objects.filter(submission_key=key).exists()
    )
    return uuid.uuid4() if is_taken else key


def _report(invited: Invited, point: CallPoint) -> PreSignal:
    organisation = invited.organisation
    made = report_pre_signal(
        invited.call.partnership,
        Report(
            problem=point.text,
            areas=(point.area,) if point.area else (),
            people=point.people,
            organisation_name=organisation.name if organisation else "",
            email=invited.email,
            language=invited.language,
            screening=tuple(point.screening),
        ),
        submission_key=point.key,
        has_receipt=False,
    )
    point.report, point.text, point.screening = made, "", []
    point.save(update_fields=["report", "text", "screening"])
    record(made, "report_of_call", actor=None, title=invited.call.title)
    return made
