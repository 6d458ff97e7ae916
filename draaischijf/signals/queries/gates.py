"""What the gates of a signal look at, gathered in a handful of queries."""

from __future__ import annotations

import dataclasses
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from django.db.models import Q

from draaischijf.people.models import GroupMember, Organisation
from draaischijf.signals.deeds import acted_on
from draaischijf.signals.enums import ActorRole, AgreementResult, SignalState
from draaischijf.signals.models import (
    AgreedAction,
    Agreement,
    Decision,
    Letter,
    PolicySignal,
)
from draaischijf.signals.workflow import Facts


def facts_of(
    signal: PolicySignal, *, agreement: AgreementStanding | None = None
) -> Facts:
    """Return the facts about one signal in its present round.

    What was fetched along with the signal is not asked again, nor `agreement`.
    """
    actors = {one.role for one in signal.actors.all()}
    this_round = signal.round
    agreement = agreement or agreement_standings([signal])[signal.pk]
    return Facts(
        has_source=ActorRole.RAISED_BY in actors
        or signal.links.exists()
        or signal.supports.exists(),
        tests_answered=signal.tests_answered,
        agreement_required=signal.partnership.agreement_required,
        agreement_missing=agreement.missing,
        agreement_objections=agreement.objections,
        has_working_group=bool(agreement.group),
        has_decision=_any_of(signal.decisions.all(), this_round),
        route=signal.route,
        has_lead=ActorRole.LEAD in actors,
        has_action=_any_of(signal.agreed_actions.all(), this_round)
        or _acted_on(signal),
        has_letter=_any_of(signal.letters.all(), this_round),
        has_outcome=bool(signal.outcome),
        has_feedback=bool(signal.feedback.strip()),
    )


def _acted_on(signal: PolicySignal) -> bool:
    """Whether an action of a plan answers it; asked only where the gate stands."""
    return signal.state == SignalState.DECIDED and bool(acted_on([signal.pk]))


def _any_of(rows: Iterable[Decision | AgreedAction | Letter], this_round: int) -> bool:
    return any(one.round == this_round for one in rows)


def with_input(
    facts: Facts,
    *,
    date: bool = False,
    reason: str = "",
    outcome: str = "",
    feedback: str = "",
) -> Facts:
    """Return the facts as they are once what a person just filled in is counted."""
    return dataclasses.replace(
        facts,
        has_date=facts.has_date or date,
        has_reason=facts.has_reason or bool(reason.strip()),
        has_outcome=facts.has_outcome or bool(outcome),
        has_feedback=facts.has_feedback or bool(feedback.strip()),
    )


@dataclass(frozen=True)
class Standing:
    """What one organisation of the working group says, or that it did not yet."""

    organisation: Organisation
    agreement: Agreement | None


@dataclass(frozen=True)
class AgreementStanding:
    """What the working group of a signal says: its members, and their answers."""

    group: tuple[Organisation, ...] = ()
    # By the key of the organisation, also of one that left the group since.
    answers: Mapping[int, Agreement] = field(default_factory=dict)

    @property
    def lines(self) -> list[Standing]:
        """What each says, and last who left the group since and has spoken."""
        group = {one.pk for one in self.group}
        return [
            *(Standing(one, self.answers.get(one.pk)) for one in self.group),
            *(
                Standing(one.organisation, one)
                for key, one in self.answers.items()
                if key not in group
            ),
        ]

    @property
    def missing(self) -> tuple[str, ...]:
        """Who did not answer yet."""
        return tuple(one.name for one in self.group if one.pk not in self.answers)

    @property
    def objections(self) -> tuple[str, ...]:
        """Who objects."""
        return tuple(
            one.name
            for one in self.group
            if (said := self.answers.get(one.pk))
            and said.result == AgreementResult.OBJECT
        )


def agreement_standings(
    signals: Sequence[PolicySignal],
) -> dict[int, AgreementStanding]:
    """Return what the working group says to signals of one partnership, by their key.

    In the present round of each, by the organisations of its own group now. Two
    queries, however many signals.
    """
    answers: defaultdict[int, dict[int, Agreement]] = defaultdict(dict)
    given = (
        Agreement.objects.standing()
        .filter(signal__in=signals)
        .select_related("organisation")
    )
    rounds = {signal.pk: signal.round for signal in signals}
    for one in given:
        if one.round == rounds[one.signal_id]:
            answers[one.signal_id][one.organisation_id] = one
    members = members_of_groups(signals)
    return {
        signal.pk: AgreementStanding(
            members.get(signal.working_group_id, ()), answers.get(signal.pk, {})
        )
        for signal in signals
    }


def members_of_groups(
    signals: Sequence[PolicySignal],
) -> dict[int | None, tuple[Organisation, ...]]:
    """Return who sits in the groups of signals of one partnership now; one query.

    By the key of the group, and under None those of the standard group.
    """
    own = {one.working_group_id for one in signals if one.working_group_id}
    rows = (
        GroupMember.objects.current()
        .filter(
            Q(group__in=own)
            | Q(
                group__is_standard=True,
                group__partnership__in={one.partnership_id for one in signals},
            )
        )
        .select_related("organisation", "group")
        .order_by("organisation__name", "pk")
    )
    found: defaultdict[int | None, list[Organisation]] = defaultdict(list)
    for row in rows:
        found[row.group_id].append(row.organisation)
        if row.group.is_standard:
            found[None].append(row.organisation)
    return {key: tuple(houses) for key, houses in found.items()}


def is_in_group_of(signal: PolicySignal, organisation: Organisation) -> bool:
    """Tell whether the agreement of an organisation counts for a signal now."""
    members = members_of_groups([signal]).get(signal.working_group_id, ())
    return organisation in members
