"""What an agenda points at that a reader may not know, and what stands in its place.

Who puts a signal on the agenda takes its title along. As long as the signal itself is
for partners, so is that title, also on an agenda that everybody may read.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from django.contrib.auth.models import AnonymousUser
from django.utils.translation import gettext as _t

from draaischijf.bundles.permissions import can_view_bundle
from draaischijf.consultation.permissions import can_view_body
from draaischijf.plans.permissions import can_view_action, can_view_plan
from draaischijf.signals.permissions import can_view_signal

if TYPE_CHECKING:
    from draaischijf.consultation.models import AgendaItem, Body, Meeting
    from draaischijf.people.permissions import Visitor

# What an item of an agenda can be about.
POINTED_AT = (
    "signal__partnership",
    "plan_action__plan__partnership",
    "plan__partnership",
    "bundle__partnership",
)
_MAY_SEE: dict[str, Callable[[Any, Any], bool]] = {
    "signal": can_view_signal,
    "plan_action": can_view_action,
    "plan": can_view_plan,
    "bundle": can_view_bundle,
}


def veil(item: AgendaItem, reader: Visitor) -> None:
    """Take out what an item points at where `reader` may not see it, and its title."""
    for name, may_see in _MAY_SEE.items():
        thing = getattr(item, name)
        if thing and not may_see(reader, thing):
            setattr(item, name, None)
            if item.title == thing.title:
                item.title = for_members()


def for_members() -> str:
    """Return what stands in the place of a title that not everybody may read."""
    return _t("An item for the members")


def titles_not_public(meeting: Meeting) -> frozenset[str]:
    """Return the titles on an agenda that are of things not everybody may see."""
    everybody = AnonymousUser()
    return frozenset(
        thing.title
        for item in meeting.items.select_related(*POINTED_AT)
        for name, may_see in _MAY_SEE.items()
        if (thing := getattr(item, name)) and not may_see(everybody, thing)
    )


def body_seen_by(reader: Visitor, body: Body | None) -> Body | None:
    """Return a body where `reader` may know of it."""
    return body if body and can_view_body(reader, body) else None
