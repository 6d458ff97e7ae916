"""Addresses for everybody: report, follow, support."""

from __future__ import annotations

from django.urls import URLPattern, path

from draaischijf.signals.views import follow

urlpatterns: list[URLPattern] = [
    path("volg/<str:token>/", follow.follow, name="follow"),
]
