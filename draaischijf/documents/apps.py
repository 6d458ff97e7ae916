from __future__ import annotations

from django.apps import AppConfig


class DocumentsConfig(AppConfig):
    name = "draaischijf.documents"

    def ready(self) -> None:
        from draaischijf.core.redaction import register as redaction
        from draaischijf.documents import texts

        redaction.register(texts.TEXTS)
        redaction.leave(texts.LEFT)
        redaction.register_files("documents", texts.FILES)
