"""What the gates of a signal look at, gathered in a handful of queries."""

from __future__ import annotations

import dataclasses

from draaischijf.people.models import Organisation
from draaischijf.signals.enums import ActorRole, AgreementResult
from draaischijf.signals.models import PolicySignal
from draaischijf.signals.workflow import Facts


def facts_of(signal: PolicySignal) -> Facts:
    """Return the facts about one signal in its present round."""
    actors = set(signal.actors.values_list("role", flat=True))
    this_round = signal.round
    missing, objections, has_group = agreement_standing(signal)
    return Facts(
        has_source=ActorRole.RAISED_BY in actors
        or signal.links.exists()
        or signal.supports.exists(),
        tests_answered=signal.tests_answered,
        agreement_required=signal.partnership.agreement_required,
        agreement_missing=missing,
        agreement_objections=objections,
        has_working_group=has_group,
        has_decision=signal.decisions.filter(round=this_round).exists(),
        route=signal.route,
        has_lead=ActorRole.LEAD in actors,
        has_action=signal.agreed_actions.filter(round=this_round).exists(),
        has_letter=signal.letters.filter(round=this_round).exists(),
        has_outcome=bool(signal.outcome),
        has_feedback=bool(signal.feedback.strip()),
    )


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


def agreement_standing(
    signal: PolicySignal,
) -> tuple[tuple[str, ...], tuple[str, ...], bool]:
    """Return who did not answer, who objects, and whether there is a working group."""
    group = list(
        Organisation.objects.filter(
            partnership=signal.partnership_id, in_working_group=True, is_active=True
        ).order_by("name")
    )
    answers = dict(
        signal.agreements.filter(round=signal.round).values_list(
            "organisation", "result"
        )
    )
    missing = tuple(one.name for one in group if one.pk not in answers)
    objections = tuple(
        one.name for one in group if answers.get(one.pk) == AgreementResult.OBJECT
    )
    return missing, objections, bool(group)
