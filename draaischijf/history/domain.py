"""Recording, and taking words about a client out: history has no other write."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.core.serializers.json import DjangoJSONEncoder
from django.db import connection, models, transaction

from draaischijf.accounts.models import User
from draaischijf.history.models import Entry


def record(
    thing: models.Model,
    verb: str,
    *,
    actor: User | None,
    on_behalf_of: str = "",
    note: str = "",
    is_public: bool = False,
    **data: Any,
) -> Entry:
    """Append one entry about `thing` and return it.

    Call it inside the transaction of the change. `data` is what the verb's sentence
    and the before/after view need; it must be JSON and never hold client data.
    """
    made = _entry(thing, verb, actor, note, data)
    made.on_behalf_of, made.is_public = on_behalf_of, is_public
    made.save()
    return made


def record_many(
    verb: str,
    told: Iterable[tuple[models.Model, str, dict[str, Any]]],
    *,
    actor: User | None,
    is_public: bool = False,
) -> None:
    """Append one entry about each thing, with its own note and data, in one query.

    For a change of many things at once; `record` says what else holds.
    """
    made = [_entry(thing, verb, actor, note, data) for thing, note, data in told]
    for entry in made:
        entry.is_public = is_public
    Entry.objects.bulk_create(made)


@transaction.atomic
def redact(entry: Entry) -> str:
    """Put the words of `entry` as they stand now in its row, and return their digest.

    Only `data`, `note`, `actor_name` and `on_behalf_of` are taken over. The caller
    records, in the same transaction, an entry with this digest in its data under
    `redacted_entries` ({number: digest}): it vouches for the change, and without it
    `draaischijf check history` finds the entry changed.
    """
    with connection.cursor() as cursor:
        cursor.execute(
            "select history_redact(%s, %s::jsonb, %s, %s, %s)",
            [
                entry.pk,
                json.dumps(entry.data, cls=DjangoJSONEncoder),
                entry.note,
                entry.actor_name,
                entry.on_behalf_of,
            ],
        )
        (digest,) = cursor.fetchone()
    return str(digest)


def _entry(
    thing: models.Model, verb: str, actor: User | None, note: str, data: dict[str, Any]
) -> Entry:
    return Entry(
        actor=actor,
        actor_name=str(actor) if actor else "",
        partnership_id=getattr(thing, "partnership_id", None),
        content_type=ContentType.objects.get_for_model(thing),
        object_id=thing.pk,
        verb=verb,
        note=note,
        data=data,
    )
