"""Addresses: the site's own first, then each partnership under its slug."""

from __future__ import annotations

from django.urls import include, path

urlpatterns = [
    path("account/", include("allauth.urls")),
    path("", include("draaischijf.website.urls")),
    path("", include("draaischijf.signals.urls")),
]
