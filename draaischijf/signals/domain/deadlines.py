"""Until when a signal may be where it is, kept with the signal."""

from __future__ import annotations

import datetime

from django.db import transaction
from django.utils import timezone

from draaischijf.accounts.models import User
from draaischijf.core.dates import add_working_days
from draaischijf.history.domain import record
from draaischijf.people.models import Partnership
from draaischijf.people.permissions import Permission
from draaischijf.signals import workflow
from draaischijf.signals.enums import OPEN_STATES
from draaischijf.signals.models import PhaseDeadlines, PolicySignal
from draaischijf.signals.models.deadlines import PHASES
from draaischijf.signals.permissions import held_by

BATCH = 500


def due_of(
    partnership: Partnership, state: str, since: datetime.datetime
) -> datetime.date | None:
    """Return until when a signal may be in a state, or None; one query."""
    if state not in OPEN_STATES:
        return None
    terms = PhaseDeadlines.objects.filter(partnership=partnership).first()
    return _due(terms, state, since)


def _due(
    terms: PhaseDeadlines | None, state: str, since: datetime.datetime
) -> datetime.date | None:
    days = terms.days_for(state) if terms else None
    return add_working_days(timezone.localdate(since), days) if days else None


@transaction.atomic
def change_deadlines(
    partnership: Partnership,
    *,
    actor: User,
    answer_within: int,
    days: dict[str, int | None],
) -> PhaseDeadlines:
    """Change how long each phase may last; every open signal gets its date anew.

    What was reported keeps the date that was promised. Nothing is recorded when
    nothing changed. Raises TransitionDenied without the right to arrange.
    """
    workflow.check_held(held_by(actor, partnership), Permission.ARRANGE)
    locked = Partnership.objects.select_for_update().get(pk=partnership.pk)
    terms = PhaseDeadlines.objects.filter(partnership=locked).first()
    before = {state: terms.days_for(state) for state in PHASES} if terms else {}
    if terms and before == days and locked.answer_within == answer_within:
        return terms
    terms = terms or PhaseDeadlines(partnership=locked)
    for state in PHASES:
        setattr(terms, state, days.get(state))
    terms.save()
    locked.answer_within = answer_within
    locked.save(update_fields=["answer_within", "updated"])
    _reckon(locked, terms)
    record(
        locked,
        "deadlines_changed",
        actor=actor,
        before={str(state): count for state, count in before.items()},
        after={str(state): terms.days_for(state) for state in PHASES},
        answer=answer_within,
    )
    return terms


def _reckon(partnership: Partnership, terms: PhaseDeadlines) -> None:
    """Give every open signal its date; locked, so that none moves meanwhile."""
    rows = (
        PolicySignal.objects.select_for_update(of=("self",))
        .filter(partnership=partnership, state__in=OPEN_STATES)
        .only("pk", "state", "state_since", "phase_due")
        .order_by("pk")
    )
    changed = []
    for signal in rows:
        due = _due(terms, signal.state, signal.state_since)
        if due != signal.phase_due:
            signal.phase_due = due
            changed.append(signal)
    PolicySignal.objects.bulk_update(changed, ["phase_due"], batch_size=BATCH)
