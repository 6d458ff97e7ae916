from __future__ import annotations

from django.apps import AppConfig


class AccessConfig(AppConfig):
    name = "draaischijf.access"

    def ready(self) -> None:
        from draaischijf.access import texts, verbs
        from draaischijf.core.redaction import register as redaction
        from draaischijf.history import verbs as register

        register.register(verbs.SENTENCES)
        redaction.register(texts.TEXTS)
        redaction.leave(texts.LEFT)
