"""Paths in Dutch, for they are part of the interface; names in English."""

from draaischijf.reporting.urls import (
    bundles,
    calls,
    certificates,
    house_style,
    reports,
)

app_name = "reporting"
urlpatterns = [
    *house_style.urlpatterns,
    *reports.urlpatterns,
    *bundles.urlpatterns,
    *calls.urlpatterns,
    *certificates.urlpatterns,
]
