from __future__ import annotations

from django.apps import AppConfig


class ConsultationConfig(AppConfig):
    name = "draaischijf.consultation"

    def ready(self) -> None:
        from draaischijf.consultation import (
            carried,
            journeys,
            mails,
            notices,
            texts,
            verbs,
        )
        from draaischijf.core.redaction import register as redaction
        from draaischijf.history import verbs as register
        from draaischijf.notifications import kinds, subjects
        from draaischijf.signals import carried as hanging_on_signals
        from draaischijf.signals.journeys import register as tell_journeys_of

        register.register(verbs.SENTENCES)
        kinds.register(mails.MINUTES, mails.MINUTES_KINDS)
        for about, path in notices.SUBJECTS.items():
            subjects.register(about, path)
        subjects.say(notices.SENTENCES)
        redaction.register(texts.TEXTS)
        redaction.register_pages(texts.PAGES)
        redaction.leave(texts.LEFT)
        hanging_on_signals.register(carried.CARRIED)
        tell_journeys_of(journeys.meeting_stops)
        kinds.register(mails.MEETINGS, mails.KINDS)
