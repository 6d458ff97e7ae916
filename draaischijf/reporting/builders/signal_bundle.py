"""An edition of signals as a document: a booklet, and a table for a spreadsheet.

Made of what stands in the edition (bundles/edition.py): once it is frozen, of nothing
else. The public edition leaves out what organisations remarked, and small numbers.
"""

from __future__ import annotations

from collections.abc import Iterator

from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _t

from draaischijf.bundles.edition import RECURRING, Edition, Entry
from draaischijf.bundles.models import SignalBundle
from draaischijf.core.templatetags.core import day
from draaischijf.reporting.builders.wording import with_abbreviations
from draaischijf.reporting.content import (
    Block,
    Cell,
    Column,
    Content,
    Facts,
    Heading,
    PageBreak,
    Table,
    Text,
    Tone,
)

KIND = "signal_bundle"


def build_bundle(
    bundle: SignalBundle, edition: Edition, *, is_partner: bool
) -> Content:
    """Return an edition as a document, for partners or for everybody."""
    frozen = timezone.localdate(bundle.frozen) if bundle.frozen else None
    date = frozen or timezone.localdate()
    words = _t("Frozen on %(date)s") if frozen else _t("Draft of %(date)s")
    content = Content(
        kind=KIND,
        title=edition.title,
        subtitle=_t("Edition %(number)s, %(year)s")
        % {"number": edition.edition, "year": edition.year},
        sender=edition.partnership,
        language=(get_language() or "nl")[:2],
        date=date,
        status=words % {"date": day(date)},
        facts=tuple(_cover(bundle, edition)),
        blocks=tuple(_blocks(edition, is_partner=is_partner)),
        has_contents_list=True,
    )
    return with_abbreviations(content, bundle.partnership)


def _cover(bundle: SignalBundle, edition: Edition) -> Iterator[tuple[str, str]]:
    entries = edition.entries
    yield _t("Signals"), str(len(entries))
    back = sum(entry.is_recurring for entry in entries)
    if back:
        yield _t("Of which come back"), f"{back} ({RECURRING})"
    if bundle.sha256:
        yield _t("Checksum (SHA-256)"), bundle.sha256


def _blocks(edition: Edition, *, is_partner: bool) -> Iterator[Block]:
    if edition.introduction:
        yield Heading(_t("Introduction"), level=1, anchor="introduction")
        yield Text(edition.introduction)
    for number, chapter in enumerate(edition.chapters, start=1):
        yield Heading(chapter.title, level=1, anchor=f"chapter-{number}")
        for entry in chapter.entries:
            yield from _signal(entry, is_partner=is_partner)
    yield PageBreak()
    yield Heading(_t("All signals in a table"), level=1, anchor="all-signals")
    yield _signals_table(edition, is_partner=is_partner)
    if any(entry.answers for entry in edition.entries):
        yield Heading(_t("What the organisations say"), level=1, anchor="agreement")
        yield _agreement_table(edition, is_partner=is_partner)


def _signal(entry: Entry, *, is_partner: bool) -> Iterator[Block]:
    marked = f"{entry.title} {RECURRING}" if entry.is_recurring else entry.title
    yield Heading(
        marked, level=2, anchor=f"signal-{entry.number}", code=str(entry.place)
    )
    own = _t("Signal %(number)s") % {"number": entry.number}
    said = f"{own} · {RECURRING} {entry.mark}" if entry.mark else own
    yield Text(said, is_soft=True)
    yield Text(entry.statement or _t("Not worded yet."), is_soft=not entry.statement)
    if entry.examples:
        # No heading: eighty times “examples” would fill the contents list.
        yield Text(f"{_t('Examples')}:", is_soft=True)
        yield Text(entry.examples)
    facts = tuple(_facts(entry, is_partner=is_partner))
    if facts:
        yield Facts(facts)


def _facts(entry: Entry, *, is_partner: bool) -> Iterator[tuple[str, str]]:
    facts = (
        (_t("Raisers"), entry.raisers_for(is_partner=is_partner)),
        (_t("Raised by"), ", ".join(entry.raised_by)),
        (_t("Social right"), ", ".join(entry.rights)),
        (_t("Policy domain"), ", ".join(entry.policy_domains)),
        (_t("Life domain"), ", ".join(entry.life_domains)),
        (_t("Target group"), ", ".join(entry.target_groups)),
        (_t("Area"), ", ".join(entry.areas)),
        (_t("Level of government"), entry.level),
        (_t("Route"), entry.route),
        (_t("Lead"), ", ".join(entry.leads)),
        (_t("Decision"), "; ".join(_decided(entry))),
        (_t("On the path"), _phase(entry)),
    )
    yield from ((label, value) for label, value in facts if value)


def _decided(entry: Entry) -> Iterator[str]:
    for one in entry.decisions:
        reference = f" ({one.reference})" if one.reference else ""
        yield f"{one.body}, {one.day}{reference}"


def _phase(entry: Entry) -> str:
    phase = entry.phase
    return f"{phase.number}/8 {phase.label}" if phase else ""


def _signals_table(edition: Edition, *, is_partner: bool) -> Table:
    return Table(
        columns=(
            Column(_t("Place"), 0.7, is_number=True),
            Column(_t("Signal"), 0.9, is_number=True),
            Column(_t("Title"), 4.0),
            Column(_t("Chapter"), 2.0),
            Column(_t("Raisers"), 1.0),
            Column(_t("Phase"), 1.4),
        ),
        rows=tuple(
            (
                Cell(str(entry.place), value=float(entry.place)),
                Cell(str(entry.number), value=float(entry.number)),
                _title(entry),
                Cell(chapter.title),
                Cell(entry.raisers_for(is_partner=is_partner)),
                Cell(_phase(entry)),
            )
            for chapter in edition.chapters
            for entry in chapter.entries
        ),
        caption=_t("All signals of this edition"),
        sheet=_t("Signals"),
        is_named_above=True,
    )


def _title(entry: Entry) -> Cell:
    if not entry.is_recurring:
        return Cell(entry.title)
    mark = f"{RECURRING} {entry.mark}"
    return Cell(entry.title, tone=Tone.CHANGED, mark=mark)


def _agreement_table(edition: Edition, *, is_partner: bool) -> Table:
    remark = (Column(_t("Remark"), 3.0),) if is_partner else ()
    return Table(
        columns=(
            Column(_t("Signal"), 0.9, is_number=True),
            Column(_t("Organisation"), 2.6),
            Column(_t("Answer"), 1.8),
            *remark,
            Column(_t("Date"), 1.9),
        ),
        rows=tuple(
            (
                Cell(str(entry.number), value=float(entry.number)),
                Cell(answer.organisation),
                Cell(answer.label),
                *((Cell(answer.remark),) if is_partner else ()),
                Cell(answer.day),
            )
            for entry in edition.entries
            for answer in entry.answers
        ),
        caption=_t("What the organisations of the working group say"),
        sheet=_t("Agreement"),
        is_named_above=True,
    )
