"""Everything the page of one signal shows, gathered for one reader."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext as _t

from draaischijf.core.dated_facts import attendance_of, when_of
from draaischijf.core.pieces import Detail, Event, Fact, Link, LogEntry
from draaischijf.core.templatetags.core import day
from draaischijf.people.enums import RoleKind
from draaischijf.people.models import Organisation, Role
from draaischijf.people.permissions import Permission
from draaischijf.people.queries import own_organisations
from draaischijf.signals import merge_rules, workflow
from draaischijf.signals.enums import ActorRole, SignalState
from draaischijf.signals.models import (
    AgreedAction,
    Agreement,
    Decision,
    Letter,
    PolicySignal,
    PreSignal,
    SignalActor,
)
from draaischijf.signals.models import LogEntry as LogRow
from draaischijf.signals.permissions import held_about, pre_signals_readable_in
from draaischijf.signals.queries.deadlines import PhasePace, pace_of
from draaischijf.signals.queries.merges import Origins, origins_of, path_with_merges
from draaischijf.signals.queries.offers import (
    Above,
    above_of,
    children_of,
    may_be_offered,
)
from draaischijf.signals.queries.path import PathStep, signal_path
from draaischijf.signals.queries.rewording import ShownProposal, proposals_of
from draaischijf.signals.queries.signal_counts import Counts, counts_of
from draaischijf.signals.queries.signal_moves import MoveView, moves_for
from draaischijf.signals.queries.signal_timeline import events_of, log_of
from draaischijf.signals.queries.sorting import terms_of
from draaischijf.signals.queries.watching import is_followed

if TYPE_CHECKING:
    from draaischijf.people.permissions import Visitor

MOST_REPORTS = 10
MOST_EVENTS = 25
# Name of the filter in the address of the list → the sorting of a signal.
FILTERED = {
    "right": "rights",
    "domain": "life_domains",
    "group": "target_groups",
    "area": "areas",
}


@dataclass(frozen=True)
class Standing:
    """What one organisation of the working group says, or that it did not yet."""

    organisation: Organisation
    agreement: Agreement | None


class SignalPage:
    """One signal as one reader may see it; each part is fetched when it is shown."""

    def __init__(self, signal: PolicySignal, reader: Visitor) -> None:
        self.signal = signal
        self.reader = reader
        self.held = held_about(reader, signal)

    # -- What the reader may do ------------------------------------------------------

    @property
    def is_partner(self) -> bool:
        return Permission.READ in self.held

    @property
    def may_edit(self) -> bool:
        return Permission.EDIT_SIGNAL in self.held

    @property
    def may_name(self) -> bool:
        return bool({Permission.EDIT_SIGNAL, Permission.DECIDE} & self.held)

    @property
    def may_follow(self) -> bool:
        return Permission.FOLLOW_UP in self.held

    @property
    def may_decide(self) -> bool:
        return Permission.DECIDE in self.held and _allows(
            workflow.check_can_be_decided, self.signal.state
        )

    @property
    def may_support(self) -> bool:
        return _allows(workflow.check_can_be_supported, self.signal.state)

    @cached_property
    def may_agree(self) -> bool:
        if self.signal.state != SignalState.ANALYSIS:
            return False
        if Permission.PUBLISH in self.held:
            return True
        return Permission.AGREE in self.held and (
            own_organisations(self.reader)
            .filter(partnership=self.signal.partnership_id, in_working_group=True)
            .exists()
        )

    @cached_property
    def is_followed(self) -> bool:
        return is_followed(self.reader, self.signal)

    @cached_property
    def moves(self) -> list[MoveView]:
        return moves_for(self.signal, self.reader)

    @property
    def next_move(self) -> MoveView | None:
        """The way forward, where the reader may take it."""
        return self.moves[0] if self.moves and self.moves[0].is_forward else None

    # -- What it is ------------------------------------------------------------------

    @cached_property
    def origins(self) -> Origins:
        """The signals that go on as this one; none where it was never merged."""
        return origins_of(self.signal, self.reader)

    @property
    def may_part(self) -> bool:
        """Whether the reader may take apart what was merged; each has its own gate."""
        return self.may_edit and _allows(merge_rules.check_can_part, self.signal)

    @property
    def may_merge(self) -> bool:
        return self.may_edit and not merge_rules.why_not_now(self.signal)

    @cached_property
    def path(self) -> list[PathStep]:
        return path_with_merges(signal_path(self.signal), self.signal, self.origins)

    @cached_property
    def above(self) -> list[Above]:
        """How far it is with the partnership it was offered to."""
        return above_of(self.signal, is_partner=self.is_partner)

    @property
    def may_offer(self) -> bool:
        has_parent = self.signal.partnership.parent_id is not None
        if not has_parent or Permission.DECIDE not in self.held:
            return False
        return not may_be_offered(self.signal)

    @property
    def may_decide_offer(self) -> bool:
        return Permission.DECIDE in self.held

    @cached_property
    def children(self) -> list[str]:
        """Which partnerships under this one offered it; for partners."""
        return children_of(self.signal) if self.is_partner else []

    @property
    def has_neighbours(self) -> bool:
        return self.signal.partnership.parent_id is not None

    @property
    def pace(self) -> PhasePace | None:
        """Since when it is in its phase and until when it may be; for partners."""
        return pace_of(self.signal, timezone.localdate()) if self.is_partner else None

    @cached_property
    def counts(self) -> Counts:
        made = counts_of(self.signal.partnership, [self.signal])
        return made.get(self.signal.pk, Counts())

    @property
    def facts(self) -> list[Fact]:
        counts = self.counts
        people = counts.people_for(is_partner=self.is_partner)
        made = [
            Fact(_t("raisers"), counts.raisers_for(is_partner=self.is_partner)),
            Fact(_t("organisations"), counts.organisations),
            Fact(_t("municipalities"), counts.municipalities),
            Fact(_t("people, at least"), people),
        ]
        return [fact for fact in made if fact.value]

    @cached_property
    def signal_actors(self) -> list[SignalActor]:
        """Every organisation named, in the order of their roles."""
        order = list(ActorRole.values)
        rows = self.signal.actors.select_related("organisation")
        return sorted(rows, key=lambda one: order.index(one.role))

    @cached_property
    def actors(self) -> dict[str, list[SignalActor]]:
        by_role: dict[str, list[SignalActor]] = {role: [] for role in ActorRole}
        for actor in self.signal_actors:
            # The same organisation may stand there for several places on the agenda.
            if str(actor) not in {str(one) for one in by_role[actor.role]}:
                by_role[actor.role].append(actor)
        return by_role

    @cached_property
    def sortings(self) -> dict[str, list[Any]]:
        names = [*FILTERED.values(), "policy_domains", "problem_types", "sectors"]
        of_terms = [name for name in names if name != "areas"]
        return {
            **terms_of(self.signal, of_terms),
            "areas": list(self.signal.areas.all()),
        }

    @cached_property
    def details(self) -> list[Detail]:
        """What stands beside the story."""
        signal, sorted_by = self.signal, self.sortings
        made = [
            Detail(_t("Lead"), self._named(ActorRole.LEAD)),
            Detail(_t("Theme director"), self.directors),
            Detail(_t("Raised by"), self._named(ActorRole.RAISED_BY)),
            Detail(_t("Partners"), self._named(ActorRole.PARTNER)),
            Detail(_t("Addressed to"), self._named(ActorRole.ADDRESSEE)),
            Detail(_t("Route"), _said(signal.get_route_display())),
            Detail(_t("Social right"), self._links("right")),
            Detail(_t("Life domain"), self._links("domain")),
            Detail(_t("Policy domain"), _labels(sorted_by["policy_domains"])),
            Detail(_t("Target group"), self._links("group")),
            Detail(_t("Kind of problem"), _labels(sorted_by["problem_types"])),
            Detail(_t("Sector"), _labels(sorted_by["sectors"])),
            Detail(_t("Area"), self._links("area")),
            Detail(_t("Scale"), _said(signal.get_scale_display())),
            Detail(_t("Level of government"), _labels([signal.policy_level])),
            Detail(_t("Direction"), _said(signal.get_direction_display())),
        ]
        return [detail for detail in made if detail.values]

    @cached_property
    def directors(self) -> list[str]:
        """The theme directors of what this is about; the public reads public ones."""
        themes = [
            term.pk
            for name in ("rights", "life_domains", "policy_domains")
            for term in self.sortings[name]
        ]
        roles = Role.objects.current().filter(
            partnership=self.signal.partnership_id,
            kind=RoleKind.THEME_DIRECTOR,
            terms__in=themes,
        )
        if not self.is_partner:
            roles = roles.filter(person__is_public=True)
        names = roles.order_by("person__name").values_list("person__name", flat=True)
        return list(dict.fromkeys(names))

    def _named(self, role: ActorRole) -> list[str]:
        return [str(actor) for actor in self.actors[role]]

    def _links(self, name: str) -> list[Link]:
        address = reverse("signals:signals", args=[self.signal.partnership.slug])
        return [
            Link(str(one), f"{address}?{urlencode({name: one.pk})}")
            for one in self.sortings[FILTERED[name]]
        ]

    # -- What is done about it -------------------------------------------------------

    @cached_property
    def decisions(self) -> list[Decision]:
        return list(self.signal.decisions.order_by("-date", "-pk"))

    @cached_property
    def letters(self) -> list[Letter]:
        return list(self.signal.letters.order_by("-sent", "-pk"))

    @cached_property
    def agreed_actions(self) -> list[AgreedAction]:
        return list(self.signal.agreed_actions.all())

    @cached_property
    def log_rows(self) -> list[LogRow]:
        return log_of(self.signal, is_partner=self.is_partner)

    @property
    def log(self) -> list[LogEntry]:
        """The follow-up, newest first."""
        return [
            LogEntry(
                when=when_of(row),
                text=row.text,
                by=" · ".join(part for part in self._about(row) if part),
            )
            for row in self.log_rows
        ]

    def _about(self, row: LogRow) -> Iterable[str]:
        yield attendance_of(row)
        if self.is_partner:
            yield str(row.actor) if row.actor else ""
            yield "" if row.is_public else _t("only for partners")

    @cached_property
    def standings(self) -> list[Standing]:
        """What each organisation of the working group says this time round."""
        answers = {
            one.organisation_id: one
            for one in self.signal.agreements.standing()
            .filter(round=self.signal.round)
            .select_related("organisation")
        }
        group = Organisation.objects.filter(
            partnership=self.signal.partnership_id,
            in_working_group=True,
            is_active=True,
        ).order_by("name")
        made = [Standing(one, answers.pop(one.pk, None)) for one in group]
        # Who left the group since then has spoken all the same.
        left = [Standing(one.organisation, one) for one in answers.values()]
        return [*made, *left]

    @property
    def is_agreement_awaited(self) -> bool:
        """Whether an organisation of the working group still has to answer."""
        return (
            self.signal.partnership.agreement_required
            and self.signal.state == SignalState.ANALYSIS
            and any(one.agreement is None for one in self.standings)
        )

    @cached_property
    def proposals(self) -> list[ShownProposal]:
        """What was proposed to word otherwise, this time round."""
        return proposals_of(self.signal)

    @property
    def shows_agreement(self) -> bool:
        """Whether agreement says something here: asked for, or given."""
        if not self.is_partner:
            return False
        is_asked = self.signal.partnership.agreement_required and (
            self.signal.state == SignalState.ANALYSIS
        )
        return is_asked or any(one.agreement for one in self.standings)

    # -- Where it comes from, and what happened --------------------------------------

    @cached_property
    def reports(self) -> list[PreSignal]:
        """The linked reports this reader may see; one more than is shown, if any."""
        if not self.reader.is_authenticated:
            return []
        seen = (
            pre_signals_readable_in(self.reader, self.signal.partnership)
            .filter(links__signal=self.signal)
            .select_related("organisation")
            .defer("search")
            .order_by("-submitted", "-pk")
            .distinct()
        )
        return list(seen[: MOST_REPORTS + 1])

    @property
    def reports_shown(self) -> list[PreSignal]:
        return self.reports[:MOST_REPORTS]

    @property
    def has_more_reports(self) -> bool:
        return len(self.reports) > MOST_REPORTS

    @cached_property
    def events(self) -> list[Event]:
        return events_of(
            self.signal,
            self.log_rows,
            is_partner=self.is_partner,
            origins=self.origins.signals,
        )

    @property
    def events_shown(self) -> list[Event]:
        return self.events[:MOST_EVENTS]

    @property
    def events_folded(self) -> list[Event]:
        return self.events[MOST_EVENTS:]

    @property
    def standstill(self) -> str:
        """Why it does not move, where it is parked or was not retained."""
        if self.signal.state == SignalState.PARKED:
            return _t("Parked until %(date)s.") % {
                "date": day(self.signal.parked_until)
            }
        if self.signal.state == SignalState.NOT_RETAINED:
            return _t("This signal was not retained.")
        return ""


def _allows(check: Any, about: Any) -> bool:
    try:
        check(about)
    except workflow.TransitionDenied:
        return False
    return True


def _said(label: Any) -> list[str]:
    return [str(label)] if label else []


def _labels(things: Iterable[Any]) -> list[str]:
    return [str(thing) for thing in things if thing]
