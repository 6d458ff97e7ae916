"""What forums know of the way of a signal: when it was deepened, and the tracks."""

from __future__ import annotations

from collections.abc import Iterator

from django.utils.translation import ngettext

from draaischijf.consultation.enums import MeetingState
from draaischijf.forum.models import ForumTheme
from draaischijf.signals.journeys import Lane, Stop
from draaischijf.signals.models import PolicySignal


def forum_stops(signal: PolicySignal, *, is_partner: bool) -> Iterator[Stop]:
    """Yield the forums that deepened a signal, with how many tracks it got there.

    The public knows of those whose report is published. One query, two with a forum.
    """
    rows = ForumTheme.objects.filter(signal=signal).exclude(
        forum__meeting__state=MeetingState.CANCELLED
    )
    if not is_partner:
        rows = rows.filter(forum__published__isnull=False)
    themes = rows.select_related("forum__partnership", "forum__meeting")
    for theme in themes.prefetch_related("tracks"):
        meeting = theme.forum.meeting
        if meeting.day is None or not theme.forum.is_closed:
            continue
        count = len(theme.tracks.all())
        words = ngettext(
            "“%(forum)s” deepened it: %(count)s solution track.",
            "“%(forum)s” deepened it: %(count)s solution tracks.",
            count,
        )
        yield Stop(
            Lane.MEETINGS,
            meeting.day,
            words % {"forum": meeting, "count": count},
            f"{theme.forum.get_absolute_url()}#thema-{theme.pk}",
            "people",
        )
