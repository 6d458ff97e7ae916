"""The form of a line: in half a minute, by HTMX and without."""

from __future__ import annotations

import datetime

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from draaischijf.documents.models import StoredFile
from draaischijf.history.models import Entry
from draaischijf.people.enums import RoleKind
from draaischijf.people.tests.factories import make_member
from draaischijf.plans.forms.log_entries import LogEntryForm
from draaischijf.plans.models import ActionLogEntry
from draaischijf.plans.tests.factories import (
    make_action,
    make_log_entry,
    make_objective,
    make_party,
    make_plan,
)
from draaischijf.plans.workflow import TransitionDenied
from draaischijf.signals.enums import SignalState
from draaischijf.signals.refusals import RefusalsIn
from draaischijf.signals.tests.factories import make_signal, make_support

pytestmark = pytest.mark.django_db
HTMX = {"headers": {"HX-Request": "true"}}
PDF = b"%PDF-1.4\nverslag\n%%EOF\n"


@pytest.fixture
def action(partnership):
    return make_action(make_objective(make_plan(partnership, is_public=True)))


@pytest.fixture
def lead(partnership, action):
    """Leads this action, and no other."""
    user = make_member(partnership, RoleKind.LEAD, name="Lena")
    make_party(action, person=user.persons.get(), text="Lena")
    return user


@pytest.fixture
def signed_in(as_user, lead):
    return as_user(lead)


def address(action, name="action_log", *more):
    place = ["durmeland", action.plan.slug, action.number, *more]
    return reverse(f"plans:{name}", args=place)


def pdf(name="verslag.pdf", content=PDF):
    return SimpleUploadedFile(name, content, content_type="application/pdf")


def test_the_form_is_filled_in_with_today(signed_in, action):
    page = signed_in.get(address(action))

    assert page.status_code == 200
    today = datetime.date.today()  # noqa: DTZ011 only the shape matters
    assert f'value="{today.day}/' in page.content.decode()
    assert address(action, "action_log_date") in page.content.decode()


def test_a_date_and_a_sentence_are_noted(signed_in, action, lead):
    answer = signed_in.post(
        address(action), {"when": "najaar 2027", "text": "Overleg", "attendance": "12"}
    )

    assert answer.url == f"{action.get_absolute_url()}#follow-up"
    entry = action.log_entries.get()
    assert (entry.date_text, entry.attendance, entry.actor) == ("najaar 2027", 12, lead)
    assert entry.is_public
    page = signed_in.get(action.get_absolute_url()).content.decode()
    assert "najaar 2027 · 12 aanwezigen" in page


def test_a_date_alone_is_enough(signed_in, action):
    answer = signed_in.post(address(action), {"when": "5/3/2027"})

    assert answer.status_code == 302
    assert action.log_entries.get().text == ""


def test_sent_twice_is_once(signed_in, action):
    for _time in range(2):
        signed_in.post(address(action), {"when": "5/3/2027", "text": "Overleg"})

    assert action.log_entries.count() == 1


def test_htmx_gets_the_form_alone_and_then_the_page_in_place(signed_in, action):
    form = signed_in.get(address(action), **HTMX)
    assert b"<html" not in form.content
    assert b"hx-encoding" in form.content

    done = signed_in.post(address(action), {"when": "5/3/2027", "text": "Ja"}, **HTMX)

    assert done["HX-Retarget"] == "#action"
    assert b"<html" not in done.content
    assert "Het is genoteerd." in done.content.decode()


def test_everything_of_a_line_can_be_said(signed_in, action):
    other = make_action(action.objective, "Affiche")
    elsewhere = make_action(make_objective(make_plan(action.plan.partnership, 2028)))

    answer = signed_in.post(
        address(action),
        {
            "when": "5/3/2027",
            "attendance": "40",
            "attendance_is_about": "on",
            "meetings": "3",
            "only_partners": "on",
            "also_about": [other.pk],
            "attachments": pdf(),
        },
    )

    assert answer.status_code == 302
    entry = action.log_entries.get()
    assert (entry.attendance_is_about, entry.meetings, entry.is_public) == (
        True,
        3,
        False,
    )
    assert list(entry.also_about.all()) == [other]
    assert entry.files.get().name == "verslag.pdf"
    refused = signed_in.post(
        address(action), {"when": "6/3/2027", "also_about": [elsewhere.pk]}
    )
    assert refused.status_code == 422


def test_about_that_many_of_nobody_says_nothing(signed_in, action):
    signed_in.post(address(action), {"when": "5/3/2027", "attendance_is_about": "on"})

    assert not action.log_entries.get().attendance_is_about


def test_an_unreadable_date_is_refused_once_and_kept_when_asked(signed_in, action):
    refused = signed_in.post(address(action), {"when": "ooit eens"})
    assert refused.status_code == 422
    assert b'name="keep_words"' in refused.content

    signed_in.post(address(action), {"when": "ooit eens", "keep_words": "on"})
    assert action.log_entries.get().date_kind == "unknown"


def test_the_date_is_read_aloud(signed_in, action):
    said = signed_in.get(address(action, "action_log_date"), {"when": "najaar 2027"})

    assert "1 september 2027" in said.content.decode()


def test_client_data_is_refused_and_the_file_stays(signed_in, action):
    answer = signed_in.post(
        address(action),
        {
            "when": "5/3/2027",
            "text": "Rijksregisternummer 85.07.30-033.28",
            "attachments": pdf(),
        },
    )

    assert answer.status_code == 422
    assert not ActionLogEntry.objects.exists()
    form = answer.context["form"]
    (kept,) = [token for token, _file in form.kept_rows]
    again = signed_in.post(
        address(action),
        {"when": "5/3/2027", "text": "Overleg", "key": form.form_key, "kept": kept},
    )
    assert again.status_code == 302
    assert action.log_entries.get().files.get().name == "verslag.pdf"


def test_a_file_another_form_handed_over_is_not_taken(signed_in, action):
    stored = StoredFile.objects.create(
        partnership_id=action.plan.partnership_id, name="geheim.pdf", size=1, sha256=""
    )

    signed_in.post(address(action), {"when": "5/3/2027", "kept": str(stored.uuid)})

    assert not action.log_entries.get().files.exists()


@pytest.mark.parametrize(
    "files", [[pdf("x.exe", b"MZ\x90")], [pdf() for _ in "123456"]]
)
def test_a_file_that_may_not_come_along_is_named(signed_in, action, files):
    for one in files:
        one.seek(0)

    answer = signed_in.post(address(action), {"when": "5/3/2027", "attachments": files})

    assert answer.status_code == 422
    assert answer.context["form"].errors["attachments"]
    assert not StoredFile.objects.exists()


def test_the_newest_ten_different_texts_are_there_to_repeat(signed_in, action, lead):
    elsewhere = make_action(action.objective, "Elders")
    for number in range(12):
        make_log_entry(action, text=f"Tekst {number:02}")
    make_log_entry(action, text="Tekst 11", attendance=7)
    mine = make_log_entry(elsewhere, text="Van mij elders", actor=lead)
    make_log_entry(elsewhere, text="Van een ander elders")

    repeats = signed_in.get(address(action)).context["repeats"]

    assert [one.text for one in repeats[:3]] == [
        "Van mij elders",
        "Tekst 11",
        "Tekst 10",
    ]
    assert len(repeats) == 10
    filled = signed_in.get(address(action), {"repeat": repeats[1].pk})
    assert 'value="7"' in filled.content.decode()
    assert "Tekst 11</textarea>" in filled.content.decode()
    assert mine.text in signed_in.get(address(action)).content.decode()


def test_an_entry_that_is_not_offered_is_not_repeated(signed_in, partnership, action):
    hidden = make_log_entry(
        make_action(make_objective(make_plan(partnership, 2028))), text="Niet voor hier"
    )

    for wanted in (hidden.pk, "x", ""):
        page = signed_in.get(address(action), {"repeat": wanted})
        assert "Niet voor hier" not in page.content.decode()


# -- Changing and removing ---------------------------------------------------------


def test_an_own_line_is_changed_and_keeps_its_date_and_files(signed_in, action, lead):
    entry = make_log_entry(action, actor=lead, text="Overlg", date_text="5 maart")
    file = StoredFile.objects.create(
        partnership_id=action.plan.partnership_id, name="a.pdf", size=1, sha256=""
    )
    entry.files.add(file)
    path = address(action, "action_log_edit", entry.pk)
    assert b'value="5 maart"' in signed_in.get(path).content

    answer = signed_in.post(
        path, {"when": "5 maart", "text": "Overleg", "kept": str(file.uuid)}
    )

    assert answer.status_code == 302
    entry.refresh_from_db()
    assert (entry.text, entry.start) == ("Overleg", datetime.date(2027, 3, 5))
    assert list(entry.files.all()) == [file]

    signed_in.post(path, {"when": "6 maart 2027", "text": "Overleg"})
    entry.refresh_from_db()
    assert entry.start == datetime.date(2027, 3, 6)
    assert not entry.files.exists()


def test_a_line_of_somebody_else_is_not_found_for_a_lead(signed_in, action, alice):
    entry = make_log_entry(action, actor=alice)

    for name in ("action_log_edit", "action_log_remove"):
        assert signed_in.post(address(action, name, entry.pk)).status_code == 404
    assert action.log_entries.exists()


def test_a_coordinator_takes_a_line_out(as_user, action, alice, lead):
    entry = make_log_entry(action, actor=lead, text="Vergissing")

    answer = as_user(alice).post(address(action, "action_log_remove", entry.pk))

    assert answer.status_code == 302
    assert not action.log_entries.exists()
    assert Entry.objects.about(action).last().verb == "action_log_removed"


def test_a_refusal_of_the_domain_is_said_in_the_form(action):
    form = LogEntryForm({"when": "5/3/2027", "text": "Toch"}, action=action)

    with RefusalsIn(form):
        raise TransitionDenied(["Iemand haalde dit weg."])

    assert form.non_field_errors() == ["Iemand haalde dit weg."]
    with pytest.raises(ZeroDivisionError), RefusalsIn(form):
        raise ZeroDivisionError


# -- Telling -----------------------------------------------------------------------


@pytest.fixture
def signal(partnership, action):
    made = make_signal(partnership, SignalState.PUBLISHED)
    action.signals.add(made)
    return made


def test_telling_is_offered_only_where_somebody_hears_it(signed_in, action, signal):
    assert b'name="tells_raisers"' not in signed_in.get(address(action)).content

    make_support(signal, email="mo@durmeland.example")

    page = signed_in.get(address(action)).content.decode()
    assert 'name="tells_raisers"' in page
    assert "1 persoon meldde of steunt" in page


def test_the_mail_is_shown_before_it_goes(signed_in, action, signal):
    make_support(signal, email="mo@durmeland.example", language="nl")
    given = {"when": "5/3/2027", "text": "Twee studio's.", "tells_raisers": "on"}

    shown = signed_in.post(
        address(action), {**given, "step": "preview", "attachments": pdf()}
    )

    assert shown.status_code == 200
    assert not action.log_entries.exists()
    page = shown.content.decode()
    assert "Er is iets gedaan aan je signaal" in page
    assert "verslag.pdf" in page
    assert signed_in.post(address(action), given).status_code == 302
    assert action.log_entries.get().tells_raisers


def test_the_preview_says_that_nobody_has_an_address(signed_in, action, signal):
    make_support(signal)

    shown = signed_in.post(
        address(action),
        {"when": "5/3/2027", "tells_raisers": "on", "step": "preview"},
    )

    assert "Niemand liet een e-mailadres achter" in shown.content.decode()


def test_what_is_only_for_partners_is_not_told(signed_in, action, signal):
    make_support(signal, email="mo@durmeland.example")

    answer = signed_in.post(
        address(action),
        {"when": "5/3/2027", "tells_raisers": "on", "only_partners": "on"},
    )

    assert answer.status_code == 422
    assert not action.log_entries.exists()


def test_a_line_that_was_told_does_not_offer_it_again(signed_in, action, signal, lead):
    make_support(signal, email="mo@durmeland.example")
    entry = make_log_entry(action, actor=lead, tells_raisers=True)

    page = signed_in.get(address(action, "action_log_edit", entry.pk))

    assert b'name="tells_raisers"' not in page.content
