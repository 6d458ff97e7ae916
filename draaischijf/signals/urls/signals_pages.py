"""Addresses of the list of signals and of one signal."""

from __future__ import annotations

from django.urls import URLPattern, path

from draaischijf.signals.views import deadlines, side_by_side, signals_pages

urlpatterns: list[URLPattern] = [
    path("<slug:p>/signalen/", signals_pages.signals, name="signals"),
    path(
        "<slug:p>/signalen/export/<slug:kind>/",
        signals_pages.signals_export,
        name="signals_export",
    ),
    path("<slug:p>/signalen/termijnen/", deadlines.deadlines, name="deadlines"),
    path(
        "<slug:p>/signalen/naast-elkaar/",
        side_by_side.side_by_side,
        name="side_by_side",
    ),
    path("<slug:p>/signalen/<int:number>/", signals_pages.signal, name="signal"),
]
