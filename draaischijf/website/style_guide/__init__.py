"""The samples of the style guide: every interface part in every state it can have.

The texts are examples in Dutch about a region that does not exist; they are data, not
interface, and so not translated.
"""

from __future__ import annotations

from typing import Any

from draaischijf.core.icons import ICONS
from draaischijf.core.pieces import Fact, Link
from draaischijf.website.style_guide import lists, paths, story
from draaischijf.website.style_guide.questions import sample_forms

ABBREVIATIONS = {
    "CAW": "Centrum voor algemeen welzijnswerk",
    "OCMW": "Openbaar centrum voor maatschappelijk welzijn",
    "SVK": "Sociaal verhuurkantoor",
    "JAC": "Jongerenadviescentrum",
    "CLB": "Centrum voor leerlingenbegeleiding",
}
COLOURS = (
    "paper",
    "surface",
    "sunken",
    "ink",
    "ink-soft",
    "line",
    "line-strong",
    "petrol",
    "petrol-soft",
    "marigold",
    "marigold-soft",
    "link",
    "ok",
    "ok-soft",
    "warn",
    "danger",
    "danger-soft",
    "new",
    "new-soft",
    "gone",
)


FACTS = (
    Fact("melders", 17),
    Fact("organisaties", 9),
    Fact("gemeenten", 4),
    Fact("mensen, ongeveer", 1200, "ondergrens van wat gemeld is"),
)
TAGS = ("Alleenstaanden", Link("Jongvolwassenen", "#states"), "OCMW Lokelare")
TEXT = (
    "Het CAW en het OCMW zien hetzelfde:\n\n- de wachttijd groeit\n"
    "- <b>opmaak</b> in een tekst wordt getoond, niet gevolgd"
)
NOTE = (
    "Een signaal is:\n\n- helder en neutraal gezegd\n- herkend door anderen\n"
    "- gedeeld door meer organisaties"
)
HIT = "Wie \ue000alleen\ue001 woont, vindt geen studio bij het SVK."


def style_guide_context() -> dict[str, Any]:
    """Return the samples for every interface part, for the template of the guide."""
    return {
        "abbreviations": ABBREVIATIONS,
        "colours": COLOURS,
        "icons": sorted(ICONS),
        "sample_text": TEXT,
        "sample_hit": HIT,
        "note_text": NOTE,
        "facts": FACTS,
        "tags": TAGS,
        "paths": paths.PATHS,
        "states": paths.STATES,
        "lives": paths.LIVES,
        "entries": story.ENTRIES,
        "events": story.EVENTS,
        "changes": story.CHANGES,
        "messages_said": story.MESSAGES,
        "details": story.DETAILS,
        "alike": story.ALIKE,
        "files": story.FILES,
        "mail_body": story.MAIL,
        "doubt": story.screened("In de Molenstraat 12 staan drie studio's leeg."),
        "certainty": story.screened("Het nummer van het dossier is 85.07.30-033 28."),
        "rows": lists.ROWS,
        "columns": lists.COLUMNS,
        "table_rows": lists.TABLE_ROWS,
        "across": lists.ACROSS,
        "facets": (lists.RIGHTS, lists.PHASE_FACET),
        "tabs": lists.TABS,
        "bulk_actions": lists.BULK_ACTIONS,
        **sample_forms(),
    }
