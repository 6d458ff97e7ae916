"""Who is asked to a meeting and what they said; what stands behind a link."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from uuid import UUID

from django.http import Http404
from django.utils.functional import cached_property
from django.utils.translation import ngettext

from draaischijf.consultation import links
from draaischijf.consultation.enums import MeetingState, Reply
from draaischijf.consultation.models import (
    AgendaItem,
    DateOption,
    Invitation,
    Meeting,
    MeetingMove,
    Participant,
    Registration,
)
from draaischijf.consultation.queries.agenda import in_order
from draaischijf.consultation.queries.gatherings import GatheringPage
from draaischijf.consultation.queries.meetings import file_of
from draaischijf.consultation.queries.polls import PollTable, said_by
from draaischijf.documents.models import StoredFile


def invitation_behind(token: str) -> Invitation:
    """Return whom a link belongs to. Raises Http404: it opens nothing, or too old."""
    found = links.find(token)
    if found is None:
        raise Http404
    return found


def file_behind(invitation: Invitation, file: UUID) -> StoredFile:
    """Return a document of the agenda who is invited may read. Raises Http404."""
    return file_of(invitation.participant.meeting, file)


class ReplyPage:
    """A meeting as somebody who is asked reads it: no other names, no addresses."""

    def __init__(self, invitation: Invitation) -> None:
        self.invitation = invitation
        self.participant = invitation.participant
        self.meeting = invitation.participant.meeting

    @property
    def takes_replies(self) -> bool:
        planned = self.meeting.state == MeetingState.PLANNED
        return planned and not self.meeting.is_over

    @property
    def looks_for_a_date(self) -> bool:
        return self.meeting.state == MeetingState.PROPOSED

    @cached_property
    def registration(self) -> Registration | None:
        """What somebody registered with, where nobody asked them."""
        return Registration.objects.filter(participant=self.participant).first()

    @property
    def answered(self) -> bool:
        """Whether what is asked now was answered: which moments suit, or to come."""
        if self.looks_for_a_date:
            return self.invitation.replied is not None
        return self.participant.reply != Reply.NONE

    @cached_property
    def date_options(self) -> list[DateOption]:
        return list(self.meeting.date_options.all())

    @cached_property
    def said(self) -> dict[int, str]:
        return said_by(self.participant)

    @cached_property
    def items(self) -> list[AgendaItem]:
        return in_order(self.meeting.items.prefetch_related("files"))

    @cached_property
    def moves(self) -> list[MeetingMove]:
        return list(self.meeting.moves.all())


@dataclass(frozen=True)
class ReplyCount:
    label: str
    count: int


class GettingThere:
    """Who of a meeting was asked and replied, and its moves; for its own page."""

    def __init__(self, meeting: Meeting) -> None:
        self.meeting = meeting

    @cached_property
    def rows(self) -> list[Participant]:
        """The participants in order, each with its invitation where there is one."""
        return list(
            self.meeting.participants.select_related("invitation", "organisation")
        )

    @cached_property
    def invited(self) -> list[Participant]:
        return [one for one in self.rows if _invitation(one)]

    @property
    def lacking(self) -> list[Participant]:
        """Those without an address."""
        return [one for one in self.rows if not one.email]

    @property
    def to_invite(self) -> list[Participant]:
        """Those with an address to whom no mail went yet: to invite, or to ask when."""
        return [one for one in self.rows if one.email and not self._has_mail(one)]

    def _has_mail(self, participant: Participant) -> bool:
        if self.looks_for_a_date:
            found: Invitation | None = getattr(participant, "invitation", None)
            return bool(found and found.polled)
        return bool(_invitation(participant))

    @property
    def is_anybody_left(self) -> bool:
        """Whether somebody can still be written to, once there is an address."""
        return bool(self.to_invite or self.lacking)

    @property
    def counts(self) -> list[ReplyCount]:
        """How many gave each answer, of who was invited; none for no invitation."""
        said = Counter(Reply(one.reply) for one in self.invited)
        order = (Reply.COMING, Reply.MAYBE, Reply.NOT_COMING, Reply.NONE)
        return [
            ReplyCount(_how_many(one, said[one]), said[one])
            for one in order
            if said[one]
        ]

    @property
    def words(self) -> list[tuple[Participant, str]]:
        """What people wrote with their reply."""
        found = [(one, _invitation(one)) for one in self.invited]
        return [(one, asked.word) for one, asked in found if asked and asked.word]

    @property
    def may_be_invited(self) -> bool:
        planned = self.meeting.state == MeetingState.PLANNED
        return planned and not self.meeting.is_over

    @cached_property
    def gather(self) -> GatheringPage:
        return GatheringPage(self.meeting)

    @property
    def looks_for_a_date(self) -> bool:
        return self.meeting.state == MeetingState.PROPOSED

    @cached_property
    def poll(self) -> PollTable:
        return PollTable(self.meeting)

    @property
    def may_be_moved(self) -> bool:
        if self.meeting.state == MeetingState.POSTPONED:
            return True
        return self.may_be_invited

    @cached_property
    def moves(self) -> list[MeetingMove]:
        return list(self.meeting.moves.all())


def _invitation(participant: Participant) -> Invitation | None:
    """Return the invitation that went to somebody, without a query."""
    found: Invitation | None = getattr(participant, "invitation", None)
    return found if found and found.at else None


def _how_many(reply: Reply, count: int) -> str:
    """Return what stands after the number of who said this."""
    words = {
        Reply.COMING: ngettext("comes", "come", count),
        Reply.MAYBE: ngettext("comes perhaps", "come perhaps", count),
        Reply.NOT_COMING: ngettext("cannot come", "cannot come", count),
        Reply.NONE: ngettext("did not reply yet", "did not reply yet", count),
    }
    return words[reply]
