"""The samples of the style guide: every interface part in every state it can have.

The texts are examples in Dutch about a region that does not exist; they are data, not
interface, and so not translated.
"""

from __future__ import annotations

import datetime as dt
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from draaischijf.core.frame import Place
from draaischijf.core.icons import ICONS
from draaischijf.core.pieces import (
    Alike,
    BulkAction,
    Column,
    Detail,
    Event,
    Facet,
    Fact,
    File,
    Link,
    LogEntry,
    Option,
    Said,
    Step,
)
from draaischijf.core.screening.forms import FieldScreening
from draaischijf.core.screening.marking import marked_html
from draaischijf.core.screening.screen import screen

ABBREVIATIONS = {
    "CAW": "Centrum voor algemeen welzijnswerk",
    "OCMW": "Openbaar centrum voor maatschappelijk welzijn",
    "SVK": "Sociaal verhuurkantoor",
    "JAC": "Jongerenadviescentrum",
    "CLB": "Centrum voor leerlingenbegeleiding",
}
PHASES = (
    "Opgemerkt",
    "Verzameld",
    "Gebundeld",
    "Geanalyseerd",
    "Gerapporteerd",
    "Beslist",
    "In actie",
    "Teruggekoppeld",
)
DATES = (
    dt.date(2026, 2, 12),
    dt.date(2026, 2, 16),
    dt.date(2026, 3, 3),
    dt.date(2026, 4, 21),
    dt.date(2026, 6, 2),
    dt.date(2026, 9, 18),
    dt.date(2026, 10, 1),
    dt.date(2026, 12, 15),
)
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
)


def _path(current: int, *, notes: dict[int, str] | None = None) -> list[Step]:
    """Return a path that stands at phase `current`; 9 is past the end."""
    steps = []
    for number, (label, date) in enumerate(zip(PHASES, DATES, strict=True), start=1):
        state = "todo"
        if number < current:
            state = "done"
        elif number == current:
            state = "current"
        steps.append(
            Step(
                number,
                label,
                state,
                date if number <= current else None,
                (notes or {}).get(number, ""),
            )
        )
    return steps


def _skipping_path() -> list[Step]:
    return [
        Step(step.number, step.label, "skipped") if step.number == 3 else step
        for step in _path(5, notes={8: "uiterlijk in december"})
    ]


STATES = (
    ("submitted", "ontvangen"),
    ("in_review", "in afweging"),
    ("question", "vraag aan de melder"),
    ("linked", "deel van een signaal"),
    ("handled_internally", "opgelost binnen de organisatie"),
    ("not_a_signal", "doorverwezen"),
    ("withdrawn", "ingetrokken"),
    ("bundling", "gebundeld"),
    ("analysis", "in analyse"),
    ("published", "gerapporteerd"),
    ("decided", "beslist"),
    ("in_action", "in actie"),
    ("closed", "teruggekoppeld"),
    ("parked", "geparkeerd"),
    ("not_retained", "niet weerhouden"),
    ("object", "maakt bezwaar"),
)


class SampleForm(forms.Form):
    """One field of every kind."""

    problem = forms.CharField(
        label="Wat merk je op?",
        help_text="In je eigen woorden. Geen namen, geen adressen.",
        max_length=400,
        widget=forms.Textarea,
    )
    frequency = forms.ChoiceField(
        label="Hoe vaak merk je het?",
        choices=[("w", "Elke week"), ("m", "Elke maand"), ("n", "Af en toe")],
        widget=forms.RadioSelect,
    )
    areas = forms.MultipleChoiceField(
        label="Waar?",
        help_text="Je mag er meer kiezen.",
        choices=[
            ("lok", "Lokelare"),
            ("wac", "Wachtbeke"),
            ("zev", "Zeverdonk"),
            ("all", "Hele regio"),
        ],
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    people = forms.ChoiceField(
        label="Over hoeveel mensen gaat het ongeveer?",
        choices=[("", "Dat weet ik niet"), ("5", "5 tot 9"), ("10", "10 tot 24")],
        required=False,
    )
    since = forms.DateField(
        label="Sinds wanneer?",
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        required=False,
    )
    email = forms.EmailField(
        label="Je e-mail",
        help_text="Dan hoor je wat ermee gebeurt.",
        required=False,
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
    )
    attachment = forms.FileField(
        label="Bijlagen",
        help_text="Een foto, een PDF of een document; samen hoogstens vijf.",
        required=False,
    )
    agreed = forms.BooleanField(
        label="Mijn organisatie mag bij het signaal genoemd worden", required=False
    )


def _forms() -> dict[str, Any]:
    invalid = SampleForm(
        {"wrong-email": "geen adres", "wrong-areas": ["lok"]},
        prefix="wrong",
    )
    filled = SampleForm(
        prefix="right",
        initial={
            "problem": "Wie alleen woont, vindt geen betaalbare studio.",
            "frequency": "w",
            "areas": ["lok", "wac"],
        },
    )
    return {
        "form": filled,
        "invalid_form": invalid,
        "form_steps": [
            Step(1, "Bestand kiezen", "done"),
            Step(2, "Nakijken", "current"),
            Step(3, "Overnemen", "todo"),
        ],
    }


def _screening(text: str) -> FieldScreening:
    """Screen a sample as a form would."""
    findings = tuple(screen(text))
    return FieldScreening(
        name="problem",
        findings=findings,
        marked=marked_html(text, findings),
        is_accepted=False,
    )


def _story() -> dict[str, Any]:
    return {
        "entries": [
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
        ],
        "events": [
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
        ],
        "messages_said": [
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
        ],
        "details": [
            Detail("Trekker", ["Dienst Wonen Lokelare"]),
            Detail(
                "Aangegeven door",
                [Link("CAW Durmeland", "#details"), "OCMW Lokelare", "Straathoekwerk"],
            ),
            Detail("Grondrecht", [Link("Behoorlijke huisvesting", "#details")]),
            Detail("Leeg, dus weg", []),
        ],
        "alike": [
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
        ],
        "files": [
            File("overzicht-wachtlijsten.pdf", "#files", "PDF", 384_000),
            File("foto van het formulier.jpg", "#files", "JPEG", 2_100_000),
        ],
        "doubt": _screening("In de Molenstraat 12 staan drie studio's leeg."),
        "certainty": _screening("Het gaat om het dossier met nummer 85.07.30-033 28."),
        "mail_body": "Dag\n\nIn februari meldde je dat wie alleen woont geen studio "
        "vindt. Acht studio's komen vrij in maart.\n\nWelzijnsoverleg Durmeland",
    }


def _lists() -> dict[str, Any]:
    rights = Facet(
        "recht",
        "Grondrecht",
        (
            Option("wonen", "Behoorlijke huisvesting", 42, selected=True),
            Option("gezondheid", "Gezondheidszorg", 27),
            Option("inkomen", "Bestaansminimum en inkomen", 19),
            Option("onderwijs", "Onderwijs", 0),
        ),
    )
    phases = Facet(
        "fase",
        "Fase",
        tuple(
            Option(str(number), label, 30 - number * 3, selected=number == 7)
            for number, label in enumerate(PHASES[2:], start=3)
        ),
        single=True,
    )
    return {
        "rows": [
            {
                "title": "Jonge alleenstaanden vinden geen betaalbare studio",
                "number": 42,
                "meta": ["Behoorlijke huisvesting", "17 melders", "Lokelare"],
                "steps": _path(7),
                "deadline": {"label": "nog 4 werkdagen", "urgency": ""},
            },
            {
                "title": "Wie geen smartphone heeft, geraakt niet bij het CAW binnen",
                "number": 57,
                "meta": ["Maatschappelijke dienstverlening", "6 melders", "hele regio"],
                "steps": _path(4),
                "deadline": {"label": "nog 2 werkdagen", "urgency": "soon"},
            },
            {
                "title": "Geen opvang voor koppels met een hond",
                "number": 61,
                "meta": ["Behoorlijke huisvesting", "3 melders", "Zeverdonk"],
                "steps": _path(3),
                "deadline": {"label": "1 dag te laat", "urgency": "late"},
            },
        ],
        "columns": [
            Column("Signaal", "titel"),
            Column("Trekker"),
            Column("Grondrecht", "recht"),
            Column("Melders", "melders", "descending", is_number=True),
            Column("Dagen in fase", "dagen", is_number=True),
        ],
        "table_rows": [
            ("Geen betaalbare studio", "Dienst Wonen", "Huisvesting", 1017, 49),
            ("Energiescan niet begrepen", "OCMW Wachtbeke", "Inkomen", 31, 212),
            ("Buurtbus stopt om 18 uur", "JAC", "Mobiliteit", 8, 7),
        ],
        "facets": [rights, phases],
        "tabs": [
            Place("Te wegen", "#tabs", current=True, count=12),
            Place("Vraag gesteld", "#tabs", count=3),
            Place("Te laat", "#tabs", count=0),
            Place("Afgehandeld", "#tabs", count=1204),
        ],
        "bulk_actions": [
            BulkAction("link", _("Link to a signal"), "link"),
            BulkAction("settle", _("Settle internally"), "check"),
        ],
    }


def style_guide_context() -> dict[str, Any]:
    """Return the samples for every interface part, for the template of the guide."""
    return {
        "abbreviations": ABBREVIATIONS,
        "colours": COLOURS,
        "icons": sorted(ICONS),
        "paths": [
            (_("Just noticed"), _path(1)),
            (_("In action"), _path(7, notes={7: "6 van 9 acties lopen"})),
            (_("Reported back"), _path(9)),
            (_("A phase skipped"), _skipping_path()),
        ],
        "states": STATES,
        "facts": [
            Fact("melders", 17),
            Fact("organisaties", 9),
            Fact("gemeenten", 4),
            Fact("mensen, ongeveer", 1200, "ondergrens van wat gemeld is"),
        ],
        "tags": ["Alleenstaanden", Link("Jongvolwassenen", "#states"), "OCMW Lokelare"],
        "sample_text": "Het CAW en het OCMW zien hetzelfde:\n\n- de wachttijd groeit\n"
        "- <b>opmaak</b> in een tekst wordt getoond, niet gevolgd",
        "note_text": "Een signaal is:\n\n- helder en neutraal gezegd\n"
        "- herkend door anderen\n- gedeeld door meer organisaties",
        "sample_hit": "Wie \ue000alleen\ue001 woont, vindt geen studio bij het SVK.",
        **_forms(),
        **_story(),
        **_lists(),
    }
