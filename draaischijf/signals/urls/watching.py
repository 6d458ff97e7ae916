"""Addresses of what a person follows."""

from __future__ import annotations

from django.urls import URLPattern, path

from draaischijf.signals.views import watching

SIGNAL = "<slug:p>/signalen/<int:number>"

urlpatterns: list[URLPattern] = [
    path("<slug:p>/gevolgd/", watching.watched, name="watched"),
    path("<slug:p>/zoekopdracht/", watching.search_keep, name="search_keep"),
    path("<slug:p>/zoekopdracht/<int:pk>/", watching.search_name, name="search_name"),
    path(
        "<slug:p>/zoekopdracht/<int:pk>/nieuws/",
        watching.search_turn,
        name="search_turn",
    ),
    path(
        "<slug:p>/zoekopdracht/<int:pk>/weg/",
        watching.search_forget,
        name="search_forget",
    ),
    path(f"{SIGNAL}/volgen/", watching.signal_follow, name="signal_follow"),
    path(f"{SIGNAL}/niet-volgen/", watching.signal_unfollow, name="signal_unfollow"),
]
