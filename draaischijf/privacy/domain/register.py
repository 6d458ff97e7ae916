"""What an office adds to the register of processing."""

from __future__ import annotations

from typing import Any

from django.db import transaction

from draaischijf.accounts.models import User
from draaischijf.history.domain import record
from draaischijf.people.models import Partnership
from draaischijf.privacy.models import RegisterEntry


@transaction.atomic
def change_register(
    partnership: Partnership, *, actor: User, **words: Any
) -> RegisterEntry:
    """Keep what an office adds; the same words are no change."""
    Partnership.objects.select_for_update().get(pk=partnership.pk)
    entry, _is_new = RegisterEntry.objects.get_or_create(partnership=partnership)
    changed = [name for name, value in words.items() if getattr(entry, name) != value]
    if changed:
        for name in changed:
            setattr(entry, name, words[name])
        entry.save()
        record(entry, "register_changed", actor=actor, fields=changed)
    return entry
