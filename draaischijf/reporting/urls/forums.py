"""Addresses of the report of a joint forum as a file."""

from __future__ import annotations

from django.urls import URLPattern, path

from draaischijf.reporting.views import forums

urlpatterns: list[URLPattern] = [
    path(
        "<slug:p>/forum/<int:pk>/document/<slug:form>/",
        forums.forum_file,
        name="forum_file",
    ),
]
