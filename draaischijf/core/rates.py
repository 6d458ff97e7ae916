"""Rate limits without another service: one counter row a key and window.

Keys are hashed with the secret key, so that no address lies readable in the table.
"""

from __future__ import annotations

import datetime
import hashlib
import hmac
import ipaddress
import math
from dataclasses import dataclass

from django.conf import settings
from django.db import connection
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _t

from draaischijf.core.models import RateCount

# A visitor has a whole network of this size of IPv6 addresses to choose from.
NETWORK_OF_ONE = 64


@dataclass(frozen=True)
class Limit:
    """So many in so many minutes. A whole town hall may share one address."""

    what: str
    most: int
    minutes: int = 60

    def is_over(self, who: str) -> bool:
        """Count one more by `who`; tell whether that is more than allowed."""
        return is_over(self.what, who, most=self.most, minutes=self.minutes)

    def is_used_up(self, who: str) -> bool:
        """Tell whether `who` may do nothing more now; counts nothing."""
        count = RateCount.objects.filter(
            key=_key(self.what, who), window=_window(self.minutes)
        ).values_list("count", flat=True)
        return next(iter(count), 0) >= self.most

    @property
    def ends(self) -> datetime.datetime:
        """The moment from which one may try again."""
        return _window(self.minutes) + datetime.timedelta(minutes=self.minutes)

    @property
    def ends_at(self) -> str:
        """That moment as a clock shows it here."""
        return date_format(timezone.localtime(self.ends), "TIME_FORMAT")

    @property
    def in_words(self) -> str:
        """What stands above a form that keeps what was typed."""
        return _t(
            "A lot was sent from this connection. Try again after %(time)s; what you "
            "wrote is still here."
        ) % {"time": self.ends_at}


def wait(response: HttpResponse, limit: Limit) -> HttpResponse:
    """Tell the browser, too, that it has to wait and for how long."""
    response.status_code = 429
    left = limit.ends - timezone.now()
    response["Retry-After"] = str(max(1, math.ceil(left.total_seconds())))
    response["Cache-Control"] = "private, no-store"
    return response


def too_many(request: HttpRequest, limit: Limit) -> HttpResponse:
    """Return the page that says when one can try again."""
    return wait(render(request, "core/too_many.html", {"limit": limit}), limit)


def _window(minutes: int) -> datetime.datetime:
    seconds = minutes * 60
    start = int(timezone.now().timestamp()) // seconds * seconds
    return datetime.datetime.fromtimestamp(start, tz=datetime.UTC)


def _key(what: str, who: str) -> str:
    return hmac.digest(
        settings.SECRET_KEY.encode(), f"{what}:{who}".encode(), hashlib.sha256
    ).hex()


def is_over(what: str, who: str, *, most: int, minutes: int) -> bool:
    """Count one more `what` by `who`; tell whether that is more than allowed.

    At most `most` in a window of `minutes`. One atomic upsert, so many processes
    count together. Windows are aligned to the clock.
    """
    table = connection.ops.quote_name(RateCount._meta.db_table)  # noqa: SLF001 Django's documented API
    with connection.cursor() as cursor:
        cursor.execute(
            f'insert into {table} ("key", "window", "count") values (%s, %s, 1) '  # noqa: S608 our own table name
            'on conflict ("key", "window") do update '
            f'set "count" = {table}."count" + 1 returning "count"',
            [_key(what, who), _window(minutes)],
        )
        (count,) = cursor.fetchone()
    return int(count) > most


def forget_old(now: datetime.datetime) -> int:
    """Remove windows older than a day; return how many."""
    removed, _rows = RateCount.objects.filter(
        window__lt=now - datetime.timedelta(days=1)
    ).delete()
    return removed


def address_of(request: HttpRequest) -> str:
    """Return the visitor's address, or the network that one visitor has.

    Behind a proxy Granian is told to trust (docs/how-to/deploy.md) REMOTE_ADDR is the
    visitor already; a forwarded header from elsewhere is never believed.
    """
    given = str(request.META.get("REMOTE_ADDR", ""))
    try:
        address = ipaddress.ip_address(given)
    except ValueError:
        return given
    if address.version == 4:
        return str(address)
    if address.ipv4_mapped:
        return str(address.ipv4_mapped)
    return str(ipaddress.ip_network((int(address), NETWORK_OF_ONE), strict=False))


def visitor_of(request: HttpRequest) -> str:
    """Return who counts: somebody signed in as that person, others by address."""
    user = request.user
    return f"user-{user.pk}" if user.is_authenticated else address_of(request)
