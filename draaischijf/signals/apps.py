from __future__ import annotations

from django.apps import AppConfig


class SignalsConfig(AppConfig):
    name = "draaischijf.signals"

    def ready(self) -> None:
        from draaischijf.history import verbs as register
        from draaischijf.notifications import kinds
        from draaischijf.signals import mails, verbs

        register.register(verbs.SENTENCES)
        kinds.register(mails.REPORTS, mails.KINDS)
