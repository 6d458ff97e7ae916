"""Addresses of the list of reports, of one report, and of its documents."""

from __future__ import annotations

from django.urls import URLPattern, path

from draaischijf.reporting.views import documents, reports

REPORT = "<slug:p>/verslagen/<int:pk>"
DOCUMENT = "<slug:p>/verslagen/documenten/<int:pk>"

urlpatterns: list[URLPattern] = [
    path("<slug:p>/verslagen/", reports.reports, name="reports"),
    path("<slug:p>/verslagen/nieuw/", reports.report_start, name="report_start"),
    path(f"{REPORT}/", reports.report, name="report"),
    path(f"{REPORT}/tekst/<slug:section>/", reports.report_text, name="report_text"),
    path(f"{REPORT}/afsluiten/", reports.report_freeze, name="report_freeze"),
    path(f"{REPORT}/openbaar/", reports.report_publish, name="report_publish"),
    path(f"{REPORT}/document/", documents.document_ask, name="document_ask"),
    path(f"{DOCUMENT}/", documents.document, name="document"),
    path(f"{DOCUMENT}/opnieuw/", documents.document_again, name="document_again"),
    path(f"{DOCUMENT}/bestand/", documents.document_file, name="document_file"),
]
