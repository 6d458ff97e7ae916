"""Forums, themes and tracks as they are now: two may press at once.

Always in one order: the forum, then the theme, then the track.
"""

from __future__ import annotations

from draaischijf.accounts.models import User
from draaischijf.consultation.domain.locking import check_convenes
from draaischijf.forum.models import Forum, ForumTable, ForumTheme, SolutionTrack
from draaischijf.forum.permissions import may_end
from draaischijf.people.permissions import Permission
from draaischijf.signals.workflow import check_held


def lock_forum(forum: Forum, actor: User) -> Forum:
    """Return the forum, locked. Raises TransitionDenied without CONVENE."""
    locked = (
        Forum.objects.select_for_update(of=("self",))
        .select_related("partnership", "meeting")
        .get(pk=forum.pk)
    )
    check_convenes(actor, locked.partnership)
    return locked


def lock_theme(theme: ForumTheme, actor: User) -> ForumTheme:
    """Return the theme with its forum, locked. Raises TransitionDenied, as above."""
    locked = lock_forum(theme.forum, actor)
    fresh = (
        ForumTheme.objects.select_for_update(of=("self",))
        .select_related("signal__partnership")
        .get(pk=theme.pk)
    )
    fresh.forum = locked
    return fresh


def lock_theme_at_table(theme: ForumTheme) -> ForumTheme:
    """Return the theme as it is now, locked, for who sits at a table of it."""
    return (
        ForumTheme.objects.select_for_update(of=("self",))
        .select_related("forum__partnership")
        .get(pk=theme.pk)
    )


def lock_track(track: SolutionTrack) -> SolutionTrack:
    """Return the track as it is now, locked; who acts is not asked."""
    return (
        SolutionTrack.objects.select_for_update(of=("self",))
        .select_related(
            "theme__forum__partnership",
            "theme__forum__meeting",
            "theme__signal__partnership",
            "owner",
        )
        .get(pk=track.pk)
    )


def lock_to_end(track: SolutionTrack, actor: User) -> SolutionTrack:
    """Return the track, locked. Raises TransitionDenied unless `actor` may end it."""
    locked = lock_track(track)
    if not may_end(actor, locked):
        check_held(set(), Permission.CONVENE)
    return locked


def forum_of(table: ForumTable) -> Forum:
    """Return the forum of a table as it is now: it may have been closed meanwhile."""
    return Forum.objects.select_related("partnership", "meeting").get(
        pk=table.theme.forum_id
    )
