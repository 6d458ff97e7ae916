"""The fuzz run finds what it should find; `tools/fuzz.py` is the run itself."""

from __future__ import annotations

import sys
import zipfile
from io import BytesIO
from pathlib import Path

import pytest
from django.db import DataError

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "tools"))

from fuzzing import reading, watching  # noqa: E402 the tools are no package

from draaischijf.documents.importing import RowRefusedError  # noqa: E402
from draaischijf.documents.limits import UnreadableDocument  # noqa: E402
from draaischijf.documents.models import ImportRun  # noqa: E402
from draaischijf.website import imports  # noqa: E402

KINDS = watching.kinds()


def test_every_kind_of_file_has_good_ones():
    assert {kind.ending for kind in KINDS if kind.door == "import"} == {
        "docx", "xlsx", "pdf", "html", "md", "txt",
    }  # fmt: skip
    assert all(kind.good for kind in KINDS)


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.name)
def test_a_seed_gives_the_same_files_and_another_gives_others(kind):
    files = [watching.made(kind, 1, number) for number in range(8)]

    assert files == [watching.made(kind, 1, number) for number in range(8)]
    assert files != [watching.made(kind, 2, number) for number in range(8)]
    assert len(set(files)) > 4


@pytest.mark.django_db
@pytest.mark.parametrize(
    "kind", [kind for kind in KINDS if kind.ending != "pdf"], ids=lambda kind: kind.name
)
def test_the_first_files_break_nothing(kind, tmp_path):
    for number in range(3):
        path = tmp_path / kind.door / f"{number}.{kind.ending}"
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(watching.made(kind, 1, number))

        assert reading.told(path) in {"read", "refused"}

    assert not ImportRun.objects.exists()


@pytest.fixture
def note(tmp_path):
    path = tmp_path / "import" / "a.md"
    path.parent.mkdir()
    path.write_text(
        "# Signalen 2026\n\n| SIGNAAL | OPVOLGING |\n|---|---|\n| Wonen | - |"
    )
    return path


@pytest.mark.django_db
def test_an_error_nobody_expects_is_found(note, monkeypatch):
    def breaks(*args, **rest):
        raise IndexError("planted")

    monkeypatch.setattr(imports, "read_file", breaks)

    assert "planted" in reading.told(note)


def test_a_mistake_of_ours_behind_a_refusal_is_told_from_one_of_a_library():
    from draaischijf.documents.readers import opening

    def refusal_of(read):
        try:
            with pytest.MonkeyPatch.context() as patch:
                patch.setattr(opening, "_blocks", read)
                opening.read_bytes(b"x", "a.md")
        except UnreadableDocument as refusal:
            return refusal

    theirs = refusal_of(lambda data, name: zipfile.ZipFile(BytesIO(data)))

    assert not reading.is_own_mistake(theirs)
    ours = opening.damaged("a")
    ours.__cause__ = _raised_in_ours()
    assert reading.is_own_mistake(ours)


def _raised_in_ours():
    from draaischijf.documents.readers.runs import tidy

    try:
        tidy([None])
    except AttributeError as error:
        return error


@pytest.mark.parametrize(
    ("program", "said"),
    [
        ("import time\nprint('ready', flush=True)\ntime.sleep(60)", "no end after"),
        ("print('ready', flush=True)\ninput()", "the process died"),
    ],
)
def test_a_hang_and_a_death_are_found_and_the_file_is_kept(
    program, said, tmp_path, monkeypatch
):
    script = tmp_path / "reader.py"
    script.write_text(program)
    monkeypatch.setattr(watching, "PROGRAM", script)
    monkeypatch.setattr(watching, "MOST_SECONDS", 1)
    run = watching.Run(1, tmp_path)

    run.one(KINDS[4], 0)
    run.reader.end()

    ((path, why),) = run.result.broken
    assert why.startswith(said)
    assert path.read_bytes() == watching.made(KINDS[4], 1, 0)


def test_too_much_memory_is_found(tmp_path, monkeypatch):
    script = tmp_path / "reader.py"
    script.write_text(
        "print('ready', flush=True)\ninput()\n"
        """print('{"said": "read", "megabytes": 900}', flush=True)"""
    )
    monkeypatch.setattr(watching, "PROGRAM", script)
    run = watching.Run(1, tmp_path)

    run.one(KINDS[4], 0)
    run.reader.end()

    assert [why for _path, why in run.result.broken] == ["900 MB of memory"]


@pytest.mark.django_db
def test_a_text_longer_than_its_place_is_refused_in_words(note, monkeypatch):
    partnership, actor = reading.somebody()
    run = imports.stage_file(partnership, note.read_bytes(), "a.md", actor=actor)

    def too_long(row, state):
        raise DataError("value too long")

    kinds = [type(kind)(**{**vars(kind), "commit": too_long}) for kind in imports.KINDS]
    monkeypatch.setattr(imports, "KINDS", kinds)

    with pytest.raises(RowRefusedError, match=r"Er is niets ingevoerd: .*Wonen"):
        imports.commit_run(run, actor=actor)
