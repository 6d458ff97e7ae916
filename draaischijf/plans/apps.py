from __future__ import annotations

from django.apps import AppConfig


class PlansConfig(AppConfig):
    name = "draaischijf.plans"

    def ready(self) -> None:
        from draaischijf.history import verbs as register
        from draaischijf.notifications import kinds
        from draaischijf.plans import mails, verbs

        register.register(verbs.SENTENCES)
        kinds.register(mails.REMINDERS, mails.KINDS)
