"""Addresses of one action and of what is done with it."""

from __future__ import annotations

from django.urls import URLPattern, path

from draaischijf.plans.views import (
    action_pages,
    answering,
    details,
    lifecycle,
    log_pages,
    parties,
)

PLAN = "<slug:p>/plannen/<slug:slug>"
ACTION = f"{PLAN}/acties/<int:number>"

urlpatterns: list[URLPattern] = [
    path("<slug:p>/plannen/mijn/", action_pages.my_actions, name="my_actions"),
    path(f"{PLAN}/te-bevestigen/", lifecycle.to_confirm, name="to_confirm"),
    path(f"{ACTION}/", action_pages.action, name="action"),
    path(f"{ACTION}/noteren/", log_pages.action_log, name="action_log"),
    path(f"{ACTION}/noteren/datum/", log_pages.action_log_date, name="action_log_date"),
    path(
        f"{ACTION}/noteren/<int:pk>/", log_pages.action_log_edit, name="action_log_edit"
    ),
    path(
        f"{ACTION}/noteren/<int:pk>/weg/",
        log_pages.action_log_remove,
        name="action_log_remove",
    ),
    path(
        f"{ACTION}/bijlagen/<uuid:uid>/", action_pages.action_file, name="action_file"
    ),
    path(f"{ACTION}/levensloop/", lifecycle.action_lifecycle, name="action_lifecycle"),
    path(f"{ACTION}/gegevens/", details.action_details, name="action_details"),
    path(f"{ACTION}/wie/", parties.action_parties, name="action_parties"),
    path(f"{ACTION}/wie/<int:pk>/weg/", parties.party_remove, name="party_remove"),
    path(f"{ACTION}/signalen/", answering.action_signals, name="action_signals"),
    path(
        f"{ACTION}/signalen/<int:signal>/weg/",
        answering.signal_unlink,
        name="signal_unlink",
    ),
]
