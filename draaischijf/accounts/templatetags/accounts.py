"""What the sign-in page offers beside a mailed code."""

from __future__ import annotations

from dataclasses import dataclass

from django import template
from django.conf import settings
from django.urls import reverse

register = template.Library()


@dataclass(frozen=True)
class Provider:
    """Another site that says who somebody is."""

    name: str
    url: str


@register.simple_tag
def sign_in_providers() -> list[Provider]:
    """Return the other sites with which one can sign in here."""
    apps = settings.SOCIALACCOUNT_PROVIDERS["openid_connect"]["APPS"]
    return [
        Provider(
            app["name"], reverse("openid_connect_login", args=[app["provider_id"]])
        )
        for app in apps
    ]
