"""Stored files and staged imports."""

from __future__ import annotations

import uuid

from django.contrib.contenttypes.fields import GenericForeignKey
from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from draaischijf.accounts.models import User
from draaischijf.documents.enums import RowOutcome, RunState


def upload_path(stored: StoredFile, filename: str) -> str:
    """Keep a file under a random name: what a person called it never becomes a path."""
    del filename
    return f"{timezone.localdate():%Y/%m}/{stored.uuid}"


class StoredFile(models.Model):
    """An uploaded file, checked by its content before it got here."""

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    partnership_id = models.BigIntegerField(db_index=True)
    name = models.CharField(_("name"), max_length=200)
    content_type = models.CharField(_("kind of file"), max_length=100)
    size = models.PositiveIntegerField(_("size in bytes"))
    sha256 = models.CharField(max_length=64, db_index=True)
    file = models.FileField(_("file"), upload_to=upload_path, max_length=200)
    # Kinds of what the screening found in its text; never a word of it.
    screening = models.JSONField(_("possible client data"), default=list, blank=True)
    uploaded = models.DateTimeField(_("uploaded"), default=timezone.now)
    # Its content was taken away for good; what referred to it still does.
    removed = models.DateTimeField(_("removed"), null=True, blank=True, editable=False)

    class Meta:
        verbose_name = _("file")
        verbose_name_plural = _("files")
        ordering = ["pk"]

    def __str__(self) -> str:
        return self.name


class ImportRun(models.Model):
    """One reading of one document into one partnership: previewed, then committed."""

    # `people` lies above this module, so the tenant is kept as a bare number.
    partnership_id = models.BigIntegerField(db_index=True)
    file_name = models.CharField(_("file"), max_length=200)
    sha256 = models.CharField(max_length=64, db_index=True)
    stored_file = models.ForeignKey(
        StoredFile, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    kinds = models.JSONField(_("kinds"), default=list)
    state = models.CharField(
        _("state"), max_length=20, choices=RunState, default=RunState.PREVIEW
    )
    actor = models.ForeignKey(
        User, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    created = models.DateTimeField(_("read"), default=timezone.now)
    committed = models.DateTimeField(_("imported"), null=True, blank=True)

    class Meta:
        verbose_name = _("import")
        verbose_name_plural = _("imports")
        ordering = ["-created", "-pk"]

    def __str__(self) -> str:
        return self.file_name


class ImportRow(models.Model):
    """One row of a document: its verbatim source and what became of it.

    Kept for good, so that every imported thing can be traced to the page and line it
    came from (import rule 1: the verbatim text stays next to the parsed fields).
    """

    run = models.ForeignKey(ImportRun, on_delete=models.CASCADE, related_name="rows")
    kind = models.CharField(_("kind"), max_length=40)
    position = models.PositiveIntegerField(_("position"))
    place = models.CharField(_("where"), max_length=120)
    verbatim = models.TextField(_("verbatim text"))
    parsed = models.JSONField(_("as read"), default=dict)
    # The same content in the same partnership has the same key: a second run of a
    # file finds what the first one made.
    key = models.CharField(max_length=64, db_index=True)
    outcome = models.CharField(
        _("outcome"), max_length=20, choices=RowOutcome, default=RowOutcome.NEW
    )
    problems = models.JSONField(_("problems"), default=list, blank=True)
    content_type = models.ForeignKey(
        ContentType, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    object_id = models.BigIntegerField(null=True, blank=True)
    thing = GenericForeignKey("content_type", "object_id")

    class Meta:
        verbose_name = _("imported row")
        verbose_name_plural = _("imported rows")
        ordering = ["run", "position"]
        indexes = [models.Index(fields=["content_type", "object_id"])]

    def __str__(self) -> str:
        return f"{self.run.file_name}, {self.place}"
