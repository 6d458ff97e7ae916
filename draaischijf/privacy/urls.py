"""Addresses about what is kept about people."""

from __future__ import annotations

from django.urls import path

from draaischijf.privacy.views import own, register, requests, retention

app_name = "privacy"
urlpatterns = [
    path("account/mijn-gegevens/", own.own_data, name="own_data"),
    path("account/mijn-mails/", own.own_mails, name="own_mails"),
    path("volg/<str:token>/gegevens/", own.link_data, name="link_data"),
    path("<slug:p>/privacy/", register.policy, name="policy"),
    path("<slug:p>/privacy/bewaartermijnen/", retention.periods, name="periods"),
    path(
        "<slug:p>/privacy/bewaartermijnen/<slug:code>/",
        retention.period,
        name="period",
    ),
    path("<slug:p>/privacy/aanvragen/", requests.requests, name="requests"),
    path("<slug:p>/privacy/register/", register.register, name="register"),
    path(
        "<slug:p>/privacy/register/aanvullen/",
        register.register_edit,
        name="register_edit",
    ),
    path(
        "<slug:p>/privacy/register/export/<slug:made>/",
        register.register_export,
        name="register_export",
    ),
]
