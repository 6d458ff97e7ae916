"""Links to the page of a table: who sits there writes along, without an account."""

from __future__ import annotations

from django.conf import settings
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone

from draaischijf.core import tokens
from draaischijf.forum.models import ForumTable
from draaischijf.forum.models.tables import LINK_LASTS

TABLE = "forum-table"


def token_for(nonce: str, *, kept: str = "") -> str:
    """Return the token that opens what has this nonce; see core.tokens."""
    return tokens.token_for(TABLE, nonce, kept=kept)


def token_of(table: ForumTable) -> str:
    """Return the token of a table."""
    return token_for(table.nonce, kept=table.link_hash)


def table_url(table: ForumTable) -> str:
    """Return the full address of a table, as it stands in the QR code."""
    return f"{settings.SITE_URL}{reverse('forum:table', args=[token_of(table)])}"


def find(token: str) -> ForumTable | None:
    """Return the table a token opens, or None: also some days after the forum."""
    rows = ForumTable.objects.select_related(
        "theme__forum__partnership", "theme__forum__meeting", "theme__signal"
    )
    since = timezone.localdate() - LINK_LASTS
    return (
        rows.filter(link_hash=tokens.hash_of(token))
        .filter(
            Q(theme__forum__meeting__day__isnull=True)
            | Q(theme__forum__meeting__day__gte=since)
        )
        .first()
    )
