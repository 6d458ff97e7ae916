"""The inbox as a file: every report under the filters, in the order of the list."""

from __future__ import annotations

from collections.abc import Iterator

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.utils import timezone
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from draaischijf.core.exports import Cell, csv_response, xlsx_response
from draaischijf.people.http import in_partnership
from draaischijf.people.models import Partnership
from draaischijf.people.permissions import Permission, holds
from draaischijf.signals.enums import PeopleRange
from draaischijf.signals.filters.inbox import InboxFilter
from draaischijf.signals.queries.inbox import Row, export_rows
from draaischijf.signals.queries.takers import taker_of

# No address of a reporter: a file travels further than a page.
HEADERS = (
    _("Number"), _("Reported"), _("State"), _("What is the problem"), _("For whom"),
    _("Where"), _("Since when"), _("How often"), _("How many people"), _("Example"),
    _("Organisation"), _("Answer before the end of"), _("First answer"), _("Settled"),
    _("Answer to the reporter"), _("Referred to"), _("Signals"), _("Whose it is"),
)  # fmt: skip


@require_safe
@in_partnership
def inbox_csv(request: HttpRequest, partnership: Partnership) -> HttpResponseBase:
    return csv_response(_name(partnership), HEADERS, _rows(request, partnership))


@require_safe
@in_partnership
def inbox_xlsx(request: HttpRequest, partnership: Partnership) -> HttpResponseBase:
    cells = _rows(request, partnership)
    return xlsx_response(_name(partnership), HEADERS, cells, sheet=_t("Reports"))


def _rows(request: HttpRequest, partnership: Partnership) -> Iterator[list[Cell]]:
    """Return the cells of each report; raises Http404 before the first is asked for."""
    rows = export_rows(request.user, partnership, InboxFilter(request.GET).wanted)
    reads_all = holds(request.user, Permission.READ_REPORTS, partnership)
    return (_cells(row, reads_all=reads_all) for row in rows)


def _name(partnership: Partnership) -> str:
    day = f"{timezone.localdate():%Y-%m-%d}"
    return _t("reports %(slug)s %(day)s") % {"slug": partnership.slug, "day": day}


def _cells(row: Row, *, reads_all: bool) -> list[Cell]:
    """Return one line; whose it is only for who distributes them, as on the page."""
    report = row.report
    whose = "" if report.is_of_nobody or not reads_all else taker_of(report).label
    places = [_t("the whole area"), *row.places] if report.whole_area else row.places
    people = report.get_people_display() if report.people != PeopleRange.UNKNOWN else ""
    return [
        report.number,
        report.submitted,
        report.get_state_display(),
        report.problem,
        report.for_whom,
        ", ".join(places),
        report.since,
        report.get_frequency_display() if report.frequency else "",
        people,
        report.example,
        report.organisation_label,
        report.answer_due,
        report.answered,
        report.settled,
        report.outcome_text,
        report.referral,
        ", ".join(f"{number}. {title}" for number, title in row.signals),
        whose,
    ]
