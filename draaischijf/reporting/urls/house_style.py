"""Addresses of the house style."""

from __future__ import annotations

from django.urls import URLPattern, path

from draaischijf.reporting.views import house_style as views

HOUSE = "<slug:p>/huisstijl"

urlpatterns: list[URLPattern] = [
    path(f"{HOUSE}/", views.house_style, name="house_style"),
    path(f"{HOUSE}/logo/", views.house_style_logo, name="house_style_logo"),
    path(
        f"{HOUSE}/sjabloon.docx",
        views.house_style_template,
        name="house_style_template",
    ),
    path(
        f"{HOUSE}/voorbeeld.docx",
        views.house_style_sample,
        {"format": "docx"},
        name="house_style_docx",
    ),
    path(
        f"{HOUSE}/voorbeeld.pdf",
        views.house_style_sample,
        {"format": "pdf"},
        name="house_style_pdf",
    ),
]
