"""Paths in Dutch, for they are part of the interface; names in English."""

from draaischijf.reporting.urls import (
    agenda,
    bundles,
    calls,
    certificates,
    forums,
    house_style,
    minutes,
    reports,
    sign_in,
)

app_name = "reporting"
urlpatterns = [
    *agenda.urlpatterns,
    *house_style.urlpatterns,
    *reports.urlpatterns,
    *bundles.urlpatterns,
    *calls.urlpatterns,
    *minutes.urlpatterns,
    *forums.urlpatterns,
    *certificates.urlpatterns,
    *sign_in.urlpatterns,
]
