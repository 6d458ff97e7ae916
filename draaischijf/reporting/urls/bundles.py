"""Addresses of editions of signals as files."""

from __future__ import annotations

from django.urls import URLPattern, path

from draaischijf.reporting.views import bundles

urlpatterns: list[URLPattern] = [
    path(
        "<slug:p>/bundels/<int:edition>/document/<slug:form>/",
        bundles.bundle_file,
        name="bundle_file",
    ),
]
