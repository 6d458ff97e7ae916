"""Addresses of the certificate of attendance at a gathering."""

from __future__ import annotations

from django.urls import URLPattern, path

from draaischijf.reporting.views import certificates

urlpatterns: list[URLPattern] = [
    path(
        "vergadering/inschrijving/<str:token>/attest/",
        certificates.own_certificate,
        name="own_certificate",
    ),
    path(
        "<slug:p>/overleg/vergaderingen/<int:pk>/attest/<int:participant>/",
        certificates.certificate,
        name="certificate",
    ),
]
