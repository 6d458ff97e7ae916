from __future__ import annotations

from django.apps import AppConfig


class WebsiteConfig(AppConfig):
    name = "draaischijf.website"

    def ready(self) -> None:
        from draaischijf.core import panels
        from draaischijf.notifications import kinds
        from draaischijf.website import mails
        from draaischijf.website.panels import PANELS

        panels.use(PANELS)
        kinds.register(mails.OFFICE, mails.KINDS)
