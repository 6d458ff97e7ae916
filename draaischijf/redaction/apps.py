from __future__ import annotations

from django.apps import AppConfig


class RedactionConfig(AppConfig):
    name = "draaischijf.redaction"

    def ready(self) -> None:
        from draaischijf.history import verbs as register
        from draaischijf.redaction import verbs

        register.register(verbs.SENTENCES)
