"""Signals that come from documents: taken over in the state the document gives them.

The gates of the workflow are for decisions taken here. What an office decided in a
document before is recorded as it stands there, with its source.
"""

from __future__ import annotations

from typing import Any

from django.db import transaction
from django.utils import timezone

from draaischijf.accounts.models import User
from draaischijf.history.domain import record
from draaischijf.people.models import Organisation, Partnership
from draaischijf.signals.domain.deadlines import due_of
from draaischijf.signals.domain.reporting import next_signal_number
from draaischijf.signals.enums import ActorRole, Route, SignalState
from draaischijf.signals.models import (
    AgendaPlace,
    AgreedAction,
    Challenge,
    LogEntry,
    PolicySignal,
    SignalActor,
    SignalStep,
)
from draaischijf.signals.models.policy_signals import becomes_public
from draaischijf.taxonomy.models import Term

LONGEST_TITLE = 140


def title_from(text: str) -> str:
    """Return a title out of a longer text: its first sentence, cut at a word."""
    first = text.split(". ", maxsplit=1)[0].strip().rstrip(".")
    if len(first) > LONGEST_TITLE:
        first = first[:LONGEST_TITLE].rsplit(" ", 1)[0].rstrip(" ,;:-(") + "…"
    return first[:1].upper() + first[1:]


@transaction.atomic
def take_over_signal(
    partnership: Partnership,
    *,
    title: str,
    statement: str,
    state: SignalState,
    source: str,
    where: str,
    actor: User | None,
    **fields: Any,
) -> PolicySignal:
    """Take over a signal from a document and return it; its state is the document's."""
    signal = PolicySignal.objects.create(
        partnership=partnership,
        number=next_signal_number(partnership),
        title=title[:200],
        statement=statement,
        state=state,
        is_public=becomes_public(state),
        phase_due=due_of(partnership, state, timezone.now()),
        **fields,
    )
    SignalStep.objects.create(signal=signal, target=state, actor=actor, note=where)
    record(
        signal,
        "signal_imported",
        actor=actor,
        is_public=True,
        note=where,
        file=source,
    )
    return signal


def take_over_place(
    signal: PolicySignal,
    *,
    route: Route,
    rubric: str,
    position: int,
    challenge: Challenge | None = None,
    right: Term | None = None,
) -> AgendaPlace:
    """Put a signal on the work agenda where the document has it."""
    if right is not None:
        signal.rights.add(right)
    return AgendaPlace.objects.create(
        signal=signal,
        route=route,
        rubric=rubric[:300],
        position=position,
        challenge=challenge,
        right=right,
    )


def take_over_actor(
    signal: PolicySignal,
    role: ActorRole,
    *,
    text: str,
    organisation: Organisation | None = None,
    place: AgendaPlace | None = None,
) -> SignalActor | None:
    """Note who is named in a document, as written; once per place and role."""
    if not text.strip():
        return None
    made, _is_new = SignalActor.objects.get_or_create(
        signal=signal,
        place=place,
        role=role,
        organisation=organisation,
        text=text.strip()[:300],
    )
    return made


def take_over_entry(
    signal: PolicySignal, entry: dict[str, Any], *, actor: User | None
) -> LogEntry:
    """Keep one dated fact of the follow-up with the precision it was written in."""
    when = entry["when"]
    return LogEntry.objects.create(
        signal=signal,
        date_text=when["text"][:120],
        date_kind=when["kind"],
        start=when["start"],
        end=when["end"],
        text=entry["text"],
        attendance=entry["attendance"],
        attendance_is_about=entry["attendance_is_about"],
        meetings=entry["meetings"],
        actor=actor,
    )


def take_over_plan(signal: PolicySignal, entry: dict[str, Any], *, who: str) -> None:
    """Keep what a document says will be done, with the words it says it in."""
    AgreedAction.objects.create(signal=signal, what=entry["text"][:300], who=who[:200])
