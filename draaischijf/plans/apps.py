from __future__ import annotations

from django.apps import AppConfig


class PlansConfig(AppConfig):
    name = "draaischijf.plans"

    def ready(self) -> None:
        from draaischijf.history import verbs as register
        from draaischijf.plans import verbs

        register.register(verbs.SENTENCES)
