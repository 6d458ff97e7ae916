"""Plans that come from documents: found again by title and period, or taken over."""

from __future__ import annotations

import datetime
from typing import Any

from django.db import transaction

from draaischijf.accounts.models import User
from draaischijf.people.models import Partnership
from draaischijf.plans.domain.planning import create_plan
from draaischijf.plans.models import ActionPlan


@transaction.atomic
def take_over_plan(
    partnership: Partnership,
    *,
    kind: str,
    title: str,
    start: datetime.date,
    end: datetime.date,
    actor: User | None,
    source: str,
    **fields: Any,
) -> tuple[ActionPlan, bool]:
    """Return the plan a document is about and whether it is new here.

    A plan with this title and period is the same plan: a second document about it, or
    the same document again, adds to it.
    """
    known = ActionPlan.objects.filter(
        partnership=partnership, title=title.strip()[:200], start=start, end=end
    ).first()
    if known:
        return known, False
    made = create_plan(
        partnership,
        kind=kind,
        title=title,
        start=start,
        end=end,
        actor=actor,
        source=source,
        **fields,
    )
    return made, True
