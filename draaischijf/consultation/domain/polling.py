"""Looking for a date with the members, and planning the meeting on the one chosen."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence

from django.db import transaction
from django.utils import timezone
from django.utils.formats import date_format, time_format
from django.utils.translation import gettext as _t

from draaischijf.accounts.models import User
from draaischijf.consultation import emails, workflow
from draaischijf.consultation.domain import inviting
from draaischijf.consultation.domain.locking import (
    lock_body,
    lock_meeting,
    lock_meeting_as_it_is,
)
from draaischijf.consultation.domain.meetings import ask_members
from draaischijf.consultation.domain.moving import Moment, check_moment, plan_on
from draaischijf.consultation.enums import DateAnswerKind, MeetingState, Reply
from draaischijf.consultation.models import (
    Body,
    DateAnswer,
    DateOption,
    Invitation,
    Meeting,
)
from draaischijf.history.domain import record
from draaischijf.signals.workflow import TransitionDenied

FEWEST, MOST = 2, 8
# What somebody said of the moment that is chosen, is what they reply to the meeting.
SAID = {
    DateAnswerKind.YES: Reply.COMING,
    DateAnswerKind.IF_NEED_BE: Reply.MAYBE,
    DateAnswerKind.NO: Reply.NOT_COMING,
}


@transaction.atomic
def start_poll(
    body: Body,
    title: str,
    moments: Sequence[Moment],
    *,
    actor: User,
    place: str = "",
    about: str = "",
    is_public: bool = False,
) -> Meeting:
    """Propose moments for a meeting of a body, and return it; its members take part.

    The same title with the same moments, while they are looked at, is once. Raises
    TransitionDenied without the right to convene, for too few or too many moments, for
    one that is over, and for two that begin at once.
    """
    locked = lock_body(body, actor)
    chosen = sorted({(one.day, one.starts, one.ends) for one in moments}, key=str)
    if found := _same_poll(locked, title.strip(), set(chosen)):
        return found
    _check_moments([Moment(*one) for one in chosen])
    meeting = Meeting.objects.create(
        partnership=locked.partnership,
        body=locked,
        title=title.strip(),
        place=place.strip(),
        about=about.strip(),
        is_public=is_public,
        year=chosen[0][0].year,
        state=MeetingState.PROPOSED,
    )
    DateOption.objects.bulk_create(
        DateOption(meeting=meeting, day=day, starts=starts, ends=ends)
        for day, starts, ends in chosen
    )
    ask_members(meeting)
    record(meeting, "poll_started", actor=actor, count=len(chosen))
    return meeting


def _same_poll(
    body: Body, title: str, moments: set[tuple[object, object, object]]
) -> Meeting | None:
    """Return what already looks for a date among exactly these moments."""
    known = body.meetings.filter(state=MeetingState.PROPOSED, title=title)
    for one in known.prefetch_related("date_options"):
        rows = one.date_options.all()
        if {(row.day, row.starts, row.ends) for row in rows} == moments:
            return one
    return None


def _check_moments(moments: Sequence[Moment]) -> None:
    """Raise TransitionDenied for moments that cannot be proposed beside each other."""
    if not FEWEST <= len(moments) <= MOST:
        words = _t("Propose at least %(least)s moments, and at most %(most)s.")
        raise TransitionDenied([words % {"least": FEWEST, "most": MOST}])
    for one in moments:
        check_moment(one)
    begins = Counter((one.day, one.starts) for one in moments if one.starts)
    for (day, starts), count in begins.items():
        if starts and count > 1:
            # Members choose by when it begins: two ends of one beginning tell nothing.
            words = _t(
                "More than one moment begins on %(day)s at %(hour)s. Keep one of them, "
                "or let it begin at another hour."
            )
            told = {"day": date_format(day), "hour": time_format(starts, "H:i")}
            raise TransitionDenied([words % told])


@transaction.atomic
def ask_for_dates(
    meeting: Meeting, *, actor: User, addresses: Mapping[int, str] | None = None
) -> int:
    """Mail who was not asked yet which moments suit, and return how many.

    `addresses` as in `inviting.invite`. Raises TransitionDenied without the right to
    convene, and once a date was found.
    """
    locked = lock_meeting(meeting, actor)
    workflow.check_looks_for_a_date(locked.state)
    links = inviting.links_of_all(locked, addresses or {})
    new = [one for one in links if not one.polled]
    now = timezone.now()
    Invitation.objects.filter(pk__in=[one.pk for one in new]).update(polled=now)
    for one in new:
        one.polled = now
        emails.ask_for_dates(one, locked)
    if new:
        record(locked, "poll_mailed", actor=actor, count=len(new))
    return len(new)


@transaction.atomic
def answer_dates(
    invitation: Invitation, answers: Mapping[int, DateAnswerKind], word: str = ""
) -> None:
    """Keep which moments suit somebody, by the number of each; changed as often.

    Raises TransitionDenied once a date was found.
    """
    meeting = lock_meeting_as_it_is(invitation.participant.meeting)
    workflow.check_looks_for_a_date(meeting.state)
    for option in meeting.date_options.filter(pk__in=answers):
        DateAnswer.objects.update_or_create(
            option=option,
            participant_id=invitation.participant_id,
            defaults={"answer": answers[option.pk]},
        )
    Invitation.objects.filter(pk=invitation.pk).update(
        replied=timezone.now(), word=word.strip()
    )


@transaction.atomic
def choose_date(option: DateOption, *, actor: User) -> Meeting:
    """Plan a meeting on a moment that was proposed; all who were asked are invited.

    What somebody said of this moment stands as their reply. Raises TransitionDenied
    without the right to convene, once a date was found, and for a moment that is over.
    """
    locked = lock_meeting(option.meeting, actor)
    workflow.check_looks_for_a_date(locked.state)
    chosen = locked.date_options.get(pk=option.pk)
    moment = Moment(chosen.day, chosen.starts, chosen.ends)
    check_moment(moment)
    plan_on(locked, moment)
    for answer in chosen.answers.select_related("participant"):
        answer.participant.reply = SAID[DateAnswerKind(answer.answer)]
        answer.participant.save(update_fields=["reply"])
    record(
        locked,
        "meeting_planned",
        actor=actor,
        is_public=locked.is_public,
        day=chosen.day.isoformat(),
    )
    inviting.invite(locked, actor=actor)
    return locked
