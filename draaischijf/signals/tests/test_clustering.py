"""Texts that lie together become groups; what persons told apart never does."""

from __future__ import annotations

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from draaischijf.signals.queries.clustering import MOST_IN_GROUP, TOGETHER, clusters


def pointing(*degrees):
    """Return vectors of length one in a plane: close is the cosine between them."""
    turned = np.radians(np.array(degrees, dtype=np.float32))
    return np.stack([np.cos(turned), np.sin(turned)], axis=1)


def test_what_points_the_same_way_is_one_group_and_what_stands_alone_is_none():
    assert clusters(pointing(0, 5, 180, 185, 90, 270)) == [[0, 1], [2, 3]]
    assert clusters(pointing(0, 120, 240)) == []
    assert clusters(pointing(0)) == []


def test_the_average_decides_and_not_the_nearest_neighbour():
    # A chain of neighbours of 50 degrees: the ends point away from each other.
    found = clusters(pointing(0, 50, 100, 150, 200))

    assert all(len(one) < 5 for one in found)
    assert sum(map(len, found)) >= 4


def test_two_that_were_told_apart_are_never_in_one_group():
    assert clusters(pointing(0, 1, 2), apart=[(0, 1)]) == [[1, 2]]
    # Also not by way of a third that is near to both.
    assert clusters(pointing(0, 0, 0), apart=[(0, 1), (1, 2)]) == [[0, 2]]
    assert clusters(pointing(0, 0), apart=[(1, 0)]) == []


def test_a_group_that_was_begun_keeps_its_own_and_takes_what_fits():
    # 0 and 1 lie far apart, and a person put them together.
    assert clusters(pointing(0, 170, 40, 180), begun=[[0, 1]]) in (
        [[0, 1], [2]],
        [[0, 1]],
    )
    assert clusters(pointing(0, 4, 2), begun=[[0, 1]]) == [[0, 1, 2]]


def test_two_groups_that_were_begun_stay_two():
    found = clusters(pointing(0, 1, 2, 3, 1), begun=[[0, 1], [2, 3]])

    assert len(found) == 2
    assert {0, 1} <= set(found[0])
    assert {2, 3} <= set(found[1])
    assert sum(map(len, found)) == 5


def test_no_group_is_larger_than_one_looks_through():
    found = clusters(pointing(*[0] * (MOST_IN_GROUP + 20)))

    assert max(map(len, found)) <= MOST_IN_GROUP
    assert sum(map(len, found)) >= MOST_IN_GROUP


degrees = st.lists(st.integers(0, 359), min_size=2, max_size=24)


@settings(deadline=None)
@given(degrees, st.data())
def test_groups_share_nothing_and_hold_what_persons_said(places, data):
    vectors = pointing(*places)
    rows = st.integers(0, len(places) - 1)
    pairs = data.draw(st.lists(st.tuples(rows, rows), max_size=8))
    apart = [(a, b) for a, b in pairs if a != b]

    found = clusters(vectors, apart=apart)

    inside = [row for one in found for row in one]
    assert len(inside) == len(set(inside))
    assert all(len(one) > 1 for one in found)
    where = {row: n for n, one in enumerate(found) for row in one}
    assert all(where.get(a, -1) != where.get(b, -2) for a, b in apart)
    close = vectors @ vectors.T
    for one in found:
        own = close[np.ix_(one, one)]
        mean = (own.sum() - len(one)) / (len(one) * (len(one) - 1))
        assert mean >= TOGETHER - 1e-3
    if not apart:
        # As many as there are: nothing that lies near enough is left beside a group.
        alone = sorted(set(range(len(places))) - set(inside))
        for n, a in enumerate(alone):
            for b in alone[n + 1 :]:
                assert close[a, b] < TOGETHER + 1e-3
