"""OpenID Connect providers, as the environment names them."""

from __future__ import annotations

import re
from typing import Any
from urllib.parse import urlsplit

from django.core.exceptions import ImproperlyConfigured

NAME = re.compile(r"[a-z][a-z0-9-]{0,30}")


def openid_providers(env: Any) -> dict[str, Any]:
    """Return the providers for django-allauth, in the order in which they are offered.

    `OIDC_PROVIDERS=stad,acm` names them; each has `OIDC_STAD_URL`, `_CLIENT_ID`,
    `_SECRET` and `_LABEL`. Raises ImproperlyConfigured, naming the variable, for one
    that is not complete.
    """
    names = [one.strip() for one in env.list("OIDC_PROVIDERS", default=[])]
    return {"APPS": [_provider(env, name) for name in names if name]}


def origins_of(providers: dict[str, Any]) -> list[str]:
    """Return the sites to which a form of ours may lead on (form-action of the CSP)."""
    found = []
    for app in providers["APPS"]:
        address = urlsplit(app["settings"]["server_url"])
        found.append(f"{address.scheme}://{address.netloc}")
    return found


def _provider(env: Any, name: str) -> dict[str, Any]:
    if not NAME.fullmatch(name):
        raise ImproperlyConfigured(
            f"OIDC_PROVIDERS: “{name}” is no name: small letters, digits and -."
        )
    prefix = f"OIDC_{name.upper().replace('-', '_')}_"
    asked = {key: env.str(prefix + key, default="") for key in ("URL", "CLIENT_ID")}
    for key, given in asked.items():
        if not given:
            raise ImproperlyConfigured(f"{prefix}{key} is empty; {name} needs it.")
    return {
        "provider_id": name,
        "name": env.str(f"{prefix}LABEL", default=name.capitalize()),
        "client_id": asked["CLIENT_ID"],
        "secret": env.str(f"{prefix}SECRET", default=""),
        "settings": {
            "server_url": asked["URL"],
            # Proof that the answer is to our own question (RFC 7636).
            "oauth_pkce_enabled": True,
        },
    }
