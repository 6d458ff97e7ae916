"""What stands in a calendar one subscribes to, and where one finds its address."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.conf import settings
from django.db.models import Q, QuerySet
from django.http import Http404
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext as _t

from draaischijf.consultation import links
from draaischijf.consultation.calendar_files import Feed
from draaischijf.consultation.models import Body, BodyMember, CalendarFeed, Meeting
from draaischijf.consultation.queries.bodies import bodies_readable_in
from draaischijf.people.permissions import Permission, holds, permissions_of
from draaischijf.people.queries import person_of

if TYPE_CHECKING:
    from draaischijf.people.models import Partnership
    from draaischijf.people.permissions import Visitor

# A calendar of ten years is read whole each time: what is older stays on the site.
LOOKS_BACK = datetime.timedelta(days=400)


def _recent(rows: QuerySet[Meeting]) -> list[Meeting]:
    since = timezone.localdate() - LOOKS_BACK
    rows = rows.filter(day__gte=since).select_related("partnership")
    return list(rows.order_by("day", "pk"))


def public_calendar(
    partnership: Partnership, body: Body | None = None
) -> tuple[Feed, list[Meeting]]:
    """Return what everybody may read of a partnership, or of one public body of it."""
    rows = partnership.meetings.filter(is_public=True)
    if body:
        rows = rows.filter(body=body)
    name = body.name if body else partnership.name
    return Feed(name, is_public=True), _recent(rows)


def public_body_or_404(partnership: Partnership, pk: int) -> Body:
    """Return a body everybody may know of. Raises Http404."""
    found = partnership.bodies.filter(pk=pk, is_public=True).first()
    if found is None:
        raise Http404
    return found


def calendar_behind(token: str) -> tuple[Feed, list[Meeting]]:
    """Return the calendar of a secret address. Raises Http404: it opens nothing.

    Nor does it for who may read nothing here any more, whatever address they kept.
    """
    found = links.find_feed(token)
    if found is None or not holds(found.user, Permission.READ, found.partnership):
        raise Http404
    if found.body:
        return Feed(found.body.name), _recent(_of(found).filter(body=found.body))
    if found.is_whole:
        name = _t("All meetings: %(name)s") % {"name": found.partnership.name}
        return Feed(name), _recent(_of(found))
    name = _t("My meetings: %(name)s") % {"name": found.partnership.name}
    return Feed(name), _recent(_of(found).filter(_concerns(found)).distinct())


def _of(feed: CalendarFeed) -> QuerySet[Meeting]:
    return Meeting.objects.filter(partnership=feed.partnership)


def _concerns(feed: CalendarFeed) -> Q:
    """Meetings somebody is asked to, and those of the bodies they sit in now."""
    person = person_of(feed.user, feed.partnership)
    if person is None:
        return Q(pk__in=[])
    seats = BodyMember.objects.current().filter(person=person)
    return Q(participants__person=person) | Q(body__in=seats.values("body"))


def feed_or_404(user: Visitor, partnership: Partnership, pk: int) -> CalendarFeed:
    """Return one's own calendar. Raises Http404."""
    found = None
    if user.is_authenticated:
        rows = CalendarFeed.objects.filter(user=user, partnership=partnership)
        found = rows.filter(pk=pk).first()
    if found is None:
        raise Http404
    return found


@dataclass(frozen=True)
class Address:
    """Where one calendar is found; `feed` for one that is a secret."""

    name: str
    url: str
    feed: CalendarFeed | None = None
    body: Body | None = None

    @property
    def webcal(self) -> str:
        """The same address as calendar programs open it by themselves."""
        return "webcal://" + self.url.split("//", 1)[-1]


class CalendarsPage:
    """Where somebody finds the calendars of a partnership."""

    def __init__(self, partnership: Partnership, reader: Visitor) -> None:
        self.partnership = partnership
        self.reader = reader
        self.reads_all = Permission.READ in permissions_of(reader, partnership)

    @cached_property
    def bodies(self) -> list[Body]:
        rows = bodies_readable_in(self.reader, self.partnership)
        return list(rows.filter(ended=None))

    @property
    def public(self) -> list[Address]:
        slug = self.partnership.slug
        whole = reverse("consultation:public_calendar", args=[slug])
        found = [Address(self.partnership.name, _full(whole))]
        for body in self.bodies:
            if body.is_public:
                path = reverse("consultation:body_calendar", args=[slug, body.pk])
                found.append(Address(body.name, _full(path)))
        return found

    @cached_property
    def feeds(self) -> list[CalendarFeed]:
        if not self.reads_all or not self.reader.is_authenticated:
            return []
        rows = CalendarFeed.objects.filter(
            user=self.reader, partnership=self.partnership
        )
        return list(rows.select_related("body").order_by("body__name", "pk"))

    @property
    def own(self) -> Address | None:
        """The calendar of one's own meetings, once it was made."""
        rows = (one for one in self.feeds if one.body is None and not one.is_whole)
        return next(map(_secret, rows), None)

    @property
    def whole(self) -> Address | None:
        """The calendar of all meetings of the partnership, once it was made."""
        return next((_secret(one) for one in self.feeds if one.is_whole), None)

    @property
    def of_bodies(self) -> list[Address]:
        return [_secret(one) for one in self.feeds if one.body]

    @property
    def without(self) -> list[Body]:
        """The bodies of which a partner has no address yet."""
        made = {one.body_id for one in self.feeds}
        return [one for one in self.bodies if one.pk not in made]


def _secret(feed: CalendarFeed) -> Address:
    path = reverse("consultation:calendar", args=[links.feed_token_of(feed)])
    name = _t("All meetings") if feed.is_whole else _t("My meetings")
    if feed.body:
        name = feed.body.name
    return Address(name, _full(path), feed=feed, body=feed.body)


def _full(path: str) -> str:
    return f"{settings.SITE_URL}{path}"
