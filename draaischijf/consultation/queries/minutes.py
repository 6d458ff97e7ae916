"""The minutes of a meeting: as they stand now, as they were sent, as they were kept."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from typing import TYPE_CHECKING

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.db.models import Prefetch
from django.http import Http404
from django.utils import translation
from django.utils.functional import cached_property
from django.utils.translation import gettext as _t
from django.utils.translation import ngettext

from draaischijf.consultation import minutes_links
from draaischijf.consultation.enums import DecisionResult, Presence
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
from draaischijf.consultation.queries.gatherings import registers_people
from draaischijf.consultation.queries.veiled import (
    POINTED_AT,
    body_seen_by,
    for_members,
    titles_not_public,
)
from draaischijf.core.templatetags.core import day
from draaischijf.core.word_difference import Reworded, reworded
from draaischijf.people.permissions import Permission, permissions_of

if TYPE_CHECKING:
    from draaischijf.people.permissions import Visitor


def minutes_now(meeting: Meeting) -> MeetingMinutes:
    """Return what the minutes say as it stands now; six queries at most.

    Who registered for an open gathering is counted, not named: its page promises that
    only the organisers see who comes.
    """
    rows = meeting.items.select_related(*POINTED_AT).prefetch_related(
        Prefetch("decisions", BodyDecision.objects.defer("search").order_by("number")),
        Prefetch("tasks", MeetingTask.objects.select_related("owner").order_by("pk")),
    )
    everybody = list(meeting.participants.select_related("organisation"))
    named = [one for one in everybody if not one.is_guest]
    people = named if registers_people(meeting) else everybody
    there = sum(one.presence == Presence.PRESENT for one in everybody)
    present = _those(people, Presence.PRESENT)
    loose = meeting.tasks.filter(item=None).select_related("owner").order_by("pk")
    return MeetingMinutes(
        title=meeting.title,
        body=meeting.body.name if meeting.body else "",
        day=meeting.day.isoformat() if meeting.day else "",
        hours=meeting.hours,
        place=meeting.place,
        present=present,
        excused=_those(people, Presence.EXCUSED),
        items=tuple(_item(one, one.number or 0) for one in in_order(rows)),
        tasks=tuple(map(_task, loose)),
        unnamed=there - len(present),
    )


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
        votes = _counted([one or 0 for one in counts])
    return Decided(
        number=str(decision),
        text=decision.text,
        result=str(decision.get_result_display()),
        votes=votes,
        reference=decision.reference,
        is_public=decision.is_public,
    )


def _counted(votes: Sequence[int | str]) -> str:
    words = _t("%(for)s in favour, %(against)s against, %(abstained)s abstained")
    return words % dict(zip(("for", "against", "abstained"), votes, strict=True))


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
    was, now = _by_title(before.items), _by_title(after.items)
    keys = list(dict.fromkeys([*was, *now]))
    texts = [(key[0], was.get(key, ""), now.get(key, "")) for key in keys]
    facts = [
        (_t("Title"), before.title, after.title),
        (_t("When"), _when(before), _when(after)),
        (_t("Where"), before.place, after.place),
        (_t("Present"), _attended(before), _attended(after)),
        (_t("Excused"), _names(before.excused), _names(after.excused)),
    ]
    loose = (_t("Other tasks"), _given(before.tasks), _given(after.tasks))
    return reworded([*facts, *texts, loose])


def _when(minutes: MeetingMinutes) -> str:
    return ", ".join(filter(None, [day(minutes.date), minutes.hours]))


def _by_title(items: Sequence[MinutedItem]) -> dict[tuple[str, int], str]:
    """Return what stands under each item, by its title and which of that title it is.

    Numbers shift when an item comes in between; two items can have one title.
    """
    met: Counter[str] = Counter()
    words = {}
    for one in items:
        met[one.title] += 1
        words[one.title, met[one.title]] = _in_words(one)
    return words


def _in_words(item: MinutedItem) -> str:
    decisions = map(_decided, item.decisions)
    lines = [item.notes, *decisions, _given(item.tasks)]
    return "\n".join(filter(None, lines))


def _decided(one: Decided) -> str:
    """Return a decision in the language of the reader, also when kept in another."""
    votes = re.findall(r"\d+", one.votes)
    counted = _counted(votes) if len(votes) == 3 else one.votes
    said = ", ".join(filter(None, [_result(one.result), counted, one.reference]))
    return f"{one.number}: {one.text} ({said})"


def _result(label: str) -> str:
    for language, _name in settings.LANGUAGES:
        with translation.override(language):
            known = {str(one.label): one for one in DecisionResult}
        if label in known:
            return str(known[label].label)
    return label


def _given(tasks: Sequence[Given]) -> str:
    return "\n".join(
        f"{one.who}: {one.what} ({day(one.day)})"
        if one.day
        else f"{one.who}: {one.what}"
        for one in tasks
    )


def _attended(minutes: MeetingMinutes) -> str:
    return ", ".join(filter(None, [_names(minutes.present), unnamed_of(minutes)]))


def unnamed_of(minutes: MeetingMinutes) -> str:
    """Return how many were there without their names, as words; empty for nobody."""
    if not minutes.unnamed:
        return ""
    words = ngettext(
        "%(counter)s person who registered or was asked",
        "%(counter)s people who registered or were asked",
        minutes.unnamed,
    )
    return words % {"counter": minutes.unnamed}


def _names(people: Sequence[Attended]) -> str:
    return ", ".join(
        f"{one.name} ({one.organisation})" if one.organisation else one.name
        for one in people
    )


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
