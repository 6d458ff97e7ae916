"""Recording, and nothing else: history has no other write."""

from __future__ import annotations

from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db import models

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
    return Entry.objects.create(
        actor=actor,
        actor_name=str(actor) if actor else "",
        on_behalf_of=on_behalf_of,
        partnership_id=getattr(thing, "partnership_id", None),
        content_type=ContentType.objects.get_for_model(thing),
        object_id=thing.pk,
        verb=verb,
        note=note,
        is_public=is_public,
        data=data,
    )
