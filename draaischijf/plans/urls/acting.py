"""Addresses of one action and of what is done with it."""

from __future__ import annotations

from django.urls import URLPattern, path

from draaischijf.plans.views import action_pages

ACTION = "<slug:p>/plannen/<slug:slug>/acties/<int:number>"

urlpatterns: list[URLPattern] = [
    path(f"{ACTION}/", action_pages.action, name="action"),
]
