"""Addresses for everybody: report, follow, support."""

from __future__ import annotations

from django.urls import URLPattern, path

from draaischijf.signals.views import attachments, follow, report, support

urlpatterns: list[URLPattern] = [
    path("volg/<str:token>/", follow.follow, name="follow"),
    path("volg/<str:token>/antwoord/", follow.follow_answer, name="follow_answer"),
    path("volg/<str:token>/voorbeeld/", follow.follow_add, name="follow_add"),
    path("volg/<str:token>/intrekken/", follow.follow_withdraw, name="follow_withdraw"),
    path(
        "volg/<str:token>/bijlage/<uuid:uid>/",
        attachments.follow_attachment,
        name="follow_attachment",
    ),
    path("<slug:p>/signaleren/", report.report, name="report"),
    path("<slug:p>/signaleren/nakijken/", report.check, name="report_check"),
    path("<slug:p>/signaleren/gelijkaardig/", report.alike, name="report_alike"),
    path(
        "<slug:p>/signalen/<int:number>/ook-bij-ons/", support.support, name="support"
    ),
    path(
        "<slug:p>/meldingen/<int:number>/bijlage/<uuid:uid>/",
        attachments.attachment,
        name="attachment",
    ),
]
