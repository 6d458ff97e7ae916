"""Secrets that must be read again: sealed with the secret key of the site.

A database that leaks does not give away what an app makes its codes from.
"""

from __future__ import annotations

import base64
import hashlib

from cryptography.fernet import Fernet, MultiFernet
from django.conf import settings


def sealed(text: str) -> str:
    """Return a text so that only this site can read it again."""
    return _keys().encrypt(text.encode()).decode()


def unsealed(kept: str) -> str:
    """Return a sealed text, also one that was sealed with a former secret key.

    Raises cryptography.fernet.InvalidToken when no known key opens it.
    """
    return _keys().decrypt(kept.encode()).decode()


def _keys() -> MultiFernet:
    known = [settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS]
    return MultiFernet([Fernet(_derived(key)) for key in known])


def _derived(key: str) -> bytes:
    digest = hashlib.sha256(b"sealed:" + key.encode()).digest()
    return base64.urlsafe_b64encode(digest)
