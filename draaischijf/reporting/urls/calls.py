"""Addresses of the synthesis of a call for input as a file."""

from __future__ import annotations

from django.urls import URLPattern, path

from draaischijf.reporting.views import calls

urlpatterns: list[URLPattern] = [
    path(
        "<slug:p>/bevragingen/<int:number>/document/<slug:form>/",
        calls.call_file,
        name="call_file",
    ),
]
