"""How far a call for input is."""

from __future__ import annotations

from django.db import models
from django.utils.translation import pgettext_lazy


class CallState(models.TextChoices):
    DRAFT = "draft", pgettext_lazy("call for input", "being prepared")
    OPEN = "open", pgettext_lazy("call for input", "open")
    CLOSED = "closed", pgettext_lazy("call for input", "closed")
