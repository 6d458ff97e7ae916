"""The house style: who may change it, what is kept of it, and its page."""

from __future__ import annotations

import io

import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import Http404
from django.urls import reverse
from PIL import Image

from draaischijf.documents.models import StoredFile
from draaischijf.documents.uploads import TYPES, CheckedUpload
from draaischijf.history.models import Entry
from draaischijf.reporting.domain.house_styles import change_house_style
from draaischijf.reporting.models import HouseStyle
from draaischijf.reporting.queries.house_styles import style_of
from draaischijf.reporting.tests.test_word import template_with
from draaischijf.reporting.writers import Style, TemplateRefused

pytestmark = pytest.mark.django_db


def picture(kind="PNG"):
    kept = io.BytesIO()
    Image.new("RGB", (40, 20), "#7a1f3d").save(kept, kind)
    return kept.getvalue()


def upload(content, kind="png", name=""):
    return CheckedUpload(name or f"bestand.{kind}", TYPES[kind], content)


def address(partnership, name="house_style"):
    return reverse(f"reporting:{name}", args=[partnership.slug])


def given(**fields):
    return {
        "colour": "#0f4c5c",
        "accent": "#f2b134",
        "address_line": "",
        "logo_text": "",
        **fields,
    }


def test_without_a_house_style_everything_has_a_default(partnership):
    assert style_of(partnership) == Style.default()


def test_changing_keeps_colours_texts_and_files(partnership, alice):
    template = template_with("{{ inhoud }}")

    change_house_style(
        partnership,
        actor=alice,
        files={"logo": upload(picture()), "template": upload(template, "docx")},
        colour="#7a1f3d",
        logo_text="Logo",
        address_line="Marktplein 1",
    )

    assert style_of(partnership) == Style(
        colour="#7a1f3d",
        logo=picture(),
        logo_type="png",
        logo_text="Logo",
        address_line="Marktplein 1",
        template=template,
    )
    entry = Entry.objects.get(verb="house_style_changed")
    assert entry.data["fields"] == (
        "hoofdkleur, wat er op het logo staat, regel onderaan, logo, Word-sjabloon"
    )
    assert entry.partnership_id == partnership.pk


def test_the_same_again_changes_nothing(partnership, alice):
    for _ in range(2):
        change_house_style(
            partnership,
            actor=alice,
            files={"logo": upload(picture())},
            colour="#7a1f3d",
        )

    assert Entry.objects.filter(verb="house_style_changed").count() == 1
    assert StoredFile.objects.count() == 1


def test_a_file_is_taken_away_and_the_other_stays(partnership, alice):
    change_house_style(
        partnership,
        actor=alice,
        files={
            "logo": upload(picture("JPEG"), "jpg"),
            "template": upload(template_with("{{ inhoud }}"), "docx"),
        },
    )

    change_house_style(partnership, actor=alice, files={"template": None})

    style = style_of(partnership)
    assert style.template is None
    assert style.logo_type == "jpg"


def test_who_may_not_write_reports_changes_nothing(partnership, bob, charlie):
    for actor in (bob, charlie):
        with pytest.raises(Http404):
            change_house_style(partnership, actor=actor, colour="#7a1f3d")

    assert not HouseStyle.objects.exists()


def test_a_wrong_template_colour_or_field_changes_nothing(partnership, alice):
    wrong = upload(template_with("{{ voorzitter }}"), "docx")

    with pytest.raises(TemplateRefused):
        change_house_style(partnership, actor=alice, files={"template": wrong})
    with pytest.raises(ValidationError):
        change_house_style(partnership, actor=alice, colour="red; x")
    with pytest.raises(ValueError, match="partnership_id"):
        change_house_style(partnership, actor=alice, partnership_id="3")

    assert style_of(partnership) == Style.default()
    assert not Entry.objects.filter(verb="house_style_changed").exists()


def test_a_lost_file_is_as_if_it_was_never_given(partnership, alice, caplog):
    kept = change_house_style(
        partnership, actor=alice, files={"logo": upload(picture())}
    )
    kept.logo.file.storage.delete(kept.logo.file.name)

    assert style_of(partnership).logo is None
    assert "is gone" in caplog.text
    assert as_logo(partnership, alice).status_code == 404


def as_logo(partnership, user):
    from django.test import Client

    client = Client()
    client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    return client.get(address(partnership, "house_style_logo"))


def test_the_style_is_read_in_one_query(partnership, alice, django_assert_num_queries):
    change_house_style(partnership, actor=alice, files={"logo": upload(picture())})

    with django_assert_num_queries(1):
        style_of(partnership)


def test_the_page_keeps_what_is_given_and_shows_it(partnership, as_user, alice):
    client = as_user(alice)

    answer = client.post(
        address(partnership),
        given(
            colour="#7A1F3D",
            logo_text="Logo van Lokelare",
            logo_file=SimpleUploadedFile("logo.png", picture()),
            template_file=SimpleUploadedFile(
                "brief.docx", template_with("{{ inhoud }}")
            ),
        ),
    )

    assert answer.status_code == 302
    style = style_of(partnership)
    assert style.colour == "#7a1f3d"
    page = client.get(answer.url).content.decode()
    assert "brief.docx" in page
    assert 'alt="Logo van Lokelare"' in page
    logo = as_logo(partnership, alice)
    assert (logo.content, logo["Content-Type"]) == (picture(), "image/png")

    client.post(
        address(partnership),
        given(logo_text="Logo", drop_template="on", drop_logo="on"),
    )
    style = style_of(partnership)
    assert (style.template, style.logo) == (None, None)


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"colour": "#f2b134"}, "te licht om op wit papier te lezen"),
        ({"colour": "rood"}, "een hekje en zes"),
        (
            {"template_file": ("a.docx", template_with("{{ voorzitter }}"))},
            "{{ voorzitter }} (regel 1)",
        ),
        ({"template_file": ("a.png", picture())}, "geen Word-document"),
        ({"template_file": ("a.docx", b"tekst")}, "a.docx"),
        (
            {"logo_file": ("a.docx", template_with("x")), "logo_text": "x"},
            "geen PNG of JPEG",
        ),
        ({"logo_file": ("a.png", picture())}, "Schrijf wat er op het logo staat"),
    ],
)
def test_what_is_wrong_is_said_with_the_fix(partnership, as_user, alice, fields, said):
    sent = {
        name: SimpleUploadedFile(*value) if isinstance(value, tuple) else value
        for name, value in fields.items()
    }

    answer = as_user(alice).post(address(partnership), given(**sent))

    assert answer.status_code == 422
    assert said in answer.content.decode()
    assert style_of(partnership) == Style.default()


def test_a_kept_logo_keeps_its_words(partnership, as_user, alice):
    change_house_style(
        partnership, actor=alice, files={"logo": upload(picture())}, logo_text="Logo"
    )

    answer = as_user(alice).post(address(partnership), given(logo_text=""))

    assert answer.status_code == 422


def test_the_sample_is_made_in_the_style_that_is_kept(partnership, as_user, alice):
    template = upload(template_with("Ons briefhoofd", "{{ inhoud }}"), "docx")
    change_house_style(
        partnership, actor=alice, files={"template": template}, colour="#7a1f3d"
    )

    word = as_user(alice).get(address(partnership, "house_style_docx"))
    paper = as_user(alice).get(address(partnership, "house_style_pdf"))

    assert word["Content-Disposition"] == (
        'attachment; filename="voorbeelddocument.docx"'
    )
    from docx import Document

    assert "Ons briefhoofd" in [
        one.text for one in Document(io.BytesIO(word.content)).paragraphs
    ]
    assert paper.content.startswith(b"%PDF")
    assert paper["Content-Type"] == "application/pdf"
    assert paper["Cache-Control"] == "private, no-store"


def test_a_template_that_is_no_longer_taken_is_told(partnership, as_user, alice):
    kept = change_house_style(
        partnership,
        actor=alice,
        files={"template": upload(template_with("{{ inhoud }}"), "docx")},
    )
    with kept.template.file.storage.open(kept.template.file.name, "wb") as file:
        file.write(template_with("niets"))

    answer = as_user(alice).get(address(partnership, "house_style_docx"), follow=True)

    assert "ontbreekt {{ inhoud }}" in answer.content.decode()


@pytest.mark.parametrize("name", ["docx", "pdf", "template"])
def test_what_word_pastes_along_breaks_no_document(partnership, as_user, alice, name):
    fields = given(address_line="Kerkstraat 1\x0b9000 Lokelare", logo_text="a\x0bb")
    client = as_user(alice)
    assert client.post(address(partnership), fields).status_code == 302

    made = client.get(address(partnership, f"house_style_{name}"))

    assert made.status_code == 200
    assert style_of(partnership).address_line == "Kerkstraat 1 9000 Lokelare"


def test_our_template_can_be_had_to_start_from(partnership, as_user, alice):
    answer = as_user(alice).get(address(partnership, "house_style_template"))

    assert answer.content.startswith(b"PK")
    assert 'filename="sjabloon.docx"' in answer["Content-Disposition"]


def test_partners_and_others_do_not_find_it(partnership, as_user, bob, charlie, alice):
    change_house_style(partnership, actor=alice, files={"logo": upload(picture())})

    for user in (bob, charlie):
        for name in ("house_style", "house_style_logo", "house_style_pdf"):
            assert as_user(user).get(address(partnership, name)).status_code == 404
