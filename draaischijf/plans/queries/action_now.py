"""What a person needs to see of an action to choose what happens with it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from draaischijf.core.dated_facts import attendance_of, when_of
from draaischijf.core.pieces import LogEntry
from draaischijf.plans.enums import PartyRole
from draaischijf.plans.permissions import log_entries_visible_to
from draaischijf.plans.queries.log_page import about
from draaischijf.signals.permissions import signals_visible_to

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from draaischijf.people.permissions import Visitor
    from draaischijf.plans.models import ActionLogEntry, ActionParty, PlanAction
    from draaischijf.signals.models import PolicySignal

NEWEST = 3


@dataclass(frozen=True)
class ActionNow:
    """Leads, contacts, linked signals and the newest log entries of an action."""

    leads: Sequence[str]
    contacts: Sequence[str]
    signals: Sequence[PolicySignal]
    entries: Sequence[ActionLogEntry]

    @property
    def lines(self) -> list[LogEntry]:
        """The log entries as the page shows them."""
        return [
            LogEntry(
                when_of(one),
                " · ".join(part for part in (one.text, attendance_of(one)) if part),
            )
            for one in self.entries
        ]


def action_now(user: Visitor, action: PlanAction) -> ActionNow:
    """Return leads, contacts, linked signals and the newest log entries; 3 queries."""
    parties = list(action.parties.select_related("organisation", "person"))
    entries = log_entries_visible_to(user).filter(about(action))
    return ActionNow(
        leads=_in_role(parties, PartyRole.LEAD),
        contacts=_in_role(parties, PartyRole.CONTACT),
        signals=list(
            signals_visible_to(user)
            .filter(plan_actions=action)
            .select_related("partnership")
        ),
        entries=list(entries[:NEWEST]),
    )


def _in_role(parties: Iterable[ActionParty], role: PartyRole) -> list[str]:
    return [str(one) for one in parties if one.role == role]
