"""Pictures of figures: Vega-Lite specs as plain dicts, drawn by vl-convert.

A spec is kept with the document for ever, so it holds the figures and no colours of a
house: those are filled in when it is drawn. Nothing is fetched: no data, no fonts, no
schema. Every chart comes with its words and with the table of the same figures.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import vl_convert
from django.utils.functional import Promise
from django.utils.translation import gettext as _t

from draaischijf.reporting.content import Cell, Chart, Column, Table, Tone
from draaischijf.reporting.writers.style import TONES, Style

# In the wheel of vl-convert, so the same on every machine.
FONT = "Liberation Sans"
WIDTH = 640
_SCHEMA = "https://vega.github.io/schema/vega-lite/v5.json"
_INK, _SOFT, _LINE = "#1c2a29", "#4c5b58", "#d8dcd4"
# Stands in a spec for the main colour of the house.
_HOUSE = "house"


@dataclass(frozen=True, slots=True)
class Amount:
    """One bar: what is counted, how many, and how it stands out in the document."""

    label: str | Promise
    value: float
    tone: str = Tone.NONE


def bars(
    title: str | Promise,
    amounts: Sequence[Amount],
    *,
    of: str | Promise,
    count: str | Promise,
) -> Chart:
    """Return lying bars, in the given order: for kinds, such as lifecycles.

    `of` heads the column of labels in the table, `count` that of the figures.
    """
    encoding = {
        "y": _labels(axis={"labelPadding": 8}),
        "x": {**_FIGURES, "axis": None},
    }
    value = {"type": "text", "align": "left", "dx": 6}
    return _chart(title, amounts, (of, count), encoding, value, {"step": 34})


def columns(
    title: str | Promise,
    amounts: Sequence[Amount],
    *,
    of: str | Promise,
    count: str | Promise,
) -> Chart:
    """Return standing columns, in the given order: for months, quarters and years."""
    encoding = {
        "x": _labels(
            axis={
                "domain": True,
                "labelAngle": 0,
                "labelPadding": 6,
                "labelOverlap": True,
            }
        ),
        "y": {**_FIGURES, "axis": None},
    }
    value = {"type": "text", "baseline": "bottom", "dy": -4}
    return _chart(title, amounts, (of, count), encoding, value, 220)


def svg(spec: dict[str, Any], style: Style) -> str:
    """Return the chart as SVG in the colours of the house; remembered."""
    return _svg(json.dumps(spec, sort_keys=True), style.colour)


def png(spec: dict[str, Any], style: Style) -> bytes:
    """Return the chart as PNG, twice as fine as a screen; remembered."""
    return _png(json.dumps(spec, sort_keys=True), style.colour)


def png_of(drawn: str) -> bytes:
    """Return a drawing as PNG, sharp enough for paper."""
    return vl_convert.svg_to_png(drawn, scale=3)


@lru_cache(maxsize=256)
def _svg(spec: str, colour: str) -> str:
    drawn = json.loads(spec)
    drawn["config"] = _config(colour)
    for layer in drawn.get("layer", ()):
        scale = layer.get("encoding", {}).get("color", {}).get("scale")
        if scale:
            tones = [
                colour if tone == _HOUSE else TONES[tone] for tone in scale["domain"]
            ]
            scale["range"] = tones
    return vl_convert.vegalite_to_svg(drawn, vl_version=None, allowed_base_urls=[])


@lru_cache(maxsize=64)
def _png(spec: str, colour: str) -> bytes:
    return vl_convert.svg_to_png(_svg(spec, colour), scale=2)


_FIGURES: dict[str, Any] = {"field": "value", "type": "quantitative"}


def _labels(axis: dict[str, Any]) -> dict[str, Any]:
    shown = {"title": None, "domain": False, "ticks": False, "labelLimit": 260, **axis}
    return {"field": "label", "type": "nominal", "sort": None, "axis": shown}


def _chart(  # noqa: PLR0917 private, and always called with all
    title: str | Promise,
    amounts: Sequence[Amount],
    heads: tuple[str | Promise, str | Promise],
    encoding: dict[str, Any],
    value: dict[str, Any],
    height: Any,
) -> Chart:
    tones = sorted({str(amount.tone) or _HOUSE for amount in amounts})
    colour = {
        "field": "tone",
        "type": "nominal",
        "scale": {"domain": tones},
        "legend": None,
    }
    shown = {"field": "shown", "type": "nominal"}
    layers: list[dict[str, Any]] = [
        {"mark": "bar", "encoding": {**encoding, "color": colour}},
        {"mark": value, "encoding": {**encoding, "text": shown}},
    ]
    # A few columns stay slender.
    is_standing = isinstance(height, int)
    width = max(240, min(WIDTH, 96 * len(amounts))) if is_standing else WIDTH
    spec = {
        "$schema": _SCHEMA,
        "width": width,
        "height": height,
        "autosize": {"type": "fit-x", "contains": "padding"},
        "data": {"values": [_row(amount) for amount in amounts]},
        "layer": layers,
    }
    table = _table(str(title), amounts, heads)
    return Chart(str(title), _in_words(title, amounts), spec, table)


def _table(
    title: str,
    amounts: Sequence[Amount],
    heads: tuple[str | Promise, str | Promise],
) -> Table:
    return Table(
        columns=(Column(str(heads[0]), 3), Column(str(heads[1]), 1, is_number=True)),
        rows=tuple(
            (
                Cell(str(amount.label), tone=str(amount.tone)),
                Cell(_number(amount.value), value=amount.value),
            )
            for amount in amounts
        ),
        caption=title,
    )


def _row(amount: Amount) -> dict[str, Any]:
    return {
        "label": str(amount.label),
        "value": amount.value,
        "shown": _number(amount.value),
        "tone": str(amount.tone) or _HOUSE,
    }


def _number(value: float) -> str:
    """Write a figure as the rest of the site does: 12.500,5."""
    shown = f"{value:,.0f}" if value == int(value) else f"{value:,.1f}"
    return shown.translate(str.maketrans(",.", ".,"))


def _in_words(title: str | Promise, amounts: Sequence[Amount]) -> str:
    if not amounts:
        return _t("%(title)s: there are no figures.") % {"title": title}
    said = ", ".join(f"{amount.label} {_number(amount.value)}" for amount in amounts)
    return f"{title}: {said}."


def _config(colour: str) -> dict[str, Any]:
    return {
        "aria": False,  # the document carries the words
        "background": "transparent",
        "font": FONT,
        "padding": 4,
        "view": {"stroke": None},
        "mark": {"color": colour},
        "bar": {"cornerRadiusEnd": 2},
        "scale": {"bandPaddingInner": 0.3, "bandPaddingOuter": 0.15},
        "axis": {
            "labelFontSize": 14,
            "labelColor": _INK,
            "titleColor": _SOFT,
            "domainColor": _LINE,
            "grid": False,
        },
        "text": {"fontSize": 14, "color": _INK},
    }
