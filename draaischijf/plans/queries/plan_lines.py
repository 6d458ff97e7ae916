"""The actions of a plan with all a page says about them, read at once."""

from __future__ import annotations

import datetime
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _t

from draaischijf.people.models import normalise_name
from draaischijf.people.permissions import Permission, holds
from draaischijf.plans.enums import Lifecycle, PartyRole
from draaischijf.plans.models import ActionParty, ActionPlan, PlanAction
from draaischijf.plans.queries.parties import may_be_read
from draaischijf.plans.queries.progress import is_quiet, last_movements, quiet_words
from draaischijf.signals.permissions import signals_visible_to
from draaischijf.taxonomy.models import Term

if TYPE_CHECKING:
    from draaischijf.people.permissions import Visitor

# The longest key of a filter: an address stays short.
LONGEST_KEY = 80


@dataclass(frozen=True, slots=True)
class Somebody:
    """Somebody in an action: a key that is the same wherever they stand, and a name."""

    key: str
    name: str


@dataclass(frozen=True, slots=True)
class Answered:
    """A signal that an action answers."""

    number: int
    title: str


@dataclass(frozen=True, slots=True)
class Line:
    """One action of a plan, with who is in it and when something was last noted."""

    action: PlanAction
    leads: Sequence[Somebody]
    contacts: Sequence[Somebody]
    partners: Sequence[Somebody]
    rights: Sequence[Term]
    signals: Sequence[Answered]
    last: datetime.date | None
    knows_before: bool = True
    is_part: bool = False

    def is_quiet_for(self, months: int) -> bool:
        """Tell whether nothing was noted for so many months."""
        return is_quiet(self.action, self.last, months=months)

    @property
    def quiet(self) -> str:
        """For how long nothing was noted, where that is too long."""
        return quiet_words(self.action, self.last)

    @property
    def goes_on(self) -> str:
        """What an empty remark means, where it means something."""
        return goes_on_words(self.action, knows_before=self.knows_before)

    @property
    def actors(self) -> list[Somebody]:
        """Everybody who takes part: leads and partners, each once."""
        return list({one.key: one for one in (*self.leads, *self.partners)}.values())

    @property
    def lead_names(self) -> str:
        return _joined(self.leads)

    @property
    def contact_names(self) -> str:
        return _joined(self.contacts)

    @property
    def actor_names(self) -> str:
        return _joined(self.actors)

    @property
    def partner_names(self) -> str:
        return _joined(self.partners)


def _joined(people: Sequence[Somebody]) -> str:
    return ", ".join(one.name for one in people)


def lines_of(plan: ActionPlan, user: Visitor) -> list[Line]:
    """Return all actions of a plan as lines. Six queries, whatever their number.

    Who is not a partner reads no person who is not public, and no contact as typed.

    What hangs on them is read in one go and handed out here: hundreds of actions would
    otherwise ask the ORM for as many little querysets.
    """
    last = last_movements(plan)
    is_partner = holds(user, Permission.READ, plan.partnership)
    people = _people(plan, is_partner=is_partner)
    rights, signals = _rights(plan), _signals(plan, user)
    before = plan.predecessor
    knows_before = is_partner or before is None or before.is_public
    made = []
    for action in plan.plan_actions.defer("search"):
        action.plan = plan
        named = people[action.pk]
        made.append(
            Line(
                action=action,
                leads=named[PartyRole.LEAD],
                contacts=named[PartyRole.CONTACT],
                partners=named[PartyRole.PARTNER],
                rights=rights[action.pk],
                signals=signals[action.pk],
                last=last.get(action.pk),
                knows_before=knows_before,
            )
        )
    return made


def _people(
    plan: ActionPlan, *, is_partner: bool
) -> dict[int, dict[str, list[Somebody]]]:
    people: dict[int, dict[str, list[Somebody]]] = defaultdict(
        lambda: defaultdict(list)
    )
    parties = ActionParty.objects.filter(action__plan=plan)
    for party in parties.select_related("organisation", "person"):
        if not (is_partner or may_be_read(party)):
            continue
        named = people[party.action_id][party.role]
        one = somebody(party, is_partner=is_partner)
        # Two hidden persons of one organisation are that organisation once.
        if one not in named:
            named.append(one)
    return people


def _rights(plan: ActionPlan) -> dict[int, list[Term]]:
    rights: dict[int, list[Term]] = defaultdict(list)
    rows = PlanAction.rights.through.objects.filter(planaction__plan=plan)
    for row in rows.select_related("term").order_by("term"):
        rights[row.planaction_id].append(row.term)
    return rights


def _signals(plan: ActionPlan, user: Visitor) -> dict[int, list[Answered]]:
    """Return per action the signals it answers that this reader may read."""
    signals: dict[int, list[Answered]] = defaultdict(list)
    readable = signals_visible_to(user).filter(partnership=plan.partnership)
    rows = PlanAction.signals.through.objects.filter(
        planaction__plan=plan, policysignal__in=readable
    )
    for action, number, title in rows.order_by("policysignal__number").values_list(
        "planaction", "policysignal__number", "policysignal__title"
    ):
        signals[action].append(Answered(number, title))
    return signals


def somebody(party: ActionParty, *, is_partner: bool) -> Somebody:
    """Return who stands in a row: a person, an organisation, or words.

    For the public the organisation of a person who is not public; the row must be one
    that it may read.
    """
    if party.person and (is_partner or party.person.is_public):
        return Somebody(f"p{party.person_id}", party.person.name)
    if party.organisation:
        name = party.organisation.short_name or party.organisation.name
        return Somebody(f"o{party.organisation_id}", name)
    return Somebody(f"t{normalise_name(party.text)[:LONGEST_KEY]}", party.text)


def goes_on_words(action: PlanAction, *, knows_before: bool = True) -> str:
    """Say what an empty remark means: a permanent action that goes on as it did.

    The plan before is named only for who may know of it.
    """
    if action.lifecycle != Lifecycle.PERMANENT:
        return ""
    before = action.plan.predecessor
    if before and knows_before:
        return _t("Permanent: goes on as in %(years)s.") % {"years": before.years}
    return _t("Permanent: goes on as before.")
