"""The list of reports of a partnership, and finding one of them for a reader."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.db.models import Count, Prefetch, Q, QuerySet
from django.http import Http404
from django.utils.translation import gettext as _t

from draaischijf.core.pagination import keyset_page
from draaischijf.core.pieces import Facet, Option
from draaischijf.people.permissions import Permission, holds
from draaischijf.plans.models import ActionPlan
from draaischijf.plans.permissions import plans_visible_to
from draaischijf.reporting.enums import ABOUT_A_YEAR, MakingState, ReportKind
from draaischijf.reporting.models import MadeDocument, Report
from draaischijf.reporting.permissions import (
    documents_visible_to,
    reports_readable_in,
    reports_visible_to,
)
from draaischijf.signals.models import PolicySignal
from draaischijf.signals.permissions import signals_visible_to
from draaischijf.signals.queries.signal_facets import numbered

if TYPE_CHECKING:
    from draaischijf.people.models import Partnership
    from draaischijf.people.permissions import Visitor

PER_PAGE = 50


@dataclass(frozen=True)
class Wanted:
    """What somebody asks of the list, read and cleaned from the address."""

    years: tuple[int, ...] = ()
    kinds: tuple[str, ...] = ()
    after: str = ""
    before: str = ""

    @property
    def filters_on(self) -> int:
        """How many values of filters are on."""
        return len(self.years) + len(self.kinds)


@dataclass(frozen=True)
class ReportRow:
    """One line of the list: a report and the formats there are to save it in."""

    report: Report
    formats: list[str]


@dataclass(frozen=True)
class ReportList:
    """One page of the list, with its filters."""

    rows: list[ReportRow]
    after: str
    before: str
    facets: list[Facet]
    total: int


def report_list(user: Visitor, partnership: Partnership, wanted: Wanted) -> ReportList:
    """Return a page of the reports that `user` may read, the newest first.

    The number of queries does not depend on how many there are.
    """
    visible = reports_visible_to(user).filter(partnership=partnership)
    found = _narrowed(visible, wanted)
    ready = documents_visible_to(user).filter(state=MakingState.READY)
    shown = (
        found.defer("content")
        .select_related("partnership")
        .prefetch_related(Prefetch("documents", ready, to_attr="ready"))
    )
    page = keyset_page(
        shown, "created", after=wanted.after, before=wanted.before, size=PER_PAGE
    )
    return ReportList(
        rows=[ReportRow(one, _formats(getattr(one, "ready", ()))) for one in page.rows],
        after=page.after,
        before=page.before,
        facets=_facets(visible, wanted),
        total=found.count(),
    )


def _formats(documents: Iterable[MadeDocument]) -> list[str]:
    labels = {document.get_format_display() for document in documents}
    return sorted(labels)


def _narrowed(
    reports: QuerySet[Report], wanted: Wanted, *, without: str = ""
) -> QuerySet[Report]:
    asked = {"year": wanted.years, "kind": wanted.kinds}
    chosen: dict[str, Any] = {
        f"{name}__in": values
        for name, values in asked.items()
        if values and name != without
    }
    return reports.filter(**chosen)


def _facets(reports: QuerySet[Report], wanted: Wanted) -> list[Facet]:
    kinds = _counted(reports, wanted, "kind", wanted.kinds)
    years = _counted(reports, wanted, "year", wanted.years)
    by_year = sorted((year for year in years if year), reverse=True)
    made = [
        Facet(
            "kind",
            _t("Kind"),
            [
                Option(kind, label, kinds[kind], kind in wanted.kinds)
                for kind, label in ReportKind.choices
                if kind in kinds
            ],
        ),
        Facet(
            "year",
            _t("Year"),
            [
                Option(str(year), str(year), years[year], year in wanted.years)
                for year in by_year
            ],
        ),
    ]
    return [facet for facet in made if facet.options]


def _counted(
    reports: QuerySet[Report], wanted: Wanted, name: str, chosen: Iterable[Any]
) -> dict[Any, int]:
    rows = _narrowed(reports, wanted, without=name).order_by().values_list(name)
    return dict.fromkeys(chosen, 0) | dict(rows.annotate(count=Count("pk")))


def report_or_404(user: Visitor, partnership: Partnership, pk: int) -> Report:
    """Return a report `user` may read. Raises Http404 for all else."""
    found = (
        reports_visible_to(user)
        .select_related(
            "partnership__area", "plan__owner", "plan__predecessor", "signal"
        )
        .filter(partnership=partnership, pk=pk)
        .first()
    )
    if found is None:
        raise Http404
    return found


def document_or_404(user: Visitor, partnership: Partnership, pk: int) -> MadeDocument:
    """Return a document of a report `user` may read. Raises Http404 for all else."""
    found = (
        documents_visible_to(user)
        .select_related("report", "partnership", "file")
        .defer("report__content")
        .filter(partnership=partnership, report__partnership=partnership, pk=pk)
        .first()
    )
    if found is None:
        raise Http404
    return found


def plans_to_choose(user: Visitor, partnership: Partnership) -> list[ActionPlan]:
    """Return the plans a report may be about, the newest first."""
    return list(plans_visible_to(user).filter(partnership=partnership))


def signal_numbered(
    user: Visitor, partnership: Partnership, number: int
) -> PolicySignal | None:
    """Return the signal with this number, or in which it goes on, if `user` may."""
    return (
        signals_visible_to(user)
        .filter(numbered(number), partnership=partnership)
        .first()
    )


def reports_about(
    user: Visitor, partnership: Partnership, *, year: int | None = None, **about: Any
) -> dict[str, Report]:
    """Return the newest report of each kind about something: kind → report.

    One query. `about` narrows it: `plan=…`, `signal=…`, `kind=…`; of what is about a
    year only that `year` counts.
    """
    rows = (
        reports_readable_in(user, partnership)
        .filter(**about)
        .exclude(~Q(year=year), kind__in=ABOUT_A_YEAR)
        .defer("content")
    )
    newest: dict[str, Report] = {}
    for report in rows.select_related("partnership").order_by("-created", "-pk")[:100]:
        newest.setdefault(report.kind, report)
    return newest


def may_write(user: Visitor, partnership: Partnership) -> bool:
    """Tell whether `user` may start, write and freeze reports here."""
    return holds(user, Permission.WRITE_REPORT, partnership)


def texts_about(
    partnership: Partnership,
    kind: str,
    *,
    year: int,
    plan: ActionPlan | None,
    signal: PolicySignal | None,
) -> dict[str, str]:
    """Return what editors wrote in the newest report of this kind about this."""
    reports = Report.objects.filter(
        partnership=partnership, kind=kind, plan=plan, signal=signal
    )
    if kind in ABOUT_A_YEAR:
        reports = reports.filter(year=year)
    newest = reports.order_by("-created", "-pk").first()
    return dict(newest.texts.values_list("section", "text")) if newest else {}
