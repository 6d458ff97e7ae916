"""The site's own addresses."""

from __future__ import annotations

from django.urls import path

from draaischijf.website.views import pages

app_name = "website"
urlpatterns = [
    path("", pages.home, name="home"),
    path("account/verder/", pages.after_sign_in, name="after_sign_in"),
]
