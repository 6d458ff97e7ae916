"""Proposals to word a signal otherwise, with what differs word by word."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import Http404
from django.utils.translation import gettext as _t

from draaischijf.core.word_difference import Reworded, reworded
from draaischijf.signals.models import Agreement, PolicySignal, WordingProposal


@dataclass(frozen=True)
class ShownProposal:
    """A proposal with the words that differ, and who had agreed with those before."""

    proposal: WordingProposal
    changes: list[Reworded]
    answers: list[Agreement]


def proposals_of(signal: PolicySignal) -> list[ShownProposal]:
    """Return the proposals of this time round, open ones first.

    One query where there are none, else two.
    """
    found = signal.proposals.filter(round=signal.round).select_related("organisation")
    rows = sorted(found, key=lambda one: (not one.is_open, -one.pk))
    if not rows:
        return []
    answers = Agreement.objects.filter(reworded_by__in=rows).select_related(
        "organisation"
    )
    given = list(answers.order_by("organisation__name"))
    return [
        ShownProposal(
            one,
            changes_of(one),
            [answer for answer in given if answer.reworded_by_id == one.pk],
        )
        for one in rows
    ]


def changes_of(proposal: WordingProposal) -> list[Reworded]:
    """Return the texts a proposal changes, word by word."""
    return reworded(
        [
            (_t("Title"), proposal.title_before, proposal.title),
            (
                _t("What is the problem"),
                proposal.statement_before,
                proposal.statement,
            ),
        ]
    )


def proposal_or_404(signal: PolicySignal, pk: int) -> WordingProposal:
    """Return a proposal about this signal. Raises Http404."""
    found = signal.proposals.select_related("organisation").filter(pk=pk).first()
    if found is None:
        raise Http404
    return found
