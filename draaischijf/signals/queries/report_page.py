"""Everything the page of one report shows, gathered for one reader."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext as _t

from draaischijf.core.pieces import Detail, Event, File, Link, Said
from draaischijf.core.screening.findings import Kind
from draaischijf.people.permissions import Permission, permissions_of
from draaischijf.signals.enums import (
    OPEN_PRE_SIGNAL_STATES,
    MessageKind,
    PeopleRange,
    PreSignalState,
)
from draaischijf.signals.models import PreSignal
from draaischijf.signals.queries.attachments import file_piece
from draaischijf.signals.queries.deadlines import (
    Deadline,
    age_of,
    deadline_of,
)
from draaischijf.signals.queries.doubts import with_doubts
from draaischijf.signals.queries.groups import group_of
from draaischijf.signals.queries.path import PathStep, pre_signal_path
from draaischijf.signals.queries.routing_words import sentence_of
from draaischijf.signals.queries.takers import Taker, taker_of
from draaischijf.signals.queries.weighing import history_of, version_of

if TYPE_CHECKING:
    from draaischijf.people.permissions import Visitor
    from draaischijf.signals.models import (
        PolicySignal,
        PreSignalMessage,
        ReportGroup,
    )

ICONS = {
    "pre_signal_reported": "report",
    "pre_signal_taken_up": "work",
    "pre_signal_weighed": "check",
    "pre_signal_question": "question",
    "pre_signal_answered": "message",
    "pre_signal_went_on": "arrow-right",
    "pre_signal_example": "plus",
    "pre_signal_withdrawn": "close",
    "pre_signal_handled": "check-circle",
    "pre_signal_referred": "arrow-right",
    "group_left": "minus",
    "group_split": "plus",
    "group_ended": "close",
    "pre_signal_linked": "link",
    "pre_signal_unlinked": "minus",
    "pre_signal_reconsidered": "repeat",
    "pre_signal_routed": "arrow-right",
    "pre_signal_taken": "person",
    "pre_signal_handed_over": "person",
    "pre_signal_let_go": "minus",
}


@dataclass(frozen=True)
class Told:
    """A text of the report; what is in doubt stands between the marks of a hit."""

    label: str
    text: str


class ReportPage:
    """One report for one reader; every part is read once, when it is shown."""

    def __init__(self, report: PreSignal, reader: Visitor) -> None:
        self.report = report
        self.reader = reader
        self.held = permissions_of(reader, report.partnership)

    @property
    def weighs(self) -> bool:
        return Permission.WEIGH in self.held

    @property
    def may_start(self) -> bool:
        return Permission.EDIT_SIGNAL in self.held

    @property
    def sees_weighing(self) -> bool:
        """Answers and addresses are for who reads all reports, not for colleagues."""
        return Permission.READ_REPORTS in self.held

    @property
    def is_open(self) -> bool:
        return self.report.state in OPEN_PRE_SIGNAL_STATES

    @cached_property
    def group(self) -> ReportGroup | None:
        """The group it is proposed in, for who weighs it."""
        return group_of(self.report) if self.weighs and self.is_open else None

    @property
    def group_others(self) -> int:
        """How many other open reports are in its group."""
        return getattr(self.group, "open_count", 1) - 1

    @property
    def waits_for_raiser(self) -> bool:
        return self.report.state == PreSignalState.QUESTION

    @property
    def is_linked(self) -> bool:
        return self.report.state == PreSignalState.LINKED

    @property
    def can_be_reconsidered(self) -> bool:
        return not self.is_open and self.report.state != PreSignalState.WITHDRAWN

    @property
    def is_weighed(self) -> bool:
        """Whether each of the four questions has an answer."""
        report = self.report
        return all(
            (
                report.test_recurring,
                report.test_beyond_one,
                report.test_practice,
                report.test_several,
            )
        )

    @cached_property
    def today(self) -> datetime.date:
        return timezone.localdate()

    @property
    def deadline(self) -> Deadline | None:
        return deadline_of(self.report, self.today)

    @property
    def age(self) -> str:
        return age_of(self.report, self.today)

    @cached_property
    def path(self) -> list[PathStep]:
        return pre_signal_path(self.report)

    @cached_property
    def version(self) -> int:
        return version_of([self.report])

    @cached_property
    def texts(self) -> list[Told]:
        """The report's own words, with what may be about one person marked."""
        report = self.report
        made = [
            ("problem", _t("What is the problem"), report.problem),
            ("for_whom", _t("For whom"), report.for_whom),
            ("example", _t("Example"), report.example),
        ]
        return [
            Told(label, self._doubted(field, text))
            for field, label, text in made
            if text.strip()
        ]

    @property
    def is_doubtful(self) -> bool:
        return self.sees_weighing and bool(self.report.screening)

    @property
    def doubts(self) -> str:
        """What the doubts are about, in words, for the note above the report."""
        kinds = {one.get("kind") for one in self.report.screening}
        return ", ".join(str(Kind(one).label) for one in Kind.values if one in kinds)

    def _doubted(self, field: str, text: str) -> str:
        """The text with its doubts marked, for who weighs; colleagues see it plain."""
        if not self.sees_weighing:
            return text
        marks = [one for one in self.report.screening if one.get("field") == field]
        return with_doubts(text, marks)

    @cached_property
    def details(self) -> list[Detail]:
        """What stands beside the story."""
        report = self.report
        people = PeopleRange(report.people)
        made = [
            Detail(_t("Where"), self._places()),
            Detail(_t("Since when"), [report.since] if report.since else []),
            Detail(
                _t("How often"),
                [str(report.get_frequency_display())] if report.frequency else [],
            ),
            Detail(
                _t("How many people"),
                [str(people.label)] if people != PeopleRange.UNKNOWN else [],
            ),
            Detail(_t("Reported by"), self._reporter()),
            Detail(_t("Signals"), self._signals()),
            Detail(_t("Social rights"), self._rights()),
            Detail(_t("Weighing"), self._answers()),
        ]
        return [one for one in made if one.values]

    def _places(self) -> list[str]:
        places = [area.name for area in self.report.areas.all()]
        return [_t("the whole area"), *places] if self.report.whole_area else places

    def _reporter(self) -> list[str]:
        report = self.report
        who = [report.organisation_label] if report.organisation_label else []
        if self.sees_weighing:
            address = report.email or (report.raiser.email if report.raiser else "")
            who.append(address or _t("no e-mail address left"))
        return who

    def _signals(self) -> list[Link]:
        reads_all = Permission.READ in self.held
        return [
            Link(
                f"{one.number}. {one.title}",
                one.get_absolute_url() if reads_all or one.is_public else "",
            )
            for one in self.linked_signals
        ]

    def _rights(self) -> list[str]:
        return [right.label for right in self.report.rights.all()]

    def _answers(self) -> list[str]:
        """The answers to the four questions, for who reads them but does not weigh."""
        if self.weighs or not self.sees_weighing:
            return []
        names = ("recurring", "beyond_one", "practice", "several")
        fields = [PreSignal._meta.get_field(f"test_{name}") for name in names]  # noqa: SLF001 Django's documented API
        answers = [getattr(self.report, f"get_test_{name}_display")() for name in names]
        return [
            f"{getattr(field, 'verbose_name', '')}: {answer}"
            for field, answer in zip(fields, answers, strict=True)
            if answer
        ]

    @cached_property
    def linked_signals(self) -> list[PolicySignal]:
        """The signals it is part of; its own partnership's, so no further look-up."""
        found = list(self.report.signals.all())
        for one in found:
            one.partnership = self.report.partnership
        return found

    @cached_property
    def whose(self) -> Taker:
        return taker_of(self.report)

    @property
    def whose_because(self) -> str:
        """Which ground brought it there; nothing where a person did."""
        return sentence_of(self.report)

    @property
    def hands_over(self) -> bool:
        held = {Permission.EDIT_SIGNAL, Permission.READ_REPORTS} <= self.held
        return held and self.is_open

    @property
    def is_own(self) -> bool:
        """Whether it is the reader's own, by name."""
        person = self.whose.person
        return person is not None and person.user_id == self.reader.pk

    @cached_property
    def said(self) -> list[Said]:
        """The conversation, oldest first."""
        messages = list(self.report.messages.select_related("author"))
        waiting = self.waits_for_raiser
        questions = [one.pk for one in messages if one.kind == MessageKind.QUESTION]
        return [
            Said(
                author=self._author(one),
                moment=one.at,
                text=self._doubted(f"message-{one.pk}", one.text),
                kind=one.get_kind_display(),
                is_own=one.author_id == self.reader.pk,
                is_waiting=waiting and one.pk == questions[-1],
            )
            for one in messages
        ]

    def _author(self, message: PreSignalMessage) -> str:
        if message.from_raiser:
            return _t("The reporter")
        return str(message.author) if message.author else _t("The coordinator")

    @cached_property
    def files(self) -> list[File]:
        kept = self.report.attachments.select_related("stored_file")
        place = [self.report.partnership.slug, self.report.number]
        return [
            file_piece(
                one.stored_file,
                reverse("signals:attachment", args=[*place, one.stored_file.uuid]),
            )
            for one in kept
        ]

    @cached_property
    def events(self) -> list[Event]:
        """What happened, newest first; with names for partners, not for a raiser."""
        lines = history_of(self.report, with_names=Permission.READ in self.held)
        return [
            Event(
                sentence=line.text,
                moment=line.at,
                icon_name=ICONS.get(line.verb, ""),
                note=" · ".join(part for part in (line.who, line.note) if part),
            )
            for line in lines
        ]
