from __future__ import annotations

from django.apps import AppConfig


class SignalsConfig(AppConfig):
    name = "draaischijf.signals"

    def ready(self) -> None:
        from draaischijf.core.redaction import register as redaction
        from draaischijf.history import verbs as register
        from draaischijf.notifications import kinds, subjects
        from draaischijf.signals import carried, mails, notices, texts, verbs
        from draaischijf.signals.queries import watching

        register.register(verbs.SENTENCES)
        redaction.register(texts.TEXTS)
        redaction.leave(texts.LEFT)
        redaction.register_pages(texts.PAGES)
        kinds.register(mails.REPORTS, mails.KINDS)
        kinds.register(mails.OFFERS, mails.OFFER_KINDS)
        kinds.register(mails.LETTERS, mails.LETTER_KINDS)
        kinds.register(mails.ASSIGNED, mails.ASSIGNED_KINDS)
        kinds.register(mails.AGREEMENT, mails.AGREEMENT_KINDS)
        for about, path in watching.SUBJECTS.items():
            subjects.register(about, path)
        subjects.say(notices.SENTENCES)
        carried.register(carried.CARRIED)
        carried.leave(carried.LEFT)
