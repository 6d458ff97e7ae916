"""Addresses of the list of plans and of one plan."""

from __future__ import annotations

from django.urls import URLPattern, path

from draaischijf.plans.views import plan_pages

PLAN = "<slug:p>/plannen/<slug:slug>"

urlpatterns: list[URLPattern] = [
    path("<slug:p>/plannen/", plan_pages.plans, name="plans"),
    path(f"{PLAN}/", plan_pages.plan, name="plan"),
]
