"""The list of forums, and the page of one with its themes, tables and tracks."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from django.db.models import Count, Prefetch, Q, QuerySet
from django.http import Http404
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext as _t

from draaischijf.consultation.enums import MeetingKind, MeetingState
from draaischijf.consultation.models import Meeting
from draaischijf.forum.enums import ENDED, TrackState
from draaischijf.forum.models import (
    Forum,
    ForumInvitee,
    ForumTable,
    ForumTheme,
    SolutionTrack,
    TableNote,
)
from draaischijf.people.permissions import Permission, permissions_of
from draaischijf.plans.permissions import can_view_action
from draaischijf.signals.permissions import can_view_signal

if TYPE_CHECKING:
    from draaischijf.people.models import Partnership
    from draaischijf.people.permissions import Visitor


def forums_readable_in(user: Visitor, partnership: Partnership) -> QuerySet[Forum]:
    """The forums `user` may read in one partnership, the newest first."""
    found = Forum.objects.filter(partnership=partnership)
    if Permission.READ not in permissions_of(user, partnership):
        found = found.filter(published__isnull=False)
    return found.select_related("partnership", "meeting")


def forum_list(user: Visitor, partnership: Partnership) -> Sequence[Forum]:
    """Return the forums this reader may see, with how many themes and tracks."""
    rows = forums_readable_in(user, partnership)
    return list(
        rows.annotate(
            theme_count=Count("themes", distinct=True),
            track_count=Count("themes__tracks", distinct=True),
        )
    )


def meetings_to_start(partnership: Partnership) -> Sequence[Meeting]:
    """Return the joint forums to come that nobody prepared yet, by day."""
    still_comes = Q(day=None) | Q(day__gte=timezone.localdate())
    rows = Meeting.objects.filter(
        still_comes, partnership=partnership, kind=MeetingKind.FORUM, forum=None
    ).exclude(state__in=(MeetingState.CANCELLED, MeetingState.HELD))
    return list(rows.select_related("partnership").order_by("day", "pk"))


def forum_or_404(user: Visitor, partnership: Partnership, pk: int) -> Forum:
    """Return a forum this reader may see. Raises Http404."""
    found = forums_readable_in(user, partnership).filter(pk=pk).first()
    if found is None:
        raise Http404
    return found


def theme_or_404(forum: Forum, pk: int) -> ForumTheme:
    """Return a theme of a forum. Raises Http404."""
    found = forum.themes.select_related("signal__partnership").filter(pk=pk).first()
    if found is None:
        raise Http404
    found.forum = forum
    return found


def table_or_404(theme: ForumTheme, pk: int) -> ForumTable:
    """Return a table of a theme. Raises Http404."""
    found = theme.tables.filter(pk=pk).first()
    if found is None:
        raise Http404
    found.theme = theme
    return found


def invitee_or_404(forum: Forum, pk: int) -> ForumInvitee:
    """Return a place at a forum. Raises Http404."""
    found = forum.invitees.select_related("participant").filter(pk=pk).first()
    if found is None:
        raise Http404
    found.forum = forum
    return found


def in_order_of_dots(
    tracks: QuerySet[SolutionTrack], *place: str
) -> QuerySet[SolutionTrack]:
    """Return tracks with how many dots each got (`dot_count`), the most first.

    Within `place`, columns that come before it.
    """
    counted = tracks.annotate(dot_count=Count("dots"))
    return counted.order_by(*place, "-dot_count", "pk")


def hide_action(track: SolutionTrack, reader: Visitor) -> None:
    """Point at no action that this reader may not see, such as one of a draft."""
    if track.plan_action and not can_view_action(reader, track.plan_action):
        track.plan_action = None


def hide_signal(theme: ForumTheme, reader: Visitor) -> None:
    """Point at no signal this reader may not see, and do not tell its title either."""
    signal = theme.signal
    if signal and not can_view_signal(reader, signal):
        theme.signal = None
        if theme.title == signal.title:
            theme.title = _t("A theme for the members")


class ForumPage:
    """One forum as one reader may see it; who is invited is for partners."""

    def __init__(self, forum: Forum, reader: Visitor) -> None:
        self.forum = forum
        self.reader = reader
        self.held = permissions_of(reader, forum.partnership)

    @property
    def may_convene(self) -> bool:
        return Permission.CONVENE in self.held

    @property
    def reads_all(self) -> bool:
        return Permission.READ in self.held

    @cached_property
    def themes(self) -> Sequence[ForumTheme]:
        """The themes in order; a signal this reader may not see is not pointed at."""
        tracks = in_order_of_dots(SolutionTrack.objects.all()).select_related(
            "owner", "plan_action__plan__partnership", "addressee_organisation", "table"
        )
        tables = ForumTable.objects.select_related("moderator").prefetch_related(
            Prefetch("notes", TableNote.objects.exclude(text="").order_by("pk"))
        )
        places = ForumInvitee.objects.select_related(
            "participant__organisation"
        ).order_by("role", "pk")
        found = list(
            self.forum.themes.select_related("signal__partnership").prefetch_related(
                Prefetch("tracks", tracks),
                Prefetch("tables", tables),
                Prefetch("invitees", places),
            )
        )
        for theme in found:
            theme.forum = self.forum
            hide_signal(theme, self.reader)
            for track in theme.tracks.all():
                track.theme = theme
                hide_action(track, self.reader)
        return found

    @cached_property
    def tracks(self) -> Sequence[SolutionTrack]:
        return [one for theme in self.themes for one in theme.tracks.all()]

    @property
    def standing_still(self) -> Sequence[SolutionTrack]:
        """The tracks that were chosen and did not end yet."""
        return [one for one in self.tracks if one.state == TrackState.CHOSEN]

    @property
    def ended_count(self) -> int:
        return sum(one.state in ENDED for one in self.tracks)

    @property
    def dot_count(self) -> int:
        return sum(one.dot_count for one in self.tracks)  # type: ignore[attr-defined]

    @cached_property
    def others(self) -> Sequence[ForumInvitee]:
        """Who is invited for no theme, such as a guest speaker."""
        rows = self.forum.invitees.filter(theme=None)
        return list(rows.select_related("participant__organisation"))
