"""Tracks of a partnership: all of them with filters, one, and those of one person."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db.models import QuerySet
from django.http import Http404

from draaischijf.forum.enums import TrackState
from draaischijf.forum.models import Forum, ForumTheme, SolutionTrack
from draaischijf.forum.queries.forums import (
    forums_readable_in,
    hide_action,
    hide_signal,
    in_order_of_dots,
)
from draaischijf.people.permissions import Permission, permissions_of
from draaischijf.plans.enums import PlanStatus
from draaischijf.plans.models import ActionPlan, Objective, PlanAction
from draaischijf.plans.permissions import plans_visible_to

if TYPE_CHECKING:
    from draaischijf.accounts.models import User
    from draaischijf.people.models import Partnership
    from draaischijf.people.permissions import Visitor

MOST_SHOWN = 200
NOBODY = "niemand"


def track_or_404(forum: Forum, reader: Visitor, pk: int) -> SolutionTrack:
    """Return a track, without a signal the reader may not see. Raises Http404."""
    rows = SolutionTrack.objects.filter(theme__forum=forum, pk=pk)
    found = _with_all(in_order_of_dots(rows)).first()
    if found is None:
        raise Http404
    _hide(found, reader)
    return found


def _with_all(rows: QuerySet[SolutionTrack]) -> QuerySet[SolutionTrack]:
    return rows.select_related(
        "theme__forum__partnership",
        "theme__forum__meeting",
        "theme__signal__partnership",
        "owner",
        "table",
        "plan_action__plan__partnership",
    )


def _hide(track: SolutionTrack, reader: Visitor) -> None:
    hide_signal(track.theme, reader)
    hide_action(track, reader)


@dataclass(frozen=True)
class TrackFilters:
    """What an address asks: a forum, a theme, a state, an owner; nothing is all."""

    forum: int | None = None
    theme: int | None = None
    state: str = ""
    owner: str = ""


def filters_asked(query: Mapping[str, str]) -> TrackFilters:
    """Read the filters of an address; what cannot be is as if it was not asked."""
    state = query.get("stand", "")
    owner = query.get("eigenaar", "")
    return TrackFilters(
        forum=_number(query.get("forum", "")),
        theme=_number(query.get("thema", "")),
        state=state if state in TrackState.values else "",
        owner=owner if owner == NOBODY or _number(owner) else "",
    )


def _number(text: str) -> int | None:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 16 else None


def tracks_in(
    reader: Visitor, partnership: Partnership, filters: TrackFilters
) -> Sequence[SolutionTrack]:
    """Return the tracks this reader may see, newest forum first, most dots first."""
    forums = forums_readable_in(reader, partnership)
    rows = SolutionTrack.objects.filter(theme__forum__in=forums.values("pk"))
    if filters.forum:
        rows = rows.filter(theme__forum=filters.forum)
    if filters.theme:
        rows = rows.filter(theme=filters.theme)
    if filters.state:
        rows = rows.filter(state=filters.state)
    if filters.owner == NOBODY:
        rows = rows.filter(owner=None, owner_name="")
    elif filters.owner:
        rows = rows.filter(owner=int(filters.owner))
    place = ("-theme__forum__meeting__day", "theme__position")
    found = list(in_order_of_dots(_with_all(rows), *place)[:MOST_SHOWN])
    for one in found:
        _hide(one, reader)
    return found


def themes_to_choose(
    reader: Visitor, partnership: Partnership, filters: TrackFilters
) -> Sequence[ForumTheme]:
    """Return the themes of the forum that was asked, or of all this reader may see."""
    forums = forums_readable_in(reader, partnership)
    rows = ForumTheme.objects.filter(forum__in=forums.values("pk"))
    if filters.forum:
        rows = rows.filter(forum=filters.forum)
    return list(rows.order_by("-forum__meeting__day", "position")[:MOST_SHOWN])


def owners_in(reader: Visitor, partnership: Partnership) -> Sequence[tuple[str, str]]:
    """Return who has a track here, to choose from; names are for partners."""
    if Permission.READ not in permissions_of(reader, partnership):
        return []
    rows = partnership.persons.filter(forum_tracks__isnull=False).distinct()
    return [(str(one.pk), one.name) for one in rows.order_by("name", "pk")]


def tracks_waiting_for(user: User, partnership: Partnership) -> QuerySet[SolutionTrack]:
    """The tracks that somebody has here and that did not end yet, the oldest first."""
    rows = SolutionTrack.objects.filter(
        owner__user=user, owner__partnership=partnership, state=TrackState.CHOSEN
    )
    return _with_all(rows).order_by("theme__forum__meeting__day", "pk")


def tracks_without_owner(partnership: Partnership) -> QuerySet[SolutionTrack]:
    """The tracks that were chosen and that nobody took on yet, the oldest first."""
    rows = SolutionTrack.objects.filter(
        theme__forum__partnership=partnership,
        state=TrackState.CHOSEN,
        owner=None,
        owner_name="",
    )
    return _with_all(rows).order_by("theme__forum__meeting__day", "pk")


def plans_to_grow(reader: Visitor, partnership: Partnership) -> QuerySet[ActionPlan]:
    """The plans in which a track can become a new action: their words are open."""
    open_ones = (PlanStatus.DRAFT, PlanStatus.AMENDING)
    rows = plans_visible_to(reader).filter(
        partnership=partnership, status__in=open_ones
    )
    return rows.order_by("-start", "title")


def objectives_to_choose(
    reader: Visitor, partnership: Partnership
) -> QuerySet[Objective]:
    """The objectives of those plans, plan by plan in the order of the plan."""
    plans = plans_to_grow(reader, partnership).order_by()
    rows = Objective.objects.filter(plan__in=plans.values("pk"))
    return rows.select_related("plan").order_by("-plan__start", "plan", "position")


def actions_to_choose(
    reader: Visitor, partnership: Partnership
) -> QuerySet[PlanAction]:
    """The actions that go on, of plans this reader may see, the newest plan first."""
    plans = plans_visible_to(reader).filter(partnership=partnership)
    rows = PlanAction.objects.going_on().filter(plan__in=plans.values("pk"))
    return rows.select_related("plan").order_by("-plan__start", "title", "pk")
