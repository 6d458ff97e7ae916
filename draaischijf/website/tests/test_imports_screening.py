"""Client data in an imported document: said at its row, and never in unread."""

from __future__ import annotations

from io import StringIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import CommandError, call_command
from django.urls import reverse

from draaischijf.documents.enums import RunState
from draaischijf.documents.models import ImportRun
from draaischijf.signals.models import PolicySignal
from draaischijf.website import imports
from draaischijf.website.import_screening import ClientDataInRowsError, text_of

pytestmark = pytest.mark.django_db
HEAD = """# Signalen 2026

| SIGNAAL | KORTE SAMENVATTING | OPVOLGING |
| --- | --- | --- |
"""
CERTAIN = "| Zonder gas | Mevrouw Verdonck, 0474 12 34 56, zit zonder gas. | |\n"
DOUBTFUL = "| Schimmel | In de Kerkstraat 12 is er schimmel. | |\n"
INNOCENT = "| Samen naar school | Kinderen blijven thuis. | |\n"


def staged(partnership, *rows, actor=None):
    data = (HEAD + "".join(rows)).encode()
    return imports.stage_file(partnership, data, "signalen.md", actor=actor)


def problems(run):
    return [row.problems for row in run.rows.order_by("pk")]


def test_each_row_says_how_sure_it_is(partnership):
    run = staged(partnership, CERTAIN, DOUBTFUL, INNOCENT)

    said = [[one["client_data"] for one in found] for found in problems(run)]
    assert said == [["certain"], ["doubtful"], []]


def test_a_problem_never_holds_the_words_themselves(partnership):
    run = staged(partnership, CERTAIN)

    assert "Verdonck" not in str(problems(run))


def test_the_number_of_a_service_is_no_finding(partnership):
    row = "| Wacht | OCMW Lokelare, 09 123 45 67, neemt niet op. | |\n"

    assert problems(staged(partnership, row)) == [[]]


def test_nothing_is_imported_while_a_certain_row_is_not_ticked(partnership):
    run = staged(partnership, CERTAIN, INNOCENT)

    with pytest.raises(ClientDataInRowsError, match="regel 5"):
        imports.commit_run(run, actor=None)

    assert PolicySignal.objects.count() == 0
    assert ImportRun.objects.get().state == RunState.PREVIEW


def test_with_its_tick_it_is_imported(partnership):
    run = staged(partnership, CERTAIN, INNOCENT)
    asking = run.rows.order_by("pk").first()

    imports.commit_run(run, actor=None, accepted={asking.pk})

    assert PolicySignal.objects.count() == 2


def test_a_row_that_was_imported_before_asks_nothing_again(partnership):
    imports.commit_run(staged(partnership, CERTAIN), actor=None, accepted=True)

    imports.commit_run(staged(partnership, CERTAIN, INNOCENT), actor=None)

    assert PolicySignal.objects.count() == 2


def test_the_page_shows_the_row_with_its_words_marked_and_a_box(
    as_user, partnership, alice
):
    run = staged(partnership, CERTAIN, DOUBTFUL, actor=alice)
    address = reverse("website:import_run", args=[partnership.slug, run.pk])

    page = as_user(alice).get(address).content.decode()

    asking = run.rows.order_by("pk").first()
    assert "<mark>Mevrouw Verdonck</mark>" in page
    assert "<mark>0474 12 34 56</mark>" in page
    assert f'name="row-{asking.pk}"' in page
    assert page.count('type="checkbox"') == 1
    assert "<mark>Kerkstraat 12</mark>" not in page


def test_without_the_tick_the_page_asks_again_and_with_it_imports(
    as_user, partnership, alice
):
    run = staged(partnership, CERTAIN, INNOCENT, actor=alice)
    address = reverse("website:import_commit", args=[partnership.slug, run.pk])
    asking = run.rows.order_by("pk").first()

    refused = as_user(alice).post(address)
    assert refused.status_code == 422
    assert PolicySignal.objects.count() == 0

    done = as_user(alice).post(address, {f"row-{asking.pk}": "on"})
    assert done.status_code == 302
    assert PolicySignal.objects.count() == 2


def test_the_tick_of_another_row_does_not_count(as_user, partnership, alice):
    run = staged(partnership, CERTAIN, INNOCENT, actor=alice)
    address = reverse("website:import_commit", args=[partnership.slug, run.pk])
    innocent = run.rows.order_by("pk").last()

    answer = as_user(alice).post(address, {f"row-{innocent.pk}": "on"})

    assert answer.status_code == 422


def test_an_uploaded_document_comes_to_the_page_that_asks(as_user, partnership, alice):
    document = SimpleUploadedFile("signalen.md", (HEAD + CERTAIN).encode())
    address = reverse("website:imports", args=[partnership.slug])

    page = as_user(alice).post(address, {"document": document}, follow=True)

    assert "<mark>Mevrouw Verdonck</mark>" in page.content.decode()


def test_the_command_refuses_and_takes_a_word_for_it(partnership, tmp_path):
    file = tmp_path / "signalen.md"
    file.write_text(HEAD + CERTAIN, encoding="utf-8")
    words = ["import_document", str(file), "--partnership", partnership.slug]

    with pytest.raises(CommandError, match="--accept-client-data"):
        call_command(*words, stdout=StringIO())
    assert PolicySignal.objects.count() == 0

    call_command(*words, "--accept-client-data", stdout=StringIO())
    assert PolicySignal.objects.count() == 1


def test_what_was_read_beside_the_source_is_read_too():
    parsed = {"cells": {"remark": "met mevrouw Verdonck"}, "print": "a1b2c3d4"}

    assert text_of("Nieuwe actie", parsed) == "Nieuwe actie\nmet mevrouw Verdonck"
    assert text_of("met mevrouw Verdonck", parsed) == "met mevrouw Verdonck"
