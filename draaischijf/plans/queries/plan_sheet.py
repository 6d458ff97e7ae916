"""A plan as a spreadsheet has it: one row an action, one row an objective.

What goes out comes back: each row carries a fingerprint of every cell as it was, so
that a cell somebody changed in Excel is told from one that changed here meanwhile.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from django.db.models import Prefetch
from django.utils import translation
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from draaischijf.core.exports import cell_text
from draaischijf.documents.blocks import text_of
from draaischijf.documents.readers.runs import plain_runs
from draaischijf.plans.enums import PartyRole
from draaischijf.plans.models import ActionParty, ActionPlan, Objective, PlanAction

LANGUAGES = ("nl", "en")
# The head of the hidden column; after it the plan and the language of the file.
MARK = "draaischijf"
SEPARATOR = "; "
# Columns with words of the plan as it is adopted; the others move while it runs.
WORDS = ("title", "code", "timing", "since", "bbc_code")

REFERENCE, PLACE = "ref", "place"
ACTION_LABELS: Mapping[str, Promise] = {
    "ref": _("Ref."),
    "place": _("Objective"),
    "code": _("Code"),
    "title": _("Action"),
    "remark": _("Progress"),
    "contacts": _("Contact"),
    "partners": _("Partners"),
    "leads": _("Lead"),
    "timing": _("Timing"),
    "since": _("Since"),
    "lifecycle": _("Lifecycle"),
    "reason": _("Why"),
    "bbc_code": _("BBC code"),
}
OBJECTIVE_LABELS: Mapping[str, Promise] = {
    "ref": _("Ref."),
    "code": _("Code"),
    "title": _("Objective"),
    "explanation": _("Explanation"),
    "deadline": _("Deadline"),
    "bbc_code": _("BBC code"),
}
ROLE_OF = {
    "contacts": PartyRole.CONTACT,
    "partners": PartyRole.PARTNER,
    "leads": PartyRole.LEAD,
}
OF_OBJECTIVE = "D"


def cell_now(cells: Mapping[str, str], name: str) -> str:
    """Return what a column says; of the lifecycle also why, for they change as one."""
    if name == "lifecycle":
        return f"{cells.get(name, '')}\n{cells.get('reason', '')}"
    return cells.get(name, "")


@dataclass(frozen=True)
class SheetRow:
    """One row as it stands now: its reference and the text of each cell."""

    reference: str
    cells: Mapping[str, str]
    thing: PlanAction | Objective


def as_cell(text: str) -> str:
    """Return a text as it comes back from a spreadsheet: white space made even."""
    return text_of(plain_runs(cell_text(text)))


def fingerprint(text: str) -> str:
    """Return a short print of a cell that white space does not change."""
    return hashlib.sha256(as_cell(text).encode()).hexdigest()[:10]


def fingerprints(cells: Mapping[str, str]) -> str:
    """Return the prints of all cells of a row, for the hidden column."""
    return " ".join(f"{name}={fingerprint(text)}" for name, text in cells.items())


def mark_in(heads: Sequence[str]) -> int | None:
    """Return which column is the hidden one when these are heads of ours, or None."""
    marks = (n for n, text in enumerate(heads) if text.split(" ")[:1] == [MARK])
    found = next(marks, None)
    return found if found is None or len(heads[found].split(" ")) == 3 else None


def heads_in_all_languages(labels: Mapping[str, Promise]) -> dict[str, str]:
    """Return for every head, in every language we have, which column it is."""
    found = {}
    for language in LANGUAGES:
        with translation.override(language):
            found.update({str(label): name for name, label in labels.items()})
    return found


def action_rows(plan: ActionPlan) -> list[SheetRow]:
    """Return the actions of a plan in its order; three queries, however many."""
    parties = Prefetch(
        "parties", ActionParty.objects.select_related("organisation", "person")
    )
    actions = (
        plan.plan_actions.select_related("objective")
        .prefetch_related(parties)
        .order_by("objective__position", "objective_id", "position", "pk")
    )
    return [
        SheetRow(str(action.number), action_cells(action), action) for action in actions
    ]


def objective_rows(plan: ActionPlan) -> list[SheetRow]:
    """Return the objectives and sections of a plan in its order; one query."""
    return [
        SheetRow(f"{OF_OBJECTIVE}{one.pk}", objective_cells(one), one)
        for one in plan.objectives.order_by("position", "pk")
    ]


def action_cells(action: PlanAction) -> dict[str, str]:
    """Return the text of each cell of an action as it stands now."""
    parties = list(action.parties.all())
    return {
        "place": str(action.objective),
        "code": action.code,
        "title": action.title,
        "remark": action.remark,
        **{name: names_in(parties, role) for name, role in ROLE_OF.items()},
        "timing": action.date_text,
        "since": str(action.start_year or ""),
        "lifecycle": str(action.get_lifecycle_display()),
        "reason": action.reason,
        "bbc_code": action.bbc_code,
    }


def objective_cells(objective: Objective) -> dict[str, str]:
    """Return the text of each cell of an objective as it stands now."""
    deadline = objective.deadline
    return {
        "code": objective.code,
        "title": objective.title,
        "explanation": objective.explanation,
        "deadline": f"{deadline.day}/{deadline.month:02}/{deadline.year}"
        if deadline
        else "",
        "bbc_code": objective.bbc_code,
    }


def names_in(parties: Sequence[ActionParty], role: PartyRole) -> str:
    """Return who has a role, in one cell."""
    return SEPARATOR.join(name_in_cell(one) for one in parties if one.role == role)


def name_in_cell(party: ActionParty) -> str:
    """Return a name that cannot be taken for two."""
    return as_cell(str(party).replace(";", ",").replace("\n", " "))


def names_of_cell(text: str) -> Iterator[str]:
    """Yield the names of a cell: parted by a semicolon or on lines."""
    for part in text.replace("\n", ";").split(";"):
        if name := part.strip():
            yield name
