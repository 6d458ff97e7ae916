"""The watched process: reads one file after another as the site does, and tells.

On each line of its input stands a file; on each line of its output what came of it.
What an import makes is rolled back.
"""

from __future__ import annotations

import json
import resource
import sys
import traceback
from pathlib import Path
from typing import TYPE_CHECKING, Any

import django

if TYPE_CHECKING:
    from draaischijf.accounts.models import User
    from draaischijf.people.models import Partnership

MOST_ADDRESSES = 6 * 1024**3
PDF_SECONDS = 15
MOST_ROWS = 100


class OwnMistakeError(Exception):
    """A refusal as "damaged" that hides a mistake in a reader of ours."""


def read_what_comes() -> None:
    """Read until the input ends."""
    resource.setrlimit(resource.RLIMIT_AS, (MOST_ADDRESSES, MOST_ADDRESSES))
    django.setup()
    from django.conf import settings

    from draaischijf.documents.readers import pdf

    given: Any = settings.DATABASES["default"]
    given["NAME"] = given["TEST"]["NAME"]
    pdf.MAX_SECONDS = PDF_SECONDS
    print("ready", flush=True)
    for line in sys.stdin:
        path = Path(json.loads(line))
        said = told(path)
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
        print(json.dumps({"said": said, "megabytes": peak}), flush=True)


def told(path: Path) -> str:
    """Return "read", "refused", or how it broke."""
    from draaischijf.documents.importing import RowRefusedError
    from draaischijf.documents.limits import UnreadableDocument
    from draaischijf.documents.refusals import UploadRefused
    from draaischijf.reporting.writers.word.fields import TemplateRefused
    from draaischijf.signals.workflow import TransitionDenied
    from draaischijf.website.imports import NothingFoundError

    documented = (
        NothingFoundError,
        RowRefusedError,
        TemplateRefused,
        TransitionDenied,
        UnreadableDocument,
        UploadRefused,
    )
    try:
        if path.parent.name == "import":
            imported(path)
        else:
            uploaded(path)
    except documented as refusal:
        return "refused" if not is_own_mistake(refusal) else _words(refusal.__cause__)
    except BaseException as error:  # noqa: BLE001 that is what is looked for
        return _words(error)
    return "read"


def imported(path: Path) -> None:
    """Take a file in as the page of the imports does, up to the last row."""
    from django.db import transaction

    from draaischijf.documents.queries import run_page
    from draaischijf.website import imports
    from draaischijf.website.import_pages import shown_kinds

    data = path.read_bytes()
    with transaction.atomic():
        partnership, actor = somebody()
        run = imports.stage_file(partnership, data, path.name, actor=actor)
        shown_kinds(run_page(run, imports.KINDS), imports.KINDS)
        # the slowest part, so not every time and not for hundreds of rows
        if sum(data) % 3 == 0 and run.rows.count() < MOST_ROWS:
            imports.commit_run(run, actor=actor)
        transaction.set_rollback(True)


def uploaded(path: Path) -> None:
    """Judge a file as one that is sent along, and as a template where it is one."""
    from django.core.files.uploadedfile import SimpleUploadedFile

    from draaischijf.documents.uploads import check_upload
    from draaischijf.reporting.writers.word.fields import check

    checked = check_upload(SimpleUploadedFile(path.name, path.read_bytes()))
    if checked.name.endswith(".docx"):
        check(checked.content)


def somebody() -> tuple[Partnership, User]:
    """Return a partnership and who imports there, for this file alone."""
    from draaischijf.accounts.models import User
    from draaischijf.people.enums import PartnershipKind
    from draaischijf.people.models import Partnership, Person, Role

    partnership = Partnership.objects.create(
        slug="durmeland", name="Durmeland", kind=PartnershipKind.REGIONAL
    )
    user = User.objects.create_user("alice@durmeland.example", "Alice")
    person = Person.objects.create(partnership=partnership, user=user, name="Alice")
    Role.objects.create(partnership=partnership, person=person, kind="coordinator")
    return partnership, user


def is_own_mistake(refusal: Exception) -> bool:
    """Tell whether what a refusal swallowed was raised by our own line.

    The libraries raise anything at all on damage; our own readers should not.
    """
    cause = refusal.__cause__
    if cause is None or isinstance(cause, ValueError | RecursionError):
        return False
    frames = traceback.extract_tb(cause.__traceback__)
    return bool(frames) and "/draaischijf/draaischijf/" in _owned(frames[-1].filename)


def _owned(filename: str) -> str:
    here = Path(__file__).resolve().parents[2] / "draaischijf"
    return f"/draaischijf/draaischijf/{filename}" if str(here) in filename else filename


def _words(error: BaseException | None) -> str:
    if error is None:
        return "nothing"
    return "".join(traceback.format_exception(error)[-8:])[-3_000:]
