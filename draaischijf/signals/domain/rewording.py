"""Proposals to word a signal otherwise: made by a member, settled by an editor."""

from __future__ import annotations

import re
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _t

from draaischijf.accounts.models import User
from draaischijf.history.domain import record
from draaischijf.people.models import Organisation
from draaischijf.people.permissions import Permission
from draaischijf.signals import workflow
from draaischijf.signals.domain.following import check_speaks_for
from draaischijf.signals.domain.locking import lock_signal, touch
from draaischijf.signals.domain.shaping import edit_signal
from draaischijf.signals.enums import AgreementResult, ProposalState
from draaischijf.signals.models import PolicySignal, WordingProposal
from draaischijf.signals.permissions import held_by
from draaischijf.signals.queries.gates import is_in_group_of
from draaischijf.signals.workflow import TransitionDenied

AGREED = (AgreementResult.AGREE, AgreementResult.AGREE_WITH_REMARK)
WORDS = re.compile(r"\w+")


@transaction.atomic
def propose_wording(
    signal: PolicySignal,
    organisation: Organisation,
    *,
    title: str,
    statement: str,
    reason: str,
    actor: User,
) -> WordingProposal:
    """Propose other words in the name of an organisation; the same again is once.

    Raises TransitionDenied outside analysis, for an organisation that is not in the
    working group or that is not one's own, without a reason, and for the words it has.
    """
    locked = lock_signal(signal)
    _check_may_propose(locked, organisation, reason, actor)
    words = {"title": title.strip(), "statement": statement.strip()}
    if (locked.title, locked.statement) == (words["title"], words["statement"]):
        raise TransitionDenied([_t("These are the words it has already.")])
    made, is_new = WordingProposal.objects.get_or_create(
        signal=locked,
        round=locked.round,
        organisation=organisation,
        state=ProposalState.OPEN,
        **words,
        defaults={
            "title_before": locked.title,
            "statement_before": locked.statement,
            "reason": reason.strip(),
            "actor": actor,
        },
    )
    if is_new:
        record(locked, "wording_proposed", note=made.reason, **_told(made, actor))
        touch(locked)
    return made


@transaction.atomic
def accept_wording(
    proposal: WordingProposal,
    *,
    title: str,
    statement: str,
    actor: User,
    answer: str = "",
) -> WordingProposal:
    """Give a signal the proposed words, or what an editor made of them.

    Where the words really change (not only commas and capitals), those who had agreed
    are asked again: their answers stay, as given to the earlier words. What was settled
    before stays as it was. Raises TransitionDenied without the right to edit signals,
    and outside analysis.
    """
    locked = lock_signal(proposal.signal)
    fresh = _to_settle(proposal, locked, actor)
    if not fresh.is_open:
        return fresh
    words = {"title": title.strip(), "statement": statement.strip()}
    is_as_proposed = (fresh.title, fresh.statement) == tuple(words.values())
    has_changed = really_changed(
        f"{locked.title}\n{locked.statement}", "\n".join(words.values())
    )
    state = ProposalState.ACCEPTED if is_as_proposed else ProposalState.ADJUSTED
    # The words it had now: they may be others than when it was proposed.
    fresh.title_before, fresh.statement_before = locked.title, locked.statement
    fresh.title, fresh.statement = words["title"], words["statement"]
    _settle(fresh, state, answer, actor)
    edit_signal(locked, actor=actor, title=words["title"], statement=words["statement"])
    verb = "wording_accepted" if is_as_proposed else "wording_adjusted"
    record(locked, verb, note=fresh.answer, **_told(fresh, actor))
    if has_changed:
        _ask_again(locked, fresh, actor)
    return fresh


@transaction.atomic
def decline_wording(
    proposal: WordingProposal, *, answer: str, actor: User
) -> WordingProposal:
    """Leave the words as they are, with a word of explanation; twice is once.

    Raises TransitionDenied without the right to edit signals, outside analysis, and
    without that word.
    """
    locked = lock_signal(proposal.signal)
    fresh = _to_settle(proposal, locked, actor)
    if not fresh.is_open:
        return fresh
    if not answer.strip():
        raise TransitionDenied([_t("Write in a few words why not.")])
    _settle(fresh, ProposalState.DECLINED, answer, actor)
    record(locked, "wording_declined", note=fresh.answer, **_told(fresh, actor))
    return fresh


def really_changed(before: str, after: str) -> bool:
    """Tell whether two texts have other words, or the same in another order."""
    one, other = (WORDS.findall(text.casefold()) for text in (before, after))
    return one != other


def _to_settle(
    proposal: WordingProposal, locked: PolicySignal, actor: User
) -> WordingProposal:
    workflow.check_held(held_by(actor, locked.partnership), Permission.EDIT_SIGNAL)
    fresh = WordingProposal.objects.select_related("organisation").get(pk=proposal.pk)
    if fresh.is_open:
        workflow.check_takes_words(
            locked.state, is_this_round=fresh.round == locked.round
        )
    return fresh


def _settle(
    fresh: WordingProposal, state: ProposalState, answer: str, actor: User
) -> None:
    fresh.state, fresh.answer = state, answer.strip()
    fresh.settled, fresh.settled_by = timezone.now(), actor
    fresh.save()


def _ask_again(locked: PolicySignal, proposal: WordingProposal, actor: User) -> None:
    agreed = locked.agreements.standing().filter(round=locked.round, result__in=AGREED)
    names = list(
        agreed.order_by("organisation__name").values_list(
            "organisation__name", flat=True
        )
    )
    if not names:
        return
    agreed.update(reworded_by=proposal)
    record(locked, "agreement_asked_again", actor=actor, names=", ".join(names))
    touch(locked)


def _check_may_propose(
    locked: PolicySignal, organisation: Organisation, reason: str, actor: User
) -> None:
    held = held_by(actor, locked.partnership)
    if Permission.PUBLISH not in held:
        workflow.check_held(held, Permission.AGREE)
        check_speaks_for(actor, organisation)
    workflow.check_agreement(
        locked.state,
        in_working_group=is_in_group_of(locked, organisation),
        needs_words=True,
        remark=reason,
    )


def _told(proposal: WordingProposal, actor: User) -> dict[str, Any]:
    """Return what history says of a proposal, whatever became of it."""
    return {
        "actor": actor,
        "organisation": proposal.organisation.name,
        "title": proposal.title,
    }
