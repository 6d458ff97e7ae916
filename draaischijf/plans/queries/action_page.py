"""Everything the page of one action shows, gathered for one reader."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.http import Http404
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _t

from draaischijf.core.dated_facts import attendance_of, when_of
from draaischijf.core.pieces import Detail, Event, File, Link
from draaischijf.documents.importing import sources_of
from draaischijf.documents.models import ImportRow
from draaischijf.history.models import Entry
from draaischijf.history.queries import as_lines
from draaischijf.people.models import Organisation
from draaischijf.people.permissions import Permission
from draaischijf.plans import workflow
from draaischijf.plans.enums import NEEDS_REASON, Lifecycle, PartyRole
from draaischijf.plans.models import (
    ActionLogEntry,
    ActionParty,
    ActionPlan,
    LifecycleDecision,
    Objective,
    PlanAction,
)
from draaischijf.plans.permissions import held_about
from draaischijf.plans.queries.action_line import Year, line_of
from draaischijf.plans.queries.log_page import log_of
from draaischijf.plans.queries.parties import may_be_read, party_in_words
from draaischijf.signals.models import PolicySignal
from draaischijf.signals.permissions import signals_visible_to
from draaischijf.signals.queries.attachments import file_piece

if TYPE_CHECKING:
    from draaischijf.people.permissions import Visitor

# What one click can say: the rest says why, or is rare.
ONE_CLICK = (
    Lifecycle.NEW,
    Lifecycle.CONTINUED,
    Lifecycle.ADAPTED,
    Lifecycle.PERMANENT,
)
MOST_ENTRIES = 25
MOST_EVENTS = 100
ICONS = {
    "action_added": "plus",
    "action_imported": "upload",
    "action_edited": "pencil",
    "action_lifecycle_changed": "flag",
    "action_party_named": "organisation",
    "action_party_removed": "organisation",
    "action_answers_signal": "link",
    "action_no_longer_answers": "minus",
    "action_logged": "message",
    "action_log_edited": "pencil",
    "action_log_removed": "trash",
    "action_told_raisers": "mail",
    "pro_memorie_lifted": "decision",
}


@dataclass(frozen=True)
class LogRow:
    """One line of the log as one reader may see it."""

    entry: ActionLogEntry
    when: str
    people: str
    by: str
    files: list[File]
    may_change: bool
    # The action it was noted at, where that is another one.
    noted_at: PlanAction | None


class ActionPage:
    """One action as one reader may see it; each part is fetched when it is shown."""

    def __init__(self, action: PlanAction, reader: Visitor) -> None:
        self.action = action
        self.plan = action.plan
        self.reader = reader
        self.held = held_about(reader, action)

    # -- What the reader may do ------------------------------------------------------

    @property
    def is_partner(self) -> bool:
        return Permission.READ in self.held

    @property
    def may_edit(self) -> bool:
        return Permission.EDIT_PLAN in self.held

    @property
    def may_follow(self) -> bool:
        return Permission.FOLLOW_UP in self.held

    @property
    def offers_proposal(self) -> bool:
        """Whether one click can confirm what an import thinks it is."""
        return (
            self.may_edit
            and self.action.lifecycle == Lifecycle.UNKNOWN
            and bool(self.action.proposed)
            and not self.action.is_pro_memorie
            and self.action.proposed not in NEEDS_REASON
        )

    # -- What it is ------------------------------------------------------------------

    @cached_property
    def path(self) -> list[Objective]:
        """The objectives it stands under, from the top."""
        found = (
            Objective.objects.select_related("parent__parent")
            .filter(pk=self.action.objective_id)
            .first()
        )
        made: list[Objective] = []
        while found is not None:
            made.insert(0, found)
            found = found.parent
        return made

    @property
    def objectives(self) -> list[str]:
        """The same in words, with the short name of each level: "OD 1.1 Wonen"."""
        return [self._named(one) for one in self.path]

    def _named(self, objective: Objective) -> str:
        if objective.section:
            return str(objective)
        short, _long = self.plan.level_name(objective.level)
        return f"{short if objective.code else ''} {objective}".strip()

    @cached_property
    def parties(self) -> dict[str, list[ActionParty]]:
        """Who is in it, by role; without persons the public may not read."""
        rows = self.action.parties.select_related("organisation", "person")
        by_role: dict[str, list[ActionParty]] = {role: [] for role in PartyRole}
        for party in rows:
            if self.is_partner or may_be_read(party):
                by_role[party.role].append(party)
        return by_role

    @property
    def everybody(self) -> list[ActionParty]:
        """Everybody in it, in the order of their roles."""
        return [party for role in self.parties.values() for party in role]

    @cached_property
    def details(self) -> list[Detail]:
        """What stands beside the log."""
        action = self.action
        interval = _every(action.months_between)
        rights = [str(right) for right in action.rights.all()]
        # A plan may name no timing at all: "date unknown" would only be in the way.
        timing = when_of(action) if action.date_text or action.start else ""
        made = [
            Detail(_t("Lead"), self._party_links(PartyRole.LEAD)),
            Detail(_t("Contact"), self._party_links(PartyRole.CONTACT)),
            Detail(_t("Partners"), self._party_links(PartyRole.PARTNER)),
            Detail(_t("Timing"), _said(timing)),
            Detail(_t("Since"), _said(action.start_year)),
            Detail(_t("Social right"), rights),
            Detail(_t("BBC code"), _said(action.bbc_code)),
            Detail(_t("A note is expected"), [interval] if self.is_partner else []),
        ]
        return [detail for detail in made if detail.values]

    def _party_links(self, role: PartyRole) -> list[Link]:
        return [
            Link(
                party_in_words(party, is_partner=self.is_partner),
                self._address_of(party.organisation),
            )
            for party in self.parties[role]
        ]

    def _address_of(self, organisation: Organisation | None) -> str:
        """Where an organisation stands in the list everybody may read."""
        if organisation is None or not organisation.is_confirmed:
            return ""
        listed = reverse("people:organisations", args=[self.plan.partnership.slug])
        return f"{listed}#organisatie-{organisation.pk}"

    @cached_property
    def decisions(self) -> list[LifecycleDecision]:
        """What the body that decides said about an action pro memorie."""
        if not (self.action.is_pro_memorie and self.is_partner):
            return []
        return list(self.action.lifecycle_decisions.order_by("-date", "-pk"))

    # -- What it belongs to ----------------------------------------------------------

    @cached_property
    def answers(self) -> list[PolicySignal]:
        """The signals it answers, as far as the reader may see them."""
        return list(
            signals_visible_to(self.reader)
            .filter(plan_actions=self.action)
            .select_related("partnership")
            .defer("search")
            .order_by("number")
        )

    @cached_property
    def line(self) -> list[Year]:
        return line_of(self.action, self.reader)

    @cached_property
    def parts(self) -> list[PlanAction]:
        rows = list(self.action.parts.defer("search").order_by("position", "pk"))
        for one in rows:
            one.plan = self.plan
        return rows

    # -- What happened ---------------------------------------------------------------

    @cached_property
    def log(self) -> list[LogRow]:
        return [self._row(entry) for entry in log_of(self.action, self.reader)]

    @property
    def log_shown(self) -> list[LogRow]:
        return self.log[:MOST_ENTRIES]

    @property
    def log_folded(self) -> list[LogRow]:
        return self.log[MOST_ENTRIES:]

    def _row(self, entry: ActionLogEntry) -> LogRow:
        is_own = entry.actor_id is not None and entry.actor_id == self.reader.pk
        return LogRow(
            entry=entry,
            when=when_of(entry),
            people=attendance_of(entry),
            by=str(entry.actor) if self.is_partner and entry.actor else "",
            files=self._files(entry),
            may_change=workflow.may_change_entry(self.held, is_own=is_own),
            noted_at=None if entry.action_id == self.action.pk else entry.action,
        )

    def _files(self, entry: ActionLogEntry) -> list[File]:
        place = [self.plan.partnership.slug, self.plan.slug, self.action.number]
        return [
            file_piece(one, reverse("plans:action_file", args=[*place, one.uuid]))
            for one in entry.files.all()
        ]

    @cached_property
    def sources(self) -> list[ImportRow]:
        """The rows of documents it came from; they may name persons."""
        if not self.is_partner:
            return []
        return list(sources_of(self.action).order_by("pk"))

    @cached_property
    def events(self) -> list[Event]:
        """Its history, newest first, for partners."""
        if not self.is_partner:
            return []
        entries = Entry.objects.about(self.action).reverse()[:MOST_EVENTS]
        return [
            Event(
                sentence=line.text,
                moment=line.at,
                icon_name=ICONS.get(line.verb, ""),
                note=" · ".join(part for part in (line.who, line.note) if part),
            )
            for line in as_lines(entries, with_names=True)
        ]


def party_or_404(action: PlanAction, pk: int) -> ActionParty:
    """Return a party of this action. Raises Http404."""
    found = (
        action.parties.select_related("organisation", "person").filter(pk=pk).first()
    )
    if found is None:
        raise Http404
    found.action = action
    return found


@dataclass(frozen=True)
class Waiting:
    """An imported action to confirm, and what it may be, what is proposed first."""

    action: PlanAction
    offered: list[Lifecycle]


def confirming(plan: ActionPlan) -> list[Waiting]:
    """Return the actions of a plan whose lifecycle a person still has to confirm."""
    rows = (
        plan.plan_actions.filter(lifecycle=Lifecycle.UNKNOWN)
        .select_related("objective")
        .defer("search")
        .order_by("objective__position", "objective", "position", "pk")
    )
    made = []
    for one in rows:
        one.plan = plan
        first = [Lifecycle(one.proposed)] if one.proposed in ONE_CLICK else []
        rest = [state for state in ONE_CLICK if state not in first]
        made.append(Waiting(one, [] if one.is_pro_memorie else [*first, *rest]))
    return made


def _every(months: int) -> str:
    if months == 1:
        return _t("every month")
    return _t("every %(count)s months") % {"count": months}


def _said(value: object) -> list[str]:
    return [str(value)] if value else []
