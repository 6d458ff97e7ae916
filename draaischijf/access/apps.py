from __future__ import annotations

from django.apps import AppConfig


class AccessConfig(AppConfig):
    name = "draaischijf.access"

    def ready(self) -> None:
        from draaischijf.access import verbs
        from draaischijf.history import verbs as register

        register.register(verbs.SENTENCES)
