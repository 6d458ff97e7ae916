from __future__ import annotations

import json
from io import StringIO
from pathlib import Path

import pytest
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import CommandError, call_command
from django.urls import reverse

from draaischijf.documents.models import ImportRun
from draaischijf.people.models import Partnership
from draaischijf.signals.models import PolicySignal

pytestmark = pytest.mark.django_db
ROOT = Path(__file__).parents[3]
TEXT = """# Signalen 2026

| SIGNAAL | KORTE SAMENVATTING | OPVOLGING |
| --- | --- | --- |
| Samen naar school | Kinderen blijven thuis. | **12/03/2026** – overleg |
"""


@pytest.fixture
def file(tmp_path):
    path = tmp_path / "signalen.md"
    path.write_text(TEXT, encoding="utf-8")
    return path


def run(*arguments):
    out = StringIO()
    call_command("import_document", *map(str, arguments), stdout=out)
    return out.getvalue()


def upload(text=TEXT, name="signalen.md"):
    return {"document": SimpleUploadedFile(name, text.encode())}


def test_the_command_tells_what_it_made_as_json(partnership, file):
    (report,) = json.loads(run(file, "--partnership", "durmeland", "--json"))

    assert report == {
        "kind": "signals",
        "rows": 1,
        "created": 1,
        "unchanged": 0,
        "duplicates": 0,
        "figures": {},
        "problems": [],
    }


def test_a_second_run_of_the_command_creates_nothing(partnership, file):
    run(file, "--partnership", "durmeland")

    (report,) = json.loads(run(file, "--partnership", "durmeland", "--json"))

    assert (report["created"], report["unchanged"]) == (0, 1)
    assert PolicySignal.objects.count() == 1


EXAMPLES = settings.ROOT / "examples"


def made_of(*arguments):
    reports = json.loads(run(*arguments, "--partnership", "durmeland", "--json"))
    return {one["kind"]: (one["rows"], one["created"]) for one in reports}


def test_a_report_is_imported_with_its_goals_and_a_trajectory_on_its_own(partnership):
    report = EXAMPLES / "scheldekant-jaarverslag-2024.html"
    steps = EXAMPLES / "lokelare-traject-2026-2031.txt"

    assert made_of(report, "--as", "annual_report") == {
        "goals": (4, 4),
        "annual_report": (7, 7),
    }
    assert made_of(steps) == {"trajectory": (24, 24)}


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("scheldekant-jaarverslag-2024.xlsx", "scheldekant-jaarverslag-2024.pdf"),
        ("lokelare-traject-2026-2031.docx", "lokelare-traject-2026-2031.xlsx"),
    ],
)
def test_the_same_document_in_another_format_creates_nothing(partnership, one, other):
    first = made_of(EXAMPLES / one)

    second = made_of(EXAMPLES / other)

    assert second == {kind: (rows, 0) for kind, (rows, _created) in first.items()}


def test_a_dry_run_imports_nothing_and_needs_no_partnership(file):
    (report,) = json.loads(run(file, "--partnership", "nergens", "--dry-run", "--json"))

    assert report["created"] == 1
    assert not PolicySignal.objects.exists()
    assert not ImportRun.objects.exists()


def test_an_unknown_partnership_is_refused_and_the_known_ones_named(partnership, file):
    with pytest.raises(CommandError, match=r"“nergens”.*durmeland"):
        run(file, "--partnership", "nergens")


def test_an_unknown_kind_is_refused_and_the_known_ones_named(partnership, file):
    with pytest.raises(CommandError, match=r"agenda, signals, abbreviations"):
        run(file, "--partnership", "durmeland", "--as", "recepten")


def test_only_the_asked_kind_is_read(partnership, file):
    text = run(file, "--partnership", "durmeland", "--as", "abbreviations")

    assert "Nothing in this document" in text
    assert not PolicySignal.objects.exists()


def test_a_missing_file_is_named(partnership, tmp_path):
    with pytest.raises(CommandError, match=r"weg\.md"):
        run(tmp_path / "weg.md", "--partnership", "durmeland")


def test_an_unreadable_file_is_named(partnership, tmp_path):
    path = tmp_path / "kapot.docx"
    path.write_bytes(b"PK\x03\x04 geen echt document")

    with pytest.raises(CommandError, match=r"kapot\.docx"):
        run(path, "--partnership", "durmeland")


def test_uploading_shows_what_is_in_it_and_changes_nothing(as_user, partnership, alice):
    answer = as_user(alice).post(
        reverse("website:imports", args=["durmeland"]), upload(), follow=True
    )

    assert "Samen naar school" in answer.content.decode()
    assert not PolicySignal.objects.exists()


def test_a_plan_is_told_row_by_row_with_its_counts(as_user, partnership, alice):
    text = """# Jaarplan 2026

### OD 1.1: Huurders blijven wonen tegen eind 2026

| ACTIE | OPMERKING | CONTACT | ACTOREN | OPGESTART |
| --- | --- | --- | --- | --- |
| (P/M)* Woonoverleg | Loopt | Karim | <b>CAW</b> | 2014 |
| **Leegstand** | | | | 2026 |

## Interne werking

| ACTIE | OPMERKING | CONTACT | ACTOREN | OPGESTART |
| --- | --- | --- | --- | --- |
"""
    address = reverse("website:imports", args=["durmeland"])

    answer = as_user(alice).post(address, upload(text, "plan.md"), follow=True)

    page = " ".join(answer.content.decode().split())
    for told in (
        "OD 1.1: Huurders blijven wonen",
        "tegen 31 december 2026",
        "interne werking · ",
        "pro memorie: een ander orgaan beslist · Karim · sinds 2014",
        "actie: nog te bevestigen (voorstel: nieuw)",
        "&lt;b&gt;CAW&lt;/b&gt;",
        "OD 1.1 <b>2</b>",
        "Interne werking <b>0</b>",
        "acties: <b>2</b>",
    ):
        assert told in page
    assert "niet verlengd: <b>" not in page
    assert page.count("Zoals het er stond") == 2


def test_rows_of_a_kind_that_is_gone_show_their_source(as_user, partnership, alice):
    client = as_user(alice)
    client.post(reverse("website:imports", args=["durmeland"]), upload())
    run = ImportRun.objects.get()
    run.rows.update(kind="recepten")

    page = client.get(reverse("website:import_run", args=["durmeland", run.pk]))

    assert "recepten" in page.content.decode().lower()
    assert "Samen naar school" in page.content.decode()


def test_the_command_says_the_counts_of_a_plan(partnership):
    name = ROOT / "examples" / "lokelare-jaarplan-2026.txt"

    text = run(name, "--partnership", "durmeland", "--dry-run")

    assert "  bold_unknown: 3\n" in text
    assert "  per_block: OD 1.1 4, OD 1.2 3, OD 2.1 3" in text


def test_committing_a_preview_imports_it_once(as_user, partnership, alice):
    client = as_user(alice)
    client.post(reverse("website:imports", args=["durmeland"]), upload())
    made = ImportRun.objects.get()
    commit = reverse("website:import_commit", args=["durmeland", made.pk])

    client.post(commit)
    again = client.post(commit, follow=True)

    assert PolicySignal.objects.count() == 1
    assert again.status_code == 200


def test_cancelling_a_preview_imports_nothing(as_user, partnership, alice):
    client = as_user(alice)
    client.post(reverse("website:imports", args=["durmeland"]), upload())
    made = ImportRun.objects.get()

    client.post(reverse("website:import_cancel", args=["durmeland", made.pk]))

    assert not PolicySignal.objects.exists()
    client.get(reverse("website:imports", args=["durmeland"]))
    page = client.get(reverse("website:imports", args=["durmeland"]))
    assert "signalen.md" not in page.content.decode()


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Niets te vinden", "verslag.md"),
        (TEXT, "verslag.exe"),
        ("PK\x03\x04", "verslag.docx"),
    ],
)
def test_what_cannot_be_imported_is_said_in_place(
    as_user, partnership, alice, text, name
):
    answer = as_user(alice).post(
        reverse("website:imports", args=["durmeland"]), upload(text, name)
    )

    assert answer.status_code == 422
    assert not PolicySignal.objects.exists()


def test_field_workers_and_outsiders_find_no_import(as_user, partnership, bob, charlie):
    address = reverse("website:imports", args=["durmeland"])

    assert as_user(bob).get(address).status_code == 404
    assert as_user(charlie).post(address, upload()).status_code == 404


def test_a_run_of_another_partnership_is_not_there(
    as_user, partnership, other_partnership, alice, charlie
):
    as_user(alice).post(reverse("website:imports", args=["durmeland"]), upload())
    made = ImportRun.objects.get()

    for name in ("import_run", "import_commit", "import_cancel"):
        address = reverse(f"website:{name}", args=["scheldekant", made.pk])
        method = as_user(charlie).get if name == "import_run" else as_user(charlie).post
        assert method(address).status_code == 404


def test_setup_makes_the_first_partnership_and_its_administrator(as_user):
    from draaischijf.accounts.models import User
    from draaischijf.people.permissions import Permission, holds

    call_command(
        "setup",
        name="Lokaal Sociaal Beleid Gent",
        slug="gent",
        kind="municipal",
        area="Gent",
        email="An@Stad.example",
        person="An",
        stdout=StringIO(),
    )

    made = Partnership.objects.get(slug="gent")
    assert made.area.name == "Gent"
    assert holds(
        User.objects.get(email="an@stad.example"), Permission.MANAGE_PEOPLE, made
    )


@pytest.mark.parametrize(
    ("wrong", "says"),
    [
        ({"slug": "volg"}, "volg"),
        ({"kind": "gilde"}, "gilde"),
        ({"area": "Gantoise"}, "Gantoise"),
        ({"email": "geen adres"}, "e-mail"),
    ],
)
def test_setup_says_what_is_wrong_and_makes_nothing(wrong, says):
    answers = {
        "name": "Lokaal",
        "slug": "lokaal",
        "kind": "municipal",
        "area": "",
        "email": "an@stad.example",
        "person": "An",
        **wrong,
    }

    with pytest.raises(CommandError, match=says):
        call_command("setup", stdout=StringIO(), **answers)

    assert not Partnership.objects.exists()


def test_setup_asks_what_is_not_given(monkeypatch):
    answers = iter(["", "Lokaal", "lokaal", "municipal", "", "an@stad.example", "An"])
    monkeypatch.setattr("builtins.input", lambda _question: next(answers))

    call_command("setup", stdout=StringIO())

    assert Partnership.objects.get().slug == "lokaal"


def test_setup_can_renew_the_reference_data_only():
    call_command("setup", reference_only=True, stdout=StringIO())

    assert not Partnership.objects.exists()
