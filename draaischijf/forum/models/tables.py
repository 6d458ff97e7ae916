"""The tables of a theme, and what each of them writes about the problem."""

from __future__ import annotations

import datetime

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from draaischijf.core.models import Dated
from draaischijf.forum.enums import Question
from draaischijf.forum.models.forums import ForumTheme
from draaischijf.people.models import Person

# So many days after the forum the link of a table still opens.
LINK_LASTS = datetime.timedelta(days=5)


class ForumTable(models.Model):
    """A table with a moderator; its link opens the page on phones around it."""

    theme = models.ForeignKey(
        ForumTheme, on_delete=models.CASCADE, related_name="tables"
    )
    number = models.PositiveSmallIntegerField(_("number"))
    moderator = models.ForeignKey(
        Person,
        verbose_name=_("moderator"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    moderator_name = models.CharField(_("moderator"), max_length=200, blank=True)
    # The link itself is derived from the secret key; only its hash is kept.
    nonce = models.CharField(max_length=32, editable=False)
    link_hash = models.CharField(max_length=64, unique=True, editable=False)

    class Meta:
        verbose_name = _("table of a forum")
        verbose_name_plural = _("tables of a forum")
        ordering = ["number", "pk"]

    def __str__(self) -> str:
        return str(self.number)

    @property
    def led_by(self) -> str:
        return self.moderator.name if self.moderator else self.moderator_name

    @property
    def link_until(self) -> datetime.date | None:
        """The last day on which the link opens the table."""
        day = self.theme.forum.meeting.day
        return day + LINK_LASTS if day else None

    @property
    def is_link_over(self) -> bool:
        until = self.link_until
        return until is not None and until < timezone.localdate()


class TableNote(Dated):
    """What a table wrote under one question."""

    table = models.ForeignKey(
        ForumTable, on_delete=models.CASCADE, related_name="notes"
    )
    question = models.CharField(_("question"), max_length=10, choices=Question)
    text = models.TextField(_("text"), blank=True)
    # Goes up with each keeping: who kept an older text does not overwrite a newer one.
    version = models.PositiveIntegerField(default=0, editable=False)

    class Meta:
        verbose_name = _("note of a table")
        verbose_name_plural = _("notes of a table")
        constraints = [
            models.UniqueConstraint(
                fields=["table", "question"], name="forum_note_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.get_question_display()} {self.version}"
