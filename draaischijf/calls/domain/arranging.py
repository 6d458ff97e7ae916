"""Preparing a call: its words, its questions, and who is invited."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from dataclasses import dataclass

from django.db import transaction
from django.db.models import Max

from draaischijf.accounts.models import User
from draaischijf.calls import emails, links, workflow
from draaischijf.calls.domain.locking import lock_to_arrange
from draaischijf.calls.enums import CallState
from draaischijf.calls.models import Call, CallQuestion, Invited
from draaischijf.core import tokens
from draaischijf.history.domain import record
from draaischijf.people.models import Organisation, Partnership
from draaischijf.people.permissions import Permission, permissions_of
from draaischijf.signals.workflow import TransitionDenied, check_held, not_here


@dataclass(frozen=True)
class Words:
    """What a call says: title, why, until when, and its questions in order."""

    title: str
    why: str
    deadline: datetime.date
    questions: Sequence[str]


@transaction.atomic
def start_call(partnership: Partnership, words: Words, *, actor: User) -> Call:
    """Start the next call of a partnership and return it; the same draft is once.

    Raises TransitionDenied without the right to edit signals.
    """
    check_held(set(permissions_of(actor, partnership)), Permission.EDIT_SIGNAL)
    # Two may start one at the same moment: each call has a number of its own.
    Partnership.objects.select_for_update(of=("self",)).get(pk=partnership.pk)
    known = partnership.calls.filter(
        title=words.title, deadline=words.deadline, state=CallState.DRAFT
    ).first()
    if known:
        return known
    last = partnership.calls.aggregate(last=Max("number"))["last"] or 0
    call = Call.objects.create(
        partnership=partnership,
        number=last + 1,
        title=words.title,
        why=words.why,
        deadline=words.deadline,
    )
    _ask(call, words.questions)
    record(call, "call_started", actor=actor)
    return call


@transaction.atomic
def edit_call(call: Call, words: Words, *, actor: User) -> Call:
    """Change the words and questions of a draft, and return it.

    Raises TransitionDenied without the right to edit signals, and once it was opened.
    """
    locked = lock_to_arrange(call, actor)
    workflow.check_is_draft(locked.state)
    locked.title, locked.why = words.title, words.why
    locked.deadline = words.deadline
    locked.save(update_fields=["title", "why", "deadline", "updated"])
    locked.questions.all().delete()
    _ask(locked, words.questions)
    record(locked, "call_edited", actor=actor)
    return locked


def _ask(call: Call, questions: Sequence[str]) -> None:
    CallQuestion.objects.bulk_create(
        CallQuestion(call=call, position=position, text=text)
        for position, text in enumerate(questions, start=1)
    )


@transaction.atomic
def invite(
    call: Call,
    email: str,
    *,
    organisation: Organisation | None = None,
    language: str = "nl",
    actor: User,
) -> Invited:
    """Invite an address, for an organisation or alone; the same address is once.

    Mails go in `language`, but to who has an account in the one chosen there. In a call
    that is open the mail goes at once. Raises TransitionDenied without the
    right to edit signals, in a closed call, and for an organisation from elsewhere.
    """
    locked = lock_to_arrange(call, actor)
    workflow.check_takes_invited(locked.state)
    if organisation and organisation.partnership_id != locked.partnership_id:
        raise TransitionDenied([not_here()])
    address = email.strip().lower()
    known = locked.invited.filter(email=address).first()
    if known:
        return known
    nonce = tokens.new_nonce()
    account = User.objects.filter(email__iexact=address).first()
    made = Invited.objects.create(
        call=locked,
        organisation=organisation,
        email=address,
        language=account.language if account else language,
        nonce=nonce,
        link_hash=tokens.hash_of(links.token_for(nonce)),
    )
    # History is kept for ever: an address alone is not named in it.
    who = organisation.name if organisation else "…"
    record(locked, "call_invited", actor=actor, who=who)
    if locked.is_open:
        emails.invite(made, list(locked.questions.all()))
    return made


@transaction.atomic
def uninvite(call: Call, invited: Invited, *, actor: User) -> None:
    """Take an invitation back with what was kept under it; twice is once.

    Raises TransitionDenied without the right to edit signals, and for who answered.
    """
    locked = lock_to_arrange(call, actor)
    row = locked.invited.select_for_update(of=("self",)).filter(pk=invited.pk).first()
    if row is None:
        return
    workflow.check_can_uninvite(has_answered=row.answered is not None)
    who = row.organisation.name if row.organisation else "…"
    row.delete()
    record(locked, "call_uninvited", actor=actor, who=who)
