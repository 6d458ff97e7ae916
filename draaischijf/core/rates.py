"""Rate limits without another service: one counter row a key and window.

Keys are hashed with the secret key, so that no address lies readable in the table.
"""

from __future__ import annotations

import datetime
import hashlib
import hmac

from django.conf import settings
from django.db import connection
from django.http import HttpRequest
from django.utils import timezone

from draaischijf.core.models import RateCount


def is_over(what: str, who: str, *, most: int, minutes: int) -> bool:
    """Count one more `what` by `who`; tell whether that is more than allowed.

    At most `most` in a window of `minutes`. One atomic upsert, so many processes
    count together. Windows are aligned to the clock.
    """
    now = timezone.now()
    seconds = minutes * 60
    start = int(now.timestamp()) // seconds * seconds
    window = datetime.datetime.fromtimestamp(start, tz=datetime.UTC)
    key = hmac.digest(
        settings.SECRET_KEY.encode(), f"{what}:{who}".encode(), hashlib.sha256
    ).hex()
    table = connection.ops.quote_name(RateCount._meta.db_table)  # noqa: SLF001 Django's documented API
    with connection.cursor() as cursor:
        cursor.execute(
            f'insert into {table} ("key", "window", "count") values (%s, %s, 1) '  # noqa: S608 our own table name
            'on conflict ("key", "window") do update '
            f'set "count" = {table}."count" + 1 returning "count"',
            [key, window],
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
    """Return the visitor's address.

    Behind a proxy Granian is told to trust (docs/how-to/deploy.md) REMOTE_ADDR is the
    visitor already; a forwarded header from elsewhere is never believed.
    """
    return str(request.META.get("REMOTE_ADDR", ""))
