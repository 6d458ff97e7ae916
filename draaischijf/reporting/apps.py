from __future__ import annotations

from django.apps import AppConfig


class ReportingConfig(AppConfig):
    name = "draaischijf.reporting"

    def ready(self) -> None:
        from draaischijf.history import verbs as register
        from draaischijf.reporting import verbs

        register.register(verbs.SENTENCES)
