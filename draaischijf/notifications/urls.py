"""The address behind "no more of these mails"."""

from __future__ import annotations

from django.urls import path

from draaischijf.notifications import views

app_name = "notifications"
urlpatterns = [path("mails/stoppen/<str:token>/", views.stop, name="stop")]
