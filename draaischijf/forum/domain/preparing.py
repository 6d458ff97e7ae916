"""Preparing a forum: which themes, why and in which order; who sits at which table."""

from __future__ import annotations

from dataclasses import dataclass

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _t

from draaischijf.accounts.models import User
from draaischijf.consultation.domain.locking import lock_meeting
from draaischijf.consultation.domain.meetings import add_participant
from draaischijf.consultation.enums import MeetingKind
from draaischijf.consultation.models import Meeting
from draaischijf.core import tokens
from draaischijf.forum import links, workflow
from draaischijf.forum.domain.locking import lock_forum, lock_theme
from draaischijf.forum.enums import ForumRole, WhyChosen
from draaischijf.forum.models import (
    Forum,
    ForumInvitee,
    ForumTable,
    ForumTheme,
    TableNote,
)
from draaischijf.forum.models.forums import MOST_DOTS
from draaischijf.history.domain import record
from draaischijf.people.models import Organisation, Person
from draaischijf.plans.domain.planning import change_fields
from draaischijf.signals.domain.locking import lock_signal
from draaischijf.signals.models import PolicySignal
from draaischijf.signals.workflow import TransitionDenied, not_here


@dataclass(frozen=True)
class ThemeFacts:
    """A theme as somebody chooses it; without a title it is called as its signal."""

    title: str = ""
    why: WhyChosen = WhyChosen.OTHER
    why_text: str = ""
    signal: PolicySignal | None = None


@transaction.atomic
def start_forum(meeting: Meeting, *, actor: User) -> Forum:
    """Make a meeting of the kind FORUM a forum and return it; twice is once.

    Raises TransitionDenied without the right to convene, and for another meeting.
    """
    locked = lock_meeting(meeting, actor)
    if locked.kind != MeetingKind.FORUM:
        raise TransitionDenied([_t("This meeting is no joint forum.")])
    made, is_new = Forum.objects.get_or_create(
        meeting=locked, defaults={"partnership": locked.partnership}
    )
    if is_new:
        record(made, "forum_started", actor=actor)
    return made


@transaction.atomic
def choose_theme(forum: Forum, facts: ThemeFacts, *, actor: User) -> ForumTheme:
    """Put a theme at the end and return it; a signal is chosen once.

    The history of the signal tells it. Raises TransitionDenied without the right to
    convene, once the forum was closed, without a title, and for a signal elsewhere.
    """
    locked = lock_forum(forum, actor)
    workflow.check_can_prepare(locked.stage)
    signal = facts.signal
    if signal and signal.partnership_id != locked.partnership_id:
        raise TransitionDenied([not_here()])
    title = facts.title.strip() or (signal.title if signal else "")
    if not title:
        raise TransitionDenied([_t("Give the theme a title.")])
    same = {"signal": signal} if signal else {"signal": None, "title": title[:200]}
    known = locked.themes.filter(**same).first()
    if known:
        return known
    last = locked.themes.aggregate(last=Max("position"))["last"] or 0
    made = ForumTheme.objects.create(
        forum=locked,
        position=last + 1,
        title=title[:200],
        why=facts.why,
        why_text=facts.why_text.strip(),
        signal=signal,
    )
    record(locked, "forum_theme_chosen", actor=actor, title=made.title)
    if signal:
        record(
            lock_signal(signal),
            "signal_on_forum",
            actor=actor,
            title=locked.meeting.title,
            why=str(made.why),
        )
    return made


@transaction.atomic
def edit_theme(theme: ForumTheme, facts: ThemeFacts, *, actor: User) -> ForumTheme:
    """Change title and why of a theme and return it; its signal stays.

    Raises TransitionDenied without the right to convene, or without a title.
    """
    locked = lock_theme(theme, actor)
    workflow.check_can_prepare(locked.forum.stage)
    if not facts.title.strip():
        raise TransitionDenied([_t("Give the theme a title.")])
    given = {"title": facts.title, "why": facts.why, "why_text": facts.why_text}
    before, after = change_fields(locked, given, tuple(given))
    if after:
        record(
            locked.forum, "forum_theme_edited", actor=actor, title=locked.title,
            before=before, after=after,
        )  # fmt: skip
    return locked


@transaction.atomic
def move_theme(theme: ForumTheme, place: int, *, actor: User) -> None:
    """Give a theme another place, counted from one.

    Raises TransitionDenied without the right to convene, and once it was closed.
    """
    locked = lock_theme(theme, actor)
    workflow.check_can_prepare(locked.forum.stage)
    rows = [one for one in locked.forum.themes.all() if one.pk != locked.pk]
    rows.insert(min(max(place - 1, 0), len(rows)), locked)
    for position, one in enumerate(rows, start=1):
        one.position = position
    ForumTheme.objects.bulk_update(rows, ["position"])
    record(locked.forum, "forum_theme_moved", actor=actor, title=locked.title)


@transaction.atomic
def remove_theme(theme: ForumTheme, *, actor: User) -> None:
    """Take a theme away with its tables; where something was written it stays.

    Raises TransitionDenied then, and without the right to convene.
    """
    locked = lock_theme(theme, actor)
    workflow.check_can_prepare(locked.forum.stage)
    workflow.check_can_remove(
        has_tracks=locked.tracks.exists(),
        has_notes=TableNote.objects.filter(table__theme=locked).exists(),
    )
    record(locked.forum, "forum_theme_removed", actor=actor, title=locked.title)
    locked.delete()


@transaction.atomic
def set_dots(forum: Forum, dots: int, *, actor: User) -> Forum:
    """Say how many dots each phone has for a theme, and return the forum.

    Raises TransitionDenied without the right to convene, outside 1 to 9, and once the
    first dot was placed.
    """
    locked = lock_forum(forum, actor)
    if not 1 <= dots <= MOST_DOTS:
        raise TransitionDenied([_t("Give each phone one to nine dots.")])
    if locked.dots == dots:
        return locked
    if locked.themes.filter(dots__isnull=False).exists():
        raise TransitionDenied([_t("Dots were placed already: their number stays.")])
    locked.dots = dots
    locked.save(update_fields=["dots", "updated"])
    record(locked, "forum_dots_set", actor=actor, count=dots)
    return locked


# -- Who comes, and who sits where -----------------------------------------------------


@transaction.atomic
def invite(
    forum: Forum,
    role: ForumRole,
    *,
    actor: User,
    theme: ForumTheme | None = None,
    person: Person | None = None,
    name: str = "",
    organisation: Organisation | None = None,
    email: str = "",
) -> ForumInvitee:
    """Make somebody a participant of the meeting with a role, and return the place.

    Inviting twice for one theme changes the role. Raises TransitionDenied without the
    right to convene, for a theme of another forum, for nobody, and for somebody of
    another partnership.
    """
    locked = lock_forum(forum, actor)
    if theme and theme.forum_id != locked.pk:
        raise TransitionDenied([not_here()])
    participant = add_participant(
        locked.meeting,
        actor=actor,
        name=name,
        person=person,
        organisation=organisation,
        email=email,
    )
    made, is_new = ForumInvitee.objects.update_or_create(
        theme=theme,
        participant=participant,
        defaults={"forum": locked, "role": role},
    )
    if is_new:
        record(locked, "forum_invited", actor=actor)
    return made


@transaction.atomic
def uninvite(invitee: ForumInvitee, *, actor: User) -> None:
    """Take the place of somebody at a theme back; who takes part in the meeting stays.

    Raises TransitionDenied without the right to convene. Twice is once.
    """
    locked = lock_forum(invitee.forum, actor)
    gone, _rows = ForumInvitee.objects.filter(pk=invitee.pk).delete()
    if gone:
        record(locked, "forum_uninvited", actor=actor)


@transaction.atomic
def set_table(
    theme: ForumTheme,
    *,
    actor: User,
    moderator: Person | None = None,
    moderator_name: str = "",
) -> ForumTable:
    """Set one more table for a theme and return it, with its own link.

    Raises TransitionDenied without the right to convene, for a moderator elsewhere,
    and once the forum was closed.
    """
    locked = lock_theme(theme, actor)
    workflow.check_can_prepare(locked.forum.stage)
    if moderator and moderator.partnership_id != locked.forum.partnership_id:
        raise TransitionDenied([not_here()])
    tables = ForumTable.objects.filter(theme__forum=locked.forum)
    last = tables.aggregate(last=Max("number"))["last"] or 0
    nonce = tokens.new_nonce()
    made = ForumTable.objects.create(
        theme=locked,
        number=last + 1,
        moderator=moderator,
        moderator_name=moderator_name.strip(),
        nonce=nonce,
        link_hash=tokens.hash_of(links.token_for(nonce)),
    )
    record(locked.forum, "forum_table_set", actor=actor, number=made.number)
    return made


@transaction.atomic
def remove_table(table: ForumTable, *, actor: User) -> None:
    """Take a table away; where something was written it stays.

    Raises TransitionDenied then, and without the right to convene.
    """
    locked = lock_theme(table.theme, actor)
    workflow.check_can_prepare(locked.forum.stage)
    workflow.check_can_remove(
        has_tracks=table.tracks.exists(), has_notes=table.notes.exists()
    )
    record(locked.forum, "forum_table_removed", actor=actor, number=table.number)
    ForumTable.objects.filter(pk=table.pk).delete()
