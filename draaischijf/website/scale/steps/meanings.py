"""What the texts mean: vectors drawn around those of real texts.

To encode a million texts takes a quarter of a day, and tells nothing more about how
fast they are searched: a few thousand are encoded, and each text gets the vector of one
of them, a little turned.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

import numpy as np
from django.db import connection
from pgvector import HalfVector
from pgvector.psycopg import register_vector

from draaischijf.core.encoder import MODEL, encoder
from draaischijf.signals.models import Meaning, PolicySignal, PreSignal

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from draaischijf.website.scale.sizes import Sizes
    from draaischijf.website.scale.world import World

STATED, TOLD = 1000, 2000
# How far a vector is turned away from its real one; two texts about one problem lie
# about as far apart.
TURNED = 0.6


def texts_with_meaning(sizes: Sizes) -> int:
    """Return how many texts have a vector; the supports come with the last of them."""
    return sizes.signals + sizes.pre_signals


def make_meanings(world: World, start: int, stop: int) -> None:
    """Give the texts from `start` to `stop`, in the order of their keys, a vector.

    The database made their rows with the texts.
    """
    last = stop if stop < texts_with_meaning(world.outline.sizes) else None
    keys = list(
        Meaning.objects.order_by("pk").values_list("pk", "signal_id")[start:last]
    )
    chance = np.random.default_rng([world.outline.seed, start])
    for stated in (True, False):
        some = [key for key, signal in keys if bool(signal) == stated]
        _write(some, _drawn(chance, _real(stated=stated), len(some)))


def _drawn(
    chance: np.random.Generator, real: NDArray[np.float32], count: int
) -> NDArray[np.float16]:
    around = real[chance.integers(0, len(real), size=count)]
    away = chance.standard_normal(around.shape, dtype=np.float32)
    away *= TURNED / np.linalg.norm(away, axis=1, keepdims=True)
    made = around + away
    made /= np.linalg.norm(made, axis=1, keepdims=True)
    return made.astype(np.float16)


@lru_cache(maxsize=2)
def _real(*, stated: bool) -> NDArray[np.float32]:
    """Return the vectors of real texts: of signals as stated, or of reports as told."""
    if stated:
        signals = PolicySignal.objects.order_by("pk")[:STATED]
        return encoder().statements([f"{s.title}\n{s.statement}" for s in signals])
    reports = PreSignal.objects.order_by("pk")[:TOLD]
    return encoder().reports([f"{one.problem}\n{one.example}" for one in reports])


def _write(keys: list[int], vectors: NDArray[np.float16]) -> None:
    # Before the cursor is made, which takes along what its connection knows.
    register_vector(connection.connection)
    with connection.cursor() as cursor:
        cursor.execute(
            "create temporary table seed_scale_vector"
            " (id bigint primary key, vector halfvec) on commit drop"
        )
        asked = "copy seed_scale_vector (id, vector) from stdin with (format binary)"
        with cursor.copy(asked) as writing:
            writing.set_types(["int8", "halfvec"])
            for key, vector in zip(keys, vectors, strict=True):
                writing.write_row((key, HalfVector(vector)))
        cursor.execute(
            "update signals_meaning as meaning set vector = made.vector, model = %s"
            " from seed_scale_vector as made where made.id = meaning.id",
            [MODEL],
        )
        cursor.execute("drop table seed_scale_vector")
