"""The checker of Word templates: names what is wrong and where; runs nothing."""

from __future__ import annotations

import io
import zipfile

import pytest
from docx import Document
from docx.oxml import parse_xml

from draaischijf.reporting.tests.test_word import template_with
from draaischijf.reporting.writers.word.fields import (
    MOST_PROBLEMS,
    TemplateRefused,
    check,
)
from draaischijf.reporting.writers.word.markup import NAMESPACES

pytestmark = pytest.mark.usefixtures("english")


@pytest.fixture
def english():
    from django.utils import translation

    with translation.override("en"):
        yield


def problems_of(content):
    with pytest.raises(TemplateRefused) as refused:
        check(content)
    assert str(refused.value) == " ".join(refused.value.problems)
    return refused.value.problems


def test_a_template_with_our_fields_is_taken():
    check(template_with("{{ titel }} {{jaar}}", "{{ inhoud }}", header="{{ status }}"))


def test_a_field_split_over_letters_in_bold_is_taken():
    def prepare(document):
        line = document.add_paragraph("{{ ti")
        line.add_run("tel").bold = True
        line.add_run(" }}")

    check(template_with("{{ inhoud }}", prepare=prepare))


def test_an_unknown_field_is_named_with_its_place_and_what_we_know():
    (problem,) = problems_of(template_with("a", "{{ voorzitter }}", "{{ inhoud }}"))

    assert problem == (
        "The template uses {{ voorzitter }} (line 2), which we do not know. We know: "
        "{{ titel }}, {{ ondertitel }}, {{ afzender }}, {{ datum }}, {{ status }}, "
        "{{ adresregel }}, {{ jaar }}, {{ inhoud }}."
    )


def test_in_a_header_and_in_the_properties_too():
    def prepare(document):
        document.core_properties.title = "{{ baas }}"

    found = problems_of(
        template_with("{{ inhoud }}", header="{{ chef }}", prepare=prepare)
    )

    assert "{{ chef }} (header)" in found[0]
    assert "{{ baas }} (document properties)" in found[1]


@pytest.mark.parametrize(
    "mark",
    [
        "{{ ''.__class__.__mro__ }}",
        "{{ titel.__class__ }}",
        "{{ titel|upper }}",
        "{{ titel() }}",
        "{{ 7*7 }}",
        "{{ range(10**9)|list }}",
        "{{p inhoud }}",
        "{{r titel }}",
        "{{ }}",
        '{{ "titel" }}',
    ],
)
def test_only_plain_fields_are_taken(mark):
    problems = problems_of(template_with(mark, "{{ inhoud }}"))

    assert problems[0].startswith("The template holds ")
    assert "(line 1): a field is one word" in problems[0]


@pytest.mark.parametrize(
    "mark",
    [
        "{% for i in range(10**9) %}",
        "{%p if titel %}",
        "{% macro x() %}{% endmacro %}",
        "{% set x = 1 %}",
        "{% import 'x' as y %}",
        "{# weg #}",
        "{%- raw -%}",
    ],
)
def test_instructions_are_refused(mark):
    problems = problems_of(template_with("a", mark, "{{ inhoud }}"))

    assert "(line 2): an instruction" in problems[0]


@pytest.mark.parametrize(
    "text", ["Van {{ titel", "titel }} hier", "{% als", "{{ titel }"]
)
def test_an_open_brace_is_shown_with_its_place(text):
    problems = problems_of(template_with(text, "{{ inhoud }}"))

    assert "is not closed or not opened" in problems[0]
    assert "(line 1)" in problems[0]


@pytest.mark.parametrize("mark", ["{{", "}}", "{%", "{# ", "{{ x"])
def test_a_template_full_of_open_marks_is_judged_at_once(mark):
    # Reading on to the end of the line for each of them took hours.
    template = template_with(mark * 300_000, "{{ inhoud }}")

    problems = problems_of(template)

    assert 1 <= len(problems) <= MOST_PROBLEMS


def test_the_document_must_have_a_place_of_its_own():
    def in_table(document):
        document.add_table(rows=1, cols=1).cell(0, 0).text = "{{ inhoud }}"

    def at_the_end_of_a_section(document):
        line = document.add_paragraph("{{ inhoud }}")
        document.add_section()
        end = document.paragraphs[-1]._p
        line._p.get_or_add_pPr().append(end.pPr.sectPr)

    assert "has no {{ inhoud }}" in problems_of(template_with("{{ titel }}"))[0]
    assert (
        "more than once" in problems_of(template_with("{{inhoud}}", "{{ inhoud }}"))[0]
    )
    for made in (
        template_with("Hier: {{ inhoud }}"),
        template_with("a", prepare=in_table),
        template_with("a", header="{{ inhoud }}"),
        template_with("a", prepare=at_the_end_of_a_section),
    ):
        assert "on a line by itself" in problems_of(made)[0]


def test_what_hides_between_the_letters_is_found():
    """docxtpl joins what we read apart: a brace that ends a line, and the next one."""

    def prepare(document):
        body = document.element.body
        for text in ("a {", "{ 7*7 }", "} b"):
            body.insert(
                0, parse_xml(f"<w:p {NAMESPACES}><w:r><w:t>{text}</w:t></w:r></w:p>")
            )
        hidden = parse_xml(
            f"<w:p {NAMESPACES}><w:r><w:instrText>"
            "{{ ''.__class__ }}</w:instrText></w:r></w:p>"
        )
        body.insert(0, hidden)

    assert problems_of(template_with("{{ inhoud }}", prepare=prepare))


def test_a_broken_mark_outside_the_text_is_found():
    def prepare(document):
        document.element.body.insert(
            0,
            parse_xml(
                f"<w:p {NAMESPACES}><w:r><w:instrText>{{% for</w:instrText></w:r></w:p>"
            ),
        )

    assert (
        "cannot be read"
        in problems_of(template_with("{{ inhoud }}", prepare=prepare))[0]
    )


def test_what_is_no_word_document_is_refused():
    archive = io.BytesIO()
    with zipfile.ZipFile(archive, "w") as made:
        made.writestr("iets.txt", "niets")

    for content in (b"geen zip", archive.getvalue()):
        assert "cannot be opened" in problems_of(content)[0]


def test_a_book_is_no_template():
    document = Document()
    document.add_paragraph("{{ inhoud }}")
    document.add_paragraph("woord " * 400_000)
    kept = io.BytesIO()
    document.save(kept)

    assert "too much text" in problems_of(kept.getvalue())[0]
