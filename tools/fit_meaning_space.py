"""Learn the space of meanings from the labelled problems and write it down.

Two texts about one problem differ in manner: who speaks, how formal, how long. The
directions in which they differ are weighed less (within-class covariance normalisation,
Hatch, Kajarekar and Stolcke 2006). Learnt from half of the problems, so that
`draaischijf bench similarity` can judge by the other half.

Usage: uv run python tools/fit_meaning_space.py
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from draaischijf.core.encoder import DIMENSIONS, SPACE, as_read, of_length_one
from draaischijf.signals.labelled import problems, queries

# How much every direction is trusted beforehand; chosen by learning from one half of
# the learnt problems and judging by the other.
SHRINKAGE = 3.0

Rows = NDArray[np.float32]


def main() -> None:
    learnt = [one for one in problems() if one.is_learnt]
    known = {one.id for one in learnt}
    told = [one for one in queries() if one.answer in known]
    statements = as_read([one.text for one in learnt])
    reports = as_read([one.text for one in told])
    statement, report = statements.mean(axis=0), reports.mean(axis=0)
    about: dict[str, list[NDArray[np.float32]]] = {
        one.id: [row]
        for one, row in zip(learnt, of_length_one(statements - statement), strict=True)
    }
    for query, row in zip(told, of_length_one(reports - report), strict=True):
        about[query.answer].append(row)
    turn = turn_of([np.array(rows) for rows in about.values()])
    np.savez_compressed(
        SPACE,
        turn=turn.astype(np.float16),
        statement=statement.astype(np.float16),
        report=report.astype(np.float16),
    )
    print(f"{SPACE.name}: from {len(learnt)} problems and {len(told)} reports")


def turn_of(groups: list[Rows]) -> Rows:
    """Return the matrix that weighs less what varies within the groups."""
    within = np.vstack([rows - rows.mean(axis=0) for rows in groups])
    spread = within.T @ within / len(within)
    trusted = SHRINKAGE * np.trace(spread) / DIMENSIONS * np.eye(DIMENSIONS)
    sizes, directions = np.linalg.eigh(spread + trusted)
    turn: Rows = directions @ np.diag(sizes**-0.5) @ directions.T
    # Only directions count; a moderate size keeps half precision exact enough.
    scaled: Rows = turn / np.abs(turn).max()
    return scaled


if __name__ == "__main__":
    main()
