"""Where files and imports hold words of a person (core/redaction)."""

from __future__ import annotations

from draaischijf.core.redaction.register import Files, Texts
from draaischijf.documents import held_files

TEXTS = (
    Texts("documents.StoredFile", ("name",)),
    Texts("documents.ImportRun", ("file_name",)),
    Texts(
        "documents.ImportRow",
        ("place", "verbatim", "parsed", "problems"),
        of="run__partnership_id",
    ),
)
_DIGEST = "a digest"

LEFT = {
    "documents.StoredFile.content_type": "a kind of file, found by its content",
    "documents.StoredFile.screening": "kinds of findings, never a word",
    "documents.StoredFile.sha256": _DIGEST,
    "documents.StoredFile.file": "a random name",
    "documents.ImportRun.sha256": _DIGEST,
    "documents.ImportRun.kinds": "names of kinds",
    "documents.ImportRow.kind": "the name of a kind",
    "documents.ImportRow.key": _DIGEST,
}
FILES = Files(held_files.find, held_files.remove)
