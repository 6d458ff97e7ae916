"""Paths in Dutch, for they are part of the interface; names in English."""

from draaischijf.signals.urls import (
    follow_up,
    inbox,
    public,
    signals_pages,
    watching,
    working_groups,
)

app_name = "signals"
urlpatterns = [
    *public.urlpatterns,
    *inbox.urlpatterns,
    *signals_pages.urlpatterns,
    *follow_up.urlpatterns,
    *watching.urlpatterns,
    *working_groups.urlpatterns,
]
