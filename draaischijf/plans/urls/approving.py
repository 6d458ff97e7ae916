"""Addresses of approval, adopted versions, legal elements and the trajectory."""

from __future__ import annotations

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
