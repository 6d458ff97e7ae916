"""How a state looks: an icon and a tone for its machine name.

Only the look. What a state means, and what may follow it, is for the module that has
it; a name that is not here gets a ring and the colour of what is going on.
"""

from __future__ import annotations

from typing import NamedTuple


class Look(NamedTuple):
    """An icon's name, and a tone: ok, warn, danger, new, gone, quiet or nothing."""

    icon: str
    tone: str = ""


PLAIN = Look("circle")

LOOKS: dict[str, Look] = {
    # a pre-signal
    "submitted": Look("inbox"),
    "in_review": Look("clock"),
    "question": Look("question", "warn"),
    "linked": Look("link", "ok"),
    "handled_internally": Look("check-circle", "ok"),
    "not_a_signal": Look("arrow-right", "quiet"),
    "withdrawn": Look("close", "quiet"),
    # a signal
    "bundling": Look("merge"),
    "analysis": Look("search"),
    "published": Look("document"),
    "decided": Look("decision"),
    "in_action": Look("flag"),
    "closed": Look("check-circle", "ok"),
    "parked": Look("pause", "quiet"),
    "not_retained": Look("minus", "quiet"),
    "merged": Look("merge", "quiet"),
    # a plan
    "draft": Look("pencil", "quiet"),
    "adopted": Look("check-circle", "ok"),
    "amending": Look("pencil", "warn"),
    # an action of a plan: blue is new and red is gone, as offices know it
    "new": Look("dot", "new"),
    "continued": Look("arrow-right", "quiet"),
    "adapted": Look("pencil"),
    "permanent": Look("repeat", "quiet"),
    "postponed": Look("pause", "warn"),
    "phasing_out": Look("arrow-down", "warn"),
    "not_extended": Look("square", "gone"),
    "completed": Look("check-circle", "ok"),
    "unknown": Look("question", "warn"),
    "pro_memorie": Look("eye", "quiet"),
    # the answers of the four tests, and agreement
    "yes": Look("check", "ok"),
    "partly": Look("minus", "warn"),
    "no": Look("close", "danger"),
    "agree": Look("check", "ok"),
    "agree_with_remark": Look("message", "ok"),
    "object": Look("error", "danger"),
    "abstain": Look("minus", "quiet"),
    # a proposal to reword
    "open": Look("question", "warn"),
    "accepted": Look("check-circle", "ok"),
    "adjusted": Look("pencil", "ok"),
    "declined": Look("minus", "quiet"),
    # a forum and its tracks
    "preparing": Look("pencil", "quiet"),
    "tables": Look("people"),
    "weighing": Look("dot"),
    "collected": Look("circle", "quiet"),
    "chosen": Look("flag", "warn"),
    "action": Look("check-circle", "ok"),
    "addressed": Look("arrow-right", "ok"),
    # what runs and ends: challenges, imports, mail
    "planned": Look("calendar", "quiet"),
    "running": Look("clock"),
    "waiting": Look("clock"),
    "done": Look("check-circle", "ok"),
    "sent": Look("check-circle", "ok"),
    "dropped": Look("close", "quiet"),
    "failed": Look("error", "danger"),
}


def look_of(state: str) -> Look:
    """Return how the state with this machine name looks."""
    return LOOKS.get(state, PLAIN)
