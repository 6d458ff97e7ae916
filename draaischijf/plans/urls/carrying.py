"""Addresses of the carry-over to the next plan, and of the difference."""

from __future__ import annotations

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
