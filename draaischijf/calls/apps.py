from __future__ import annotations

from django.apps import AppConfig


class CallsConfig(AppConfig):
    name = "draaischijf.calls"

    def ready(self) -> None:
        from draaischijf.calls import mails, texts, verbs
        from draaischijf.core.redaction import register as redaction
        from draaischijf.history import verbs as register
        from draaischijf.notifications import kinds

        register.register(verbs.SENTENCES)
        redaction.register(texts.TEXTS)
        redaction.register_pages(texts.PAGES)
        redaction.leave(texts.LEFT)
        kinds.register(mails.CALLS, mails.KINDS)
        kinds.register(mails.OVER, mails.OVER_KINDS)
