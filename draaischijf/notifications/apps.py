from __future__ import annotations

from django.apps import AppConfig


class NotificationsConfig(AppConfig):
    name = "draaischijf.notifications"

    def ready(self) -> None:
        from draaischijf.core.redaction import register as redaction
        from draaischijf.notifications import texts

        redaction.register(texts.TEXTS)
        redaction.leave(texts.LEFT)
