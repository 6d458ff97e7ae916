"""A form that screens, and the note below its field."""

from __future__ import annotations

import pytest
from django import forms
from django.template.loader import render_to_string

from draaischijf.core.screening.forms import ClientDataFound, screen_fields

CERTAIN = "Een moeder, mevrouw Verdonck, zoekt."
DOUBTFUL = "Het pand Kerkstraat 12 staat leeg."


class ReportForm(forms.Form):
    problem = forms.CharField()
    example = forms.CharField(required=False)

    def clean(self):
        cleaned = super().clean()
        try:
            self.screening = screen_fields(
                cleaned,
                ("problem", "example"),
                accepted=self.data.get("accepted", ()),
                known_names=["CAW Durmeland"],
                known_places=["Molenhoek"],
            )
        except ClientDataFound as found:
            self.screening = found.screening
            raise
        return cleaned


def shown(field, **context):
    return render_to_string(
        "core/ui/screening.html", {"screening": field, "id": "note", **context}
    )


def test_clean_text_passes_without_marks():
    form = ReportForm({"problem": "Er zijn te weinig studio's.", "example": ""})

    assert form.is_valid()
    assert form.screening.fields == {}
    assert form.screening.marks == []


def test_certain_finding_is_refused_on_its_field():
    form = ReportForm({"problem": CERTAIN, "example": "Niets bijzonders."})

    assert not form.is_valid()
    assert list(form.errors) == ["problem"]
    assert form.errors.as_data()["problem"][0].code == "client_data"
    assert "Verdonck" not in str(form.errors)
    assert form.screening.fields["problem"].is_blocking


def test_certain_finding_is_refused_even_when_ticked():
    first = ReportForm({"problem": CERTAIN})
    first.is_valid()

    token = first.screening.fields["problem"].token
    again = ReportForm({"problem": CERTAIN, "accepted": [token]})

    assert not again.is_valid()


def test_doubtful_finding_is_refused_until_it_is_kept():
    first = ReportForm({"problem": DOUBTFUL})
    assert not first.is_valid()
    assert not first.screening.fields["problem"].is_blocking

    token = first.screening.fields["problem"].token
    again = ReportForm({"problem": DOUBTFUL, "accepted": [token]})

    assert again.is_valid()
    assert again.cleaned_data["problem"] == DOUBTFUL
    assert again.screening.marks == [
        {
            "field": "problem",
            "kind": "address",
            "start": 9,
            "end": 22,
            "certainty": "doubtful",
        }
    ]


def test_tick_does_not_cover_a_doubt_typed_later():
    first = ReportForm({"problem": DOUBTFUL})
    first.is_valid()
    token = first.screening.fields["problem"].token

    again = ReportForm(
        {"problem": f"{DOUBTFUL} Ook Molenstraat 3.", "accepted": [token]}
    )

    assert not again.is_valid()


def test_tick_of_one_field_does_not_cover_another():
    first = ReportForm({"problem": DOUBTFUL, "example": DOUBTFUL})
    first.is_valid()
    token = first.screening.fields["problem"].token

    again = ReportForm({"problem": DOUBTFUL, "example": DOUBTFUL, "accepted": [token]})

    assert not again.is_valid()
    assert list(again.errors) == ["example"]
    assert not again.screening.fields["problem"].is_refused


def test_known_names_and_places_reach_the_screening():
    form = ReportForm({"problem": "CAW Durmeland, 09 123 45 67. Molenhoek 12."})

    assert form.is_valid()


def test_input_without_a_page_may_accept_every_doubt():
    screening = screen_fields({"problem": DOUBTFUL}, ["problem"], accepted=True)
    with pytest.raises(ClientDataFound):
        screen_fields({"problem": DOUBTFUL}, ["problem"], accepted=False)
    with pytest.raises(ClientDataFound):
        screen_fields({"problem": CERTAIN}, ["problem"], accepted=True)

    assert [mark["kind"] for mark in screening.marks] == ["address"]


def test_absent_and_empty_fields_are_passed_by():
    screening = screen_fields({"a": None, "b": ""}, ["a", "b", "c"], accepted=False)

    assert screening.fields == {}


def test_note_shows_what_was_read_and_what_to_write():
    form = ReportForm({"problem": f"<i>{DOUBTFUL}"})
    form.is_valid()
    field = form.screening.fields["problem"]

    html = shown(field)

    assert 'id="note"' in html
    assert 'role="status"' in html
    assert html.count("<mark>Kerkstraat 12</mark>") == 2
    assert str(field.findings[0].reason) in html
    assert str(field.findings[0].proposal) in html
    assert "&lt;i&gt;Het pand" in html
    assert "<i>" not in html
    assert f'name="accepted" value="{field.token}"' in html
    assert "checked" not in html


def test_note_of_a_certain_finding_has_no_box():
    form = ReportForm({"problem": CERTAIN})
    form.is_valid()

    html = shown(form.screening.fields["problem"])

    assert "<mark>mevrouw Verdonck</mark>" in html
    assert "checkbox" not in html


def test_note_keeps_the_tick():
    field = screen_fields({"a": DOUBTFUL}, ["a"], accepted=True).fields["a"]

    html = shown(field, accepted="keep")

    assert 'name="keep"' in html
    assert "checked" in html


def test_nothing_found_shows_nothing():
    assert shown(None).strip() == ""
