from __future__ import annotations

from django.apps import AppConfig


class ReportingConfig(AppConfig):
    name = "draaischijf.reporting"

    def ready(self) -> None:
        from draaischijf.history import verbs as register
        from draaischijf.reporting import journeys, verbs
        from draaischijf.signals.journeys import register as tell_journeys_of

        register.register(verbs.SENTENCES)
        from draaischijf.core.redaction import register as redaction
        from draaischijf.documents import held_files
        from draaischijf.reporting import carried, texts
        from draaischijf.signals import carried as hanging_on_signals

        redaction.register(texts.TEXTS)
        redaction.leave(texts.LEFT)
        redaction.register_pages(texts.PAGES)
        redaction.register_files("reporting", texts.FILES)
        for label in texts.OWN_FILES:
            held_files.leave_to(label)
        hanging_on_signals.register(carried.CARRIED)
        tell_journeys_of(journeys.report_stops)
