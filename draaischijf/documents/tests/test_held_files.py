"""Files that were taken away are really gone, whatever happened in between."""

from __future__ import annotations

import pytest
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile

from draaischijf.documents import held_files, tasks
from draaischijf.documents.models import StoredFile
from draaischijf.documents.tests.factories import docx_bytes
from draaischijf.documents.uploads import store_upload


@pytest.fixture
def stored(db):
    content = docx_bytes(("p", "Bel Els Peeters"))
    return store_upload(SimpleUploadedFile("a.docx", content), partnership_id=1)


def test_a_crash_after_the_commit_leaves_no_content(
    stored, django_capture_on_commit_callbacks
):
    with django_capture_on_commit_callbacks(execute=False):
        held_files.remove(1, str(stored.pk))
    assert default_storage.exists(stored.file.name)

    tasks.finish_removals.func(0)

    assert not default_storage.exists(stored.file.name)


def test_a_file_of_another_partnership_stays(
    stored, django_capture_on_commit_callbacks
):
    with django_capture_on_commit_callbacks(execute=True):
        held_files.remove(2, str(stored.pk))

    stored.refresh_from_db()
    assert stored.removed is None
    assert default_storage.exists(stored.file.name)


def test_the_text_of_a_kept_file_can_be_read(stored):
    assert "Els Peeters" in held_files.stored_text(stored)

    default_storage.delete(stored.file.name)

    assert held_files.stored_text(StoredFile.objects.get()) is None
