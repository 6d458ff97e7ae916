from __future__ import annotations

from django.apps import AppConfig


class TaxonomyConfig(AppConfig):
    name = "draaischijf.taxonomy"

    def ready(self) -> None:
        from draaischijf.core.redaction import register as redaction
        from draaischijf.taxonomy import texts

        redaction.leave(texts.LEFT)
