"""What an organisation proposes to word otherwise, and what became of it."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from draaischijf.accounts.models import User
from draaischijf.core.models import Dated
from draaischijf.people.models import Organisation
from draaischijf.signals.enums import ProposalState
from draaischijf.signals.models.policy_signals import PolicySignal


class WordingProposal(Dated):
    """Other words for the title or the statement of a signal, with the reason.

    The words it had stay beside it: whoever agreed before, agreed with those.
    """

    signal = models.ForeignKey(
        PolicySignal, on_delete=models.CASCADE, related_name="proposals"
    )
    round = models.PositiveSmallIntegerField(default=1)
    organisation = models.ForeignKey(
        Organisation, on_delete=models.CASCADE, related_name="+"
    )
    actor = models.ForeignKey(
        User, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    title_before = models.CharField(_("title before"), max_length=200)
    statement_before = models.TextField(_("statement before"), blank=True)
    title = models.CharField(_("title"), max_length=200)
    statement = models.TextField(_("what is the problem"), blank=True)
    reason = models.TextField(_("why"))
    state = models.CharField(
        _("state"),
        max_length=20,
        choices=ProposalState,
        default=ProposalState.OPEN,
    )
    answer = models.TextField(_("answer"), blank=True)
    settled = models.DateTimeField(_("settled"), null=True, blank=True)
    settled_by = models.ForeignKey(
        User, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )

    class Meta:
        verbose_name = _("proposal to reword")
        verbose_name_plural = _("proposals to reword")
        ordering = ["created", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(reason=""), name="signals_proposal_says_why"
            ),
            models.CheckConstraint(
                condition=~Q(state=ProposalState.DECLINED) | ~Q(answer=""),
                name="signals_declined_has_a_word",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def is_open(self) -> bool:
        return self.state == ProposalState.OPEN
