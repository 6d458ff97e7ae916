"""One action over the years: what it continues, and what continues it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db import connection

from draaischijf.plans.permissions import actions_visible_to

if TYPE_CHECKING:
    from draaischijf.people.permissions import Visitor
    from draaischijf.plans.models import PlanAction

# Back: what it continues and what was merged into it, and so on. Forth: the reverse.
# `union` keeps each action once, so that a loop in the data ends.
_LINE = """
with recursive back(id, continues_id) as (
    select id, continues_id from plans_planaction where id = %(start)s
    union
    select one.id, one.continues_id from plans_planaction one
    join back on one.id = back.continues_id or one.merged_into_id = back.id
), forth(id, merged_into_id) as (
    select id, merged_into_id from plans_planaction where id = %(start)s
    union
    select one.id, one.merged_into_id from plans_planaction one
    join forth on one.continues_id = forth.id or one.id = forth.merged_into_id
)
select id from back union select id from forth
"""


@dataclass(frozen=True)
class Year:
    """An action in one plan of its line."""

    action: PlanAction
    is_here: bool
    # Its words differ from those of the action of this page.
    is_reworded: bool

    @property
    def period(self) -> str:
        """The year or years of the plan."""
        plan = self.action.plan
        first, last = plan.start.year, plan.end.year
        return str(first) if first == last else f"{first}–{last}"

    @property
    def was_merged(self) -> bool:
        return self.action.merged_into_id is not None


def line_of(action: PlanAction, reader: Visitor) -> list[Year]:
    """Return the action in every plan it stood in that `reader` may see, by period.

    Nothing when it stands in one plan only. Two queries, however long the line.
    """
    with connection.cursor() as cursor:
        cursor.execute(_LINE, {"start": action.pk})
        found = [pk for (pk,) in cursor.fetchall()]
    if len(found) < 2:
        return []
    rows = (
        actions_visible_to(reader)
        .filter(pk__in=found)
        .select_related("plan__partnership")
        .defer("search")
        .order_by("plan__start", "plan__end", "plan", "position", "pk")
    )
    line = [
        Year(one, one.pk == action.pk, one.title.strip() != action.title.strip())
        for one in rows
    ]
    return line if len(line) > 1 else []
