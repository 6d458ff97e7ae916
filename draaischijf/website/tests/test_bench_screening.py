"""`bench screening`: the figures are those of the sentences and of their page."""

from __future__ import annotations

import json
from io import StringIO

import pytest
from django.conf import settings
from django.core.management import CommandError, call_command

from draaischijf.core.screening.findings import Kind
from draaischijf.core.screening.labelled import scoring
from draaischijf.core.screening.labelled.scoring import score
from draaischijf.core.screening.labelled.sentences import Part, sentences
from draaischijf.website.bench import screening

PAGE = settings.ROOT / "docs" / "reference" / "screening.md"


@pytest.fixture(autouse=True)
def _quick(monkeypatch):
    """How fast this machine is today is no matter for a test."""
    monkeypatch.setattr(screening, "BUDGET", 60.0)
    monkeypatch.setattr(screening, "_TIMES", 3)


def bench(**options):
    out, err = StringIO(), StringIO()
    call_command("bench", "screening", stdout=out, stderr=err, **options)
    return out.getvalue(), err.getvalue()


def test_the_figures_as_json_are_those_of_the_sentences():
    found = json.loads(bench(json=True)[0])

    total = score(sentences()).total
    assert found["recall"] == round(total.recall, 4) >= 0.95
    assert found["precision"] == round(total.precision, 4) >= 0.90
    assert set(found["kinds"]) == set(Kind.values)
    assert found["sentences"] == len(sentences())
    assert found["held_out"]["sentences"] == len(sentences(Part.HELD_OUT))
    assert found["characters"] == 2000
    assert found["p95_ms"] > 0
    assert found["within"]


def test_the_page_about_screening_holds_the_table_of_today():
    table = "\n".join(
        screening.table(score(sentences()), score(sentences(Part.HELD_OUT)))
    )

    # To put it right: draaischijf bench screening.
    assert table in PAGE.read_text("utf-8")


def test_the_table_is_printed_and_the_sentences_only_on_request():
    quiet, nothing = bench()
    _, told = bench(verbose=True)

    assert "| **all** |" in quiet
    assert nothing == ""
    assert "missed (held_out, " in told
    assert "false alarm (tuned, name): " in told


@pytest.mark.parametrize(
    ("where", "name", "value", "said"),
    [
        (screening, "LEAST_RECALL", 1.01, "recall"),
        (screening, "LEAST_PRECISION", 1.01, "precision"),
        (screening, "BUDGET", 0.0, "ms is over"),
    ],
)
def test_a_figure_that_falls_short_fails_the_command(
    monkeypatch, where, name, value, said
):
    monkeypatch.setattr(where, name, value)

    with pytest.raises(CommandError, match=said):
        bench()


def test_no_sentence_gets_into_the_json():
    assert "Verdonck" not in bench(json=True)[0]


def test_the_measures_are_those_of_the_project():
    assert (scoring.LEAST_RECALL, scoring.LEAST_PRECISION) == (0.95, 0.90)
