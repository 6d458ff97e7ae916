from __future__ import annotations

from django.apps import AppConfig


class AccessConfig(AppConfig):
    name = "draaischijf.access"

    def ready(self) -> None:
        from draaischijf.access import notices, texts, verbs
        from draaischijf.core.redaction import register as redaction
        from draaischijf.history import verbs as register
        from draaischijf.notifications import kinds, subjects

        register.register(verbs.SENTENCES)
        redaction.register(texts.TEXTS)
        redaction.leave(texts.LEFT)
        kinds.let_wait(["request_waits"])
        for about, path in notices.SUBJECTS.items():
            subjects.register(about, path)
        subjects.say(notices.SENTENCES)
