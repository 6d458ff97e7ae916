"""What stands behind the link of somebody who is invited."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.http import Http404
from django.utils.functional import cached_property

from draaischijf.calls import links
from draaischijf.calls.models import CallPoint, CallQuestion, Invited
from draaischijf.signals.links import follow_path
from draaischijf.signals.models import PreSignal


def invited_behind(token: str) -> Invited:
    """Return whom a link belongs to. Raises Http404: it opens nothing, or too old."""
    found = links.find(token)
    if found is None:
        raise Http404
    return found


@dataclass(frozen=True)
class Sent:
    """A point that was sent, with where one follows it."""

    question: CallQuestion
    report: PreSignal

    @property
    def url(self) -> str:
        return follow_path(self.report)


class AnswerPage:
    """A call as who is invited reads it."""

    def __init__(self, invited: Invited) -> None:
        self.invited = invited
        self.call = invited.call

    @cached_property
    def questions(self) -> Sequence[CallQuestion]:
        return list(self.call.questions.all())

    @cached_property
    def kept(self) -> Sequence[CallPoint]:
        """Points that were kept and not sent."""
        return list(self.invited.points.filter(report__isnull=True))

    @cached_property
    def sent(self) -> Sequence[Sent]:
        rows = self.invited.points.filter(report__isnull=False)
        rows = rows.select_related("question", "report")
        return [
            Sent(one.question, one.report)
            for one in rows.order_by("question__position", "pk")
            if one.report
        ]
