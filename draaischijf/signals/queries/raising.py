"""What the forms for everybody need to know before they can be filled in."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.http import Http404

from draaischijf.people.permissions import Permission, holds
from draaischijf.signals.models import PolicySignal
from draaischijf.signals.queries.merges import moved_or_404

if TYPE_CHECKING:
    from draaischijf.people.models import Partnership
    from draaischijf.people.permissions import Visitor


def can_support(user: Visitor, signal: PolicySignal) -> bool:
    """Everybody may support what is public; before that only partners may."""
    return signal.is_public or holds(user, Permission.SUPPORT, signal.partnership)


def supportable_or_404(
    user: Visitor, partnership: Partnership, number: int
) -> PolicySignal:
    """Return a signal `user` may support, closed or not. Raises Http404.

    Of a number that goes on in another signal that one: nobody has to start again.
    """
    found = PolicySignal.objects.filter(partnership=partnership, number=number).first()
    if found is None:
        raise Http404
    if found.merged_into_id:
        found = moved_or_404(user, partnership, number)
    found.partnership = partnership
    if not can_support(user, found):
        raise Http404
    return found


def organisation_names(partnership: Partnership) -> list[str]:
    """Return the names a raiser may choose from: those somebody looked at."""
    rows = partnership.organisations.filter(is_active=True, is_confirmed=True)
    return list(rows.order_by("name").values_list("name", flat=True))
