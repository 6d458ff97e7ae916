from __future__ import annotations

from django.apps import AppConfig


class PlansConfig(AppConfig):
    name = "draaischijf.plans"

    def ready(self) -> None:
        from draaischijf.history import verbs as register
        from draaischijf.plans import verbs

        register.register(verbs.SENTENCES)
        from draaischijf.core.redaction import register as redaction
        from draaischijf.plans import texts

        redaction.register(texts.TEXTS)
        redaction.leave(texts.LEFT)
        redaction.register_pages(texts.PAGES)
