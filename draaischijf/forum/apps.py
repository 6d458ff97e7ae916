from __future__ import annotations

from django.apps import AppConfig


class ForumConfig(AppConfig):
    name = "draaischijf.forum"

    def ready(self) -> None:
        from draaischijf.core.redaction import register as redaction
        from draaischijf.forum import carried, journeys, texts, verbs
        from draaischijf.history import verbs as register
        from draaischijf.signals import carried as hanging_on_signals
        from draaischijf.signals.journeys import register as tell_journeys_of

        register.register(verbs.SENTENCES)
        redaction.register(texts.TEXTS)
        redaction.register_pages(texts.PAGES)
        redaction.leave(texts.LEFT)
        hanging_on_signals.register(carried.CARRIED)
        tell_journeys_of(journeys.forum_stops)
