"""The minutes of a meeting: as they stand now, as they were sent, as they were kept."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from django.contrib.auth.models import AnonymousUser
from django.db.models import Prefetch
from django.http import Http404
from django.utils.functional import cached_property
from django.utils.translation import gettext as _t

from draaischijf.consultation import minutes_links
from draaischijf.consultation.enums import Presence
from draaischijf.consultation.minutes import (
    Attended,
    Decided,
    Given,
    MeetingMinutes,
    MinutedItem,
    for_everybody,
    from_json,
)
from draaischijf.consultation.models import (
    AgendaItem,
    BodyDecision,
    Meeting,
    MeetingTask,
    Minutes,
    MinutesReader,
    MinutesRemark,
    Participant,
)
from draaischijf.consultation.queries.agenda import in_order
from draaischijf.consultation.queries.veiled import (
    POINTED_AT,
    body_seen_by,
    for_members,
    titles_not_public,
)
from draaischijf.core.word_difference import Reworded, reworded
from draaischijf.people.permissions import Permission, permissions_of

if TYPE_CHECKING:
    from draaischijf.people.permissions import Visitor


def minutes_now(meeting: Meeting) -> MeetingMinutes:
    """Return what the minutes say as it stands now; five queries at most."""
    rows = meeting.items.select_related(*POINTED_AT).prefetch_related(
        Prefetch("decisions", BodyDecision.objects.defer("search").order_by("number")),
        Prefetch("tasks", MeetingTask.objects.select_related("owner").order_by("pk")),
    )
    people = list(meeting.participants.select_related("organisation"))
    loose = meeting.tasks.filter(item=None).select_related("owner").order_by("pk")
    return MeetingMinutes(
        title=meeting.title,
        body=meeting.body.name if meeting.body else "",
        day=meeting.day.isoformat() if meeting.day else "",
        hours=_hours(meeting),
        place=meeting.place,
        present=_those(people, Presence.PRESENT),
        excused=_those(people, Presence.EXCUSED),
        items=tuple(_item(one, one.number or 0) for one in in_order(rows)),
        tasks=tuple(map(_task, loose)),
    )


def _hours(meeting: Meeting) -> str:
    known = [f"{one:%H:%M}" for one in (meeting.starts, meeting.ends) if one]
    return " – ".join(known)


def _those(people: Sequence[Participant], presence: Presence) -> tuple[Attended, ...]:
    return tuple(
        Attended(
            one.name, one.organisation.name if one.organisation else "", one.is_guest
        )
        for one in people
        if one.presence == presence
    )


def _item(item: AgendaItem, number: int) -> MinutedItem:
    return MinutedItem(
        number=number,
        title=item.title,
        about=tuple(_about(item)),
        notes=item.notes,
        decisions=tuple(map(_decision, item.decisions.all())),
        tasks=tuple(map(_task, item.tasks.all())),
    )


def _about(item: AgendaItem) -> list[str]:
    found = []
    if item.signal:
        words = _t("Signal %(number)s: %(title)s")
        found.append(words % {"number": item.signal.number, "title": item.signal.title})
    things = (item.plan_action, item.plan, item.bundle)
    return found + [one.title for one in things if one]


def _decision(decision: BodyDecision) -> Decided:
    counts = (decision.in_favour, decision.against, decision.abstained)
    votes = ""
    if any(one is not None for one in counts):
        words = _t("%(for)s in favour, %(against)s against, %(abstained)s abstained")
        votes = words % {
            "for": counts[0] or 0,
            "against": counts[1] or 0,
            "abstained": counts[2] or 0,
        }
    return Decided(
        number=str(decision),
        text=decision.text,
        result=str(decision.get_result_display()),
        votes=votes,
        reference=decision.reference,
        is_public=decision.is_public,
    )


def _task(task: MeetingTask) -> Given:
    who = task.owner.name if task.owner else task.owner_name
    return Given(who, task.what, task.due.isoformat() if task.due else "")


def minutes_of(meeting: Meeting) -> Minutes | None:
    """Return the minutes of a meeting once they were sent."""
    found = Minutes.objects.select_related("approved_in").filter(meeting=meeting)
    minutes = found.first()
    if minutes:
        minutes.meeting = meeting
    return minutes


def has_public_minutes(meeting: Meeting) -> bool:
    """Tell whether everybody may read the minutes of a meeting."""
    return Minutes.objects.filter(meeting=meeting, is_public=True).exists()


def reader_behind(token: str) -> MinutesReader:
    """Return whose personal link this is. Raises Http404: it opens nothing any more."""
    found = minutes_links.reader_of(token)
    if found is None:
        raise Http404
    return found


class MinutesPage:
    """The minutes of a meeting as one reader may see them.

    Raises Http404 for the public, unless they were published.
    """

    def __init__(self, meeting: Meeting, reader: Visitor) -> None:
        self.meeting = meeting
        self.held = permissions_of(reader, meeting.partnership)
        self.minutes = minutes_of(meeting)
        is_public = self.minutes is not None and self.minutes.is_public
        if not self.reads_all and not is_public:
            raise Http404

    @property
    def may_convene(self) -> bool:
        return Permission.CONVENE in self.held

    @property
    def reads_all(self) -> bool:
        return Permission.READ in self.held

    @cached_property
    def text(self) -> MeetingMinutes:
        """What stands in them: once approved what was kept, before that what is now."""
        return text_of(self.meeting, self.minutes, for_public=not self.reads_all)

    @cached_property
    def remarks(self) -> list[MinutesRemark]:
        if self.minutes is None or not self.reads_all:
            return []
        return list(self.minutes.remarks.all())

    @property
    def open_remarks(self) -> list[MinutesRemark]:
        return [one for one in self.remarks if one.is_open]

    @cached_property
    def changes(self) -> list[Reworded]:
        """What changed since the members got them."""
        if self.minutes is None or not self.reads_all:
            return []
        return changes_between(from_json(self.minutes.as_sent), self.text)

    @cached_property
    def readers(self) -> list[MinutesReader]:
        if self.minutes is None or not self.may_convene:
            return []
        return list(self.minutes.readers.all())


def text_of(
    meeting: Meeting, minutes: Minutes | None, *, for_public: bool = False
) -> MeetingMinutes:
    """Return what the minutes say: kept once approved, and before that as it is now."""
    if minutes and minutes.content:
        text = from_json(minutes.content)
    else:
        text = minutes_now(meeting)
    if not for_public:
        return text
    hidden = set(titles_not_public(meeting))
    if meeting.body and body_seen_by(AnonymousUser(), meeting.body) is None:
        hidden |= {text.body, meeting.body.name}
    return for_everybody(text, hidden=hidden - {""}, instead=for_members())


def changes_between(before: MeetingMinutes, after: MeetingMinutes) -> list[Reworded]:
    """Return what differs between two states of minutes, word by word."""
    was = {one.title: _in_words(one) for one in before.items}
    now = {one.title: _in_words(one) for one in after.items}
    titles = list(dict.fromkeys([*was, *now]))
    texts = [(title, was.get(title, ""), now.get(title, "")) for title in titles]
    lists = [
        (_t("Present"), _names(before.present), _names(after.present)),
        (_t("Excused"), _names(before.excused), _names(after.excused)),
    ]
    return reworded([*lists, *texts])


def _in_words(item: MinutedItem) -> str:
    decisions = [f"{one.number}: {one.text}" for one in item.decisions]
    tasks = [f"{one.who}: {one.what}" for one in item.tasks]
    return "\n".join(filter(None, [item.notes, *decisions, *tasks]))


def _names(people: Sequence[Attended]) -> str:
    return ", ".join(one.name for one in people)


def sent_minutes_or_404(meeting: Meeting) -> Minutes:
    """Return the minutes of a meeting that were sent. Raises Http404."""
    found = minutes_of(meeting)
    if found is None:
        raise Http404
    return found


def remark_or_404(meeting: Meeting, pk: int) -> MinutesRemark:
    """Return a remark on the minutes of a meeting. Raises Http404."""
    rows = MinutesRemark.objects.select_related("minutes")
    found = rows.filter(minutes__meeting=meeting, pk=pk).first()
    if found is None:
        raise Http404
    found.minutes.meeting = meeting
    return found
