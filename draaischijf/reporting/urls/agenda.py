"""Addresses of the work agenda as a file."""

from __future__ import annotations

from django.urls import URLPattern, path

from draaischijf.reporting.views import agenda

urlpatterns: list[URLPattern] = [
    path(
        "<slug:p>/agenda/document/<slug:form>/",
        agenda.agenda_file,
        name="agenda_file",
    ),
]
