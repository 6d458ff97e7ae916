"""What the bodies did in a year, with planned and real frequency.

As the Westhoek report tells it (domain report 2.2): each body with how often it means
to meet and the day of every meeting; then what an editor wrote.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from django.utils.translation import gettext as _t
from django.utils.translation import ngettext, pgettext

from draaischijf.consultation.enums import MeetingState
from draaischijf.consultation.models import Meeting
from draaischijf.consultation.queries.attendance import Attendance, Source
from draaischijf.consultation.queries.body_report import (
    ConsultationYear,
    ReportedBody,
    consultation_year,
)
from draaischijf.core.templatetags.core import day
from draaischijf.reporting.builders.subject import Subject
from draaischijf.reporting.content import (
    Block,
    Cell,
    Column,
    Editors,
    Facts,
    Heading,
    Log,
    LogLine,
    Table,
    Text,
    Tone,
)

BODIES = "bodies"


def consultation_of(subject: Subject) -> ConsultationYear:
    """Return the bodies of the year of a subject that its readers may know of."""
    return consultation_year(
        subject.partnership, subject.year, is_public=subject.is_public
    )


def body_blocks(subject: Subject, year: ConsultationYear) -> Iterator[Block]:
    """Yield the section about bodies; only the place to write while it is empty."""
    text = subject.text_of(BODIES)
    if text or year:
        yield Heading(_t("Consultation bodies"), level=1, anchor=BODIES)
    if year.bodies:
        yield _planned_against_held(subject, year.bodies)
    if year.came.known:
        yield Text(_how_it_was_counted(year), is_soft=True)
    for one in year.bodies:
        yield from _body(subject, one)
    if year.loose:
        yield Heading(_t("Other gatherings"), level=2, anchor="gatherings")
        yield Log(
            tuple(_line(one, year.attendances.get(one.pk)) for one in year.loose),
            label=_t("Other gatherings"),
        )
    yield Editors(BODIES, _t("Consultation bodies"), text)


def consultation_facts(year: ConsultationYear) -> Iterator[tuple[str, int]]:
    """Yield what the figures of a year say of consultation."""
    if year:
        yield _t("Meetings of bodies"), year.came.meetings
        yield _t("Decisions of bodies"), year.decisions
        yield _t("Present at meetings"), year.came.persons


def _planned_against_held(subject: Subject, bodies: Sequence[ReportedBody]) -> Table:
    words = _t("Planned against held in %(year)s") % {"year": subject.year}
    return Table(
        columns=(
            Column(_t("Body"), 3.0),
            Column(pgettext("frequency", "Planned"), 1.0, is_number=True),
            Column(pgettext("frequency", "Held"), 1.0, is_number=True),
            Column(_t("Persons"), 1.0, is_number=True),
            Column(_t("City / OCMW / private"), 2.0),
        ),
        rows=tuple(_row(one) for one in bodies),
        caption=words,
        sheet=_t("Bodies"),
    )


def _row(one: ReportedBody) -> tuple[Cell, ...]:
    year, came = one.year, one.came
    is_behind = year.slips or (year.is_over and year.lacking > 0)
    held = Cell(str(year.held), value=year.held)
    if is_behind:
        words = _t("fewer than planned")
        held = Cell(str(year.held), Tone.WAITING, note=words, value=year.held)
    other = _t("others %(count)s") % {"count": came.other} if came.other else ""
    return (
        Cell(one.body.name, note=one.body.get_kind_display()),
        Cell("–" if year.planned is None else str(year.planned), value=year.planned),
        held,
        Cell(str(came.persons) if came.known else "–", value=came.persons or None),
        Cell(
            f"{came.city} / {came.ocmw} / {came.private}" if came.known else "–",
            note=other,
        ),
    )


def _how_it_was_counted(year: ConsultationYear) -> str:
    came = year.came
    words = _t(
        "Persons are visits: who came three times counts three times. Of %(known)s of "
        "%(meetings)s meetings it is known who was there: at %(counted)s heads were "
        "counted, of the others the names were noted."
    )
    return words % {
        "known": came.known,
        "meetings": came.meetings,
        "counted": came.counted,
    }


def _body(subject: Subject, one: ReportedBody) -> Iterator[Block]:
    body, year = one.body, one.year
    yield Heading(body.name, level=2, anchor=f"body-{body.pk}")
    facts = [
        (_t("Kind"), body.get_kind_display()),
        (_t("Frequency"), _frequency(year.planned)),
        (_t("Recognised by"), _recognised(subject, one)),
    ]
    yield Facts(tuple((label, value) for label, value in facts if value))
    if one.meetings:
        lines = (_line(m, one.attendances.get(m.pk)) for m in one.meetings)
        yield Log(tuple(lines), label=_t("Meetings"))
    else:
        yield Text(_t("It did not meet."), is_soft=True)


def _frequency(planned: int | None) -> str:
    if planned is None:
        return ""
    return ngettext("once a year", "%(count)s times a year", planned) % {
        "count": planned
    }


def _recognised(subject: Subject, one: ReportedBody) -> str:
    found = one.body.recognised_in
    if found and subject.is_public and not found.is_public:
        found = None
    number = _t("decision %(number)s") % {"number": found} if found else ""
    return ", ".join(filter(None, (number, one.body.recognised)))


def _line(meeting: Meeting, attendance: Attendance | None) -> LogLine:
    when = day(meeting.day) if meeting.day else str(meeting.year)
    said = (
        [] if meeting.body and meeting.title == meeting.body.name else [meeting.title]
    )
    said += [
        _t("%(number)s: %(text)s") % {"number": one, "text": one.text}
        for one in meeting.decisions.all()
    ]
    notes = [_attended(attendance)] if attendance else []
    if meeting.state != MeetingState.HELD:
        notes.append(str(MeetingState(meeting.state).label))
    words, note = " · ".join(said), ", ".join(notes)
    return LogLine(when, words, note) if words else LogLine(when, note)


def _attended(came: Attendance) -> str:
    said = ngettext("%(count)s person", "%(count)s persons", came.persons)
    parts = [said % {"count": came.persons}]
    if came.organisations:
        houses = came.organisations
        words = ngettext("%(count)s organisation", "%(count)s organisations", houses)
        parts.append(words % {"count": houses})
    split = _t("city %(city)s, OCMW %(ocmw)s, private %(private)s") % {
        "city": came.city,
        "ocmw": came.ocmw,
        "private": came.private,
    }
    counted = (
        f"; {pgettext('heads', 'counted')}" if came.source == Source.COUNTED else ""
    )
    return f"{', '.join(parts)} ({split}{counted})"
