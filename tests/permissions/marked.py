"""Two partnerships that look alike, each with an unmistakable word in every text.

Whatever shows the word of another is a leak, wherever it stands: on a page, in a file,
in an error, in a header. The word is put in by what the tables are, not by name: a new
text field is marked without anybody thinking of it.
"""

from __future__ import annotations

import io
import zipfile

from django.apps import apps
from django.core.files.base import ContentFile
from django.db.models import CharField, EmailField, SlugField, TextField, Value
from django.db.models.functions import Cast, Concat, Left, Lower

from draaischijf.documents.models import StoredFile

# Words that steer the site and are shown to nobody, or belong to one row only.
NOT_A_TEXT = {
    "accents", "accent", "address_print", "calendar_path", "code", "colour",
    "content_type", "date_text", "device", "doing", "follow_hash", "follow_nonce",
    "format",
    "group", "key", "kind", "language", "link_hash", "link_path", "nonce",
    "normalised", "password", "record", "section", "sha256", "state", "token_hash",
    "verb",
}  # fmt: skip
# Nothing of these is of one partnership, or a row of them may not be changed.
NOT_MARKED = {
    "core.RateCount", "history.Entry", "history.Link", "plans.PlanVersion",
    "taxonomy.Area", "taxonomy.Scheme", "taxonomy.Term",
}  # fmt: skip


def ours():
    """Return the tables of ours that hold texts."""
    return [
        model
        for model in apps.get_models()
        if model.__module__.startswith("draaischijf.")
        and model._meta.label not in NOT_MARKED
    ]


def rows_now():
    """Return which rows there are now, table by table."""
    return {
        model: set(model._base_manager.values_list("pk", flat=True)) for model in ours()
    }


def texts_of(model):
    """Return the fields in which somebody writes what somebody reads."""
    return [
        field
        for field in model._meta.concrete_fields
        if isinstance(field, CharField | TextField)
        and not isinstance(field, SlugField)
        and not field.choices
        and not field.primary_key
        and field.name not in NOT_A_TEXT
    ]


def mark_since(before, word):
    """Put the word in front of every text of every row that was made since."""
    for model in ours():
        rows = model._base_manager.exclude(pk__in=before[model])
        changes = {}
        for field in texts_of(model):
            if isinstance(field, EmailField):
                number = Cast("pk", CharField())
                written = Concat(Value(f"{word.lower()}-"), number, Value("@x.example"))
                changes[field.name] = Lower(written)
            elif field.max_length:
                marked = Concat(Value(f"{word} "), field.name)
                changes[field.name] = Left(marked, field.max_length)
            else:
                changes[field.name] = Concat(Value(f"{word} "), field.name)
        if changes:
            rows.update(**changes)
    for stored in StoredFile.objects.exclude(pk__in=before[StoredFile]):
        stored.file.save("x.pdf", ContentFile(f"%PDF {word}".encode()), save=True)


def words_in(response):
    """Return everything an answer says, in small letters: body, files, headers."""
    said = "\n".join(f"{name}: {value}" for name, value in response.headers.items())
    body = response.getvalue()
    return f"{said}\n{_readable(body)}".lower()


def _readable(body):
    """Return a body as text; what is packed in it unpacked."""
    if not body.startswith(b"PK\x03\x04"):
        return body.decode("utf-8", "replace")
    with zipfile.ZipFile(io.BytesIO(body)) as package:
        return "\n".join(
            package.read(name).decode("utf-8", "replace") for name in package.namelist()
        )
