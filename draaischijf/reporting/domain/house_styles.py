"""Changing how an office wants its documents to look."""

from __future__ import annotations

from typing import Any

from django.db import transaction
from django.http import Http404
from django.utils.translation import gettext_lazy as _
from django.utils.translation import override

from draaischijf.accounts.models import User
from draaischijf.documents.models import StoredFile
from draaischijf.documents.uploads import CheckedUpload, store_upload
from draaischijf.history.domain import record
from draaischijf.people.models import Partnership
from draaischijf.people.permissions import Permission, holds
from draaischijf.reporting.models import HouseStyle
from draaischijf.reporting.writers.word.fields import check

WORDS = ("colour", "accent", "logo_text", "address_line")
FILES = ("template", "logo")
LABELS = {
    "colour": _("main colour"),
    "accent": _("second colour"),
    "logo_text": _("what the logo shows"),
    "address_line": _("line at the foot"),
    "template": _("Word template"),
    "logo": _("logo"),
}


@transaction.atomic
def change_house_style(
    partnership: Partnership,
    *,
    actor: User,
    files: dict[str, CheckedUpload | None] | None = None,
    **words: str,
) -> HouseStyle:
    """Change colours, texts and files of a house style, and return it.

    `words` are of WORDS, `files` of FILES; a file that is None is taken away, one that
    is not named stays. Nothing is recorded when nothing changed. Raises Http404 without
    the right to write reports, TemplateRefused for a template that cannot be used,
    ValidationError for a colour that is none, and ValueError for another field.
    """
    if not holds(actor, Permission.WRITE_REPORT, partnership):
        raise Http404
    files = files or {}
    unknown = [*(set(words) - set(WORDS)), *(set(files) - set(FILES))]
    if unknown:
        raise ValueError(f"not a part of a house style: {', '.join(unknown)}")
    if template := files.get("template"):
        check(template.content)
    HouseStyle.objects.get_or_create(partnership=partnership)
    # Two may press the button at once: judge the row as it is now.
    style = HouseStyle.objects.select_for_update().get(partnership=partnership)
    changes: dict[str, Any] = {
        name: value for name, value in words.items() if getattr(style, name) != value
    }
    for name, upload in files.items():
        kept: StoredFile | None = getattr(style, name)
        if (kept and kept.sha256) != (upload and upload.sha256):
            changes[name] = upload and store_upload(
                upload, partnership_id=partnership.pk
            )
    if changes:
        _save(style, changes, actor)
    return style


def _save(style: HouseStyle, changes: dict[str, Any], actor: User) -> None:
    for name, value in changes.items():
        setattr(style, name, value)
    style.full_clean(exclude=["partnership", *FILES])
    style.save(update_fields=[*changes, "updated"])
    # History is read in the language of the offices.
    with override("nl"):
        labels = [str(LABELS[name]) for name in changes]
    record(style, "house_style_changed", actor=actor, fields=", ".join(labels))
