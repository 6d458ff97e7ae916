"""Files that hold certain words: found, and emptied for good."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from functools import partial
from typing import Any

from django.db import models, transaction
from django.db.models import ManyToOneRel, Q
from django.utils import timezone

from draaischijf.core.redaction.register import HeldFile, Holds
from draaischijf.documents.file_texts import text_of_file
from draaischijf.documents.models import StoredFile

# Reading takes time: besides the files of the thing itself, the newest are read.
MOST_READ = 40
# Files that are of the office itself, or are made and dealt with where they are made.
_elsewhere: set[str] = set()


def leave_to(label: str) -> None:
    """Leave the files a table refers to ("app.Model.field") to the module it is of."""
    _elsewhere.add(label)


def find(partnership_id: int, holds: Holds, thing: models.Model) -> list[HeldFile]:
    """Return the files of a partnership that hold words, by `holds`.

    Those of `thing` come first, and also those of them that cannot be read: a person
    has to look. Of the others the newest forty are read.
    """
    files = _candidates().filter(partnership_id=partnership_id, removed__isnull=True)
    own = set(files.filter(_of(thing)).values_list("pk", flat=True))
    rest = files.exclude(pk__in=own).order_by("-pk")[:MOST_READ]
    found = []
    for stored in [*files.filter(pk__in=own), *rest]:
        text = stored_text(stored)
        is_unread = text is None and stored.pk in own
        if is_unread or (text is not None and holds(text)):
            found.append(HeldFile(str(stored.pk), stored.name, "", is_unread=is_unread))
    return found


def stored_text(stored: StoredFile) -> str | None:
    """Return the text of a kept file, or None if it has none or is not there."""
    try:
        with stored.file.open("rb") as file:
            return text_of_file(file.read())
    except OSError:
        return None


@transaction.atomic
def remove(partnership_id: int, key: str) -> None:
    """Empty a file for good: the row stays where it is referred to, without content."""
    stored = (
        StoredFile.objects.select_for_update()
        .filter(partnership_id=partnership_id, removed__isnull=True, pk=int(key))
        .first()
    )
    if stored is None:
        return
    storage, path = stored.file.storage, str(stored.file.name)
    stored.removed, stored.size, stored.sha256 = timezone.now(), 0, ""
    stored.save(update_fields=["removed", "size", "sha256"])
    transaction.on_commit(partial(storage.delete, path))


def finish_removals(since: datetime.datetime) -> int:
    """Delete what a crash left of files removed since then; return how many were left.

    The content goes after the commit of the removal, so a crash in between leaves it.
    """
    left = 0
    for stored in StoredFile.objects.filter(removed__gte=since):
        if stored.file.storage.exists(str(stored.file.name)):
            stored.file.storage.delete(str(stored.file.name))
            left += 1
    return left


def _candidates() -> models.QuerySet[StoredFile]:
    """Files a person sent along, and no others."""
    files = StoredFile.objects.all()
    for relation in _relations():
        field = relation.field
        label = f"{field.model._meta.label}.{field.name}"  # noqa: SLF001 Django's documented API
        if label in _elsewhere:
            rows = field.model._base_manager.filter(**{f"{field.name}__isnull": False})  # noqa: SLF001 the same
            files = files.exclude(pk__in=rows.values(field.name))
    return files


def _relations() -> Iterator[Any]:
    for relation in StoredFile._meta.get_fields(include_hidden=True):  # noqa: SLF001 the same
        if isinstance(relation, ManyToOneRel):
            yield relation


def _of(thing: models.Model) -> Q:
    """Files that hang on a thing: by a table between, or by a row that hangs on it."""
    wanted = Q(pk__in=[])
    for relation in _relations():
        field = relation.field
        for path in _ways(field.model, type(thing), 2):
            rows = field.model._base_manager.filter(**{path: thing.pk})  # noqa: SLF001 the same
            wanted |= Q(pk__in=rows.values(field.name))
    return wanted


def _ways(model: Any, target: type[models.Model], depth: int) -> list[str]:
    """Return the lookups from a table to another over at most `depth` foreign keys."""
    found = []
    for field in model._meta.concrete_fields:  # noqa: SLF001 the same
        if not isinstance(field, models.ForeignKey):
            continue
        if field.related_model is target:
            found.append(field.name)
        elif depth > 1:
            further = _ways(field.related_model, target, depth - 1)
            found += [f"{field.name}__{rest}" for rest in further]
    return found
