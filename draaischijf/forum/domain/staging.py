"""Opening the tables, letting dots be placed, closing, and publishing the report."""

from __future__ import annotations

from django.db import transaction
from django.utils import timezone, translation
from django.utils.translation import ngettext

from draaischijf.accounts.models import User
from draaischijf.core.fuzzy import parse_fuzzy
from draaischijf.core.templatetags.core import day
from draaischijf.forum import workflow
from draaischijf.forum.domain.locking import lock_forum
from draaischijf.forum.enums import ForumStage
from draaischijf.forum.models import Forum, ForumTheme
from draaischijf.history.domain import record
from draaischijf.history.models import Entry
from draaischijf.signals.domain.following import add_log_entry
from draaischijf.signals.workflow import TransitionDenied

DISCUSSED = "forum_discussed_signal"


@transaction.atomic
def change_stage(forum: Forum, stage: ForumStage, *, actor: User) -> Forum:
    """Bring a forum to another stage and return it; twice is once.

    Once closed, the follow-up of each signal says that it was talked about. Raises
    TransitionDenied without the right to convene, and for a step that cannot be
    (`workflow.STAGES`).
    """
    locked = lock_forum(forum, actor)
    if locked.stage == stage:
        return locked
    workflow.check_stage(
        locked.stage,
        stage,
        themes=locked.themes.count(),
        is_published=locked.is_published,
    )
    locked.stage = stage
    locked.save(update_fields=["stage", "updated"])
    record(locked, "forum_stage_changed", actor=actor, stage=str(stage))
    if stage == ForumStage.CLOSED:
        for theme in locked.themes.select_related("signal__partnership"):
            _log(locked, theme, actor)
    return locked


@transaction.atomic
def publish_forum(forum: Forum, *, actor: User) -> Forum:
    """Let everybody read the report of a forum, and return it; twice is once.

    Raises TransitionDenied without the right to convene, and before it was closed.
    """
    locked = lock_forum(forum, actor)
    if locked.is_published:
        return locked
    workflow.check_can_publish(locked.stage)
    locked.published = timezone.now()
    locked.save(update_fields=["published", "updated"])
    record(locked, "forum_published", actor=actor, is_public=True)
    return locked


def _log(forum: Forum, theme: ForumTheme, actor: User) -> None:
    """Write one dated line at the signal of a theme; closed again it says no more."""
    signal = theme.signal
    if signal is None:
        return
    told = Entry.objects.about(signal).filter(verb=DISCUSSED, data__forum=forum.pk)
    if told.exists():
        return
    on = forum.meeting.day or timezone.localdate()
    with translation.override("nl"):
        text, when = _discussed(forum, theme.tracks.count()), parse_fuzzy(day(on))
    try:
        with transaction.atomic():
            add_log_entry(signal, when, text=text, actor=actor, is_public=False)
    except TransitionDenied:
        # It became part of another signal meanwhile: that one goes on by itself.
        return
    record(signal, DISCUSSED, actor=actor, forum=forum.pk, title=forum.meeting.title)


def _discussed(forum: Forum, tracks: int) -> str:
    words = ngettext(
        "Talked about at “%(forum)s”: %(count)s solution track was collected.",
        "Talked about at “%(forum)s”: %(count)s solution tracks were collected.",
        tracks,
    )
    return words % {"forum": forum.meeting.title, "count": tracks}
