"""Everything the page of one signal shows, gathered for one reader."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from django.db.models import Prefetch, prefetch_related_objects
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext as _t

from draaischijf.core.dated_facts import attendance_of, when_of
from draaischijf.core.pieces import Detail, Event, Fact, LogEntry
from draaischijf.people.permissions import Permission
from draaischijf.people.queries import own_organisations
from draaischijf.signals import merge_rules, workflow
from draaischijf.signals.enums import ActorRole, SignalState
from draaischijf.signals.journeys import Stop, stops_of
from draaischijf.signals.models import (
    AgreedAction,
    Decision,
    Letter,
    PolicySignal,
    PreSignal,
    PreSignalLink,
    SignalActor,
    SignalStep,
)
from draaischijf.signals.models import LogEntry as LogRow
from draaischijf.signals.permissions import held_about, pre_signals_readable_in
from draaischijf.signals.queries.deadlines import PhasePace, pace_of
from draaischijf.signals.queries.gates import (
    AgreementStanding,
    Standing,
    agreement_standings,
    facts_of,
)
from draaischijf.signals.queries.journey_picture import Picture, journey_picture
from draaischijf.signals.queries.merges import Origins, origins_of, path_with_merges
from draaischijf.signals.queries.offers import (
    Above,
    above_of,
    children_of,
    may_be_offered,
)
from draaischijf.signals.queries.path import PathStep, signal_paths
from draaischijf.signals.queries.raised_days import raised_days
from draaischijf.signals.queries.rewording import ShownProposal, proposals_of
from draaischijf.signals.queries.signal_counts import Counts, counts_of
from draaischijf.signals.queries.signal_details import details_of, standstill_of
from draaischijf.signals.queries.signal_moves import (
    MoveView,
    moves_of,
    moves_open_to,
)
from draaischijf.signals.queries.signal_timeline import events_of, log_of
from draaischijf.signals.queries.watching import is_followed
from draaischijf.signals.queries.working_groups import active_groups

if TYPE_CHECKING:
    from draaischijf.people.models import WorkingGroup
    from draaischijf.people.permissions import Visitor

MOST_REPORTS = 10
MOST_EVENTS = 25


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
        if Permission.AGREE not in self.held:
            return False
        group = [one.pk for one in self.agreement.group]
        return own_organisations(self.reader).filter(pk__in=group).exists()

    @cached_property
    def is_followed(self) -> bool:
        return is_followed(self.reader, self.signal)

    @cached_property
    def moves(self) -> list[MoveView]:
        lines = moves_open_to(self.signal, self.held)
        if not lines:
            return []
        facts = facts_of(self.hung, agreement=self.agreement)
        return moves_of(self.signal, self.held, facts=facts)

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
    def steps(self) -> list[SignalStep]:
        """The steps of it, and of the signals that go on as this one."""
        about = [self.signal, *self.origins.signals]
        return list(SignalStep.objects.filter(signal__in=about))

    @cached_property
    def path(self) -> list[PathStep]:
        own = [step for step in self.steps if step.signal_id == self.signal.pk]
        path = signal_paths([self.signal], own)[self.signal.pk]
        return path_with_merges(path, self.signal, self.origins)

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
        made = counts_of(
            self.signal.partnership, [self.signal], named=self.named.actors.all()
        )
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
    def named(self) -> PolicySignal:
        """The signal with its organisations, fetched once."""
        actors = SignalActor.objects.select_related("organisation")
        prefetch_related_objects([self.signal], Prefetch("actors", actors))
        return self.signal

    @cached_property
    def hung(self) -> PolicySignal:
        """The signal with all that several parts of the page look at, fetched once."""
        prefetch_related_objects([self.named], "decisions", "letters", "agreed_actions")
        return self.signal

    @cached_property
    def signal_actors(self) -> list[SignalActor]:
        """Every organisation named, in the order of their roles."""
        order = list(ActorRole.values)
        return sorted(self.named.actors.all(), key=lambda one: order.index(one.role))

    @cached_property
    def actors(self) -> dict[str, list[SignalActor]]:
        by_role: dict[str, list[SignalActor]] = {role: [] for role in ActorRole}
        for actor in self.signal_actors:
            # The same organisation may stand there for several places on the agenda.
            if str(actor) not in {str(one) for one in by_role[actor.role]}:
                by_role[actor.role].append(actor)
        return by_role

    @cached_property
    def details(self) -> list[Detail]:
        """What stands beside the story."""
        return details_of(self.signal, self.actors, is_partner=self.is_partner)

    # -- What is done about it -------------------------------------------------------

    @cached_property
    def decisions(self) -> list[Decision]:
        return list(self.hung.decisions.all())[::-1]

    @cached_property
    def letters(self) -> list[Letter]:
        return list(self.hung.letters.all())[::-1]

    @cached_property
    def agreed_actions(self) -> list[AgreedAction]:
        return list(self.hung.agreed_actions.all())

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
    def agreement(self) -> AgreementStanding:
        return agreement_standings([self.signal])[self.signal.pk]

    @cached_property
    def standings(self) -> list[Standing]:
        """What each organisation of the working group says this time round."""
        return self.agreement.lines

    @cached_property
    def groups(self) -> list[WorkingGroup]:
        """The working groups there are to choose from, the standard one first."""
        return active_groups(self.signal.partnership)

    @property
    def group(self) -> WorkingGroup | None:
        """Whose organisations have to agree: its own group, else the standard one."""
        if self.signal.working_group_id:
            return self.signal.working_group
        return next((one for one in self.groups if one.is_standard), None)

    @property
    def may_give_to_group(self) -> bool:
        return (
            self.may_edit and self.signal.is_before_publishing and len(self.groups) > 1
        )

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
        if is_asked or any(one.agreement for one in self.standings):
            return True
        return self.may_give_to_group

    # -- Where it comes from, and what happened --------------------------------------

    @cached_property
    def reports(self) -> list[PreSignal]:
        """The linked reports this reader may see; one more than is shown, if any."""
        if not self.reader.is_authenticated:
            return []
        links = PreSignalLink.objects.filter(signal=self.signal)
        seen = (
            pre_signals_readable_in(self.reader, self.signal.partnership)
            .filter(pk__in=links.order_by().values("pre_signal"))
            .select_related("organisation")
            .defer("search")
            .order_by("-submitted", "-pk")
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
            stops=self.stops,
            taken=self.steps,
        )

    @cached_property
    def stops(self) -> list[Stop]:
        """What meetings, plans, editions and reports know of its way."""
        return stops_of(self.signal, is_partner=self.is_partner)

    @cached_property
    def journey(self) -> Picture | None:
        """Its whole way as one picture."""
        raised = raised_days(self.signal, is_partner=self.is_partner)
        return journey_picture(self.path, [*self.stops, *raised], timezone.localdate())

    @property
    def events_shown(self) -> list[Event]:
        return self.events[:MOST_EVENTS]

    @property
    def events_folded(self) -> list[Event]:
        return self.events[MOST_EVENTS:]

    @property
    def standstill(self) -> str:
        return standstill_of(self.signal)


def _allows(check: Any, about: Any) -> bool:
    try:
        check(about)
    except workflow.TransitionDenied:
        return False
    return True
