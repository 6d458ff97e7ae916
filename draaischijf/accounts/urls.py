"""Signing in and out. Only these of django-allauth's pages exist here."""

from __future__ import annotations

from allauth.account import views
from django.urls import path

urlpatterns = [
    path("aanmelden/", views.request_login_code, name="account_login"),
    path("aanmelden/", views.request_login_code, name="account_request_login_code"),
    path(
        "aanmelden/code/", views.confirm_login_code, name="account_confirm_login_code"
    ),
    path("afmelden/", views.logout, name="account_logout"),
    path("niet-actief/", views.account_inactive, name="account_inactive"),
]
