"""A form whose texts are screened, and the button that puts a proposal in place."""

from __future__ import annotations

import pytest
from django import forms
from django.http import QueryDict

from draaischijf.people.asking import ScreenedForm

pytestmark = pytest.mark.django_db
TEXT = "Mevrouw Verdonck wacht, haar zoontje Milan ook."


class Words(ScreenedForm):
    screened = ("text",)
    text = forms.CharField(widget=forms.Textarea)
    other = forms.CharField(required=False)


class LateWords(ScreenedForm):
    """A form that makes its field when it is made, as a form in place does."""

    screened = ("value",)

    def __init__(self, *words, **rest):
        super().__init__(*words, **rest)
        self.fields["value"] = forms.CharField()


@pytest.fixture
def form_with(partnership):
    def make(form=Words, **data):
        given = QueryDict(mutable=True)
        given.update(data)
        return form(given, partnership=partnership)

    return make


def test_a_proposal_is_put_in_place_and_nothing_is_kept_yet(form_with):
    form = form_with(text=TEXT, replace="text:0:16")

    assert not form.is_valid()
    assert form.is_rewritten
    assert form["text"].value() == (
        "Een vrouw die we begeleiden wacht, haar zoontje Milan ook."
    )
    assert [one.text for one in form.found["text"].findings] == ["zoontje Milan"]


def test_a_form_that_is_clean_now_is_shown_first_and_has_no_errors(form_with):
    form = form_with(text="zoontje Milan wacht", replace="text:0:13")

    assert not form.is_valid()
    assert not form.errors
    assert form["text"].value() == "zoontje wacht"

    again = form_with(text="zoontje wacht")
    assert again.is_valid()


def test_blanks_and_line_ends_around_it_do_not_move_the_place(form_with):
    text = "\r\n  Ik schrijf:\r\nmevrouw Verdonck wacht"
    start = text.strip().index("mevrouw")

    form = form_with(text=text, replace=f"text:{start}:{start + 16}")

    assert not form.is_valid()
    assert form["text"].value() == "Ik schrijf:\r\neen vrouw die we begeleiden wacht"


def test_a_field_made_late_is_rewritten_too(form_with):
    form = form_with(LateWords, value="zoontje Milan wacht", replace="value:0:13")

    assert not form.is_valid()
    assert form["value"].value() == "zoontje wacht"


@pytest.mark.parametrize(
    "asked",
    [
        "text:0:15",  # no finding there
        "text:1:16",
        "other:0:16",  # not a screened field
        "text:0",
        "text:-1:16",
        "text:0:99999999",
        "__class__:0:16",
        "",
        "x" * 10_000,
    ],
)
def test_what_is_no_finding_changes_nothing(form_with, asked):
    form = form_with(text=TEXT, other=TEXT, replace=asked)

    assert not form.is_valid()
    assert not form.is_rewritten
    assert form["text"].value() == TEXT


def test_a_form_without_findings_that_asks_it_is_kept(form_with):
    form = form_with(text="Gezinnen wachten.", replace="text:0:8")

    assert form.is_valid()


def test_the_data_that_was_sent_stays_as_it_was(partnership):
    given = QueryDict(f"text={TEXT}&replace=text:0:16")

    Words(given, partnership=partnership).is_valid()

    assert given["text"] == TEXT
