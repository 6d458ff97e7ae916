"""A plan as one piece of JSON that needs no other table, and its checksum.

Format 1 (`content["format"]`), all texts as they were, days as "2027-03-05":

    version     number, adopted, body, reference, note
    plan        title, kind, intro, start, end, owner, partnership, predecessor,
                programme, level_names ([[short, long], …])
    objectives  a tree, in order: id, code, level, section, title, explanation,
                deadline, bbc_code, actions, objectives (those under it)
    actions     number, code, title, remark, start_year, lifecycle, reason, when (the
                words), start, end, is_pro_memorie, decided_by, needs_step_plan,
                bbc_code, parent (a number), continues (plan and number),
                parties (role, name, and public_name: as everybody may read it,
                empty or not there for nobody), signals (number and title),
                rights (names)
    legal       part, note, link, file (name, uuid and sha256) or null
    approval    round, and its steps: kind, body, result, date, reference, remark

Kinds, roles, lifecycles and results are the machine names of `plans.enums`. `id` only
serves to find an objective back in another version.
"""

from __future__ import annotations

import hashlib
import json
from collections import defaultdict
from typing import TYPE_CHECKING, Any

from draaischijf.plans.models import (
    ActionParty,
    ActionPlan,
    ApprovalStep,
    LegalElement,
    Objective,
    PlanAction,
)
from draaischijf.plans.queries.parties import may_be_read, party_in_words

if TYPE_CHECKING:
    import datetime
    from collections.abc import Mapping, Sequence

FORMAT = 1
Content = dict[str, Any]


def plan_content(plan: ActionPlan) -> Content:
    """Return all of a plan as it is now; nine queries, however long the plan."""
    steps = list(plan.approval_steps.all())
    return {
        "format": FORMAT,
        "plan": _plan(plan),
        "objectives": _tree(plan),
        "legal": [
            _legal(one) for one in plan.legal_elements.select_related("file").all()
        ],
        "approval": _approval(steps),
    }


def canonical(content: Content) -> bytes:
    """Return content as the bytes a checksum is made of: the same for equal content."""
    return json.dumps(
        content, sort_keys=True, separators=(",", ":"), ensure_ascii=False
    ).encode()


def checksum(content: Content) -> str:
    """Return the SHA-256 of content, in hexadecimal."""
    return hashlib.sha256(canonical(content)).hexdigest()


def current_round(steps: Sequence[ApprovalStep]) -> list[ApprovalStep]:
    """Return the steps of the last time through the bodies, in order."""
    last = max((one.round for one in steps), default=0)
    return [one for one in steps if one.round == last]


def _plan(plan: ActionPlan) -> Content:
    return {
        "title": plan.title,
        "kind": plan.kind,
        "intro": plan.intro,
        "start": _day(plan.start),
        "end": _day(plan.end),
        "owner": plan.owner.name if plan.owner else "",
        "partnership": plan.partnership.name,
        "predecessor": plan.predecessor.title if plan.predecessor else "",
        "programme": plan.programme.title if plan.programme else "",
        "level_names": [list(pair) for pair in plan.level_names],
    }


def _tree(plan: ActionPlan) -> list[Content]:
    under: Mapping[int | None, list[Objective]] = _grouped(
        plan.objectives.all(), "parent_id"
    )
    actions = _grouped(
        plan.plan_actions.select_related("parent", "continues__plan").prefetch_related(
            "parties__organisation", "parties__person", "signals", "rights"
        ),
        "objective_id",
    )

    def branch(parent: int | None) -> list[Content]:
        return [
            {
                "id": one.pk,
                "code": one.code,
                "level": one.level,
                "section": one.section,
                "title": one.title,
                "explanation": one.explanation,
                "deadline": _day(one.deadline),
                "bbc_code": one.bbc_code,
                "actions": [_action(action) for action in actions[one.pk]],
                "objectives": branch(one.pk),
            }
            for one in under[parent]
        ]

    return branch(None)


def _action(action: PlanAction) -> Content:
    before = action.continues
    return {
        "number": action.number,
        "code": action.code,
        "title": action.title,
        "remark": action.remark,
        "start_year": action.start_year,
        "lifecycle": action.lifecycle,
        "reason": action.reason,
        "when": action.date_text,
        "start": _day(action.start),
        "end": _day(action.end),
        "is_pro_memorie": action.is_pro_memorie,
        "decided_by": action.decided_by,
        "needs_step_plan": action.needs_step_plan,
        "bbc_code": action.bbc_code,
        "parent": action.parent.number if action.parent else None,
        "continues": (
            {"plan": before.plan.title, "number": before.number} if before else None
        ),
        "parties": [_party(party) for party in action.parties.all()],
        "signals": [
            {"number": signal.number, "title": signal.title}
            for signal in sorted(action.signals.all(), key=lambda one: one.number)
        ],
        "rights": sorted(str(term) for term in action.rights.all()),
    }


def _party(party: ActionParty) -> Content:
    public = party_in_words(party, is_partner=False) if may_be_read(party) else ""
    return {"role": party.role, "name": str(party), "public_name": public}


def _legal(element: LegalElement) -> Content:
    stored = element.file
    return {
        "part": element.part,
        "note": element.note,
        "link": element.link,
        "file": (
            {
                "name": stored.name,
                "uuid": str(stored.uuid),
                "sha256": stored.sha256,
            }
            if stored
            else None
        ),
    }


def _approval(steps: Sequence[ApprovalStep]) -> Content:
    current = current_round(steps)
    return {
        "round": current[0].round if current else 0,
        "steps": [
            {
                "kind": one.kind,
                "body": one.body,
                "result": one.result,
                "date": _day(one.date),
                "reference": one.reference,
                "remark": one.remark,
            }
            for one in current
        ],
    }


def _grouped(rows: Any, key: str) -> dict[Any, list[Any]]:
    found: dict[Any, list[Any]] = defaultdict(list)
    for row in rows:
        found[getattr(row, key)].append(row)
    return found


def _day(value: datetime.date | None) -> str | None:
    return value.isoformat() if value else None
