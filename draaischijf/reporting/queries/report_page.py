"""Everything the page of one report shows, gathered for one reader."""

from __future__ import annotations

import dataclasses
from typing import TYPE_CHECKING

from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.safestring import SafeString

from draaischijf.people.permissions import Permission, permissions_of
from draaischijf.reporting.content import Content, Editors
from draaischijf.reporting.enums import DocumentFormat, formats_of
from draaischijf.reporting.models import MadeDocument
from draaischijf.reporting.permissions import documents_visible_to
from draaischijf.reporting.queries.editions import PUBLIC, content_for, sections_of
from draaischijf.reporting.queries.house_styles import style_of
from draaischijf.reporting.writers.manuscript import Words, manuscript
from draaischijf.reporting.writers.web import render_body

if TYPE_CHECKING:
    from draaischijf.people.permissions import Visitor
    from draaischijf.reporting.models import Report

MOST_DOCUMENTS = 30


class ReportPage:
    """One report as one reader may see it; each part is made when it is shown."""

    def __init__(self, report: Report, reader: Visitor) -> None:
        self.report = report
        self.reader = reader
        self.held = permissions_of(reader, report.partnership)

    @property
    def is_partner(self) -> bool:
        return Permission.READ in self.held

    @property
    def is_editor(self) -> bool:
        return Permission.WRITE_REPORT in self.held

    @property
    def may_write(self) -> bool:
        return self.is_editor and not self.report.is_frozen

    @property
    def has_public_edition(self) -> bool:
        return bool((self.report.content or {}).get(PUBLIC))

    @cached_property
    def content(self) -> Content:
        return content_for(self.reader, self.report)

    @property
    def html(self) -> SafeString:
        """The document as a page; for an editor with links to where one may write."""
        return render_body(
            self.content,
            style=style_of(self.report.partnership),
            edit_urls=self._edit_urls() if self.may_write else None,
        )

    def _edit_urls(self) -> dict[str, str]:
        return {key: self.edit_url(key) for key in sections_of(self.content)}

    def edit_url(self, section: str) -> str:
        """Return the address where a section is written."""
        place = [self.report.partnership.slug, self.report.pk, section]
        return reverse("reporting:report_text", args=place)

    @property
    def words(self) -> Words:
        """The fixed words of the document, for a part of it that is set alone."""
        return manuscript(dataclasses.replace(self.content, blocks=())).words

    @cached_property
    def written(self) -> tuple[int, int]:
        """How many sections hold a text, and how many there are."""
        blocks = [one for one in self.content.blocks if isinstance(one, Editors)]
        return sum(bool(one.text) for one in blocks), len(blocks)

    @property
    def formats(self) -> list[DocumentFormat]:
        return formats_of(self.report.kind)

    @cached_property
    def documents(self) -> list[MadeDocument]:
        """The documents that were made or are under way, the newest first."""
        return list(
            documents_visible_to(self.reader)
            .filter(report=self.report)
            .select_related("file")[:MOST_DOCUMENTS]
        )


def section_of(page: ReportPage, key: str) -> Editors | None:
    """Return the section with this key and what stands in it, if the report has it."""
    blocks = page.content.blocks
    return next(
        (one for one in blocks if isinstance(one, Editors) and one.key == key), None
    )
