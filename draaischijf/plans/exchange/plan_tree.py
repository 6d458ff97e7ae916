"""The tree of headings while a document is read, and the rows it becomes."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from django.utils.translation import gettext as _

from draaischijf.documents.blocks import Place
from draaischijf.plans.enums import SectionKind
from draaischijf.plans.exchange.plan_cover import Introduced
from draaischijf.plans.exchange.plan_headings import PlanHeading, deadline_of
from draaischijf.plans.exchange.plan_rows import ObjectiveRow
from draaischijf.plans.models.plans import MOST_LEVELS
from draaischijf.signals.exchange.rows import Problem, with_keys


@dataclass(eq=False)
class Node:
    """One heading, with the one it stands under."""

    heading: PlanHeading
    place: Place
    verbatim: str
    parent: Node | None = None
    has_block: bool = False
    explanation: list[str] = field(default_factory=list)
    warnings: list[Problem] = field(default_factory=list)

    @property
    def level(self) -> int:
        return self.parent.level + 1 if self.parent else 1

    def is_under(self, other: Node) -> bool:
        """Tell whether this is `other`, or stands below it."""
        return self is other or bool(self.parent and self.parent.is_under(other))


class Tree:
    """The headings in their order; each finds its place by code or by what is above."""

    def __init__(self) -> None:
        self.nodes: list[Node] = []
        self.top: Node | None = None

    @property
    def current(self) -> Node | None:
        return self.nodes[-1] if self.nodes else None

    def add(self, heading: PlanHeading, place: Place, verbatim: str) -> Node:
        """Put a heading in the tree and return it."""
        if not heading.code and not heading.section and self._after_section():
            heading = replace(heading, section=SectionKind.OTHER)
        node = Node(heading, place, verbatim, self._parent_of(heading))
        self.nodes.append(node)
        if not heading.section and node.parent is None:
            self.top = node
        return node

    def add_nameless(self, place: Place) -> Node:
        """Add a section for actions that stand under no heading at all."""
        title = _("Actions outside the objectives")
        heading = PlanHeading(title, section=SectionKind.OTHER)
        node = self.add(heading, place, "")
        why = _("No objective stands above these actions.")
        node.warnings.append(Problem(place.where(), why))
        return node

    def _after_section(self) -> bool:
        return bool(self.current and self.current.heading.section)

    def _parent_of(self, heading: PlanHeading) -> Node | None:
        """Return what a heading stands under: the start of its code, or the top."""
        if heading.section or heading.rank == 1:
            return None
        parts = heading.code.split(".")
        for count in range(len(parts) - 1, 0, -1):
            code = ".".join(parts[:count])
            found = self._last_with(code, heading.rank if count == 1 else 0)
            if found:
                return _shallow(found)
        return self.top

    def _last_with(self, code: str, below: int) -> Node | None:
        for node in reversed(self.nodes):
            if node.heading.code == code and (not below or node.heading.rank < below):
                return node
        return None

    def kept(self) -> list[Node]:
        """Return the headings without those of a list of contents before them."""
        return [node for node in self.nodes if not self._is_announcement(node)]

    def _is_announcement(self, node: Node) -> bool:
        """Tell whether the same code comes again later and nothing stands under it."""
        if not node.heading.code or any(
            other.has_block and other.is_under(node) for other in self.nodes
        ):
            return False
        key = (node.heading.short, node.heading.code)
        later = self.nodes[self.nodes.index(node) + 1 :]
        return any((n.heading.short, n.heading.code) == key for n in later)

    def rows(self, lead: Introduced) -> list[ObjectiveRow]:
        """Return the headings as rows with their keys."""
        kept = self.kept()
        places = {id(node): number for number, node in enumerate(kept, start=1)}
        rows = [_row(node, places, lead) for node in kept]
        return with_keys(_with_lead(rows, lead))


def _shallow(node: Node) -> Node:
    while node.level >= MOST_LEVELS and node.parent:
        node = node.parent
    return node


def _row(node: Node, places: dict[int, int], lead: Introduced) -> ObjectiveRow:
    heading = node.heading
    deadline = deadline_of(heading.title)
    where = node.place.where()
    no_year = _(
        "No year was found for this plan. Put it in the title: “Jaarplan 2027”."
    )
    return ObjectiveRow(
        position=places[id(node)],
        place=node.place,
        verbatim=node.verbatim or heading.title,
        plan=lead.cover,
        title=heading.title,
        short=heading.short,
        code=heading.code,
        level=node.level,
        section=heading.section,
        explanation="\n".join(node.explanation),
        parent_position=places.get(id(node.parent)) if node.parent else None,
        deadline=deadline.isoformat() if deadline else None,
        has_block=node.has_block,
        problems=() if lead.cover.start else (Problem(where, no_year),),
        warnings=tuple(node.warnings),
    )


def _with_lead(
    rows: Sequence[ObjectiveRow], lead: Introduced
) -> Iterator[ObjectiveRow]:
    """Yield the rows, the first with the introduction and what is to be seen in it."""
    for row in rows:
        if row.position == 1:
            warnings = (*lead.warnings, *row.warnings)
            yield replace(row, intro=lead.intro, warnings=warnings)
        else:
            yield row
