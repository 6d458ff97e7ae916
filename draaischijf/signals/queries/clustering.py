"""Which texts lie together: average linkage, with what persons said as a given.

Nothing here asks the database. Our own and not a library's, because no hierarchical
clustering that could be had keeps apart what must be kept apart (decision 0023).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from draaischijf.core.encoder import Vectors

    Closeness = NDArray[np.float32]

# How near the reports of two groups lie to each other, on average, to be put together;
# from `draaischijf bench similarity` (docs/reference/similarity.md).
TOGETHER = 0.42
# More than this nobody looks through at once.
MOST_IN_GROUP = 60
_NEVER = -1e9


def clusters(
    vectors: Vectors,
    *,
    apart: Iterable[tuple[int, int]] = (),
    begun: Sequence[Sequence[int]] = (),
    together: float = TOGETHER,
) -> list[list[int]]:
    """Return the groups among the rows of `vectors`, each as places in order.

    Groups have two members or more. Never are two of `apart` in one, and never are two
    groups that were `begun` put together: those only grow, and come first.
    """
    import numpy as np

    close: Closeness = (vectors @ vectors.T).astype(np.float32)
    np.fill_diagonal(close, _NEVER)
    for one, other in apart:
        close[one, other] = close[other, one] = _NEVER
    for group in begun:
        # Looked at in one piece, whatever the distance.
        first, others = group[0], list(group[1:])
        close[first, others] = close[others, first] = 1.0
    found: list[list[int]] = []
    for piece in _pieces(close >= together):
        starts = [one for one in begun if one[0] in piece]
        found += _joined(vectors, close, piece, starts, together)
    known = {one[0]: place for place, one in enumerate(begun)}
    return sorted(
        (one for one in found if len(one) > 1),
        key=lambda one: min((known.get(row, len(known)) for row in one), default=0),
    )


def _pieces(near: NDArray[np.bool_]) -> Iterator[list[int]]:
    """Yield the rows that hang together by being near; nothing else can be joined.

    No average is higher than the highest of what it is the average of.
    """
    import numpy as np

    left = np.ones(len(near), dtype=bool)
    for start in range(len(near)):
        if not left[start]:
            continue
        left[start] = False
        piece = [start]
        for row in piece:
            reached = np.flatnonzero(near[row] & left)
            left[reached] = False
            piece += reached.tolist()
        if len(piece) > 1:
            yield sorted(piece)


def _joined(
    vectors: Vectors,
    close: Closeness,
    piece: list[int],
    begun: Sequence[Sequence[int]],
    together: float,
) -> list[list[int]]:
    import numpy as np

    inside = {row for one in begun for row in one}
    groups = [list(one) for one in begun] + [
        [row] for row in piece if row not in inside
    ]
    far = close[np.ix_(piece, piece)] <= _NEVER
    belongs = np.zeros((len(groups), len(piece)), dtype=np.float32)
    at = {row: place for place, row in enumerate(piece)}
    for place, group in enumerate(groups):
        belongs[place, [at[row] for row in group]] = 1.0
    sizes = belongs.sum(axis=1)
    sums = belongs @ vectors[piece]
    linked = (sums @ sums.T) / np.outer(sizes, sizes)
    linked[(belongs @ far @ belongs.T) > 0] = _NEVER
    linked[: len(begun), : len(begun)] = _NEVER
    np.fill_diagonal(linked, _NEVER)
    while True:
        one, other = sorted(divmod(int(linked.argmax()), len(groups)))
        if linked[one, other] < together:
            return [group for group in groups if group]
        if sizes[one] + sizes[other] > MOST_IN_GROUP:
            linked[one, other] = linked[other, one] = _NEVER
            continue
        share = sizes[one] / (sizes[one] + sizes[other])
        average = share * linked[one] + (1 - share) * linked[other]
        # What is far from one of the two is far from both together.
        average[(linked[one] <= _NEVER / 2) | (linked[other] <= _NEVER / 2)] = _NEVER
        linked[one], linked[:, one] = average, average
        linked[other], linked[:, other] = _NEVER, _NEVER
        sizes[one] += sizes[other]
        groups[one] = sorted([*groups[one], *groups[other]])
        groups[other] = []
