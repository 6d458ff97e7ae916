"""Rules for templates: strict CSP, trimmed texts, parts shown on the style guide."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from django.test import Client, override_settings

from draaischijf.accounts.models import User

INLINE = {
    "a style element": re.compile(r"<style\b", re.IGNORECASE),
    "a style attribute": re.compile(r"\sstyle\s*=", re.IGNORECASE),
    "a script without a file": re.compile(
        # Data is no script: a browser never runs it, whatever the policy.
        r"<script\b(?![^>]*\bsrc=)(?![^>]*application/(?:ld\+)?json)",
        re.IGNORECASE,
    ),
    "an event attribute": re.compile(r"<[^>{]*\son[a-z]+\s*=", re.IGNORECASE),
    "a javascript address": re.compile(r"javascript:", re.IGNORECASE),
}
BLOCK = re.compile(r"\{%\s*blocktrans(?:late)?\b([^%]*)%\}")
NAMED_BLOCK = re.compile(r"\{%\s*block\s+(\w+)")
BLOCK_TAG = re.compile(r"\{%\s*(?:block\s+(?P<name>\w+)|endblock)\b[^%]*%\}")
EXTENDS = re.compile(r"""\{%\s*extends\s+"([^"]+)"\s*%\}""")


def is_mail(path):
    # A mail program reads no style sheet of ours and runs under no CSP.
    return {"mail", "email"} & set(path.parts)


def without_comments(text):
    return re.sub(r"\{%\s*comment\b.*?endcomment\s*%\}", "", text, flags=re.DOTALL)


def test_no_template_holds_style_or_script(source):
    found = [
        f"{source.name(path)}: {what}"
        for path in source.templates()
        if not is_mail(path)
        for what, pattern in INLINE.items()
        if pattern.search(without_comments(path.read_text(encoding="utf-8")))
    ]

    assert not found, "\n".join(found)


def outermost_blocks(text):
    """Return the blocks of a template that stand in no other block of it."""
    depth, found = 0, set()
    for tag in BLOCK_TAG.finditer(without_comments(text)):
        if tag["name"]:
            if depth == 0:
                found.add(tag["name"])
            depth += 1
        else:
            depth -= 1
    return found


def test_a_page_fills_only_blocks_that_the_frame_has(source):
    """What stands in another one is shown nowhere, and nobody is told.

    A page may stand on another page: then it may fill the blocks of both.
    """
    texts = {
        str(Path(*path.parts[path.parts.index("templates") + 1 :])): path.read_text()
        for path in source.templates()
    }

    def above(name):
        parent = EXTENDS.search(texts[name])
        if not parent or parent[1] not in texts:
            return set()
        return set(NAMED_BLOCK.findall(texts[parent[1]])) | above(parent[1])

    found = [
        f"{name}: {block}"
        for name, text in texts.items()
        if EXTENDS.search(text) and above(name)
        for block in outermost_blocks(text) - above(name)
    ]

    assert "narrow" in above("calls/call_words.html")
    assert outermost_blocks(
        "{% block a %}{% block b %}{% endblock b %}{% endblock %}"
    ) == {"a"}
    assert not found, "\n".join(found)


def test_every_script_carries_the_nonce_of_its_answer(source):
    """Without it the browser runs nothing (decision 16)."""
    found = [
        f"{source.name(path)}: {tag}"
        for path in source.templates()
        for tag in re.findall(r"<script\b[^>]*>", without_comments(path.read_text()))
        if 'nonce="{{ request.csp_nonce }}"' not in tag
    ]

    assert not found, "\n".join(found)


@pytest.mark.parametrize(
    ("text", "what"),
    [
        ("<p style='color: red'>", "a style attribute"),
        ("<STYLE>", "a style element"),
        ("<script>go()</script>", "a script without a file"),
        ('<script defer nonce="x">', "a script without a file"),
        ("<a onclick='go()'>", "an event attribute"),
        ("<a href='javascript:go()'>", "a javascript address"),
    ],
)
def test_inline_style_and_script_are_recognised(text, what):
    assert [name for name, pattern in INLINE.items() if pattern.search(text)] == [what]


@pytest.mark.parametrize(
    "text",
    [
        '<script src="/x.js" defer></script>',
        '<script type="application/json">{}</script>',
        '<script type="application/ld+json" nonce="x">{}</script>',
        '<p data-style="x">',
        "{% include 'x' with only=1 %}",
    ],
)
def test_harmless_markup_is_left_alone(text):
    assert not any(pattern.search(text) for pattern in INLINE.values())


def test_translated_blocks_are_trimmed(source):
    untrimmed = [
        f"{source.name(path)}: {options.strip()}"
        for path in source.templates()
        for options in BLOCK.findall(path.read_text(encoding="utf-8"))
        if "trimmed" not in options.split()
    ]

    assert not untrimmed, "\n".join(untrimmed)


@pytest.mark.django_db
@override_settings(DEMO=True)
def test_every_part_of_the_interface_is_on_the_style_guide(source):
    client = Client()
    client.force_login(
        User.objects.create_user("dora@example.org", is_superuser=True),
        backend="django.contrib.auth.backends.ModelBackend",
    )
    response = client.get("/stijlgids/")
    parts = {
        path.relative_to(path.parents[2]).as_posix()
        for path in source.templates()
        if path.parent.name == "ui" and source.module(path) == "core"
    }

    shown = {template.name.split("#")[0] for template in response.templates}

    assert response.status_code == 200
    assert parts - shown == set()
    assert len(parts) > 10
