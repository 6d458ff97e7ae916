"""Made documents that hold words that have to go: thrown away and made again."""

from __future__ import annotations

from functools import partial

from django.db import models, transaction

from draaischijf.core.redaction.register import HeldFile, Holds
from draaischijf.documents.held_files import stored_text
from draaischijf.reporting.domain.making import UNDER_WAY, start_again
from draaischijf.reporting.enums import MakingState
from draaischijf.reporting.models import MadeDocument


def find(partnership_id: int, holds: Holds, thing: models.Model) -> list[HeldFile]:
    """Return the made documents of a partnership that hold words, by `holds`.

    One whose text cannot be read counts as if it held them, whatever the `thing`.
    """
    del thing
    documents = (
        MadeDocument.objects.filter(partnership_id=partnership_id)
        .filter(state=MakingState.READY, file__isnull=False)
        .select_related("report", "file")
        .order_by("pk")
    )
    return [
        HeldFile(
            str(document.pk),
            document.file.name if document.file else "",
            document.get_format_display(),
            is_made=True,
        )
        for document in documents
        if _may_hold(document, holds)
    ]


def _may_hold(document: MadeDocument, holds: Holds) -> bool:
    text = stored_text(document.file) if document.file else None
    return text is None or holds(text)


@transaction.atomic
def restart(partnership_id: int) -> None:
    """Begin anew what is being made: it may have read the words before they went."""
    under_way = MadeDocument.objects.filter(
        partnership_id=partnership_id, state__in=UNDER_WAY
    )
    for document in under_way.select_for_update(of=("self",)).order_by("pk"):
        start_again(document)


@transaction.atomic
def remove(partnership_id: int, key: str) -> None:
    """Throw a made document away and ask the worker for it again; gone is gone."""
    document = (
        MadeDocument.objects.select_for_update(of=("self",))
        .filter(partnership_id=partnership_id, pk=int(key))
        .first()
    )
    if document is None:
        return
    stored, document.file = document.file, None
    start_again(document)
    if stored is not None:
        storage, path = stored.file.storage, str(stored.file.name)
        stored.delete()
        transaction.on_commit(partial(storage.delete, path))
