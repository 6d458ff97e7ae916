"""Addresses of the minutes of a meeting as a file."""

from __future__ import annotations

from django.urls import URLPattern, path

from draaischijf.reporting.views import minutes

urlpatterns: list[URLPattern] = [
    path(
        "<slug:p>/overleg/vergaderingen/<int:pk>/notulen/document/<slug:form>/",
        minutes.minutes_file,
        name="minutes_file",
    ),
]
