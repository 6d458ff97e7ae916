"""How a goal and an action of an annual report become those of a plan."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _

from draaischijf.documents.blocks import Document
from draaischijf.documents.importing import Committing, Kind, StagedRow
from draaischijf.documents.models import ImportRow
from draaischijf.people.models import Partnership
from draaischijf.plans.domain import taking_over
from draaischijf.plans.domain.acting import name_party
from draaischijf.plans.domain.importing import take_over_plan
from draaischijf.plans.enums import PartyRole, PlanKind, PlanStatus
from draaischijf.plans.exchange.annual_report.report import (
    SectionKind,
    parse_annual_report,
)
from draaischijf.plans.exchange.cover import Period
from draaischijf.plans.exchange.report_figures import REPORT_LABELS, report_figures
from draaischijf.plans.models import ActionPlan, PlanAction
from draaischijf.plans.models.plans import LEVELS
from draaischijf.signals.exchange.organisations import Organisations, names_in
from draaischijf.signals.exchange.staging import staged_row


def read_goals(document: Document) -> list[StagedRow]:
    """Return the goals of an annual report, ready to be staged."""
    return [staged_row(row) for row in parse_annual_report(document).goals]


def read_actions(document: Document) -> list[StagedRow]:
    """Return the actions of an annual report, ready to be staged."""
    return [staged_row(row) for row in parse_annual_report(document).actions]


def commit_goal(row: ImportRow, state: Committing) -> tuple[models.Model, bool]:
    """Make an objective of a goal, with the part and the theme it stands under."""
    parsed = row.parsed
    return taking_over.take_over_objective(
        _plan(parsed, state),
        [*parsed["path"], parsed["title"]],
        explanation=parsed["explanation"],
        actor=state.actor,
        source=state.run.file_name,
    )


def commit_action(row: ImportRow, state: Committing) -> tuple[models.Model, bool]:
    """Make an action of the plan with who leads it and what happened."""
    parsed = row.parsed
    actor, source = state.actor, state.run.file_name
    goal, _is_new = taking_over.take_over_objective(
        _plan(parsed, state),
        [*parsed["path"], parsed["goal"]],
        actor=actor,
        source=source,
    )
    action, is_new = taking_over.take_over_action(
        goal,
        parsed["title"],
        when=taking_over.date_of(parsed["when"]),
        code=str(parsed["number"]),
        remark=parsed["remark"],
        actor=actor,
        source=source,
    )
    _name_parties(action, parsed, state)
    added = taking_over.take_over_facts(
        action, parsed["entries"], actor=actor, source=source
    )
    return action, is_new or bool(added)


def _name_parties(
    action: PlanAction, parsed: Mapping[str, Any], state: Committing
) -> None:
    organisations = _organisations(state)
    roles = {PartyRole.LEAD: parsed["leads"], PartyRole.PARTNER: parsed["partners"]}
    for role, parties in roles.items():
        for party in parties:
            name = party["organisation"]
            name_party(
                action,
                role,
                actor=state.actor,
                organisation=organisations.find(name) if name else None,
                text=party["text"],
                source=state.run.file_name,
            )


def _plan(parsed: Mapping[str, Any], state: Committing) -> ActionPlan:
    """Return the plan of the year that the report tells of, adopted as it was."""
    if "reported_plan" not in state.notes:
        partnership = Partnership.objects.get(pk=state.run.partnership_id)
        period = Period(**parsed["plan"])
        programme = Period(**parsed["programme"]) if parsed["programme"] else None
        actor, source = state.actor, state.run.file_name
        state.notes["reported_plan"], _is_new = take_over_plan(
            partnership,
            kind=PlanKind.ANNUAL_PLAN,
            title=period.title,
            start=period.start,
            end=period.end,
            actor=actor,
            source=source,
            status=PlanStatus.ADOPTED,
            level_names=LEVELS[PlanKind.PROGRAMME],
            programme=programme
            and taking_over.take_over_programme(
                partnership,
                title=programme.title,
                start=programme.start,
                end=programme.end,
                actor=actor,
                source=source,
            ),
        )
    found: ActionPlan = state.notes["reported_plan"]
    return found


def _organisations(state: Committing) -> Organisations:
    if "report_organisations" not in state.notes:
        rows = state.run.rows.filter(kind=SectionKind.ANNUAL_REPORT)
        state.notes["report_organisations"] = Organisations(
            Partnership.objects.get(pk=state.run.partnership_id),
            [name for row in rows for name in names_in(row.parsed)],
            actor=state.actor,
        )
    found: Organisations = state.notes["report_organisations"]
    return found


KINDS: tuple[Kind, ...] = (
    Kind(
        SectionKind.GOALS,
        _("goals of the annual report"),
        read_goals,
        commit_goal,
        goes_with=SectionKind.ANNUAL_REPORT,
    ),
    Kind(
        SectionKind.ANNUAL_REPORT,
        _("annual report: actions with their follow-up"),
        read_actions,
        commit_action,
        figures=report_figures,
        figure_labels=REPORT_LABELS,
    ),
)
