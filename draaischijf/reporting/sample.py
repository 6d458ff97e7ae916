"""A short document with one of everything, to see what a house style does."""

from __future__ import annotations

import datetime

from django.utils.translation import gettext as _t
from django.utils.translation import pgettext

from draaischijf.reporting import charts
from draaischijf.reporting.content import (
    Block,
    Cell,
    Column,
    Content,
    Editors,
    Facts,
    Heading,
    Log,
    LogLine,
    Path,
    PathStep,
    Table,
    Text,
    Tone,
)


def sample(sender: str, language: str, today: datetime.date) -> Content:
    """Return the sample in the active language, sent by a partnership."""
    return Content(
        kind="year_report",
        title=_t("Sample document"),
        subtitle=_t("What your house style looks like"),
        sender=sender,
        language=language,
        date=today,
        status=_t("Sample, decided by nobody"),
        facts=((_t("Period"), f"1/1/{today.year} – 31/12/{today.year}"),),
        blocks=(
            Heading(_t("Foreword"), 1, "foreword"),
            Text(
                _t(
                    "This is an opening: somewhat larger than the text that follows it."
                ),
                is_lead=True,
            ),
            Text(_t("A paragraph, and a list:\n\n- a first point;\n- a second one.")),
            Editors("foreword", _t("From the editor"), _t("What an editor writes.")),
            Path(tuple(_steps())),
            *_planned(),
        ),
        abbreviations={"SD": _t("strategic goal")},
        has_contents_list=True,
    )


def _planned() -> list[Block]:
    return [
        Heading(_t("What was planned"), 1, "planned", code="SD 1"),
        Facts(((_t("Lead"), _t("Housing service")), (_t("Timing"), _t("autumn")))),
        _table(),
        Log(
            (
                LogLine("5 maart", _t("Consultation with landlords."), "18"),
                LogLine(_t("autumn"), _t("The brochure was printed.")),
            ),
            _t("Follow-up"),
        ),
        Heading(_t("In figures"), 1, "figures"),
        charts.columns(
            _t("Facts in the log"),
            [
                charts.Amount("Q1", 12),
                charts.Amount("Q2", 19),
                charts.Amount("Q3", 7),
                charts.Amount("Q4", 23),
            ],
            of=_t("Quarter"),
            count=_t("Facts"),
        ),
    ]


def _steps() -> list[PathStep]:
    labels = (
        _t("noticed"),
        _t("collected"),
        _t("bundled"),
        _t("analysed"),
        pgettext("phase of the path", "reported"),
        _t("decided"),
        _t("in action"),
        _t("fed back"),
    )
    states = ("done",) * 5 + ("current",) + ("todo",) * 2
    return [
        PathStep(number, label, state)
        for number, (label, state) in enumerate(
            zip(labels, states, strict=True), start=1
        )
    ]


def _table() -> Table:
    return Table(
        columns=(
            Column(_t("No."), 0.6),
            Column(_t("Action"), 3),
            Column(_t("Timing"), 1.4),
            Column(_t("People"), 1, is_number=True),
        ),
        rows=(
            (
                Cell("1"),
                Cell(_t("A landlords’ table"), tone=Tone.NEW, mark=f"● {_t('new')}"),
                Cell(_t("autumn")),
                Cell("18", value=18),
            ),
            (
                Cell("2"),
                Cell(
                    _t("A brochure about moving"),
                    tone=Tone.GONE,
                    mark=f"× {_t('not extended')}",
                    note=_t("The budget was spent."),
                ),
                Cell(_t("spring")),
                Cell("240", value=240),
            ),
        ),
        caption=_t("Actions"),
    )
