"""Telling people on their own page what they want to know, and reading it there."""

from __future__ import annotations

import datetime
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.conf import settings
from django.db import transaction
from django.db.models import Count, QuerySet
from django.http import Http404
from django.urls import reverse
from django.utils import timezone

from draaischijf.accounts.models import User
from draaischijf.core import queue
from draaischijf.notifications import choices, subjects
from draaischijf.notifications.models import Notice, NoticeQuerySet, Pace
from draaischijf.notifications.subjects import Place, Subject

MAIL_NOTICES = "draaischijf.notifications.tasks.mail_notices"
# In the frame: beyond this a number says no more than "many".
MOST_COUNTED = 99
SHOWN = 50


@dataclass(frozen=True)
class News:
    """Something that happened, about a thing of a partnership.

    `key` names this piece of news: nobody gets it twice. `data` are numbers and codes,
    never words of somebody.
    """

    key: str
    kind: str
    about: str
    about_id: int
    partnership_id: int
    data: Mapping[str, Any] = field(default_factory=dict)


@transaction.atomic
def notify(users: Collection[User], news: News, *, told: Collection[int] = ()) -> None:
    """Put news on the page of these people, and mail it as each of them chose.

    Who is in `told` (numbers of accounts) hears it by another mail already: it stands
    on the page and is not mailed again. The same key twice is once.
    """
    now = timezone.now()
    people = [user for user in users if user.is_active]
    if not people:
        return
    chosen = choices.chosen_by([one.pk for one in people], news.partnership_id)
    made = [
        Notice(
            user=one,
            partnership_id=news.partnership_id,
            key=news.key,
            kind=news.kind,
            about=news.about,
            about_id=news.about_id,
            data=dict(news.data),
            created=now,
            mail_due=(None if one.pk in told else choices.due_of(chosen[one.pk], now)),
        )
        for one in people
    ]
    Notice.objects.bulk_create(made, ignore_conflicts=True)
    for one in made:
        # The others are gathered by the job that looks what is due.
        if one.mail_due and chosen[one.user_id].pace == Pace.AT_ONCE:
            mail_later(one.user_id, news.partnership_id, at=one.mail_due)


def mail_later(user_id: int, partnership_id: int, *, at: datetime.datetime) -> None:
    """Ask for the mail with what is due for a person from a moment on."""
    queue.later(
        MAIL_NOTICES,
        key=f"notices-{user_id}-{partnership_id}",
        at=at,
        user_id=user_id,
        partnership_id=partnership_id,
    )


@dataclass(frozen=True)
class Shown:
    """A notice as its reader may see it; `subject` is empty for what is closed now."""

    notice: Notice
    subject: Subject | None
    place: Place | None

    @property
    def sentence(self) -> str:
        return subjects.sentence_of(self.notice.kind, self.notice.data)


@dataclass(frozen=True)
class NoticePage:
    """A person's notices: the unread ones first, then what was read."""

    unread: list[Shown]
    read: list[Shown]
    unread_count: int
    # Number of the notice from which older ones go on; 0 where there are none.
    older: int
    places: list[tuple[Place, int]]


def unread_count(user_id: int) -> int:
    """Return how many notices somebody has not read, up to a hundred; one query."""
    unread = Notice.objects.unread().filter(user=user_id)
    return unread.order_by()[: MOST_COUNTED + 1].count()


def notice_page(user: User, *, slug: str = "", before: int | None = None) -> NoticePage:
    """Return a page of notices, of one partnership where asked.

    The number of queries does not depend on how many there are.
    """
    own = Notice.objects.filter(user=user)
    by_place = dict(
        own.order_by().values_list("partnership_id").annotate(count=Count("pk"))
    )
    places = subjects.places_of(user, list(by_place))
    if slug:
        own = own.filter(partnership_id__in=_named(places, slug))
    read = own.filter(read__isnull=False)
    if before:
        read = read.filter(pk__lt=before)
    rows = list(read[: SHOWN + 1])
    unread = [] if before else list(own.unread()[:SHOWN])
    shown = shown_to(user, [*unread, *rows[:SHOWN]], places)
    return NoticePage(
        unread=shown[: len(unread)],
        read=shown[len(unread) :],
        unread_count=own.unread().count(),
        older=rows[SHOWN - 1].pk if len(rows) > SHOWN else 0,
        places=[(places[pk], n) for pk, n in by_place.items() if pk in places],
    )


def shown_to(
    user: User, rows: Iterable[Notice], places: Mapping[int, Place]
) -> list[Shown]:
    """Return notices with what their reader may see of the things they are about."""
    rows = list(rows)
    seen = subjects.seen_by(user, ((one.about, one.about_id) for one in rows))
    return [
        Shown(one, seen.get((one.about, one.about_id)), places.get(one.partnership_id))
        for one in rows
    ]


def open_notice(user: User, pk: int) -> str:
    """Mark a notice as read and return the address of the thing. Raises Http404.

    Also for a thing this person may no longer see: it is as if it were not there.
    """
    found = Notice.objects.filter(user=user, pk=pk).first()
    if found is None:
        raise Http404
    seen = subjects.seen_by(user, [(found.about, found.about_id)])
    subject = seen.get((found.about, found.about_id))
    if subject is None:
        raise Http404
    _mark(Notice.objects.filter(pk=found.pk))
    return subject.url


def mark_read(user: User, pk: int) -> None:
    """Mark one notice as read; twice is once. Raises Http404 for one of another."""
    found = Notice.objects.filter(user=user, pk=pk)
    if not found.exists():
        raise Http404
    _mark(found)


def mark_all_read(user: User, *, until: int, slug: str = "") -> int:
    """Mark all notices up to a number as read, of one partnership where asked.

    What came in since the page was made (its numbers are higher) stays unread.
    """
    found = Notice.objects.filter(user=user, pk__lte=until)
    if slug:
        numbers = set(found.unread().values_list("partnership_id", flat=True))
        places = subjects.places_of(user, numbers)
        found = found.filter(partnership_id__in=_named(places, slug))
    return _mark(found)


def page_url() -> str:
    """Return the whole address of the page of notices; asked while sending."""
    return f"{settings.SITE_URL}{reverse('notifications:notices')}"


def _mark(rows: QuerySet[Notice] | NoticeQuerySet) -> int:
    # What was read on the page needs no mail any more.
    unread = rows.filter(read__isnull=True)
    return unread.update(read=timezone.now(), mail_due=None)


def _named(places: Mapping[int, Place], slug: str) -> list[int]:
    return [place.pk for place in places.values() if place.slug == slug]
