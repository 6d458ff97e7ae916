"""The report of a forum: what it says to partners and to everybody, in each format."""

from __future__ import annotations

import io

import docx
import pytest
from django.contrib.auth.models import AnonymousUser
from django.test import Client
from django.urls import reverse
from django.utils import timezone, translation

from draaischijf.forum.queries.forums import ForumPage
from draaischijf.forum.tests.factories import (
    make_forum,
    make_note,
    make_table,
    make_theme,
    make_track,
)
from draaischijf.reporting.builders.forum_report import build_forum_report
from draaischijf.reporting.content import as_json, from_json
from draaischijf.signals.enums import SignalState
from draaischijf.signals.tests.factories import make_signal

pytestmark = pytest.mark.django_db


@pytest.fixture
def forum(partnership):
    made = make_forum(partnership, timezone.localdate(), stage="closed")
    signal = make_signal(partnership, SignalState.PUBLISHED, title="Wachten")
    theme = make_theme(made, signal=signal, why="new", why_text="Pas gepubliceerd.")
    table = make_table(theme, moderator_name="Mo Derator")
    make_note(table, "Zes weken wachten.")
    first = make_track(theme, "Een loket", state="chosen", owner_name="Els Eigenaar")
    first.dots.create(theme=theme, device="a", slot=0)
    make_track(theme, "Een folder", state="dropped", reason="Bestaat al.")
    return made


def words_of(content):
    return str(as_json(content))


def test_it_tells_each_theme_from_why_to_what_it_became(forum, alice):
    with translation.override("nl"):
        content = build_forum_report(ForumPage(forum, alice))

    said = words_of(content)
    for words in (
        "Pas gepubliceerd.", "Zes weken wachten.", "Een loket", "Els Eigenaar",
        "Mo Derator", "Bestaat al.", "Vervallen",
    ):  # fmt: skip
        assert words in said, words
    assert from_json(as_json(content)) == content


def test_persons_are_named_to_partners_alone(forum):
    said = words_of(build_forum_report(ForumPage(forum, AnonymousUser())))

    assert "Een loket" in said
    assert "Els Eigenaar" not in said
    assert "Mo Derator" not in said


@pytest.mark.parametrize("form", ["pdf", "docx", "html"])
def test_everybody_takes_it_along_once_it_is_published(forum, as_user, bob, form):
    address = reverse("reporting:forum_file", args=["durmeland", forum.pk, form])
    assert Client().get(address).status_code == 404
    assert as_user(bob).get(address).status_code == 200

    forum.published = timezone.now()
    forum.save()
    answer = Client().get(address)

    assert answer.status_code == 200
    if form == "docx":
        document = docx.Document(io.BytesIO(answer.content))
        cells = [
            cell.text
            for table in document.tables
            for row in table.rows
            for cell in row.cells
        ]
        assert any("Een loket" in text for text in cells)
