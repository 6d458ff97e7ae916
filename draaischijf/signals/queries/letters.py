"""Who follows the letters of a signal."""

from __future__ import annotations

from typing import TYPE_CHECKING

from draaischijf.people.models import Membership, Person, Role
from draaischijf.people.permissions import Permission, kinds_with
from draaischijf.signals.enums import ActorRole

if TYPE_CHECKING:
    from draaischijf.signals.models import PolicySignal

_LEADS = (Permission.FOLLOW_UP, Permission.FOLLOW_OWN)


def followers_of(signal: PolicySignal) -> list[Person]:
    """Return who hears that a letter got no answer, each once.

    Those of the organisation that leads the signal; where it has nobody with an
    account, who coordinates the partnership.
    """
    roles = Role.objects.current().filter(
        partnership=signal.partnership_id, person__user__is_active=True
    )
    leads = signal.actors.filter(role=ActorRole.LEAD, organisation__isnull=False)
    houses = list(leads.values_list("organisation", flat=True))
    follows = [kind for one in _LEADS for kind in kinds_with(one)]
    works = Membership.objects.current().filter(organisation__in=houses)
    able = roles.filter(kind__in=follows)
    found = able.filter(organisation__in=houses) | able.filter(
        person__in=works.values("person")
    )
    if not houses or not found.exists():
        found = roles.filter(kind__in=kinds_with(Permission.ARRANGE))
    people = Person.objects.filter(pk__in=found.values("person"))
    return list(people.select_related("user").order_by("pk"))
