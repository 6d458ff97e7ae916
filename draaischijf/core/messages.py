"""The catalogue of translations: find the source strings, check and compile it.

Works without the system's gettext: Django turns a template into something with
gettext calls, and Babel reads those and the Python files. Source strings are
English; the only catalogue is the Dutch one (decision 0002).
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import Any

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po
from django.utils.translation.template import templatize

LANGUAGES = ("nl",)
CATALOGUE = Path("LC_MESSAGES", "django.po")
# For each function: which arguments are messages, and which one ("c") is a context.
CALLS: dict[str, Any] = {
    "gettext": None,
    "gettext_noop": None,
    "ngettext": (1, 2),
    "pgettext": ((1, "c"), 2),
    "npgettext": ((1, "c"), 2, 3),
}
CALLS |= {f"{name}_lazy": places for name, places in CALLS.items()}
TRANSLATOR_NOTE = ("Translators",)
HEADER = "# The Dutch words of Draaischijf. Licence: EUPL-1.2.\n#"
PLACEHOLDER = re.compile(r"%\((\w+)\)[sd]|\{(\w*)\}")
TAG = re.compile(r"</?([a-z][a-z0-9]*)\b")


@dataclass(frozen=True, order=True)
class Problem:
    """What is wrong with one message of one language."""

    language: str
    message: str
    why: str

    def __str__(self) -> str:
        return f"{self.language}: “{self.message}”: {self.why}"


def source_messages(package: Path) -> Catalog:
    """Return every string of the package that asks for a translation.

    Each message knows the files it stands in. Tests and migrations are left out:
    nobody reads them on screen.
    """
    found = Catalog(charset="utf-8", fuzzy=False)
    for path in _source_files(package):
        text = path.read_text(encoding="utf-8")
        if path.suffix == ".py":
            calls = _calls_under_their_names(text)
        else:
            calls = CALLS | {"_": None}
            pseudo = templatize(text, origin=str(path))
            text = "\n".join(line.lstrip() for line in pseudo.split("\n"))
        name = path.relative_to(package.parent).as_posix()
        for line, message, notes, context in extract(
            "python", BytesIO(text.encode()), calls, comment_tags=TRANSLATOR_NOTE
        ):
            found.add(message, None, [(name, line)], (), notes, context=context)
    return found


def _calls_under_their_names(text: str) -> dict[str, Any]:
    """Return the calls this file may use, as it imports them (`… as _`)."""
    return {
        alias.asname or alias.name: CALLS[alias.name]
        for node in ast.walk(ast.parse(text))
        if isinstance(node, ast.ImportFrom)
        and node.module == "django.utils.translation"
        for alias in node.names
        if alias.name in CALLS
    }


def update_catalogues(package: Path) -> dict[str, int]:
    """Bring the catalogues up to date; return how many messages each still lacks.

    What left the source leaves the catalogue. A string that changed a little keeps
    its old translation, marked fuzzy: a person decides.
    """
    source = source_messages(package)
    lacking = {}
    for language in LANGUAGES:
        path = catalogue_path(package, language)
        catalogue = _read(path, language)
        catalogue.update(source, update_creation_date=False)
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("wb") as file:
            write_po(
                file, catalogue, width=88, sort_by_file=True,
                ignore_obsolete=True, include_lineno=False,
            )  # fmt: skip
        lacking[language] = sum(
            not _is_translated(message) or message.fuzzy
            for message in catalogue
            if message.id
        )
    return lacking


def compile_catalogues(package: Path) -> list[Path]:
    """Compile each catalogue that is newer than its result; return what was written."""
    written = []
    for language in LANGUAGES:
        path = catalogue_path(package, language)
        result = path.with_suffix(".mo")
        if not path.exists() or (
            result.exists() and result.stat().st_mtime >= path.stat().st_mtime
        ):
            continue
        # Written aside and renamed: a process that starts now reads a whole file.
        partial = result.with_suffix(".mo.partial")
        with partial.open("wb") as file:
            write_mo(file, _read(path, language))
        partial.replace(result)
        written.append(result)
    return written


def check_catalogues(package: Path) -> list[Problem]:
    """Return all that is missing, left over, fuzzy or unequal in the catalogues."""
    source = source_messages(package)
    problems = set()
    for language in LANGUAGES:
        catalogue = _read(catalogue_path(package, language), language)
        for message in source:
            if message.id and catalogue.get(message.id, message.context) is None:
                why = "is not in the catalogue: run make messages"
                problems.add(Problem(language, _first(message), why))
        for message in catalogue:
            for why in _faults(message, source, catalogue) if message.id else ():
                problems.add(Problem(language, _first(message), why))
        for message in catalogue.obsolete.values():
            problems.add(Problem(language, _first(message), "is obsolete"))
    return sorted(problems)


def catalogue_path(package: Path, language: str) -> Path:
    """Return where the catalogue of a language stands."""
    return package / "locale" / language / CATALOGUE


def _source_files(package: Path) -> Iterator[Path]:
    for path in sorted(package.rglob("*")):
        parts = path.relative_to(package).parts
        if {"tests", "migrations"} & set(parts):
            continue
        is_template = "templates" in parts and path.suffix in {".html", ".txt"}
        if path.suffix == ".py" or is_template:
            yield path


def _read(path: Path, language: str) -> Catalog:
    if path.exists():
        with path.open("rb") as file:
            return read_po(file, locale=language, domain="django")
    return Catalog(
        locale=language, domain="django", header_comment=HEADER, fuzzy=False,
        project="draaischijf", version="1", charset="utf-8",
        last_translator="Draaischijf", language_team="Nederlands",
        msgid_bugs_address="see SECURITY.md and CONTRIBUTING.md",
    )  # fmt: skip


def _faults(message: Message, source: Catalog, catalogue: Catalog) -> Iterator[str]:
    if source.get(message.id, message.context) is None:
        yield "stands nowhere in the source: run make messages"
    if not _is_translated(message):
        yield "is not translated"
        return
    if message.fuzzy:
        yield "is fuzzy: compare it with the source and remove the mark"
    originals, translations = _forms(message.id), _forms(message.string)
    if message.pluralizable and len(translations) != catalogue.num_plurals:
        yield f"needs {catalogue.num_plurals} plural forms"
    for number, translation in enumerate(translations):
        original = originals[min(number, len(originals) - 1)]
        for what, pattern in (("placeholders", PLACEHOLDER), ("tags", TAG)):
            if sorted(pattern.findall(original)) != sorted(
                pattern.findall(translation)
            ):
                yield f"has other {what} than the source"
        if len(translation) == 1 < len(original):
            yield "is one letter long: a part of a word"
        if _edges(original) != _edges(translation):
            yield "begins or ends with other white space than the source"


def _is_translated(message: Message) -> bool:
    return all(text.strip() for text in _forms(message.string)) and bool(message.string)


def _forms(text: str | list[str] | tuple[str, ...] | None) -> list[str]:
    """Return singular and plural as a list; one form when there is no plural."""
    return [text or ""] if text is None or isinstance(text, str) else list(text)


def _edges(text: str) -> tuple[bool, bool]:
    return text[:1].isspace(), text[-1:].isspace()


def _first(message: Message) -> str:
    text = _forms(message.id)[0]
    return f"{text} [{message.context}]" if message.context else text
