"""Jobs of this module: look up, call the domain, nothing more."""

from __future__ import annotations

import datetime

from procrastinate.contrib.django import app

from draaischijf.forum.domain import telling


@app.task(retry=5)
def tell_raisers(theme_id: int, until: str) -> None:
    """Mail who raised the signal of a theme; safe to run again."""
    telling.tell_raisers(theme_id, datetime.datetime.fromisoformat(until))
