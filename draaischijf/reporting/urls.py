"""Paths in Dutch, for they are part of the interface; names in English."""

from __future__ import annotations

from django.urls import URLPattern

app_name = "reporting"
urlpatterns: list[URLPattern] = []
