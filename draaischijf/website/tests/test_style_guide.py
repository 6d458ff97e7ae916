from __future__ import annotations

import re
from pathlib import Path

import pytest
from django.template.loader import render_to_string
from django.utils import translation

import draaischijf.core
from draaischijf.website.style_guide import COLOURS, style_guide_context

PARTS = Path(draaischijf.core.__file__).parent / "templates" / "core" / "ui"
GUIDE = Path(__file__).parent.parent / "templates" / "website"
SHEET = Path(__file__).parent.parent / "static" / "website" / "style_guide.css"


@pytest.fixture(params=["nl", "en"])
def html(request):
    with translation.override(request.param):
        return render_to_string("website/style_guide.html", style_guide_context())


def test_style_guide_shows_every_part():
    pages = [GUIDE / "style_guide.html", *(GUIDE / "style_guide").glob("*.html")]
    source = "".join(page.read_text() for page in pages)

    for part in PARTS.iterdir():
        if not part.name.startswith("_"):
            assert f'"core/ui/{part.name}"' in source, part.name


def test_style_guide_has_each_id_once(html):
    ids = re.findall(r'\bid="([^"]+)"', html)

    assert sorted(ids) == sorted(set(ids))


def test_style_guide_links_stay_on_the_page(html):
    targets = set(re.findall(r'href="#([^"]+)"', html))

    assert targets <= set(re.findall(r'\bid="([^"]+)"', html))


def test_style_guide_shows_markup_in_texts_as_text(html):
    assert "&lt;b&gt;opmaak&lt;/b&gt;" in html
    assert "<b>opmaak" not in html


def test_style_guide_has_no_inline_style_or_script(html):
    assert not re.search(r"<style|\sstyle=|<script(?![^>]*\ssrc=)|\son\w+=", html)


def test_every_swatch_has_its_colour():
    sheet = SHEET.read_text()

    for colour in COLOURS:
        assert f".is-{colour} {{ background: var(--{colour}); }}" in sheet
