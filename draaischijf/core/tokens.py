"""Personal links: a token that can be made again, of which only the hash is kept.

The token is derived from the secret key and a nonce on the row. So the outbox makes the
link while it sends, and whoever reads the database can open nothing.
"""

from __future__ import annotations

import base64
import hashlib
import hmac
import secrets

from django.conf import settings


def new_nonce() -> str:
    """Return a fresh nonce for a row."""
    return secrets.token_hex(16)


def token_for(purpose: str, nonce: str, *, kept: str = "") -> str:
    """Return the token that belongs to a nonce: 32 characters, safe in an address.

    A token for one purpose opens nothing of another. With the hash the row has `kept`,
    it is the token of a former secret key where that one opens the row: a link in an
    old mail and one on a new page are the same.
    """
    keys = [settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS]
    tokens = [_made_with(key, purpose, nonce) for key in keys]
    return next((one for one in tokens if hash_of(one) == kept), tokens[0])


def hash_of(token: str) -> str:
    """Return what is kept of a token."""
    return hashlib.sha256(token.encode()).hexdigest()


def _made_with(key: str, purpose: str, nonce: str) -> str:
    digest = hmac.digest(key.encode(), f"{purpose}:{nonce}".encode(), "sha256")
    return base64.urlsafe_b64encode(digest)[:32].decode()
