"""What happened with a plan and with its actions, as sentences."""

from __future__ import annotations

from collections.abc import Iterable

from django.contrib.contenttypes.models import ContentType
from django.db.models import Q
from django.utils.text import Truncator

from draaischijf.core.pieces import Event
from draaischijf.history.models import Entry
from draaischijf.history.queries import as_lines
from draaischijf.plans.models import ActionPlan, PlanAction

# A fold at the foot of a page: who needs more looks at the action itself.
NEWEST = 60
ICONS = {
    "plan_created": "plus",
    "plan_imported": "upload",
    "plan_edited": "pencil",
    "plan_status_changed": "arrow-right",
    "plan_renumbered": "sort",
    "objective_added": "plus",
    "objective_edited": "pencil",
    "objective_moved": "sort",
    "objective_removed": "trash",
    "action_added": "plus",
    "action_imported": "upload",
    "action_edited": "pencil",
    "action_moved": "sort",
    "action_removed": "trash",
    "action_lifecycle_changed": "flag",
    "action_logged": "message",
    "action_party_named": "organisation",
    "action_party_removed": "organisation",
}


def plan_events(plan: ActionPlan, actions: Iterable[PlanAction]) -> list[Event]:
    """Return the newest of what happened, who did it in the note. Two queries.

    For partners only: it names people, and what was changed.
    """
    named = {action.pk: action for action in actions}
    kinds = ContentType.objects.get_for_models(ActionPlan, PlanAction)
    entries = list(
        Entry.objects.filter(
            Q(content_type=kinds[ActionPlan], object_id=plan.pk)
            | Q(content_type=kinds[PlanAction], object_id__in=named)
        ).order_by("-at", "-pk")[:NEWEST]
    )
    lines = as_lines(entries, with_names=True)
    return [
        Event(
            sentence=line.text,
            moment=line.at,
            icon_name=ICONS.get(line.verb, "circle"),
            note=" · ".join(
                part
                for part in (
                    _about(entry, kinds[PlanAction], named),
                    line.who,
                    line.note,
                )
                if part
            ),
        )
        for entry, line in zip(entries, lines, strict=True)
    ]


def _about(entry: Entry, kind: ContentType, named: dict[int, PlanAction]) -> str:
    if entry.content_type_id != kind.pk:
        return ""
    return Truncator(str(named[entry.object_id])).chars(70)
