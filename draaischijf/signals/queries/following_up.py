"""What the forms around a signal choose from, and the rows they are about."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import Q
from django.http import Http404
from django.utils import timezone

from draaischijf.people.models import (
    Organisation,
    Partnership,
)
from draaischijf.people.permissions import Permission, holds
from draaischijf.people.queries import own_organisations
from draaischijf.signals.enums import ActorRole, ChallengeState
from draaischijf.signals.models import (
    AgreedAction,
    Challenge,
    Letter,
    PolicySignal,
    SignalActor,
)
from draaischijf.signals.queries.gates import members_of_groups

if TYPE_CHECKING:
    from draaischijf.people.permissions import Visitor


def speaks_for(user: Visitor, signal: PolicySignal) -> list[Organisation]:
    """Return the organisations of the signal's group `user` may give an answer for.

    Who publishes notes what was said at the table, for each of them; a member speaks
    for the own organisation. Raises Http404 for who speaks for none.
    """
    partnership = signal.partnership
    found = list(members_of_groups([signal]).get(signal.working_group_id, ()))
    if not holds(user, Permission.PUBLISH, partnership):
        if not holds(user, Permission.AGREE, partnership):
            raise Http404
        own = set(own_organisations(user).values_list("pk", flat=True))
        found = [one for one in found if one.pk in own]
    if not found:
        raise Http404
    return found


def name_in_role(signal: PolicySignal, role: ActorRole) -> str:
    """Return who was first named in this role, or an empty text."""
    named = signal.actors.select_related("organisation").filter(role=role).first()
    return str(named) if named else ""


def challenges_to_choose(partnership: Partnership) -> list[Challenge]:
    """Return the challenges a signal can be put under: of this year on, not dropped."""
    return list(
        Challenge.objects.filter(
            Q(year__gte=timezone.localdate().year), partnership=partnership
        ).exclude(state=ChallengeState.DROPPED)
    )


def letter_or_404(signal: PolicySignal, pk: int) -> Letter:
    """Return a letter about this signal. Raises Http404."""
    found = signal.letters.filter(pk=pk).first()
    if found is None:
        raise Http404
    return found


def action_or_404(signal: PolicySignal, pk: int) -> AgreedAction:
    """Return an agreed action of this signal. Raises Http404."""
    found = signal.agreed_actions.filter(pk=pk).first()
    if found is None:
        raise Http404
    return found


def actor_or_404(signal: PolicySignal, pk: int) -> SignalActor:
    """Return an organisation named in this signal. Raises Http404."""
    found = signal.actors.select_related("organisation").filter(pk=pk).first()
    if found is None:
        raise Http404
    return found
