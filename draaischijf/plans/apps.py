from __future__ import annotations

from django.apps import AppConfig


class PlansConfig(AppConfig):
    name = "draaischijf.plans"

    def ready(self) -> None:
        from draaischijf.core.redaction import register as redaction
        from draaischijf.history import verbs as register
        from draaischijf.notifications import kinds, subjects
        from draaischijf.plans import carried, journeys, mails, notices, texts, verbs
        from draaischijf.plans.queries.answering import answered_now
        from draaischijf.signals import carried as hanging_on_signals
        from draaischijf.signals import deeds
        from draaischijf.signals.journeys import register as tell_journeys_of

        register.register(verbs.SENTENCES)
        redaction.register(texts.TEXTS)
        redaction.leave(texts.LEFT)
        redaction.register_pages(texts.PAGES)
        kinds.register(mails.REMINDERS, mails.KINDS)
        kinds.let_wait(mails.KINDS)
        for about, path in notices.SUBJECTS.items():
            subjects.register(about, path)
        subjects.say(notices.SENTENCES)
        hanging_on_signals.register(carried.CARRIED)
        tell_journeys_of(journeys.action_stops)
        deeds.register("plans", answered_now)
