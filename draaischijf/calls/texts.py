"""Where calls for input hold words of a person."""

from __future__ import annotations

from draaischijf.calls.models import Call
from draaischijf.core.redaction.register import Page, Texts

TEXTS = (
    Texts("calls.Call", ("title", "why")),
    Texts(
        "calls.CallQuestion",
        ("text",),
        of="call__partnership_id",
        about=("call",),
    ),
    Texts(
        "calls.CallPoint",
        ("text",),
        of="question__call__partnership_id",
        about=("question__call",),
    ),
)
LEFT: dict[str, str] = {
    "calls.CallPoint.screening": "kinds and places of findings, never the words",
    "calls.Invited.email": "an address to write to, never words",
    "calls.Invited.language": "a code of a language",
    "calls.Invited.nonce": "a random number",
    "calls.Invited.link_hash": "a digest",
}
PAGES = {"bevraging": Page("calls.Call", Call.get_absolute_url)}
