from __future__ import annotations

from django.apps import AppConfig


class HistoryConfig(AppConfig):
    name = "draaischijf.history"

    def ready(self) -> None:
        from draaischijf.core.redaction import register as redaction
        from draaischijf.history import texts

        redaction.register(texts.TEXTS)
        redaction.leave(texts.LEFT)
