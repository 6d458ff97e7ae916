"""What comes along with a signal that becomes part of another one."""

from __future__ import annotations

from django.db.models import Q
from django.utils.translation import ngettext_lazy

from draaischijf.reporting.enums import ReportStatus
from draaischijf.signals.carried import Carried

# What was frozen tells of the signal as it was: it stays what it is about.
CARRIED = (
    Carried(
        "reporting.Report",
        same=("kind", "year", "plan_id"),
        only=Q(status=ReportStatus.DRAFT),
        told=ngettext_lazy(
            "%(count)s dossier that is being written",
            "%(count)s dossiers that are being written",
            "count",
        ),
    ),
)
