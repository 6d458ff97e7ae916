"""Samples of lists, tables and filters."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _

from draaischijf.core.frame import Place
from draaischijf.core.pieces import BulkAction, Column, Facet, Option
from draaischijf.website.style_guide.paths import PHASES, path_at

RIGHTS = Facet(
    "recht",
    "Grondrecht",
    (
        Option("wonen", "Behoorlijke huisvesting", 42, selected=True),
        Option("gezondheid", "Gezondheidszorg", 27),
        Option("inkomen", "Bestaansminimum en inkomen", 19),
        Option("onderwijs", "Onderwijs", 0),
    ),
)
PHASE_FACET = Facet(
    "fase",
    "Fase",
    tuple(
        Option(str(number), label, 30 - number * 3, selected=number == 7)
        for number, label in enumerate(PHASES[2:], start=3)
    ),
    single=True,
)
ACROSS = (
    Facet(
        "trekker",
        "Trekker",
        (Option("wonen", "Dienst Wonen", 9, selected=True), Option("caw", "CAW", 4)),
    ),
    Facet(
        "verloop",
        "Verloop van de actie",
        (Option("new", "nieuw", 6), Option("permanent", "permanent", 22)),
    ),
)
ROWS: list[dict[str, Any]] = [
    {
        "title": "Jonge alleenstaanden vinden geen betaalbare studio",
        "number": 42,
        "meta": ["Behoorlijke huisvesting", "17 melders", "Lokelare"],
        "steps": path_at(7),
        "deadline": {"label": "nog 4 werkdagen", "urgency": ""},
    },
    {
        "title": "Wie geen smartphone heeft, geraakt niet bij het CAW binnen",
        "number": 57,
        "meta": ["Maatschappelijke dienstverlening", "6 melders", "hele regio"],
        "steps": path_at(4),
        "deadline": {"label": "nog 2 werkdagen", "urgency": "soon"},
    },
    {
        "title": "Geen opvang voor koppels met een hond",
        "number": 61,
        "meta": ["Behoorlijke huisvesting", "3 melders", "Zeverdonk"],
        "steps": path_at(3),
        "deadline": {"label": "1 dag te laat", "urgency": "late"},
    },
]
COLUMNS = [
    Column("Signaal", "titel"),
    Column("Trekker"),
    Column("Grondrecht", "recht"),
    Column("Melders", "melders", "descending", is_number=True),
    Column("Dagen in fase", "dagen", is_number=True),
]
TABLE_ROWS = [
    ("Geen betaalbare studio", "Dienst Wonen", "Huisvesting", 1017, 49),
    ("Energiescan niet begrepen", "OCMW Wachtbeke", "Inkomen", 31, 212),
    ("Buurtbus stopt om 18 uur", "JAC", "Mobiliteit", 8, 7),
]
TABS = [
    Place("Te wegen", "#tabs", current=True, count=12),
    Place("Vraag gesteld", "#tabs", count=3),
    Place("Te laat", "#tabs", count=0),
    Place("Afgehandeld", "#tabs", count=1204),
]
BULK_ACTIONS = [
    BulkAction("link", _("Link to a signal"), "link"),
    BulkAction("settle", _("Settle internally"), "check"),
]
