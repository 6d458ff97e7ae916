from __future__ import annotations

import pytest

from draaischijf import cli
from draaischijf.cli import wording
from draaischijf.core import messages


@pytest.fixture
def package(monkeypatch, tmp_path):
    folder = tmp_path / "shop"
    folder.mkdir()
    (folder / "views.py").write_text(
        "from django.utils.translation import gettext as _\nLABEL = _('Save')\n"
    )
    monkeypatch.setattr(wording, "PACKAGE", folder)
    return folder


def test_extract_check_and_compile_follow_each_other(package, capsys):
    path = messages.catalogue_path(package, "nl")

    extracted = cli.main(["messages", "extract"])
    incomplete = cli.main(["messages", "check"])
    path.write_text(
        path.read_text().replace('"Save"\nmsgstr ""', '"Save"\nmsgstr "Op"')
    )
    complete = cli.main(["messages", "check"])
    compiled = cli.main(["messages", "compile"])

    told = capsys.readouterr()
    assert (extracted, incomplete, complete, compiled) == (0, 1, 0, 0)
    assert told.out == (
        "nl: 1 messages to translate\n"
        "The catalogue is complete.\n"
        "compiled shop/locale/nl/LC_MESSAGES/django.mo\n"
    )
    assert told.err == "nl: “Save”: is not translated\n1 problems in the catalogue\n"
