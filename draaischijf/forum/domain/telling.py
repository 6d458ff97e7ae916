"""Telling who raised a signal what a forum said about it, once."""

from __future__ import annotations

import datetime

from django.db import transaction
from django.utils import timezone, translation
from django.utils.translation import gettext as _t

from draaischijf.accounts.models import User
from draaischijf.core import queue
from draaischijf.core.dated_facts import DateKind
from draaischijf.core.templatetags.core import day
from draaischijf.forum import workflow
from draaischijf.forum.domain.locking import lock_theme
from draaischijf.forum.models import ForumTheme
from draaischijf.history.domain import record
from draaischijf.signals.domain.telling import (
    News,
    Progress,
    progress_news,
    tell_progress,
)
from draaischijf.signals.models import LogEntry
from draaischijf.signals.workflow import TransitionDenied

TELL = "draaischijf.forum.tasks.tell_raisers"


@transaction.atomic
def tell(theme: ForumTheme, text: str, *, actor: User) -> ForumTheme:
    """Keep what who raised the signal of a theme hears, and let it go once.

    Raises TransitionDenied without the right to convene, without words, for a theme
    without a signal, before the forum was closed, and once they were told.
    """
    locked = lock_theme(theme, actor)
    workflow.check_can_tell(
        has_signal=locked.signal is not None,
        is_told=locked.told is not None,
        stage=locked.forum.stage,
    )
    if not text.strip():
        raise TransitionDenied([_t("Write what was said about it.")])
    locked.told_text, locked.told = text.strip(), timezone.now()
    locked.save(update_fields=["told_text", "told", "updated"])
    record(locked.forum, "forum_raisers_told", actor=actor, title=locked.title)
    queue.later(
        TELL,
        key=f"tell-forum-{locked.pk}",
        theme_id=locked.pk,
        until=locked.told.isoformat(),
    )
    return locked


def tell_raisers(theme_id: int, until: datetime.datetime) -> int:
    """Mail who raised or supports the signal of a theme; return how many mails.

    Safe to run again: nobody is told twice.
    """
    theme = (
        ForumTheme.objects.select_related(
            "forum__meeting", "forum__partnership", "signal__partnership"
        )
        .filter(pk=theme_id, told__isnull=False, signal__isnull=False)
        .first()
    )
    if theme is None or theme.signal is None:
        return 0
    return tell_progress(
        [theme.signal],
        _progress(theme, theme.told_text, key=f"forum-{theme.pk}"),
        until=until,
        is_public=theme.forum.is_published,
    )


def news_of(theme: ForumTheme, text: str) -> News:
    """Return the mail as it would go now, and to how many. Changes nothing."""
    signals = [theme.signal] if theme.signal else []
    return progress_news(signals, _progress(theme, text.strip(), key="preview"))


def _progress(theme: ForumTheme, text: str, *, key: str) -> Progress:
    on = theme.forum.meeting.day or timezone.localdate()
    with translation.override("nl"):
        when = day(on)
    fact = LogEntry(date_text=when, date_kind=DateKind.DAY, start=on, end=on, text=text)
    what = theme.forum.meeting.title
    return Progress(key=key, what=what, fact=fact, is_forum=True)
