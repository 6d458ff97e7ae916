"""Minutes on their way: sent, remarked on, answered, approved and then kept."""

from __future__ import annotations

import datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _t

from draaischijf.accounts.models import User
from draaischijf.bundles.edition import fingerprint
from draaischijf.consultation import minutes_emails, minutes_links, workflow
from draaischijf.consultation.domain.locking import lock_meeting, lock_meeting_as_it_is
from draaischijf.consultation.domain.meetings import change_meeting_state
from draaischijf.consultation.enums import MeetingState, MinutesState, RemarkOutcome
from draaischijf.consultation.minutes import as_json
from draaischijf.consultation.models import (
    Meeting,
    Minutes,
    MinutesReader,
    MinutesRemark,
)
from draaischijf.consultation.queries.minutes import minutes_now
from draaischijf.core.templatetags.core import day
from draaischijf.history.domain import record
from draaischijf.plans.queries.reminders import address_of
from draaischijf.signals.workflow import TransitionDenied

# Enough to read them, and short enough to remember what was said.
USUAL_DAYS = 10


@transaction.atomic
def send_minutes(
    meeting: Meeting, remarks_until: datetime.date, *, actor: User
) -> Minutes:
    """Send the minutes to everybody who was asked, and return them; twice is once.

    What the members got is kept. A meeting that was planned was held by now. Raises
    TransitionDenied without the right to convene, for a meeting that has to come or did
    not go on, and for a last day that is over.
    """
    locked = lock_meeting(meeting, actor)
    workflow.check_goes_on(locked.state)
    known = _minutes(locked)
    if known:
        return known
    today = timezone.localdate()
    workflow.check_sits(locked.state, locked.day, today)
    if remarks_until < today:
        raise TransitionDenied([_t("The last day for remarks lies behind us.")])
    if locked.state == MeetingState.PLANNED:
        locked = change_meeting_state(locked, MeetingState.HELD, actor=actor)
    minutes = Minutes.objects.create(
        meeting=locked,
        sent=timezone.now(),
        sent_by=actor,
        remarks_until=remarks_until,
        as_sent=as_json(minutes_now(locked)),
    )
    readers = _make_readers(minutes)
    record(locked, "minutes_sent", actor=actor, count=len(readers))
    for reader in readers:
        minutes_emails.send_minutes(reader)
    return minutes


def _make_readers(minutes: Minutes) -> list[MinutesReader]:
    """Everybody who was asked to the meeting and has an address, once each.

    Who only registered for an open gathering is none: the personal link opens names
    and what is not public.
    """
    readers: dict[str, MinutesReader] = {}
    people = minutes.meeting.participants.select_related("person__user")
    for one in people.exclude(person=None, registration__isnull=False):
        email = (address_of(one.person) if one.person else "") or one.email
        if email and email.lower() not in readers:
            readers[email.lower()] = MinutesReader(
                minutes=minutes,
                participant=one,
                name=one.name,
                email=email,
                **minutes_links.new_link(minutes_links.MINUTES),
            )
    return MinutesReader.objects.bulk_create(readers.values())


def _minutes(meeting: Meeting) -> Minutes | None:
    rows = Minutes.objects.select_for_update(of=("self",)).filter(meeting=meeting)
    found = rows.first()
    if found:
        found.meeting = meeting
    return found


@transaction.atomic
def remark(
    reader: MinutesReader, text: str, *, item_number: int | None = None
) -> MinutesRemark:
    """Keep what somebody remarks by the personal link, and return it; twice is once.

    Raises TransitionDenied after the last day, once the minutes are approved, and
    without words.
    """
    meeting = lock_meeting_as_it_is(reader.minutes.meeting)
    minutes = _minutes(meeting)
    if minutes is None or not minutes.takes_remarks:
        raise TransitionDenied(
            [_t("No remarks can be made on these minutes any more.")]
        )
    if not text.strip():
        raise TransitionDenied([_t("Write what should be changed.")])
    made, is_new = MinutesRemark.objects.get_or_create(
        minutes=minutes,
        reader=reader,
        item_number=item_number,
        text=text.strip(),
        defaults={"name": reader.name},
    )
    if is_new:
        record(meeting, "minutes_remarked", actor=None)
    return made


@transaction.atomic
def answer_remark(
    remark: MinutesRemark, outcome: RemarkOutcome, answer: str = "", *, actor: User
) -> MinutesRemark:
    """Say what was done with a remark, and return it; it stays readable.

    Raises TransitionDenied without the right to convene, once the minutes are approved,
    and for a remark that is not taken over without saying why.
    """
    meeting = lock_meeting(remark.minutes.meeting, actor)
    minutes = _minutes(meeting)
    workflow.check_not_approved(is_approved=minutes is None or minutes.is_approved)
    row = MinutesRemark.objects.select_for_update(of=("self",)).get(pk=remark.pk)
    given = answer.strip()
    if outcome == RemarkOutcome.ANSWERED and not given:
        raise TransitionDenied([_t("Say in a few words why it is not taken over.")])
    if (row.outcome, row.answer) == (outcome, given):
        return row
    row.outcome, row.answer = outcome, given
    row.save(update_fields=["outcome", "answer", "updated"])
    record(meeting, "remark_answered", actor=actor, outcome=str(outcome))
    return row


@transaction.atomic
def approve_minutes(
    minutes: Minutes, *, actor: User, meeting: Meeting | None = None
) -> Minutes:
    """Keep minutes as they are now, for ever, and return them; twice is once.

    `meeting` is the one that approved them; without one the members have until the last
    day for remarks. Raises TransitionDenied before that, without the right to convene,
    and while a remark waits for an answer.
    """
    locked = lock_meeting(minutes.meeting, actor)
    row = _minutes(locked)
    if row is None or row.is_approved:
        return row or minutes
    if row.remarks.filter(outcome=RemarkOutcome.OPEN).exists():
        raise TransitionDenied([_t("Answer the remarks on the minutes first.")])
    if meeting is None and row.takes_remarks:
        words = _t("The members can still remark until %(day)s.")
        raise TransitionDenied([words % {"day": day(row.remarks_until)}])
    row.content = as_json(minutes_now(locked))
    row.sha256 = fingerprint(row.content)
    row.state, row.approved = MinutesState.APPROVED, timezone.now()
    row.approved_in = meeting
    row.save(
        update_fields=[
            "content", "sha256", "state", "approved", "approved_in", "updated",
        ]
    )  # fmt: skip
    record(locked, "minutes_approved", actor=actor, sha256=row.sha256)
    return row


@transaction.atomic
def publish_minutes(minutes: Minutes, *, actor: User, is_public: bool) -> Minutes:
    """Let everybody read approved minutes, or not any more, and return them.

    Raises TransitionDenied without the right to convene, before they are approved, and
    for a meeting that is not public.
    """
    locked = lock_meeting(minutes.meeting, actor)
    row = _minutes(locked)
    if row is None or not row.is_approved:
        raise TransitionDenied([_t("These minutes are not approved yet.")])
    if is_public and not locked.is_public:
        raise TransitionDenied([_t("This meeting is not public.")])
    if row.is_public == is_public:
        return row
    row.is_public = is_public
    row.save(update_fields=["is_public", "updated"])
    verb = "minutes_published" if is_public else "minutes_withdrawn"
    record(locked, verb, actor=actor)
    return row
