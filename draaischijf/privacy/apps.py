from __future__ import annotations

from django.apps import AppConfig


class PrivacyConfig(AppConfig):
    name = "draaischijf.privacy"

    def ready(self) -> None:
        from draaischijf.history import verbs as register
        from draaischijf.privacy import verbs

        register.register(verbs.SENTENCES)
