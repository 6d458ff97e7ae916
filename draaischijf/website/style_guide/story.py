"""Samples of what happened with a signal and what was said about it."""

from __future__ import annotations

import datetime as dt

from django.utils.translation import gettext_lazy as _

from draaischijf.core.pieces import Alike, Detail, Event, File, Link, LogEntry, Said
from draaischijf.core.screening.forms import FieldScreening
from draaischijf.core.screening.marking import marked_html
from draaischijf.core.screening.screen import screen
from draaischijf.core.word_difference import reworded

ENTRIES = [
    LogEntry(
        when="9 november 2026",
        text="Intentieverklaring met drie verhuurders getekend.\n\n"
        "- acht studio's vanaf maart\n- het SVK staat in voor de huur",
        by="Dienst Wonen Lokelare",
        is_key=True,
    ),
    LogEntry(when="najaar 2026", text="Overleg met het SVK over huurgarantie."),
    LogEntry(
        when="18 september 2026",
        place="Stuurgroep",
        text="Beslist: opnemen als uitdaging van 2027.",
        url="#log",
        link="Besluit 2026-31",
        is_key=True,
    ),
]
CHANGES = reworded(
    [
        (
            "titel",
            "Te weinig studio's voor jongeren",
            "Te weinig betaalbare studio's voor wie alleen woont",
        ),
        ("voorbeelden", "", "De wachttijd bij het SVK is drie jaar."),
    ]
)
EVENTS = [
    Event(
        "An Verbeke gaf het signaal vrij voor publicatie.",
        dt.date(2026, 6, 2),
        "report",
    ),
    Event(
        "CAW Durmeland ging akkoord, met een opmerking.",
        dt.date(2026, 5, 28),
        "check-circle",
        "“Noem ook de kamers bij hospita's.”",
    ),
    Event(
        "Drie meldingen werden aan dit signaal gekoppeld.",
        dt.date(2026, 3, 3),
        "merge",
    ),
]
MESSAGES = [
    Said(
        "Signaalcoördinator Welzijnsoverleg Durmeland",
        dt.date(2026, 2, 14),
        "Zie je dit ook bij gezinnen, of alleen bij wie alleen woont?",
        kind=_("question"),
    ),
    Said(
        "Jij",
        dt.date(2026, 2, 15),
        "Vooral bij wie alleen woont en een leefloon heeft.",
        kind=_("answer"),
        is_own=True,
    ),
    Said(
        "Signaalcoördinator Welzijnsoverleg Durmeland",
        dt.date(2026, 2, 16),
        "Mogen we je organisatie noemen?",
        kind=_("question"),
        is_waiting=True,
    ),
]
DETAILS = [
    Detail("Trekker", ["Dienst Wonen Lokelare"]),
    Detail(
        "Aangegeven door",
        [Link("CAW Durmeland", "#details"), "OCMW Lokelare", "Straathoekwerk"],
    ),
    Detail("Grondrecht", [Link("Behoorlijke huisvesting", "#details")]),
    Detail("Leeg, dus weg", []),
]
ALIKE = [
    Alike(
        "Jonge alleenstaanden vinden geen betaalbare studio in de regio",
        "#alike",
        "Signaal 42 · in actie · 17 melders in 4 gemeenten",
        "#alike",
    ),
    Alike(
        "Wachttijd voor een sociale woning loopt op tot vier jaar",
        "#alike",
        "Signaal 17 · gerapporteerd · 31 melders",
    ),
]
FILES = [
    File("overzicht-wachtlijsten.pdf", "#files", "PDF", 384_000),
    File("foto van het formulier.jpg", "#files", "JPEG", 2_100_000),
]
MAIL = (
    "Dag\n\nIn februari meldde je dat wie alleen woont geen studio "
    "vindt. Acht studio's komen vrij in maart.\n\nWelzijnsoverleg Durmeland"
)


def screened(text: str) -> FieldScreening:
    """Screen a sample as a form would."""
    findings = tuple(screen(text))
    return FieldScreening(
        name="problem",
        findings=findings,
        marked=marked_html(text, findings),
        is_accepted=False,
    )
