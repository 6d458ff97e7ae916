from __future__ import annotations

from django.apps import AppConfig


class BundlesConfig(AppConfig):
    name = "draaischijf.bundles"

    def ready(self) -> None:
        from draaischijf.bundles import carried, journeys, texts, verbs
        from draaischijf.core.redaction import register as redaction
        from draaischijf.history import verbs as register
        from draaischijf.signals import carried as hanging_on_signals
        from draaischijf.signals.journeys import register as tell_journeys_of

        register.register(verbs.SENTENCES)
        redaction.register(texts.TEXTS)
        redaction.leave(texts.LEFT)
        redaction.register_pages(texts.PAGES)
        hanging_on_signals.register(carried.CARRIED)
        tell_journeys_of(journeys.edition_stops)
