"""What a raiser does: report, answer, add, withdraw, and say "ook bij ons"."""

from __future__ import annotations

import datetime
import uuid
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from django.db import IntegrityError, transaction
from django.db.models import F
from django.utils import timezone

from draaischijf.accounts.models import User
from draaischijf.core import tokens
from draaischijf.core.dates import add_working_days
from draaischijf.documents.models import StoredFile
from draaischijf.history.domain import record
from draaischijf.people.models import Organisation, Partnership
from draaischijf.signals import emails, links, workflow
from draaischijf.signals.domain import routing
from draaischijf.signals.domain.embedding import embed_soon
from draaischijf.signals.domain.lasting import renew_link
from draaischijf.signals.domain.locking import lock, lock_signal, touch
from draaischijf.signals.enums import MessageKind, PeopleRange, PreSignalState
from draaischijf.signals.models import (
    PolicySignal,
    PreSignal,
    PreSignalAttachment,
    PreSignalMessage,
    SignalSupport,
)
from draaischijf.signals.permissions import works_for
from draaischijf.signals.workflow import Party
from draaischijf.taxonomy.models import Area

MOST_FILES = 5
# The same words again within this time are a form that was sent twice.
SENT_TWICE = datetime.timedelta(minutes=10)


@dataclass(frozen=True)
class Report:
    """What the form gives, screened and cleaned."""

    problem: str
    for_whom: str = ""
    areas: tuple[Area, ...] = ()
    whole_area: bool = False
    since: str = ""
    frequency: str = ""
    people: str = PeopleRange.UNKNOWN
    example: str = ""
    organisation_name: str = ""
    email: str = ""
    language: str = "nl"
    screening: tuple[dict[str, Any], ...] = ()


@dataclass(frozen=True)
class Support:
    """What somebody says who sees the same problem."""

    areas: tuple[Area, ...] = ()
    whole_area: bool = False
    since: str = ""
    people: str = PeopleRange.UNKNOWN
    note: str = ""
    organisation_name: str = ""
    email: str = ""
    language: str = "nl"
    screening: tuple[dict[str, Any], ...] = field(default=())


def report_pre_signal(
    partnership: Partnership,
    report: Report,
    *,
    submission_key: uuid.UUID,
    raiser: User | None = None,
    files: Iterable[StoredFile] = (),
    has_receipt: bool = True,
) -> PreSignal:
    """Take in a report, confirm it by mail if there is an address, and return it.

    Without `has_receipt` the caller tells it. The same key again returns the first one.
    It is due within the partnership's working days, and routed at once (routing.py).
    Raises ValueError for more than five files.
    """
    kept = list(files)
    if len(kept) > MOST_FILES:
        raise ValueError(f"At most {MOST_FILES} files can come with a report.")
    try:
        with transaction.atomic():
            made = _take_in(partnership, report, submission_key, raiser, kept)
            if has_receipt:
                emails.confirm_receipt(made)
    except IntegrityError:
        existing = PreSignal.objects.filter(submission_key=submission_key).first()
        if existing is None:
            raise
        if existing.partnership_id == partnership.pk:
            # The same form was submitted twice at the same moment.
            return existing
        # A key that was taken from a form of another partnership is no key of ours.
        return report_pre_signal(
            partnership,
            report,
            submission_key=uuid.uuid4(),
            raiser=raiser,
            files=kept,
            has_receipt=has_receipt,
        )
    return made


def _take_in(
    partnership: Partnership,
    report: Report,
    submission_key: uuid.UUID,
    raiser: User | None,
    files: list[StoredFile],
) -> PreSignal:
    number = _next_number(partnership, "last_pre_signal_number")
    nonce = tokens.new_nonce()
    pre_signal = PreSignal.objects.create(
        partnership=partnership,
        number=number,
        submission_key=submission_key,
        problem=report.problem.strip(),
        for_whom=report.for_whom.strip(),
        frequency=report.frequency,
        example=report.example.strip(),
        answer_due=add_working_days(timezone.localdate(), partnership.answer_within),
        screening=list(report.screening),
        **_raised(partnership, report, raiser, nonce),
    )
    pre_signal.areas.set(report.areas)
    PreSignalAttachment.objects.bulk_create(
        PreSignalAttachment(pre_signal=pre_signal, stored_file=one) for one in files
    )
    record(pre_signal, "pre_signal_reported", actor=raiser, is_public=True)
    routing.apply_rules(pre_signal)
    embed_soon()
    return pre_signal


def support_signal(
    signal: PolicySignal,
    support: Support,
    *,
    submission_key: uuid.UUID,
    raiser: User | None = None,
) -> SignalSupport:
    """Record "ook bij ons" and return it; a double submit makes one support.

    Raises TransitionDenied when the signal is closed or not retained.
    """
    with transaction.atomic():
        locked = lock_signal(signal)
        # Looked up under the lock: the same form may be submitted twice at once.
        existing = locked.supports.filter(submission_key=submission_key).first()
        if existing:
            return existing
        workflow.check_can_be_supported(locked.state)
        if SignalSupport.objects.filter(submission_key=submission_key).exists():
            # Taken from the form of another signal: no key of this one.
            submission_key = uuid.uuid4()
        nonce = tokens.new_nonce()
        made = SignalSupport.objects.create(
            signal=locked,
            submission_key=submission_key,
            note=support.note.strip(),
            screening=list(support.screening),
            **_raised(signal.partnership, support, raiser, nonce),
        )
        made.areas.set(support.areas)
        _record_support(locked, made, raiser)
        touch(locked)
        emails.confirm_support(made)
        embed_soon()
    return made


def _record_support(
    signal: PolicySignal, support: SignalSupport, raiser: User | None
) -> None:
    """Name an organisation to the public only when somebody of it gave the support.

    Anybody can type any name: that one is for the partners.
    """
    organisation = support.organisation
    if raiser and organisation and works_for(raiser, organisation):
        record(
            signal,
            "support_given_by",
            actor=raiser,
            is_public=True,
            organisation=organisation.name,
        )
        return
    record(
        signal,
        "support_given",
        actor=raiser,
        note=support.organisation_label,
        is_public=True,
    )


def answer_question(
    pre_signal: PreSignal,
    text: str,
    *,
    actor: User | None = None,
    screening: Iterable[dict[str, Any]] = (),
) -> PreSignalMessage:
    """Give the raiser's answer; the report goes back to the coordinator.

    Doubts the raiser kept (`screening`) are marked on the report. The same answer twice
    is once. Raises TransitionDenied when no question is open.
    """
    with transaction.atomic():
        locked = lock(pre_signal)
        said = _said_before(locked, MessageKind.ANSWER, text)
        if said and locked.state != PreSignalState.QUESTION:
            return said
        workflow.check_takes_answer(locked.state)
        workflow.check_pre_signal(
            locked.state, PreSignalState.IN_REVIEW, held={Party.RAISER}
        )
        message = PreSignalMessage.objects.create(
            pre_signal=locked,
            kind=MessageKind.ANSWER,
            from_raiser=True,
            author=actor,
            text=text.strip(),
        )
        locked.state = PreSignalState.IN_REVIEW
        # The promise starts again: the coordinator now has something new to read.
        locked.answer_due = add_working_days(
            timezone.localdate(), locked.partnership.answer_within
        )
        locked.answered = None
        locked.screening = [*locked.screening, *_marks_in(message, screening)]
        locked.save(
            update_fields=["state", "answer_due", "answered", "screening", "updated"]
        )
        record(locked, "pre_signal_answered", actor=actor, is_public=True)
    return message


def add_example(
    pre_signal: PreSignal,
    text: str,
    *,
    actor: User | None = None,
    screening: Iterable[dict[str, Any]] = (),
) -> PreSignalMessage:
    """Add an example to a report that is not withdrawn.

    Doubts the raiser kept are marked as in `answer_question`. The same example twice is
    once. Raises TransitionDenied when the report is withdrawn.
    """
    with transaction.atomic():
        locked = lock(pre_signal)
        workflow.check_takes_examples(locked.state)
        said = _said_before(locked, MessageKind.EXAMPLE, text)
        if said:
            return said
        message = PreSignalMessage.objects.create(
            pre_signal=locked,
            kind=MessageKind.EXAMPLE,
            from_raiser=True,
            author=actor,
            text=text.strip(),
        )
        locked.screening = [*locked.screening, *_marks_in(message, screening)]
        locked.save(update_fields=["screening", "updated"])
        record(locked, "pre_signal_example", actor=actor, is_public=True)
    return message


def withdraw_pre_signal(
    pre_signal: PreSignal, *, reason: str = "", actor: User | None = None
) -> PreSignal:
    """Withdraw a report that has no outcome yet.

    Raises TransitionDenied when it has one.
    """
    with transaction.atomic():
        locked = lock(pre_signal)
        workflow.check_pre_signal(
            locked.state, PreSignalState.WITHDRAWN, held={Party.RAISER}
        )
        locked.state = PreSignalState.WITHDRAWN
        locked.settled = timezone.now()
        # What a coordinator came back on does not count any more.
        locked.outcome_text = locked.referral = ""
        locked.save(
            update_fields=["state", "settled", "outcome_text", "referral", "updated"]
        )
        record(
            locked,
            "pre_signal_withdrawn",
            actor=actor,
            note=reason.strip(),
            is_public=True,
        )
        leave_signals(locked, actor=actor)
    return locked


def leave_signals(pre_signal: PreSignal, *, actor: User | None) -> None:
    """Take a report that ended in another way out of the signals it was part of.

    A report that is weighed again keeps its signals until then. Its link lasts another
    year.
    """
    for link in pre_signal.links.select_related("signal"):
        number = link.signal.number
        record(pre_signal, "pre_signal_unlinked", actor=actor, number=number)
        record(link.signal, "report_unlinked", actor=actor, number=pre_signal.number)
        link.delete()
    renew_link(pre_signal)


def _said_before(
    pre_signal: PreSignal, kind: MessageKind, text: str
) -> PreSignalMessage | None:
    """Return what the raiser said last, if it is the same and was said just now."""
    last = pre_signal.messages.filter(from_raiser=True).last()
    now = timezone.now()
    if last and last.kind == kind and last.text == text.strip():
        return last if last.at > now - SENT_TWICE else None
    return None


def _marks_in(
    message: PreSignalMessage, marks: Iterable[dict[str, Any]]
) -> list[dict[str, Any]]:
    """Return the marks as they stand on the report: places in this message's text."""
    return [{**mark, "field": f"message-{message.pk}"} for mark in marks]


def _next_number(partnership: Partnership, counter: str) -> int:
    Partnership.objects.filter(pk=partnership.pk).update(**{counter: F(counter) + 1})
    return int(
        Partnership.objects.values_list(counter, flat=True).get(pk=partnership.pk)
    )


def next_signal_number(partnership: Partnership) -> int:
    """Return the next number of a signal; the row lock keeps two from the same."""
    return _next_number(partnership, "last_signal_number")


def _raised(
    partnership: Partnership, given: Report | Support, raiser: User | None, nonce: str
) -> dict[str, Any]:
    name = given.organisation_name.strip()
    known = (
        Organisation.objects.known_as(name).filter(partnership=partnership).first()
        if name
        else None
    )
    return {
        "raiser": raiser,
        "email": given.email.strip().lower(),
        "language": given.language,
        "organisation": known,
        "organisation_name": name,
        "whole_area": given.whole_area,
        "people": given.people,
        "since": given.since.strip(),
        "follow_nonce": nonce,
        "follow_hash": tokens.hash_of(links.token_for(nonce)),
    }
