from __future__ import annotations

from django.apps import AppConfig


class AccountsConfig(AppConfig):
    name = "draaischijf.accounts"

    def ready(self) -> None:
        from draaischijf.core.redaction import register as redaction
        from draaischijf.accounts import texts

        redaction.leave(texts.LEFT)
