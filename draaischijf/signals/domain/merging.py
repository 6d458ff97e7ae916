"""Two signals that go on as one, and taking them apart again."""

from __future__ import annotations

from typing import Any

from django.db import transaction
from django.utils import timezone

from draaischijf.accounts.models import User
from draaischijf.history.domain import record, record_many
from draaischijf.notifications.domain import render
from draaischijf.signals import emails, merge_emails, merge_rules
from draaischijf.signals.domain import watching
from draaischijf.signals.domain.carrying import bring_back, carry
from draaischijf.signals.domain.lasting import lock_reports_of
from draaischijf.signals.domain.locking import lock_two, touch
from draaischijf.signals.domain.movement import News
from draaischijf.signals.domain.shaping import SET_FIELDS, edit_signal
from draaischijf.signals.enums import SignalState
from draaischijf.signals.models import (
    PolicySignal,
    PreSignal,
    SignalMerge,
    SignalStep,
)
from draaischijf.signals.permissions import held_by
from draaischijf.signals.queries.gates import facts_of
from draaischijf.signals.queries.merges import reports_in
from draaischijf.signals.workflow import TransitionDenied

WORDS = ("title", "statement", "examples")


@transaction.atomic
def merge_signals(
    absorbed: PolicySignal,
    survivor: PolicySignal,
    *,
    actor: User,
    takes_words: bool = False,
    note: str = "",
) -> SignalMerge:
    """Let `absorbed` go on as part of `survivor`, and return the merge.

    The number of `survivor` stays, with its own words or (`takes_words`) with those of
    the other one. All that hangs on `absorbed` hangs on `survivor` from now on, as
    `signals/carried.py` says table by table; its own row keeps its words, its
    agreements and its path, and is shown to nobody as a signal. The sortings of both
    are put together. Who raised or supports `absorbed` is told, once. The same merge
    twice is one.

    Raises TransitionDenied without the right to edit (and to decide, where `absorbed`
    is public), and as `merge_rules.why_not_merged` says: with itself, of another
    partnership, ended, merged before, put together itself, further on the path or
    public where the other one is not.
    """
    lock_reports_of(absorbed, survivor)
    gone, stays = lock_two(absorbed, survivor)
    merge_rules.check_may_merge(gone, held_by(actor, gone.partnership))
    if gone.merged_into_id == stays.pk:
        return stays.merges.standing().get(absorbed=gone)
    _check_can_merge(gone, stays)
    merge = _begin(gone, stays, actor, takes_words=takes_words)
    merge.added = _put_sortings_together(gone, stays)
    words = {name: getattr(gone, name) for name in WORDS if takes_words}
    edit_signal(stays, actor=actor, sets=_sets_with(stays, merge.added), **words)
    watching.tell_merge(merge, actor=actor)
    merge.kept = carry(gone, stays)
    merge.save()
    _leave(gone, stays, actor, note.strip())
    _note_merge(merge, actor, note.strip())
    merge_emails.tell_later(merge)
    return merge


@transaction.atomic
def part_signals(merge: SignalMerge, *, actor: User, note: str = "") -> SignalMerge:
    """Take two signals apart again, and return the merge as undone.

    Everything that came from the absorbed signal goes back to it as it is now, and it
    gets back the state it had. What was added to the survivor meanwhile stays there,
    and so do its own state and, once somebody edited them, its words. Who was told of
    the merge is told of this too. Twice is once.

    By the hands that the merge needed, as long as the survivor goes on: there is no
    term. Raises TransitionDenied otherwise, and when the survivor moved on thanks to
    what would go back (a decision, a lead, an action): that has to be noted for the
    survivor itself first.
    """
    lock_reports_of(merge.absorbed, merge.survivor)
    gone, stays = lock_two(merge.absorbed, merge.survivor)
    locked = SignalMerge.objects.select_for_update().get(pk=merge.pk)
    locked.absorbed, locked.survivor = gone, stays
    merge_rules.check_hands(
        locked.absorbed_state, gone.state_before, held_by(actor, stays.partnership)
    )
    if locked.undone:
        return locked
    merge_rules.check_can_part(stays)
    bring_back(locked)
    _give_back_words(locked, actor)
    stays.refresh_from_db()
    merge_rules.check_stands(stays, before=locked.survivor_state, facts=facts_of(stays))
    _return(locked, actor, note.strip())
    locked.undone, locked.undone_by = timezone.now(), actor
    locked.save(update_fields=["undone", "undone_by"])
    if locked.told:
        merge_emails.tell_later(locked, parted=True)
    return locked


@transaction.atomic
def tell(merge: SignalMerge, *, parted: bool) -> int:
    """Tell who raised the signal that was merged or parted; return how many mails.

    Safe to run again: nobody is told twice. A merge that was undone before anybody
    heard of it is not told, and neither is that it was undone.
    """
    lock_reports_of(merge.absorbed, merge.survivor)
    lock_two(merge.absorbed, merge.survivor)
    merge.refresh_from_db(fields=["told", "undone"])
    if bool(merge.undone) != parted or (parted and not merge.told):
        return 0
    told = merge_emails.send(merge, parted=parted)
    if not parted and merge.told is None:
        merge.told = timezone.now()
        merge.save(update_fields=["told"])
        if told:
            record(merge.survivor, "told_raisers", actor=None, count=told)
    return told


def news_of(absorbed: PolicySignal, survivor: PolicySignal) -> News:
    """Return the mail a merge will send, as it will go, and to how many.

    Changes nothing.
    """
    raisers = emails.raisers_of(absorbed)
    addresses = {one.mail_address.lower() for one in raisers} - {""}
    draft = merge_emails.first_draft(raisers, absorbed, survivor)
    return News(
        told=len(addresses),
        unreached=sum(not one.mail_address for one in raisers),
        mail=render(draft) if draft else None,
    )


def _check_can_merge(gone: PolicySignal, stays: PolicySignal) -> None:
    has_merges = gone.merges.standing().exists()
    reasons = merge_rules.why_not_merged(gone, stays, absorbed_has_merges=has_merges)
    if reasons:
        raise TransitionDenied(reasons)


def _begin(
    gone: PolicySignal, stays: PolicySignal, actor: User, *, takes_words: bool
) -> SignalMerge:
    pair = PolicySignal.objects.filter(pk__in=[gone.pk, stays.pk])
    raisers = dict(pair.values_list("pk", "raisers"))
    return SignalMerge(
        survivor=stays,
        absorbed=gone,
        actor=actor,
        absorbed_state=gone.state,
        survivor_state=stays.state,
        takes_words=takes_words,
        survivor_raisers=raisers[stays.pk],
        absorbed_raisers=raisers[gone.pk],
        **{name: getattr(stays, name) for name in WORDS},
    )


def _put_sortings_together(
    gone: PolicySignal, stays: PolicySignal
) -> dict[str, list[int]]:
    """Return per sorting what the signal that stays does not have yet."""
    added = {}
    for name in SET_FIELDS:
        there = set(getattr(stays, name).values_list("pk", flat=True))
        new = [one.pk for one in getattr(gone, name).all() if one.pk not in there]
        if new:
            added[name] = new
    return added


def _sets_with(stays: PolicySignal, added: dict[str, list[int]]) -> dict[str, Any]:
    return {
        name: [
            *getattr(stays, name).all(),
            *getattr(stays, name).model.objects.filter(pk__in=keys),
        ]
        for name, keys in added.items()
    }


def _leave(gone: PolicySignal, stays: PolicySignal, actor: User, note: str) -> None:
    """Put the signal that is part of the other one out of sight, with its last step.

    `state_since` stays: it is the moment that comes back when they are parted.
    """
    before = SignalState(gone.state)
    if before != SignalState.PARKED:
        gone.state_before = before
    gone.state, gone.merged_into = SignalState.MERGED, stays
    gone.last_movement = timezone.now()
    gone.save()
    _step(gone, before, SignalState.MERGED, actor, note)


def _note_merge(merge: SignalMerge, actor: User, note: str) -> None:
    gone, stays = merge.absorbed, merge.survivor
    record(
        gone,
        "signal_merged",
        actor=actor,
        note=note,
        is_public=gone.is_public,
        number=stays.number,
        before=merge.absorbed_state,
        after=str(SignalState.MERGED),
    )
    record(
        stays,
        "signal_absorbed",
        actor=actor,
        note=note,
        is_public=gone.is_public,
        number=gone.number,
    )
    touch(stays)
    verb = "pre_signal_merged"
    _note_with_reports(merge, verb, actor)


def _note_with_reports(merge: SignalMerge, verb: str, actor: User) -> None:
    numbers = {"number": merge.absorbed.number, "other": merge.survivor.number}
    links = reports_in(merge).links
    told = PreSignal.objects.filter(links__in=links).defer("search").order_by("pk")
    record_many(verb, [(one, "", numbers) for one in told], actor=actor, is_public=True)


def _give_back_words(merge: SignalMerge, actor: User) -> None:
    """Take out of the survivor what the merge put there and nobody changed since."""
    gone, stays = merge.absorbed, merge.survivor
    words: dict[str, Any] = {}
    if merge.takes_words:
        words = {
            name: getattr(merge, name)
            for name in WORDS
            if getattr(stays, name) == getattr(gone, name)
        }
    sets: dict[str, Any] = {
        name: [one for one in getattr(stays, name).all() if one.pk not in keys]
        for name, keys in merge.added.items()
    }
    edit_signal(stays, actor=actor, sets=sets, **words)


def _return(merge: SignalMerge, actor: User, note: str) -> None:
    """Give the signal that was merged back the state it had."""
    gone, stays = merge.absorbed, merge.survivor
    gone.state, gone.merged_into = merge.absorbed_state, None
    if gone.state != SignalState.PARKED:
        gone.state_before = ""
    gone.last_movement = timezone.now()
    gone.save()
    _step(gone, SignalState.MERGED, SignalState(gone.state), actor, note)
    record(
        gone,
        "signal_parted",
        actor=actor,
        note=note,
        is_public=gone.is_public,
        number=stays.number,
        before=str(SignalState.MERGED),
        after=gone.state,
    )
    record(
        stays,
        "signal_let_go",
        actor=actor,
        note=note,
        is_public=gone.is_public,
        number=gone.number,
    )
    touch(stays)
    verb = "pre_signal_parted"
    _note_with_reports(merge, verb, actor)


def _step(
    signal: PolicySignal,
    source: SignalState,
    target: SignalState,
    actor: User,
    note: str,
) -> None:
    SignalStep.objects.create(
        signal=signal,
        source=source,
        target=target,
        round=signal.round,
        actor=actor,
        note=note,
    )
