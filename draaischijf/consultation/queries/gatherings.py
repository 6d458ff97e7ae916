"""A gathering as who registers reads it, and its list for who convenes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.http import Http404
from django.utils import timezone
from django.utils.functional import cached_property

from draaischijf.consultation import links
from draaischijf.consultation.enums import OPEN_KINDS, MeetingState, RegistrationState
from draaischijf.consultation.models import Gathering, Meeting, Registration

if TYPE_CHECKING:
    from collections.abc import Sequence


def registration_behind(token: str) -> Registration:
    """Return whose registration a link opens. Raises Http404."""
    found = links.find_registration(token)
    if found is None:
        raise Http404
    return found


def registration_or_404(meeting: Meeting, pk: int) -> Registration:
    """Return who registered for a meeting and did not withdraw. Raises Http404."""
    found = meeting.registrations.exclude(state=RegistrationState.WITHDRAWN)
    registration = found.filter(pk=pk).first()
    if registration is None:
        raise Http404
    return registration


def registers_people(meeting: Meeting) -> bool:
    """Whether people register for a meeting, on a page that keeps their names apart.

    What it promises: only the organisers see who comes.
    """
    is_open = meeting.kind in OPEN_KINDS
    return is_open and Gathering.objects.filter(meeting=meeting).exists()


class GatheringPage:
    """What one can register for, how many places are left, and who did."""

    def __init__(self, meeting: Meeting) -> None:
        self.meeting = meeting

    @property
    def is_open_kind(self) -> bool:
        return self.meeting.kind in OPEN_KINDS

    @cached_property
    def gathering(self) -> Gathering | None:
        if not self.is_open_kind:
            return None
        return Gathering.objects.filter(meeting=self.meeting).first()

    @property
    def takes_registrations(self) -> bool:
        found = self.gathering
        if found is None or not self.is_to_come:
            return False
        return found.until is None or found.until >= timezone.localdate()

    @property
    def is_to_come(self) -> bool:
        """Whether places can still be given, also after the last day to register."""
        return self.meeting.state == MeetingState.PLANNED and not self.meeting.is_over

    @property
    def may_withdraw(self) -> bool:
        """Whether somebody can still be let go: a postponed one comes back."""
        is_held = self.meeting.state == MeetingState.HELD
        return not is_held and not self.meeting.is_over

    @cached_property
    def registrations(self) -> Sequence[Registration]:
        return list(self.meeting.registrations.select_related("participant"))

    def _those(self, state: RegistrationState) -> list[Registration]:
        return [one for one in self.registrations if one.state == state]

    @property
    def placed(self) -> list[Registration]:
        return self._those(RegistrationState.PLACED)

    @property
    def waiting(self) -> list[Registration]:
        return self._those(RegistrationState.WAITING)

    @property
    def left(self) -> int | None:
        """How many places are left; None where there is no limit."""
        if self.gathering is None or self.gathering.places is None:
            return None
        return max(self.gathering.places - len(self.placed), 0)


def place_in_line(registration: Registration) -> int:
    """Return in which place somebody stands on the waiting list."""
    waiting = registration.meeting.registrations.filter(
        state=RegistrationState.WAITING
    ).order_by("at", "pk")
    order = list(waiting.values_list("pk", flat=True))
    return order.index(registration.pk) + 1 if registration.pk in order else 0
