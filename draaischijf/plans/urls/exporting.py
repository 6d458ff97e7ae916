"""Addresses of a plan as a file."""

from __future__ import annotations

from django.urls import URLPattern, path

from draaischijf.plans.views import exporting

urlpatterns: list[URLPattern] = [
    path("<slug:p>/plannen/<slug:slug>/plan.xlsx", exporting.plan_sheet, name="sheet"),
]
