from __future__ import annotations

import gettext
import os
import subprocess

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from draaischijf.core import messages

PYTHON = """
from django.utils.translation import gettext as _t, gettext_lazy as _
from django.utils.translation import ngettext, pgettext_lazy
LABEL = _("Save")
LONG = _("A sentence that goes on"
         " over two lines")
# Translators: a noun
NOUN = pgettext_lazy("municipality", "report")
def count(n):
    return ngettext("%(n)d report", "%(n)d reports", n) % {"n": n}
def other(n):
    return _t("Cancel") + str(_) + gettext("not this: a function of our own")
"""
TEMPLATE = """{% load i18n %}
  <h1>{% translate "Start" %}</h1>
{% translate "report" context "verb" %} it's plain, (unbalanced
{% blocktranslate trimmed %}
    Dear {{ name }},
    welcome
{% endblocktranslate %}
{% blocktranslate count n=total context "list" trimmed %}
  {{ n }} row
{% plural %}
  {{ n }} rows
{% endblocktranslate %}
{% include "button.html" with label=_("Send") %} {{ value|default:_("none") }}
{# {% translate "in a comment" %} #}
"""
DUTCH = {
    "Save": "Bewaren",
    "Cancel": "Annuleren",
    "A sentence that goes on over two lines": "Een zin over twee lijnen",
    "%(n)d report": ("%(n)d melding", "%(n)d meldingen"),
    ("report", "municipality"): "melding",
    ("report", "verb"): "melden",
    "Start": "Begin",
    "Dear %(name)s, welcome": "Beste %(name)s, welkom",
    ("%(n)s row", "list"): ("%(n)s rij", "%(n)s rijen"),
    "Send": "Versturen",
    "none": "geen",
}


@pytest.fixture
def package(tmp_path):
    package = tmp_path / "shop"
    for name, text in {
        "views.py": PYTHON,
        "templates/shop/page.html": TEMPLATE,
        "templates/shop/mail.txt": '{% load i18n %}{% translate "Start" %}',
        "tests/test_views.py": '_("left out")',
        "migrations/0001_first.py": '_("left out")',
        "static/shop/page.html": '{% translate "left out" %}',
    }.items():
        path = package / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)
    return package


def translate(package, dutch=DUTCH):
    """Fill the catalogue as a translator would."""
    path = messages.catalogue_path(package, "nl")
    catalogue = messages._read(path, "nl")
    for message in catalogue:
        first = messages._forms(message.id)[0]
        key = (first, message.context) if message.context else first
        if key in dutch:
            message.string = dutch[key]
    with path.open("wb") as file:
        messages.write_po(file, catalogue)
    return path


def test_source_messages_finds_every_way_to_ask(package):
    found = messages.source_messages(package)

    names = {
        (messages._forms(message.id)[0], message.context)
        for message in found
        if message.id
    }
    assert names == {key if isinstance(key, tuple) else (key, None) for key in DUTCH}
    assert found.get("%(n)s row", "list").id == ("%(n)s row", "%(n)s rows")
    assert found.get("Start").locations == [
        ("shop/templates/shop/mail.txt", 1),
        ("shop/templates/shop/page.html", 2),
    ]
    assert found.get("report", "municipality").auto_comments == ["Translators: a noun"]


def test_update_counts_what_is_lacking_and_keeps_what_is_there(package):
    first = messages.update_catalogues(package)
    translate(package)

    second = messages.update_catalogues(package)

    assert (first, second) == ({"nl": len(DUTCH)}, {"nl": 0})
    text = messages.catalogue_path(package, "nl").read_text()
    assert "#: shop/templates/shop/mail.txt shop/templates/shop/page.html\n" in text


def test_update_twice_writes_the_same(package):
    messages.update_catalogues(package)
    path = translate(package)
    messages.update_catalogues(package)
    before = path.read_bytes()

    messages.update_catalogues(package)

    assert path.read_bytes() == before


def test_update_drops_what_left_and_marks_what_changed(package):
    messages.update_catalogues(package)
    translate(package)
    page = package / "templates/shop/page.html"
    page.write_text(
        TEMPLATE.replace("welcome", "welcome here").replace("Send", "Ωmega")
    )

    messages.update_catalogues(package)

    why = {
        problem.message: problem.why for problem in messages.check_catalogues(package)
    }
    assert why == {
        "Dear %(name)s, welcome here": (
            "is fuzzy: compare it with the source and remove the mark"
        ),
        "Ωmega": "is not translated",
    }


def test_check_is_silent_about_a_complete_catalogue(package):
    messages.update_catalogues(package)
    translate(package)

    assert messages.check_catalogues(package) == []


def test_check_without_a_catalogue_names_every_message(package):
    problems = messages.check_catalogues(package)

    assert len(problems) == len(DUTCH)
    assert str(problems[-1]) == (
        "nl: “report [verb]”: is not in the catalogue: run make messages"
    )


@pytest.mark.parametrize(
    ("message", "wrong", "why"),
    [
        ("Dear %(name)s, welcome", "Beste %(naam)s", "has other placeholders than"),
        ("%(n)d report", ("%(n)d melding", "meldingen"), "has other placeholders"),
        ("%(n)d report", ("%(n)d melding", ""), "is not translated"),
        ("Save", "<b>Bewaren</b>", "has other tags than the source"),
        ("Save", "Bewaren ", "begins or ends with other white space"),
        ("Save", "B", "is one letter long"),
        ("Save", "", "is not translated"),
        ("Save", "  ", "is not translated"),
    ],
)
def test_check_names_the_fault(package, message, wrong, why):
    messages.update_catalogues(package)
    translate(package, DUTCH | {message: wrong})

    problems = messages.check_catalogues(package)

    assert [problem.message for problem in problems] == [message]
    assert problems[0].why.startswith(why)


def test_check_finds_left_overs(package):
    messages.update_catalogues(package)
    path = translate(package)
    with path.open("a") as file:
        file.write('\nmsgid "gone"\nmsgstr "weg"\n\n#~ msgid "old"\n#~ msgstr "oud"\n')

    problems = messages.check_catalogues(package)

    assert [(problem.message, problem.why) for problem in problems] == [
        ("gone", "stands nowhere in the source: run make messages"),
        ("old", "is obsolete"),
    ]


def test_check_counts_plural_forms(package):
    messages.update_catalogues(package)
    path = translate(package)
    text = path.read_text().replace('msgstr[1] "%(n)d meldingen"\n', "")
    path.write_text(text)

    problems = messages.check_catalogues(package)

    assert {problem.why for problem in problems} == {"is not translated"}


def test_compile_writes_what_gettext_reads_and_only_when_stale(package):
    messages.update_catalogues(package)
    path = translate(package)

    first = messages.compile_catalogues(package)
    second = messages.compile_catalogues(package)
    later = path.stat().st_mtime + 5
    os.utime(path, (later, later))
    third = messages.compile_catalogues(package)

    assert first == third == [path.with_suffix(".mo")]
    assert second == []
    with path.with_suffix(".mo").open("rb") as file:
        words = gettext.GNUTranslations(file)
    assert words.gettext("Save") == "Bewaren"
    assert words.pgettext("verb", "report") == "melden"
    assert words.ngettext("%(n)d report", "%(n)d reports", 3) == "%(n)d meldingen"


def test_compile_without_a_catalogue_does_nothing(tmp_path):
    assert messages.compile_catalogues(tmp_path) == []


def test_nothing_of_the_system_s_gettext_is_needed(package, monkeypatch):
    def refuse(*arguments, **options):
        raise AssertionError(f"started {arguments}")

    monkeypatch.setattr(subprocess, "Popen", refuse)

    messages.update_catalogues(package)
    translate(package)

    assert len(messages.compile_catalogues(package)) == 1


@settings(max_examples=50, deadline=None)
@given(
    st.text(
        st.characters(codec="utf-8", exclude_characters="\r\x00\"'\\{}%#"), min_size=1
    )
)
def test_any_template_text_is_read_back_as_one_message(tmp_path_factory, text):
    page = tmp_path_factory.mktemp("any") / "shop" / "templates" / "page.html"
    page.parent.mkdir(parents=True)
    block = f"{{% blocktranslate %}}{text}{{% endblocktranslate %}}"
    page.write_text(f"{text}\n{block}", newline="")

    found = messages.source_messages(page.parents[1])

    assert [m.id for m in found if m.id] == [text] or not text.strip()
