"""Every verb has a sentence, and every sentence a verb; in both languages."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st

import draaischijf
from draaischijf.history import verbs as register
from draaischijf.history.verbs import sentence
from draaischijf.people.verbs import SENTENCES as PEOPLE
from draaischijf.signals.domain import movement
from draaischijf.signals.enums import ActorRole, AgreementResult, Route, SignalState
from draaischijf.signals.verbs import SENTENCES

DATA = {
    "number": 7,
    "other": 9,
    "to": "Ombudsdienst",
    "file": "agenda.docx",
    "before": {"title": "Oud"},
    "after": {"title": "Nieuw"},
    "until": "2027-03-02",
    "organisation": "CAW",
    "result": "agree",
    "body": "Stuurgroep",
    "route": "bilateral",
    "addressee": "Minister",
    "what": "Avondbus",
    "who": "NMBS",
    "when": "najaar 2026",
    "text": "Gesprek",
    "name": "Buurtraad",
    "names": "CAW, OCMW",
    "role": "partner",
    "count": 3,
    "title": "Wonen",
    "year": 2026,
}
MOVED = {**DATA, "before": "analysis", "after": "published"}


def data_of(verb):
    return MOVED if verb == "signal_moved" else DATA


def written_verbs():
    """The verbs the domain records, read from its source."""
    found = set(movement.VERBS.values())
    folder = Path(draaischijf.__file__).parent
    for path in [*folder.glob("signals/domain/*.py"), *folder.glob("people/domain.py")]:
        for node in ast.walk(ast.parse(path.read_text())):
            if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "record":
                found |= texts_in(node.args[1])
            elif isinstance(node, ast.Assign) and is_named(node.targets[0], "verb"):
                found |= texts_in(node.value)
    return found


def texts_in(node):
    return {one.value for one in ast.walk(node) if isinstance(one, ast.Constant)}


def is_named(node, name):
    return getattr(node, "id", "") == name


def test_what_is_recorded_has_a_sentence_and_no_sentence_is_left_over():
    assert written_verbs() == set(SENTENCES) | set(PEOPLE)
    assert set(SENTENCES) <= set(register.registered())


@pytest.mark.parametrize("language", ["nl", "en"])
@pytest.mark.parametrize("verb", SENTENCES)
def test_a_sentence_says_what_it_was_given(verb, language):
    with translation.override(language):
        said = sentence(verb, data_of(verb))

    assert said.strip()[-1] in ".”" or verb in {"log_added", "told_progress"}
    assert "%(" not in said
    assert "…" not in said
    assert "None" not in said


@pytest.mark.parametrize("language", ["nl", "en"])
@pytest.mark.parametrize("verb", SENTENCES)
def test_without_details_there_is_a_gap_and_no_fault(verb, language):
    with translation.override(language):
        said = sentence(verb, {})

    assert said
    assert "%(" not in said


@pytest.mark.parametrize("verb", SENTENCES)
def test_dutch_is_not_english(verb):
    with translation.override("nl"):
        dutch = sentence(verb, data_of(verb))
    with translation.override("en"):
        english = sentence(verb, data_of(verb))

    assert dutch != english


@given(st.text(max_size=30))
@pytest.mark.parametrize("verb", SENTENCES)
def test_no_words_of_people_break_a_sentence(verb, words):
    data = {
        **dict.fromkeys(DATA, words),
        "before": {"title": words},
        "after": {words: words},
    }

    assert sentence(verb, data if verb != "signal_moved" else MOVED)


@pytest.mark.parametrize(
    ("verb", "field", "known"),
    [
        ("decision_taken", "route", Route),
        ("actor_named", "role", ActorRole),
        ("actor_removed", "role", ActorRole),
        ("signal_moved", "after", SignalState),
        ("signal_moved", "before", SignalState),
    ],
)
def test_a_code_is_told_by_its_label_and_an_old_one_as_it_was(verb, field, known):
    for language in ("nl", "en"):
        with translation.override(language):
            for one in known:
                said = sentence(verb, {**data_of(verb), field: str(one)})
                assert str(one.label) in said
    assert "vroeger_iets" in sentence(verb, {**data_of(verb), field: "vroeger_iets"})


def test_each_answer_of_an_organisation_reads_differently():
    said = {
        sentence("agreement_given", {"organisation": "CAW", "result": str(one)})
        for one in AgreementResult
    }

    assert len(said) == len(AgreementResult)


def test_a_day_is_written_as_people_write_it():
    with translation.override("nl"):
        assert "2 maart 2027" in sentence("signal_parked", {"until": "2027-03-02"})


def test_a_field_that_is_gone_is_named_as_it_was():
    with translation.override("en"):
        said = sentence("signal_edited", {"after": {"title": "x", "urgency": "y"}})

    assert said == "These parts were changed: title, urgency."
