from __future__ import annotations

from django.apps import AppConfig


class PrivacyConfig(AppConfig):
    name = "draaischijf.privacy"

    def ready(self) -> None:
        from draaischijf.core.redaction import register as redaction
        from draaischijf.history import verbs as register
        from draaischijf.privacy import texts, verbs

        register.register(verbs.SENTENCES)
        redaction.register(texts.TEXTS)
        redaction.leave(texts.LEFT)
