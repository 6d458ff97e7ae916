"""Where reports and the documents made of them hold words of a person."""

from __future__ import annotations

from collections.abc import Sequence

from draaischijf.core.redaction.register import Changes, Files, Page, Texts
from draaischijf.core.redaction.sealed import noted
from draaischijf.reporting.domain import making_anew
from draaischijf.reporting.domain.reports import fingerprint
from draaischijf.reporting.models import Report


def _sealed_anew(report: Report, changed: Sequence[str]) -> Changes:
    """Give the checksum of what is left of a frozen report, and note the one before."""
    del changed
    if not report.is_frozen:
        return {}
    return {"sha256": fingerprint(report.content or {}), "redactions": noted(report)}


TEXTS = (
    Texts("reporting.HouseStyle", ("logo_text", "address_line")),
    Texts(
        "reporting.Report",
        ("title", "content"),
        about=("plan", "signal"),
        settle=_sealed_anew,
    ),
    Texts(
        "reporting.ReportText",
        ("text",),
        of="report__partnership_id",
        about=("report", "report__plan", "report__signal"),
    ),
)
LEFT = {
    "reporting.HouseStyle.colour": "a colour",
    "reporting.HouseStyle.accent": "a colour",
    "reporting.Report.sha256": "the checksum, made anew",
    "reporting.Report.redactions": "days and checksums",
    "reporting.ReportText.section": "the name of a section",
    "reporting.MadeDocument.doing": "words of the site itself",
    "reporting.MadeDocument.problem": "words of the site itself",
}
FILES = Files(making_anew.find, making_anew.remove, making_anew.restart)
PAGES = {"verslag": Page("reporting.Report", Report.get_absolute_url)}
OWN_FILES = (
    "reporting.MadeDocument.file",
    "reporting.HouseStyle.template",
    "reporting.HouseStyle.logo",
)
