"""Addresses: the site's own first, then each partnership under its slug."""

from __future__ import annotations

from django.contrib.auth.decorators import login_not_required
from django.urls import include, path
from django.views.i18n import set_language

handler400 = "draaischijf.website.views.errors.bad_request"
handler403 = "draaischijf.website.views.errors.forbidden"
handler404 = "draaischijf.website.views.errors.not_found"
handler500 = "draaischijf.website.views.errors.server_error"

urlpatterns = [
    path("taal/", login_not_required(set_language), name="set_language"),
    path("account/", include("draaischijf.accounts.urls")),
    path("", include("draaischijf.website.urls")),
    path("", include("draaischijf.notifications.urls")),
    path("", include("draaischijf.people.urls")),
    path("", include("draaischijf.access.urls")),
    path("", include("draaischijf.redaction.urls")),
    path("", include("draaischijf.signals.urls")),
    path("", include("draaischijf.bundles.urls")),
    path("", include("draaischijf.calls.urls")),
    path("", include("draaischijf.plans.urls")),
    path("", include("draaischijf.consultation.urls")),
    path("", include("draaischijf.forum.urls")),
    path("", include("draaischijf.reporting.urls")),
    path("", include("draaischijf.privacy.urls")),
]
