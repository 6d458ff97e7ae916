"""Actions of plans that run, how long nothing was noted about them, and who leads them.

An action is silent when its interval has passed since the last that happened: the last
entry of its log, the start of its timing or of its plan, or the day it was written in
the plan. Both `my_actions` and the monthly digest ask here.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.db.models import (
    Case,
    DateField,
    DateTimeField,
    DurationField,
    ExpressionWrapper,
    F,
    Func,
    Max,
    OuterRef,
    Prefetch,
    QuerySet,
    Subquery,
    Value,
    When,
)
from django.db.models.functions import (
    Cast,
    Coalesce,
    Greatest,
    Least,
    NullIf,
    TruncDate,
)

from draaischijf.people.enums import RoleKind
from draaischijf.people.models import Role
from draaischijf.people.permissions import Permission, kinds_with
from draaischijf.plans.enums import Lifecycle, PartyRole, PlanStatus
from draaischijf.plans.models import ActionLogEntry, ActionParty, PlanAction
from draaischijf.plans.permissions import actions_led_by, actions_visible_to

if TYPE_CHECKING:
    from draaischijf.people.models import Partnership, Person
    from draaischijf.people.permissions import Visitor

ADOPTED = (PlanStatus.ADOPTED, PlanStatus.AMENDING)


@dataclass(frozen=True)
class LedAction:
    """An action somebody leads, and since when nothing was noted about it."""

    action: PlanAction
    last_noted: datetime.date | None
    is_silent: bool


@dataclass(frozen=True)
class MyActions:
    """The actions somebody leads, silent ones first, and how many there are."""

    shown: list[LedAction]
    total: int
    silent: int

    @property
    def more(self) -> int:
        return self.total - len(self.shown)


@dataclass
class Reminded:
    """One address, how to greet it, and the silent actions it leads."""

    to: str
    name: str
    language: str
    actions: list[LedAction]


def running(today: datetime.date) -> QuerySet[PlanAction]:
    """Return the actions that go on now, of plans whose period holds this day."""
    return (
        PlanAction.objects.going_on()
        .exclude(lifecycle=Lifecycle.POSTPONED)
        .exclude(plan__status=PlanStatus.CLOSED)
        .filter(plan__start__lte=today, plan__end__gte=today)
    )


def with_silence(actions: QuerySet[PlanAction], today: datetime.date) -> QuerySet[Any]:
    """Say of each action when something was last noted, and whether it is silent.

    Adds `last_noted` (None when nothing was), `silent_since` and `is_silent`. A draft
    is never silent, it was not decided yet; nor is what is there pro memorie, somebody
    else carries it out.
    """
    months = Coalesce(NullIf("log_interval", Value(0)), F("plan__log_interval"))
    return actions.annotate(
        last_noted=Greatest(_last_own(today), _last_shared(today)),
        silent_since=Greatest(
            F("last_noted"), F("plan__start"), F("start"), TruncDate("created")
        ),
        silent_from=Cast(
            ExpressionWrapper(
                F("silent_since") + _MakeMonths(months), output_field=DateTimeField()
            ),
            DateField(),
        ),
        is_silent=Case(
            When(
                silent_from__lte=today,
                plan__status__in=ADOPTED,
                is_pro_memorie=False,
                then=Value(True),
            ),
            default=Value(False),
        ),
    )


def my_actions(
    user: Visitor, partnership: Partnership, today: datetime.date, *, most: int
) -> MyActions:
    """Return the actions `user` or the own organisation leads, silent ones first."""
    mine = with_silence(
        running(today)
        .filter(plan__partnership=partnership, pk__in=actions_visible_to(user))
        .filter(pk__in=actions_led_by(user)),
        today,
    )
    counted = mine.values_list("is_silent", flat=True)
    silences = list(counted)
    if not silences:
        return MyActions([], 0, 0)
    rows = mine.select_related("plan__partnership").order_by(
        "-is_silent", "silent_since", "plan", "position", "pk"
    )
    return MyActions([_led(one) for one in rows[:most]], len(silences), sum(silences))


def leads_to_remind(partnership: Partnership, today: datetime.date) -> list[Reminded]:
    """Return who leads silent actions of a partnership, by address.

    A lead is a person; for an organisation that leads it are those who hold the role
    of lead for it. Who cannot open the form is left out: without an account, or with
    one that may not follow up here. Each list begins with what was silent longest.
    """
    silent = (
        with_silence(running(today).filter(plan__partnership=partnership), today)
        .filter(is_silent=True)
        .select_related("plan__partnership")
        .prefetch_related(_leads())
        .order_by("silent_since", "plan", "position", "pk")
    )
    by_organisation = _leads_of_organisations(partnership)
    languages = _who_may_follow(partnership)
    found: dict[str, Reminded] = {}
    for action in silent:
        for person in _persons(action, by_organisation):
            to = address_of(person)
            language = languages.get(to.lower())
            if language is None:
                continue
            reader = found.setdefault(
                to.lower(), Reminded(to, person.name, language, [])
            )
            if all(one.action != action for one in reader.actions):
                reader.actions.append(_led(action))
    return list(found.values())


def address_of(person: Person) -> str:
    """Return where a person can be reminded, or an empty text."""
    if person.user:
        return person.user.email if person.user.is_active else ""
    return person.email


def _who_may_follow(partnership: Partnership) -> dict[str, str]:
    """Return the language of each account that may note what happens, by address."""
    roles = Role.objects.current().filter(
        partnership=partnership,
        kind__in=[
            *kinds_with(Permission.FOLLOW_UP),
            *kinds_with(Permission.FOLLOW_OWN),
        ],
        person__user__is_active=True,
    )
    users = roles.values_list("person__user__email", "person__user__language")
    return {email.lower(): language for email, language in users}


def _led(action: Any) -> LedAction:
    return LedAction(action, action.last_noted, action.is_silent)


def _leads() -> Prefetch[str]:
    rows = ActionParty.objects.filter(role=PartyRole.LEAD)
    return Prefetch(
        "parties", rows.select_related("person__user"), to_attr="named_leads"
    )


def _leads_of_organisations(partnership: Partnership) -> dict[int, list[Person]]:
    found: dict[int, list[Person]] = {}
    roles = Role.objects.current().filter(
        partnership=partnership, kind=RoleKind.LEAD, organisation__isnull=False
    )
    for role in roles.select_related("person__user"):
        if role.organisation_id:
            found.setdefault(role.organisation_id, []).append(role.person)
    return found


def _persons(action: Any, by_organisation: dict[int, list[Person]]) -> Iterable[Person]:
    for party in action.named_leads:
        if party.person:
            yield party.person
        elif party.organisation_id:
            yield from by_organisation.get(party.organisation_id, [])


class _MakeMonths(Func):
    """A number of months, as the database counts them in the calendar."""

    function = "make_interval"
    template = "%(function)s(months => %(expressions)s)"
    output_field = DurationField()


def _day_of_entry(today: datetime.date, path: str = "") -> Least:
    """The day an entry is about; one that lies ahead was noted by now."""
    return Least(
        Coalesce(f"{path}end", f"{path}start", TruncDate(f"{path}created")),
        Value(today, output_field=DateField()),
    )


def _last_own(today: datetime.date) -> Subquery:
    entries = ActionLogEntry.objects.filter(action=OuterRef("pk")).order_by()
    return Subquery(
        entries.values("action")
        .annotate(last=Max(_day_of_entry(today)))
        .values("last"),
        output_field=DateField(),
    )


def _last_shared(today: datetime.date) -> Subquery:
    shared: QuerySet[Any] = ActionLogEntry.also_about.through._default_manager.filter(  # noqa: SLF001 Django's documented API
        planaction=OuterRef("pk")
    ).order_by()
    return Subquery(
        shared.values("planaction")
        .annotate(last=Max(_day_of_entry(today, "actionlogentry__")))
        .values("last"),
        output_field=DateField(),
    )
