"""The promises of the style sheets that can be counted."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

STATIC = Path(__file__).parent.parent / "static" / "core"
TEMPLATES = Path(__file__).parent.parent / "templates" / "core"
SHEETS = sorted(STATIC.rglob("*.css"))
SCHEMES = ("light", "dark")

# text, ground, and how many to one it must at least be
TEXT = 4.5
SHAPE = 3.0
PAIRS = [
    ("ink", "paper", TEXT),
    ("ink", "surface", TEXT),
    ("ink", "sunken", TEXT),
    ("ink", "petrol-soft", TEXT),
    ("ink", "marigold-soft", TEXT),
    ("ink", "ok-soft", TEXT),
    ("ink", "danger-soft", TEXT),
    ("ink-soft", "paper", TEXT),
    ("ink-soft", "surface", TEXT),
    ("ink-soft", "sunken", TEXT),
    ("ink-soft", "line-soft", TEXT),
    ("ink-soft", "petrol-soft", TEXT),
    ("ink-soft", "marigold-soft", TEXT),
    ("petrol", "paper", TEXT),
    ("petrol", "petrol-soft", TEXT),
    ("on-petrol", "petrol", TEXT),
    ("on-petrol", "petrol-deep", TEXT),
    ("on-frame", "frame", TEXT),
    ("on-frame-soft", "frame", TEXT),
    ("on-marigold", "marigold", TEXT),
    ("on-marigold", "marigold-deep", TEXT),
    ("link", "paper", TEXT),
    ("link", "surface", TEXT),
    ("link", "petrol-soft", TEXT),
    ("link", "marigold-soft", TEXT),
    ("link", "ok-soft", TEXT),
    ("link", "danger-soft", TEXT),
    ("visited", "paper", TEXT),
    ("visited", "petrol-soft", TEXT),
    ("ok", "ok-soft", TEXT),
    ("ok", "paper", TEXT),
    ("warn", "warn-soft", TEXT),
    ("warn", "paper", TEXT),
    ("warn", "petrol-soft", TEXT),
    ("danger", "danger-soft", TEXT),
    ("new", "new-soft", TEXT),
    ("new", "paper", TEXT),
    ("new", "surface", TEXT),
    ("new", "petrol-soft", TEXT),
    ("gone", "gone-soft", TEXT),
    ("gone", "paper", TEXT),
    ("gone", "surface", TEXT),
    ("danger", "paper", TEXT),
    ("danger", "surface", TEXT),
    ("danger", "petrol-soft", TEXT),
    ("on-danger", "danger", TEXT),
    ("line-strong", "paper", SHAPE),
    ("line-strong", "surface", SHAPE),
    ("focus", "paper", SHAPE),
    ("marigold", "frame", SHAPE),
]


def tokens(scheme):
    """Read the colours of one scheme, references followed."""
    first = (STATIC / "tokens.css").read_text().split("@media")[0]
    found = {}
    for name, value in re.findall(r"--([\w-]+): ([^;]+);", first):
        both = re.fullmatch(r"light-dark\((.+), (.+)\)", value)
        found[name] = both[SCHEMES.index(scheme) + 1] if both else value
    for name, value in found.items():
        if reference := re.fullmatch(r"var\(--([\w-]+)\)", value):
            found[name] = found[reference[1]]
    return found


def luminance(colour):
    """Relative luminance as WCAG 2.1 defines it."""
    parts = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4
        for part in parts
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one, other):
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("scheme", SCHEMES)
@pytest.mark.parametrize(("front", "ground", "least"), PAIRS)
def test_colours_stand_out(front, ground, least, scheme):
    colours = tokens(scheme)

    assert contrast(colours[front], colours[ground]) >= least


def test_colours_are_named_in_the_tokens_only():
    # the band is dark in both schemes, and paper is white
    allowed = {"print.css": {"#fff"}, "layout.css": {"#fff"}}
    for sheet in SHEETS:
        if sheet.name == "tokens.css":
            continue
        rules = re.sub(r"/\*.*?\*/", "", sheet.read_text(), flags=re.DOTALL)
        named = set(re.findall(r"#[0-9a-f]{3,8}\b", rules))
        assert named <= allowed.get(sheet.name, set()), sheet.name


def test_every_token_used_exists():
    known = set(re.findall(r"(--[\w-]+):", (STATIC / "tokens.css").read_text()))
    for sheet in SHEETS:
        rules = sheet.read_text()
        own = set(re.findall(r"(--[\w-]+):", rules))
        assert set(re.findall(r"var\((--[\w-]+)", rules)) <= known | own, sheet.name


def test_sheets_are_short_and_in_a_layer():
    for sheet in SHEETS:
        rules = sheet.read_text()
        assert rules.count("\n") <= 300, sheet.name
        assert "@layer" in rules, sheet.name


def test_every_sheet_and_script_is_linked():
    linked = (TEMPLATES / "_styles.html").read_text()
    linked += (TEMPLATES / "_scripts.html").read_text()
    files = [*SHEETS, *sorted(STATIC.rglob("*.js"))]

    for file in files:
        assert f'"core/{file.relative_to(STATIC)}"' in linked


def test_every_interface_part_says_what_it_takes():
    for template in sorted((TEMPLATES / "ui").glob("*.html")):
        assert "{% comment" in template.read_text(), template.name
