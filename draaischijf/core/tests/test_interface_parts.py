from __future__ import annotations

import datetime as dt
import re

import pytest
from django import forms
from django.template.loader import render_to_string
from django.test import RequestFactory
from django.utils import translation

from draaischijf.core.frame import Frame, Language, Place
from draaischijf.core.icons import ICONS
from draaischijf.core.pieces import Column, Facet, Option, Step
from draaischijf.core.states import LOOKS

STEPS = [
    Step(1, "Opgemerkt", "done", dt.date(2026, 2, 12)),
    Step(2, "Verzameld", "skipped"),
    Step(3, "Gebundeld", "current", dt.date(2026, 3, 3), "2 van 9 akkoord"),
    Step(4, "Geanalyseerd", "todo"),
]


class Question(forms.Form):
    problem = forms.CharField(
        label="Probleem", help_text="Kort.", max_length=50, widget=forms.Textarea
    )
    often = forms.ChoiceField(
        label="Hoe vaak", choices=[("w", "Elke week")], widget=forms.RadioSelect
    )
    email = forms.EmailField(label="E-mail", required=False)
    agreed = forms.BooleanField(label="Akkoord", required=False)
    file = forms.FileField(label="Bijlage", required=False)
    token = forms.CharField(widget=forms.HiddenInput, required=False)


@pytest.fixture(autouse=True)
def _english():
    with translation.override("en"):
        yield


def part(name, /, **context):
    return render_to_string(f"core/ui/{name}", context)


def words(html):
    return " ".join(re.sub(r"<[^>]+>", " ", html).split())


def test_path_reads_as_a_list_of_sentences():
    html = part("path.html", steps=STEPS)

    assert words(html) == (
        "1 Opgemerkt done on 12 Feb 2026 2 Verzameld skipped "
        "3 Gebundeld since 3 Mar 2026 2 van 9 akkoord 4 Geanalyseerd to do"
    )
    assert html.count('aria-current="step"') == 1
    assert '<time datetime="2026-03-03">' in html


def test_path_as_text_for_a_mail():
    assert part("path_text.txt", steps=STEPS).strip().splitlines() == [
        "[x] 1. Opgemerkt: 12 February 2026",
        "[-] 2. Verzameld: skipped",
        "[>] 3. Gebundeld: since 3 March 2026 (2 van 9 akkoord)",
        "[ ] 4. Geanalyseerd",
    ]


def test_small_path_says_how_far_it_is():
    assert words(part("path_small.html", steps=STEPS)) == "3/4 Gebundeld"


def test_small_path_that_is_through_says_the_last_step():
    steps = [Step(1, "Opgemerkt", "done"), Step(2, "Teruggekoppeld", "done")]

    assert words(part("path_small.html", steps=steps)) == "2/2 Teruggekoppeld"


def test_state_has_a_word_an_icon_and_a_tone():
    html = part("state.html", label="closed", state="closed")

    assert words(html) == "closed"
    assert 'class="state ok"' in html
    assert ICONS["check-circle"] in html


def test_every_look_names_an_icon_that_exists():
    assert {look.icon for look in LOOKS.values()} <= set(ICONS)
    assert {look.tone for look in LOOKS.values()} <= {
        "",
        "new",
        "gone",
        "ok",
        "warn",
        "danger",
        "quiet",
    }


def test_every_name_in_aria_describedby_is_on_the_page():
    form = Question({"email": "no address"})
    html = "".join(part("field.html", field=field) for field in form)

    named = " ".join(re.findall(r'aria-describedby="([^"]+)"', html)).split()
    ids = re.findall(r'\bid="([^"]+)"', html)
    assert len(named) == 4
    assert set(named) <= set(ids)
    assert len(ids) == len(set(ids))


def test_field_without_errors_has_its_hint_and_counter():
    html = part("field.html", field=Question()["problem"])

    assert 'id="id_problem_helptext">Kort.</p>' in html
    assert 'data-counter="id_problem"' in html
    assert "invalid" not in html
    assert "(optional)" not in html


def test_field_that_may_stay_empty_says_so():
    assert "(optional)" in part("field.html", field=Question()["email"])
    assert "(optional)" not in part(
        "field.html", field=Question()["email"], is_bare=True
    )


def test_field_of_choices_is_a_fieldset_with_a_legend():
    html = part("field.html", field=Question()["often"])

    assert words(html) == "Hoe vaak Elke week"
    assert '<label class="choice" for="id_often_0">' in html


def test_field_of_one_box_has_its_label_beside_it():
    html = part("field.html", field=Question()["agreed"])

    assert html.count("<label") == 1
    assert words(html) == "Akkoord"


def test_field_of_files_states_its_limits():
    html = part("field.html", field=Question()["file"], max_megabytes=2)

    assert 'data-max-megabytes="2"' in html
    assert 'data-max-files="5"' in html
    assert "at most 2 MB" in html


def test_hidden_field_is_only_itself():
    assert part("field.html", field=Question()["token"]).strip() == (
        '<input type="hidden" name="token" id="id_token">'
    )


def test_form_errors_link_to_their_fields():
    form = Question({"email": "<b>"})
    form.add_error(None, "Together they are wrong.")

    html = part("form_errors.html", form=form)

    assert re.findall(r'href="#([^"]+)"', html) == [
        "id_problem",
        "id_often_0",
        "id_email",
    ]
    assert "Together they are wrong." in html
    assert "autofocus" in html


def test_form_errors_of_a_form_without_errors_are_nothing():
    assert part("form_errors.html", form=Question()).strip() == ""


def test_table_head_sorts_the_other_way_on_a_second_click():
    columns = [
        Column("Title", "title", "ascending"),
        Column("Raisers", "raisers", "descending", is_number=True),
        Column("Lead"),
    ]
    request = RequestFactory().get("/?recht=wonen&page=3")

    html = render_to_string(
        "core/ui/table_head.html", {"columns": columns, "request": request}
    )

    assert re.findall(r'href="([^"]+)"', html) == [
        "?recht=wonen&amp;sort=-title",
        "?recht=wonen&amp;sort=raisers",
    ]
    assert re.findall(r'aria-sort="(\w+)"', html) == ["ascending", "descending"]


def test_filters_and_chosen_filters_switch_the_same_values():
    facet = Facet(
        "recht",
        "Right",
        [Option("w", "Housing", 3, selected=True), Option("g", "<i>", 0)],
    )
    context = {
        "facets": [facet],
        "clear_url": "/all/",
        "request": RequestFactory().get("/?recht=w&page=2"),
    }

    filters = render_to_string("core/ui/filters.html", context)
    chosen = render_to_string("core/ui/chosen_filters.html", context)

    assert re.findall(r'href="([^"]+)"', filters) == ["?", "?recht=w&amp;recht=g"]
    assert filters.count('aria-current="true"') == 1
    assert "&lt;i&gt;" in filters
    assert re.findall(r'href="([^"]+)"', chosen) == ["?", "/all/"]


def test_pagination_at_an_end_has_one_link():
    html = part("pagination.html", previous_url="", next_url="?page=2", pages_text="1")

    assert re.findall(r'rel="(\w+)"', html) == ["next"]


def test_button_escapes_what_it_says_and_asks():
    html = part("button.html", label="<b>", confirm='"sure?"', name="go", value="<1>")

    assert "&lt;b&gt;" in html
    assert 'data-confirm="&quot;sure?&quot;"' in html
    assert 'name="go" value="&lt;1&gt;"' in html


def test_alert_names_its_tone_in_words():
    assert words(part("alert.html", text="Sent.", tone="success")) == "Done: Sent."
    assert words(part("alert.html", text="<b>", tone="error")) == (
        "Went wrong: &lt;b&gt;"
    )


def test_log_keeps_a_season_as_words():
    entry = {"when": "najaar 2026", "text": "Overleg.\n\n- een", "is_key": True}

    html = part("log.html", entries=[entry])

    assert words(html) == "najaar 2026 Overleg. een"
    assert '<li class="key">' in html


def test_details_without_values_are_left_out():
    html = part(
        "details.html",
        details=[
            {"label": "Lead", "values": ["CAW"]},
            {"label": "Target group", "values": []},
        ],
    )

    assert words(html) == "Lead CAW"


def page(frame):
    return render_to_string("core/base.html", {"frame": frame, "csrf_token": "abc"})


def test_frame_of_a_visitor_offers_signing_in_and_the_other_language():
    html = page(
        Frame(
            name="Durmeland <x>",
            places=(Place("Signals", "/s/", current=True),),
            report_url="/report/",
            search_url="/search/",
            sign_in_url="/in/",
            languages=(Language("nl", "Nederlands"), Language("en", "English", True)),
            language_url="/i18n/",
        )
    )

    assert "Durmeland &lt;x&gt;" in html
    assert 'href="/in/"' in html
    assert 'value="nl" lang="nl">Nederlands' in html
    assert "English</button>" not in html
    assert html.count('aria-current="page"') == 1
    assert "X-CSRFToken" in html


def test_frame_of_who_is_signed_in_has_a_menu_and_no_sign_in():
    html = page(Frame(user_name="An", sign_out_url="/out/", sign_in_url="/in/"))

    assert 'action="/out/"' in html
    assert 'href="/in/"' not in html


def test_page_without_a_frame_still_stands():
    html = render_to_string("core/base.html", {})

    assert '<main id="main"' in html
    assert "Draaischijf" in html


def test_mail_has_the_same_words_in_both_parts():
    context = {"link": "https://x/", "partnership_name": "Durmeland", "subject": "S"}

    html = render_to_string("core/mail/base.html", context)
    text = render_to_string("core/mail/base.txt", context)

    for one in ("https://x/", "Durmeland", "You get this mail because"):
        assert one in html
        assert one in text


def test_mail_as_text_escapes_nothing():
    text = render_to_string("core/mail/base.txt", {"partnership_name": "A & B"})

    assert "A & B" in text
