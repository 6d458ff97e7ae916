"""The address from which words are taken out."""

from __future__ import annotations

from django.urls import path

from draaischijf.redaction import views

app_name = "redaction"
urlpatterns = [
    path("<slug:p>/weghalen/<slug:kind>/<int:pk>/", views.take_out, name="take_out"),
]
