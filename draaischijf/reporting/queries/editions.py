"""A report as a document: built anew while it is written, kept once it is frozen."""

from __future__ import annotations

from typing import TYPE_CHECKING

from draaischijf.people.permissions import Permission, holds
from draaischijf.reporting.builders.building import build
from draaischijf.reporting.builders.subject import subject_of
from draaischijf.reporting.content import Content, Editors, from_json

if TYPE_CHECKING:
    from draaischijf.people.permissions import Visitor
    from draaischijf.reporting.models import Report

# The keys under which a frozen report keeps its editions.
PARTNERS, PUBLIC = "partners", "public"


def content_of(report: Report, *, is_public: bool = False) -> Content:
    """Return the document of a report: what was kept, or as it would be made now."""
    if report.is_frozen:
        kept = report.content or {}
        return from_json(kept[PUBLIC if is_public else PARTNERS])
    return build(subject_of(report, is_public=is_public))


def content_for(user: Visitor, report: Report) -> Content:
    """Return the edition of a report this reader gets; partners read the full one."""
    is_partner = holds(user, Permission.READ, report.partnership)
    return content_of(report, is_public=not is_partner)


def sections_of(content: Content) -> dict[str, str]:
    """Return the sections an editor may write in: key → label, in order."""
    return {
        block.key: block.label for block in content.blocks if isinstance(block, Editors)
    }
