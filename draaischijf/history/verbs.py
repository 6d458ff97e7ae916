"""The register of verbs: from a recorded verb to a sentence people read."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from django.utils.functional import Promise

# A sentence with named placeholders filled from the entry's data, or a function
# that makes the sentence from the data.
Sentence = Promise | str | Callable[[dict[str, Any]], str]

_sentences: dict[str, Sentence] = {}


def register(sentences: Mapping[str, Sentence]) -> None:
    """Add a module's verbs. Raises ValueError when a verb is taken by another text."""
    for verb, sentence in sentences.items():
        if verb in _sentences and _sentences[verb] is not sentence:
            raise ValueError(f"The verb {verb} is registered already.")
        _sentences[verb] = sentence


def registered() -> dict[str, Sentence]:
    """Return a copy of all verbs and their sentences."""
    return dict(_sentences)


def sentence(verb: str, data: dict[str, Any]) -> str:
    """Return the sentence of an entry in the active language.

    A verb that is no longer known is shown as it was recorded: history is never lost.
    """
    made = _sentences.get(verb)
    if made is None:
        return verb.replace("_", " ")
    if callable(made):
        return made(_Known(data))
    text = str(made)
    return text % _Known(data) if "%(" in text else text


class _Known(dict[str, Any]):
    def __missing__(self, key: str) -> str:
        return "…"
