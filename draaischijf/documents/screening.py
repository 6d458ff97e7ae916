"""What stands in a file that is sent along: refused, or marked for who reads it.

A letter has a letterhead: a name, a number or an address in it is often that of an
office, so it is marked and a person looks. What can only be about somebody's identity
is refused.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext as _t

from draaischijf.core.screening.findings import Certainty, Kind
from draaischijf.core.screening.screen import screen
from draaischijf.documents.file_texts import text_of_file
from draaischijf.documents.refusals import UploadRefused

if TYPE_CHECKING:
    from draaischijf.core.screening.marking import Mark

REFUSED = frozenset({Kind.NATIONAL_NUMBER, Kind.BIS_NUMBER, Kind.BIRTH_DATE})
# As much as a person reads: reading on would keep the form waiting.
MOST_CHARACTERS = 200_000


def screen_file(content: bytes, name: str) -> tuple[Mark, ...]:
    """Return what the screening finds in a file: each kind once, never a word.

    Raises UploadRefused when it holds a national number or a birth date of somebody.
    """
    text = text_of_file(content, most=MOST_CHARACTERS) or ""
    findings = screen(text[:MOST_CHARACTERS])
    certain = {one.kind for one in findings if one.certainty == Certainty.CERTAIN}
    refused = [kind for kind in Kind if kind in certain & REFUSED]
    if refused:
        raise UploadRefused(
            _t(
                "%(name)s holds something about one person (%(what)s). Take that out "
                "and choose the file again."
            )
            % {"name": name, "what": ", ".join(str(kind.label) for kind in refused)}
        )
    return tuple(
        {
            "kind": kind.value,
            "certainty": (
                Certainty.CERTAIN if kind in certain else Certainty.DOUBTFUL
            ).value,
        }
        for kind in Kind
        if kind in {one.kind for one in findings}
    )


def warning_of(marks: list[Mark]) -> str:
    """Return what was found in a file, in words for who reads it, or nothing."""
    kinds = [str(Kind(one["kind"]).label) for one in marks if one["kind"] in Kind]
    if not kinds:
        return ""
    return _t("may hold something about one person: %(kinds)s") % {
        "kinds": ", ".join(kinds)
    }
