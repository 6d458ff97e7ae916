"""Looking for a date: the moments that are proposed, and who can come when."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from draaischijf.consultation.enums import DateAnswerKind
from draaischijf.consultation.models.meetings import Meeting, Participant


class DateOption(models.Model):
    """One moment a meeting could take place."""

    meeting = models.ForeignKey(
        Meeting, on_delete=models.CASCADE, related_name="date_options"
    )
    day = models.DateField(_("day"))
    starts = models.TimeField(_("from"), null=True, blank=True)
    ends = models.TimeField(_("until"), null=True, blank=True)

    class Meta:
        verbose_name = _("proposed moment")
        verbose_name_plural = _("proposed moments")
        ordering = ["day", "starts", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["meeting", "day", "starts"],
                name="consultation_date_option_once",
                nulls_distinct=False,
            )
        ]

    def __str__(self) -> str:
        return str(self.day)


class DateAnswer(models.Model):
    """What one participant says of one moment."""

    option = models.ForeignKey(
        DateOption, on_delete=models.CASCADE, related_name="answers"
    )
    participant = models.ForeignKey(
        Participant, on_delete=models.CASCADE, related_name="date_answers"
    )
    answer = models.CharField(_("answer"), max_length=10, choices=DateAnswerKind)

    class Meta:
        verbose_name = _("answer to a moment")
        verbose_name_plural = _("answers to moments")
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["option", "participant"],
                name="consultation_date_answer_once",
            )
        ]

    def __str__(self) -> str:
        return self.answer
