"""What reports know of the way of a signal: those that were frozen about it."""

from __future__ import annotations

from collections.abc import Iterator

from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _t

from draaischijf.reporting.enums import ReportStatus
from draaischijf.reporting.models import Report
from draaischijf.signals.journeys import Lane, Stop
from draaischijf.signals.models import PolicySignal


def report_stops(signal: PolicySignal, *, is_partner: bool) -> Iterator[Stop]:
    """Yield the frozen reports about a signal, or about a plan that answers it.

    One query.
    """
    about = Q(signal=signal) | Q(plan__plan_actions__signals=signal)
    rows = Report.objects.filter(about, status=ReportStatus.FROZEN)
    if not is_partner:
        rows = rows.filter(is_public=True)
    for report in rows.select_related("partnership").defer("content").distinct():
        if report.frozen:
            yield Stop(
                Lane.DOCUMENTS,
                timezone.localdate(report.frozen),
                _t("It stands in “%(title)s”.") % {"title": report.title},
                report.get_absolute_url(),
                "document",
            )
