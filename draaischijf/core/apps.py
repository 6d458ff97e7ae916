from __future__ import annotations

from django.apps import AppConfig


class CoreConfig(AppConfig):
    name = "draaischijf.core"

    def ready(self) -> None:
        from draaischijf.core import lookups, texts
        from draaischijf.core.redaction import register as redaction

        redaction.leave(texts.LEFT)
        lookups.register()
