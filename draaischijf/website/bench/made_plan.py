"""A plan of any size with a year of log entries, made in a few statements."""

from __future__ import annotations

import datetime
import itertools
from dataclasses import dataclass

from draaischijf.accounts.models import User
from draaischijf.people.enums import PartnershipKind, RoleKind
from draaischijf.people.models import Partnership, Person, Role
from draaischijf.plans.enums import Lifecycle, PartyRole, PlanKind, PlanStatus
from draaischijf.plans.models import (
    ActionLogEntry,
    ActionParty,
    ActionPlan,
    Objective,
    PlanAction,
)
from draaischijf.plans.models.plans import LEVELS

YEAR = 2026
OF_AN_OBJECTIVE = 8
OF_A_GOAL = 4
LIVES = (
    Lifecycle.PERMANENT, Lifecycle.CONTINUED, Lifecycle.CONTINUED, Lifecycle.NEW,
    Lifecycle.ADAPTED, Lifecycle.PHASING_OUT, Lifecycle.COMPLETED,
    Lifecycle.NOT_EXTENDED,
)  # fmt: skip
WHAT = (
    "Woonoverleg met verhuurders en vastgoedkantoren van de vier gemeenten",
    "Vorming over onderbescherming voor onthaalmedewerkers",
    "Gedeelde wachtlijst voor schuldhulp, met een vast aanspreekpunt per OCMW",
    "Buurttafels waar bewoners en hulpverleners samen eten",
    "Afspraken met de scholen over onbetaalde rekeningen",
    "Vervoer op maat naar de dokter voor wie niet met de bus kan",
    "Ondersteuning van mantelzorgers die nog werken",
    "Sociale kaart van de streek actueel houden",
)
HAPPENED = (
    "overleg met de OCMW’s over de werkafspraken en de vraag van de wijkwerking",
    "voorstelling van de eerste resultaten aan de stuurgroep",
    "infomoment voor hulpverleners, met veel vragen over de doorverwijzing",
    "bezoek aan een gelijkaardig project in een buurregio",
    "bijsturing van de folder na reacties van de deelnemers",
)
LEADS = ("OCMW Lokelare", "CAW Durmeland", "Dienst Wonen", "Eerstelijnszone Durmeland")


@dataclass(frozen=True)
class MadePlan:
    """What was made: a partnership with its coordinator and the plan."""

    partnership: Partnership
    coordinator: User
    plan: ActionPlan


def make_plan(*, actions: int, entries: int) -> MadePlan:
    """Make a partnership with an adopted plan of so many actions and log entries."""
    partnership = Partnership.objects.create(
        slug="meting", name="Meting", kind=PartnershipKind.REGIONAL
    )
    user = User.objects.create_user("meting@meting.example", "Meting")
    person = Person.objects.create(partnership=partnership, user=user, name="Meting")
    Role.objects.create(
        partnership=partnership, person=person, kind=RoleKind.COORDINATOR
    )
    plan = ActionPlan.objects.create(
        partnership=partnership,
        slug="meting",
        kind=PlanKind.ANNUAL_PLAN,
        title=f"Jaarplan {YEAR}",
        start=datetime.date(YEAR, 1, 1),
        end=datetime.date(YEAR, 12, 31),
        level_names=LEVELS[PlanKind.ANNUAL_PLAN],
        status=PlanStatus.ADOPTED,
        last_action_number=actions,
    )
    objectives = _objectives(plan, -(-actions // OF_AN_OBJECTIVE))
    made = _actions(plan, objectives, actions)
    _parties(made)
    _entries(made, entries, user)
    return MadePlan(partnership, user, plan)


def _objectives(plan: ActionPlan, count: int) -> list[Objective]:
    goals = Objective.objects.bulk_create(
        Objective(
            plan=plan,
            code=str(number + 1),
            position=number * (OF_A_GOAL + 1),
            title=f"Tegen eind {YEAR} vindt wie hulp zoekt sneller de juiste deur",
            deadline=datetime.date(YEAR, 12, 31),
        )
        for number in range(-(-count // OF_A_GOAL))
    )
    return Objective.objects.bulk_create(
        Objective(
            plan=plan,
            parent=goals[number // OF_A_GOAL],
            level=2,
            code=f"{number // OF_A_GOAL + 1}.{number % OF_A_GOAL + 1}",
            position=number + number // OF_A_GOAL + 1,
            title="Diensten in de streek stemmen hun aanbod op elkaar af",
        )
        for number in range(count)
    )


def _actions(
    plan: ActionPlan, objectives: list[Objective], count: int
) -> list[PlanAction]:
    return PlanAction.objects.bulk_create(
        PlanAction(
            plan=plan,
            objective=objectives[number // OF_AN_OBJECTIVE],
            number=number + 1,
            position=number % OF_AN_OBJECTIVE,
            title=f"{WHAT[number % len(WHAT)]} ({number + 1})",
            remark="Loopt volgens afspraak; de partners vragen een vast ritme."
            if number % 3
            else "",
            start_year=YEAR - number % 12,
            lifecycle=LIVES[number % len(LIVES)],
            reason="Te weinig vraag." if number % len(LIVES) == len(LIVES) - 1 else "",
            date_text=f"najaar {YEAR}",
            date_kind="season",
            start=datetime.date(YEAR, 9, 1),
            end=datetime.date(YEAR, 11, 30),
        )
        for number in range(count)
    )


def _parties(actions: list[PlanAction]) -> None:
    roles = (PartyRole.LEAD, PartyRole.CONTACT, PartyRole.PARTNER, PartyRole.PARTNER)
    ActionParty.objects.bulk_create(
        ActionParty(
            action=action,
            role=role,
            text=LEADS[(action.number + turn) % len(LEADS)],
            position=turn,
        )
        for action in actions
        for turn, role in enumerate(roles)
    )


def _entries(actions: list[PlanAction], count: int, user: User) -> None:
    first = datetime.date(YEAR, 1, 5)
    turns = itertools.cycle(actions)
    ActionLogEntry.objects.bulk_create(
        (
            _entry(next(turns), number, first + datetime.timedelta(number % 350), user)
            for number in range(count)
        ),
        batch_size=1000,
    )


def _entry(
    action: PlanAction, number: int, day: datetime.date, user: User
) -> ActionLogEntry:
    return ActionLogEntry(
        action=action,
        date_text=f"{day.day}/{day.month}/{day.year}",
        date_kind="day",
        start=day,
        end=day,
        text=HAPPENED[number % len(HAPPENED)],
        attendance=number % 40 if number % 4 == 0 else None,
        actor=user,
    )
