"""What history says about words that were taken out: how much, and never which."""

from __future__ import annotations

from typing import Any

from django.utils.translation import ngettext

from draaischijf.history.verbs import Sentence


def _text_redacted(data: dict[str, Any]) -> str:
    places = int(data.get("places", 0) or 0)
    return ngettext(
        "Data about a client were taken out in %(places)s place.",
        "Data about a client were taken out in %(places)s places.",
        places,
    ) % {"places": places}


SENTENCES: dict[str, Sentence] = {"text_redacted": _text_redacted}
