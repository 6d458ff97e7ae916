"""What is counted of a plan in a document, and how one row of it is told."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Mapping
from typing import Any

from django.utils.formats import date_format
from django.utils.functional import Promise
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from draaischijf.documents.importing import Figures, FoundRows, RowTold
from draaischijf.documents.spelling import plain
from draaischijf.plans.enums import Lifecycle, SectionKind
from draaischijf.plans.exchange.plan_rows import PlanImportKind

OBJECTIVE_LABELS: Mapping[str, Promise] = {
    "strategic": _("strategic objectives"),
    "operational": _("operational objectives"),
    "sections": _("sections outside the tree"),
    "blocks": _("tables of actions"),
}
ACTION_LABELS: Mapping[str, Promise] = {
    "actions": _("actions"),
    "pro_memorie": _("pro memorie"),
    "new": _("new"),
    "not_extended": _("not extended"),
    "permanent": _("permanent"),
    "bold_unknown": _("in bold, to confirm"),
    "proposed_new": _("of which proposed as new"),
    "contact_persons": _("contact persons"),
    "joined_rows": _("rows joined"),
    "per_block": _("actions per block"),
}


def count_objectives(found: FoundRows) -> Figures:
    """Count the headings: those with a code, sections, tables of actions."""
    rows = found[PlanImportKind.OBJECTIVES]
    return {
        "strategic": sum(row["short"] in {"SD", "BD"} for row in rows),
        "operational": sum(row["short"] in {"OD", "AP"} for row in rows),
        "sections": sum(bool(row["section"]) for row in rows),
        "blocks": sum(row["has_block"] for row in rows),
    }


def count_actions(found: FoundRows) -> Figures:
    """Count the actions: per block, by lifecycle, the persons named, rows joined."""
    rows = found[PlanImportKind.ANNUAL_PLAN]
    unknown = [row for row in rows if row["lifecycle"] == Lifecycle.UNKNOWN]
    lifecycles = Counter(row["lifecycle"] for row in rows)
    names = {plain(name) for row in rows for name in row["contact_names"]}
    return {
        "actions": len(rows),
        "pro_memorie": sum(row["is_pro_memorie"] for row in rows),
        "new": lifecycles[Lifecycle.NEW],
        "not_extended": lifecycles[Lifecycle.NOT_EXTENDED],
        "permanent": lifecycles[Lifecycle.PERMANENT],
        "bold_unknown": len(unknown),
        "proposed_new": sum(row["proposed"] == Lifecycle.NEW for row in unknown),
        "contact_persons": len(names),
        "joined_rows": sum(len(row["joined"]) for row in rows),
        "per_block": _per_block(found),
    }


def _per_block(found: FoundRows) -> dict[str, int]:
    """Count the actions of each block, also of one that holds none."""
    counts = Counter(row["block"] for row in found[PlanImportKind.ANNUAL_PLAN])
    blocks = [
        _label(row)
        for row in found.get(PlanImportKind.OBJECTIVES, [])
        if row["has_block"]
    ]
    return {block: counts[block] for block in [*blocks, *counts]}


def _label(objective: Mapping[str, Any]) -> str:
    code = f"{objective['short']} {objective['code']}".strip()
    return code if objective["code"] else str(objective["title"])


def tell_objective(parsed: Mapping[str, Any]) -> RowTold:
    """Say a heading in a line: its code and words, and when it should be done."""
    code = f"{_label(parsed)}: " if parsed["code"] else ""
    facts = []
    if parsed["section"]:
        facts.append(str(SectionKind(parsed["section"]).label))
    if parsed["deadline"]:
        day = date_format(dt.date.fromisoformat(parsed["deadline"]))
        facts.append(_t("by %(day)s") % {"day": day})
    return RowTold(f"{code}{parsed['title']}", tuple(facts))


def tell_action(parsed: Mapping[str, Any]) -> RowTold:
    """Say an action in a line: its words, where it stands, who, since when, and how."""
    label = Lifecycle(parsed["lifecycle"]).label
    # beside it stands what becomes of the row, which may be new too
    lifecycle = _t("action: %(lifecycle)s") % {"lifecycle": label}
    if parsed["proposed"]:
        proposed = Lifecycle(parsed["proposed"]).label
        lifecycle += " " + _t("(proposed: %(lifecycle)s)") % {"lifecycle": proposed}
    since = _t("since %(year)s") % {"year": parsed["start_year"]}
    facts = (
        parsed["block"],
        lifecycle,
        _t("pro memorie: %(body)s decides") % {"body": parsed["decided_by"]}
        if parsed["is_pro_memorie"]
        else "",
        ", ".join(parsed["contact_names"]),
        since if parsed["start_year"] else "",
    )
    return RowTold(parsed["title"], tuple(filter(None, facts)))
