"""Plans of every year, with their objectives, actions and parties."""

from __future__ import annotations

import datetime
import random
from dataclasses import dataclass

from draaischijf.plans.enums import ENDED, Lifecycle, PartyRole, PlanKind, PlanStatus
from draaischijf.plans.models import ActionParty, ActionPlan, Objective, PlanAction
from draaischijf.plans.models.plans import LEVELS
from draaischijf.signals.enums import SignalState
from draaischijf.signals.models import PolicySignal
from draaischijf.website.scale import texts
from draaischijf.website.scale.sizes import YEARS
from draaischijf.website.scale.world import Place, World

# Up to which part of the partnerships, the largest first: how many actions a year.
ACTIONS = ((0.1, 200), (0.5, 80), (1.0, 30))
OF_AN_OBJECTIVE, OF_A_GOAL = 8, 4
ANSWERS_A_SIGNAL = 0.3
LIVES = (
    Lifecycle.PERMANENT, Lifecycle.CONTINUED, Lifecycle.CONTINUED, Lifecycle.NEW,
    Lifecycle.ADAPTED, Lifecycle.PHASING_OUT, Lifecycle.COMPLETED,
    Lifecycle.NOT_EXTENDED,
)  # fmt: skip


@dataclass
class Drafting:
    """The plans of one partnership while they are made."""

    world: World
    place: Place
    actions: int
    chance: random.Random
    signals: list[int]


def make_plans(world: World, start: int, stop: int) -> None:
    """Make the plans of the partnerships from `start` to `stop`."""
    count = world.outline.sizes.partnerships
    for turn in range(start, stop):
        place = world.places[turn]
        actions = next(size for end, size in ACTIONS if turn < end * count)
        followed = PolicySignal.objects.filter(
            partnership=place.pk,
            state__in=[SignalState.IN_ACTION, SignalState.CLOSED],
        )
        signals = list(followed.order_by("pk").values_list("pk", flat=True))
        drafting = Drafting(
            world, place, actions, world.outline.rng("plans", turn), signals
        )
        before: list[PlanAction] = []
        for ago in range(YEARS - 1, -1, -1):
            before = _plan(drafting, world.outline.day.year - ago, before)


def _plan(drafting: Drafting, year: int, before: list[PlanAction]) -> list[PlanAction]:
    this_year = drafting.world.outline.day.year
    plan = ActionPlan.objects.create(
        partnership_id=drafting.place.pk,
        slug=f"jaarplan-{year}",
        kind=PlanKind.ANNUAL_PLAN,
        title=f"Jaarplan {year}",
        start=datetime.date(year, 1, 1),
        end=datetime.date(year, 12, 31),
        level_names=LEVELS[PlanKind.ANNUAL_PLAN],
        status=PlanStatus.ADOPTED if year == this_year else PlanStatus.CLOSED,
        is_public=True,
        predecessor_id=before[0].plan_id if before else None,
        last_action_number=drafting.actions,
    )
    objectives = _objectives(drafting, plan)
    made = PlanAction.objects.bulk_create(
        _action(drafting, plan, objectives[number // OF_AN_OBJECTIVE], number, before)
        for number in range(drafting.actions)
    )
    _parties(drafting, made)
    _answers(drafting, made)
    return made


def _objectives(drafting: Drafting, plan: ActionPlan) -> list[Objective]:
    count = -(-drafting.actions // OF_AN_OBJECTIVE)
    words = texts.sentences()["objectives"]
    goals = Objective.objects.bulk_create(
        Objective(
            plan=plan,
            code=str(number + 1),
            position=number * (OF_A_GOAL + 1),
            title=words[number % len(words)],
            deadline=plan.end,
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
            title=drafting.chance.choice(words),
        )
        for number in range(count)
    )


def _action(
    drafting: Drafting,
    plan: ActionPlan,
    objective: Objective,
    number: int,
    before: list[PlanAction],
) -> PlanAction:
    chance = drafting.chance
    earlier = before[number] if before else None
    goes_on = earlier is not None and earlier.lifecycle not in ENDED
    life = chance.choice(LIVES)
    _area, place = drafting.place.area(chance)
    title = f"{texts.one_of('actions', chance)} in {place}"
    return PlanAction(
        plan=plan,
        objective=objective,
        number=number + 1,
        position=number % OF_AN_OBJECTIVE,
        title=earlier.title if goes_on and earlier else title,
        remark=texts.one_of("remarks", chance),
        start_year=earlier.start_year if goes_on and earlier else plan.start.year,
        lifecycle=life,
        reason="Te weinig vraag." if life == Lifecycle.NOT_EXTENDED else "",
        continues=earlier if goes_on else None,
        date_text=f"najaar {plan.start.year}",
        date_kind="season",
        start=plan.start.replace(month=9),
        end=plan.start.replace(month=11, day=30),
    )


def _parties(drafting: Drafting, actions: list[PlanAction]) -> None:
    roles = (PartyRole.LEAD, PartyRole.PARTNER, PartyRole.PARTNER)
    houses = drafting.place.organisations
    ActionParty.objects.bulk_create(
        ActionParty(action=action, role=role, organisation_id=house, position=turn)
        for action in actions
        for turn, (role, (house, _name)) in enumerate(
            zip(roles, drafting.chance.sample(houses, k=3), strict=True)
        )
    )


def _answers(drafting: Drafting, actions: list[PlanAction]) -> None:
    if not drafting.signals:
        return
    through = PlanAction.signals.through
    through.objects.bulk_create(
        through(
            planaction_id=action.pk,
            policysignal_id=drafting.chance.choice(drafting.signals),
        )
        for action in actions
        if drafting.chance.random() < ANSWERS_A_SIGNAL
    )
