"""Addresses of organisations."""

from __future__ import annotations

from django.urls import path

from draaischijf.people import views

app_name = "people"
urlpatterns = [
    path("<slug:p>/organisaties/", views.organisations, name="organisations"),
    path("<slug:p>/organisaties/namen/", views.names, name="names"),
    path("<slug:p>/organisaties/namen/<int:pk>/", views.judge_name, name="judge_name"),
    path(
        "<slug:p>/organisaties/<int:pk>/bevestigen/",
        views.confirm,
        name="confirm_organisation",
    ),
]
