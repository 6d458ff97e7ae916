"""The append-only table."""

from __future__ import annotations

from collections.abc import Sequence

import pgtrigger
from django.contrib.contenttypes.fields import GenericForeignKey
from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from draaischijf.accounts.models import User

# The functions named here are made by migration 0002.
_REFUSED = "raise exception 'history is append-only';"
_SALTED = """
    new.salt = replace(gen_random_uuid()::text, '-', '');
    new.redacted = null;
    new.digest = history_digest(new.salt, history_content(new));
    return new;
"""
# Words go only through history_redact, which opens the door for one statement; what
# happened, when, by whom and the digest of the words stay as they were.
_ONLY_WORDS_MAY_GO = f"""
    if tg_op = 'UPDATE'
       and current_setting('draaischijf.redacting_history', true) = 'on'
       and new.redacted is not null
       and new.salt <> old.salt
       and new.digest = old.digest
       and history_fixed(new) = history_fixed(old) then
        return new;
    end if;
    {_REFUSED}
"""


class EntryQuerySet(models.QuerySet["Entry"]):
    def about(self, thing: models.Model) -> EntryQuerySet:
        """Entries about one thing, oldest first."""
        return self.filter(
            content_type=ContentType.objects.get_for_model(thing), object_id=thing.pk
        ).order_by("at", "pk")

    def about_any(self, things: Sequence[models.Model]) -> EntryQuerySet:
        """Entries about several things of one kind, oldest first."""
        return self.filter(
            content_type=ContentType.objects.get_for_model(things[0]),
            object_id__in=[one.pk for one in things],
        ).order_by("at", "pk")

    def public(self) -> EntryQuerySet:
        """Entries whose sentence may be read by everybody."""
        return self.filter(is_public=True)


class Entry(models.Model):
    """One thing that happened. Never removed, and never changed.

    But for one thing: words about a client can be taken out (history.domain.redact).
    """

    at = models.DateTimeField(_("at"), default=timezone.now)
    actor = models.ForeignKey(
        User,
        verbose_name=_("who"),
        null=True,
        blank=True,
        # An account may go; what it did stays, with the name it had then.
        on_delete=models.DO_NOTHING,
        db_constraint=False,
        related_name="+",
    )
    actor_name = models.CharField(_("name of who"), max_length=200, blank=True)
    on_behalf_of = models.CharField(_("on behalf of"), max_length=200, blank=True)
    # `people` lies above this module, so the tenant is kept as a bare number.
    partnership_id = models.BigIntegerField(_("partnership"), null=True, db_index=True)
    content_type = models.ForeignKey(
        ContentType, on_delete=models.PROTECT, related_name="+"
    )
    object_id = models.BigIntegerField()
    thing = GenericForeignKey("content_type", "object_id")
    verb = models.CharField(_("verb"), max_length=60)
    data = models.JSONField(_("details"), default=dict, blank=True)
    note = models.TextField(_("note"), blank=True)
    is_public = models.BooleanField(_("public"), default=False)
    # Filled by the database itself, whoever writes the row (decision 0015): a random
    # salt, and the digest of it and of what the entry says. The digest stays when the
    # words are taken out; with another salt it tells nothing of what they were.
    salt = models.CharField(max_length=32, default="", editable=False)
    digest = models.CharField(max_length=64, default="", editable=False)
    redacted = models.DateTimeField(_("words taken out"), null=True, editable=False)

    objects = EntryQuerySet.as_manager()

    class Meta:
        verbose_name = _("history entry")
        verbose_name_plural = _("history")
        ordering = ["at", "pk"]
        indexes = [
            models.Index(fields=["content_type", "object_id", "at"]),
            models.Index(fields=["partnership_id", "-at"]),
        ]
        triggers = [
            pgtrigger.Trigger(
                name="append_only",
                when=pgtrigger.Before,
                operation=pgtrigger.Update | pgtrigger.Delete,
                func=_ONLY_WORDS_MAY_GO,
            ),
            pgtrigger.Trigger(
                name="no_truncate",
                when=pgtrigger.Before,
                operation=pgtrigger.Truncate,
                level=pgtrigger.Statement,
                func=_REFUSED,
            ),
            pgtrigger.Trigger(
                name="salted",
                when=pgtrigger.Before,
                operation=pgtrigger.Insert,
                func=_SALTED,
            ),
            # At the commit and not before: who writes waits for another writer only
            # for the length of a commit, and the order is that of the commits.
            pgtrigger.Trigger(
                name="chained",
                when=pgtrigger.After,
                operation=pgtrigger.Insert,
                timing=pgtrigger.Deferred,
                func="perform history_chain_at_commit(new.id); return null;",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.at:%Y-%m-%d %H:%M} {self.verb}"


class Link(models.Model):
    """The place of an entry in the chain; written by the database at the commit.

    `chain` is the SHA-256 of the chain so far, what is fixed of the entry, and the
    digest of what it says (history/chain.py).
    """

    position = models.BigIntegerField(primary_key=True)
    entry = models.OneToOneField(
        Entry,
        # Without a constraint: an entry that was taken out must leave its link behind.
        on_delete=models.DO_NOTHING,
        db_constraint=False,
        related_name="link",
    )
    chain = models.CharField(max_length=64)

    class Meta:
        verbose_name = _("link of the chain")
        verbose_name_plural = _("links of the chain")
        ordering = ["position"]
        triggers = [
            pgtrigger.Trigger(
                name="append_only",
                when=pgtrigger.Before,
                operation=pgtrigger.Update | pgtrigger.Delete,
                func=_REFUSED,
            ),
            pgtrigger.Trigger(
                name="no_truncate",
                when=pgtrigger.Before,
                operation=pgtrigger.Truncate,
                level=pgtrigger.Statement,
                func=_REFUSED,
            ),
        ]

    def __str__(self) -> str:
        return f"{self.position}: {self.chain[:12]}"
