"""Where forums hold words of a person."""

from __future__ import annotations

from draaischijf.core.redaction.register import Page, Texts
from draaischijf.forum.models import Forum, SolutionTrack

TEXTS = (
    Texts(
        "forum.ForumTheme",
        ("title", "why_text", "told_text"),
        of="forum__partnership_id",
        about=("forum",),
    ),
    Texts(
        "forum.ForumTable",
        ("moderator_name",),
        of="theme__forum__partnership_id",
        about=("theme__forum",),
    ),
    Texts(
        "forum.TableNote",
        ("text",),
        of="table__theme__forum__partnership_id",
        about=("table__theme__forum",),
    ),
    Texts(
        "forum.SolutionTrack",
        ("title", "what", "who", "needs", "owner_name", "addressee", "ask", "reason"),
        of="theme__forum__partnership_id",
        about=("theme__forum",),
    ),
)
LEFT: dict[str, str] = {
    "forum.ForumTable.nonce": "a random number",
    "forum.ForumTable.link_hash": "a digest",
    "forum.TrackDot.device": "a print of a random number",
}
PAGES = {
    "forum": Page("forum.Forum", Forum.get_absolute_url),
    "piste": Page("forum.SolutionTrack", SolutionTrack.get_absolute_url),
}
