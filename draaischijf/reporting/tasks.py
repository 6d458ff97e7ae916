"""Jobs of this module: look up, call the domain, nothing more."""

from __future__ import annotations

from django.utils import translation
from procrastinate import RetryStrategy
from procrastinate.contrib.django import app

from draaischijf.reporting.domain import making


@app.task(retry=RetryStrategy(max_attempts=3, exponential_wait=4), pass_context=False)
def make_document(document_id: int, language: str) -> None:
    """Make one document in the language of who asked for it."""
    with translation.override(language):
        making.make(document_id)
