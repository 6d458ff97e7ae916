from __future__ import annotations

from django.apps import AppConfig


class PeopleConfig(AppConfig):
    name = "draaischijf.people"

    def ready(self) -> None:
        from draaischijf.history import verbs as register
        from draaischijf.people import verbs

        register.register(verbs.SENTENCES)
        from draaischijf.core.redaction import register as redaction
        from draaischijf.notifications import subjects
        from draaischijf.people import places, texts

        subjects.register_places(places.PATH)
        redaction.register(texts.TEXTS)
        redaction.leave(texts.LEFT)
