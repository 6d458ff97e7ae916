from __future__ import annotations

from django.apps import AppConfig


class AccountsConfig(AppConfig):
    name = "draaischijf.accounts"

    def ready(self) -> None:
        from draaischijf.accounts import texts
        from draaischijf.core.redaction import register as redaction

        redaction.leave(texts.LEFT)
