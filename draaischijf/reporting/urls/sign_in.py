"""Addresses of the sign-in sheet of a gathering."""

from __future__ import annotations

from django.urls import URLPattern, path

from draaischijf.reporting.views import sign_in

urlpatterns: list[URLPattern] = [
    path(
        "<slug:p>/overleg/vergaderingen/<int:pk>/inschrijvingen/document/<slug:form>/",
        sign_in.sign_in_sheet,
        name="sign_in_sheet",
    ),
]
