"""Giving each text its vector, in small steps that can stop at any moment."""

from __future__ import annotations

from collections.abc import Iterator

from django.db import transaction
from django.db.models import QuerySet

from draaischijf.core import queue
from draaischijf.core.encoder import MODEL, encoder
from draaischijf.signals.domain.grouping import group_soon
from draaischijf.signals.models import Meaning

AT_ONCE = 16
TASK = "draaischijf.signals.tasks.embed_texts"
KEY = "embed-texts"


def due() -> QuerySet[Meaning]:
    """Return the texts that have no vector of the model of today."""
    return Meaning.objects.due(MODEL)


def embed_soon() -> None:
    """Have new texts embedded at once; without it a job of every minute does it."""
    queue.later(TASK, key=KEY)


def embed_due(*, at_once: int = AT_ONCE) -> Iterator[int]:
    """Give every text that lacks one its vector; yield how many after each step.

    A step is one transaction. Who is killed loses at most the step that was being
    done; who runs it twice at once does each text once.
    """
    while done := _step(at_once):
        yield done


@transaction.atomic
def _step(at_once: int) -> int:
    # Locked rows are skipped: another process is busy with them. The texts are read
    # once the rows are held: one that was taken out a moment before must not be read as
    # it stood when the rows were looked for, for nothing would ask for it again.
    held = list(
        due()
        .order_by("pk")
        .select_for_update(skip_locked=True)
        .values_list("pk", flat=True)[:at_once]
    )
    rows: list[Meaning] = list(
        Meaning.objects.filter(pk__in=held).select_related(
            "signal", "pre_signal", "support"
        )
    )
    if not rows:
        return 0
    stated = [one for one in rows if one.signal_id]
    told = [one for one in rows if not one.signal_id]
    for some, encode in ((stated, encoder().statements), (told, encoder().reports)):
        for row, vector in zip(some, encode([one.text for one in some]), strict=True):
            row.vector, row.model = vector, MODEL
    Meaning.objects.bulk_update(rows, ["vector", "model"])
    for partnership in sorted(
        {one.partnership_id for one in told if one.pre_signal_id}
    ):
        group_soon(partnership)
    return len(rows)
