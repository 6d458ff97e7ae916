"""What a report and a support have in common: who raised it, and the personal link."""

from __future__ import annotations

import datetime
import random
import uuid
from typing import Any

from draaischijf.core import tokens
from draaischijf.signals.domain.lasting import A_YEAR
from draaischijf.website.scale.world import Place

WITH_ACCOUNT, WITH_MAIL = 0.55, 0.85
_COLUMNS = (
    "created", "updated", "raiser_id", "email", "organisation_id",
    "organisation_name", "whole_area", "follow_nonce", "follow_hash", "follow_until",
    "last_told", "submission_key", "people",
)  # fmt: skip


def raised_columns() -> tuple[str, ...]:
    """Return the columns of `raised_values`, and `people` after them."""
    return _COLUMNS


def raised_values(
    purpose: str,
    place: Place,
    at: datetime.datetime,
    told: datetime.datetime | None,
    chance: random.Random,
    *,
    ended: datetime.datetime | None = None,
) -> tuple[Any, ...]:
    """Return who raised something at that moment, with a personal link that works.

    Where it `ended`, the link does a year later, as in `signals/domain/lasting.py`.
    """
    draw = chance.random()
    user, organisation, mail, name = None, None, "", ""
    if draw < WITH_ACCOUNT:
        raiser = chance.choice(place.raisers)
        user, organisation = raiser.user, raiser.organisation
    elif draw < WITH_MAIL:
        mail = f"melder-{chance.randrange(500)}@{place.pk}.example"
        organisation = chance.choice(place.organisations)[0]
    else:
        name = "Vrijwilligersgroep" if chance.random() < 0.3 else ""
    nonce = f"{chance.getrandbits(128):032x}"
    link = tokens.hash_of(tokens.token_for(purpose, nonce))
    key = uuid.UUID(int=chance.getrandbits(128), version=4)
    whole = chance.random() < 0.15
    until = ended.date() + A_YEAR if ended else None
    return (
        at, told or at, user, mail, organisation, name, whole, nonce, link, until, told,
        key,
    )  # fmt: skip
