"""What a plan in a document gives: objectives and sections, and the actions below."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from draaischijf.documents.blocks import Place
from draaischijf.signals.exchange.rows import ParsedRow


class PlanImportKind(StrEnum):
    """The kinds of rows of a plan."""

    OBJECTIVES = "objectives"
    ANNUAL_PLAN = "annual_plan"


@dataclass(frozen=True, slots=True)
class PlanCover:
    """Which plan a row belongs to. The days are ISO, empty when no year was found."""

    title: str
    kind: str = ""
    start: str = ""
    end: str = ""
    status: str = ""

    @property
    def year(self) -> int | None:
        """The first year of the period."""
        return int(self.start[:4]) if self.start else None


@dataclass(frozen=True, kw_only=True)
class ObjectiveRow(ParsedRow):
    """One heading: an objective of the tree, or a section outside it.

    `has_block` says that a table of actions stands straight below it. The introduction
    of the plan goes with its first heading.
    """

    kind = PlanImportKind.OBJECTIVES

    plan: PlanCover
    intro: str = ""
    title: str
    short: str = ""
    code: str = ""
    level: int = 1
    section: str = ""
    explanation: str = ""
    parent_position: int | None = None
    deadline: str | None = None
    has_block: bool = False

    def content(self) -> tuple[str, ...]:
        return self.plan.title, self.plan.start, self.section, self.code, self.title

    @property
    def label(self) -> str:
        """What people call it: "OD 1.1", or its words when it has no code."""
        return f"{self.short} {self.code}".strip() if self.code else self.title


@dataclass(frozen=True, kw_only=True)
class ActionRow(ParsedRow):
    """One action. The cells are kept as written beside what was found in them."""

    kind = PlanImportKind.ANNUAL_PLAN

    plan: PlanCover
    block: str
    objective_position: int
    title: str
    remark: str = ""
    contacts: str = ""
    contact_names: tuple[str, ...] = ()
    actors: str = ""
    actor_texts: tuple[str, ...] = ()
    # Those of the texts that name one organisation.
    actor_names: tuple[str, ...] = ()
    started: str = ""
    start_year: int | None = None
    is_bold: bool = False
    lifecycle: str = ""
    proposed: str = ""
    reason: str = ""
    is_pro_memorie: bool = False
    decided_by: str = ""
    needs_step_plan: bool = False
    parent_position: int | None = None
    joined: tuple[Place, ...] = ()

    def content(self) -> tuple[str, ...]:
        return self.plan.title, self.plan.start, self.block, self.title
