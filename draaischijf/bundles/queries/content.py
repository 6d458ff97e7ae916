"""What stands in an edition: kept once it is frozen, else read from its signals."""

from __future__ import annotations

import datetime
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext as _t

from draaischijf.bundles.edition import (
    Answer,
    Chapter,
    Decided,
    Edition,
    Entry,
    Passed,
    from_json,
)
from draaischijf.bundles.enums import BundleState, Chaptering
from draaischijf.bundles.models import BundledSignal, SignalBundle
from draaischijf.signals.enums import ActorRole, SignalState
from draaischijf.signals.models import PolicySignal
from draaischijf.signals.queries.gates import AgreementStanding, agreement_standings
from draaischijf.signals.queries.path import PathStep, signal_paths

PREFETCHED = (
    "rights", "life_domains", "policy_domains", "target_groups", "areas",
    "actors__organisation", "decisions",
)  # fmt: skip
SORTED_BY = {
    Chaptering.RIGHTS: "rights",
    Chaptering.POLICY_DOMAINS: "policy_domains",
}


@dataclass(frozen=True)
class Placed:
    """A signal where it stands in an edition that is being written."""

    row: BundledSignal
    signal: PolicySignal
    agreement: AgreementStanding
    # The editions it stood in before.
    earlier: tuple[int, ...] = ()

    @property
    def is_recurring(self) -> bool:
        return self.signal.is_recurring or bool(self.earlier)


@dataclass
class WrittenChapter:
    """A chapter while it is written: by a term, of its own, or of what is left."""

    title: str
    key: int | None = None
    placed: list[Placed] = field(default_factory=list)


def edition_of(bundle: SignalBundle) -> Edition:
    """Return what stands in an edition. As many queries for one signal as for many."""
    if bundle.is_frozen:
        return from_json(bundle.content or {})
    chapters = written_chapters(bundle)
    placed = [one for chapter in chapters for one in chapter.placed]
    paths = signal_paths([one.signal for one in placed])
    numbers = iter(range(1, len(placed) + 1))
    return Edition(
        title=bundle.title,
        edition=bundle.edition,
        year=bundle.year,
        partnership=bundle.partnership.name,
        introduction=bundle.introduction,
        chapters=tuple(
            Chapter(
                chapter.title,
                tuple(_entry(one, next(numbers), paths) for one in chapter.placed),
            )
            for chapter in chapters
            if chapter.placed
        ),
    )


def written_chapters(bundle: SignalBundle) -> list[WrittenChapter]:
    """Return the chapters of a draft with their signals, also those without any.

    What has no right, domain or chapter stands last.
    """
    rows = list(bundle.places.all())
    signals = _signals_of(rows)
    standings = agreement_standings(list(signals.values()))
    earlier = earlier_editions(bundle, list(signals.values()))
    placed = [
        Placed(
            row,
            signals[row.signal_id],
            standings[row.signal_id],
            earlier.get(row.signal_id, ()),
        )
        for row in rows
        if row.signal_id in signals
    ]
    if bundle.chaptering == Chaptering.OWN:
        return _own_chapters(bundle, placed)
    return _term_chapters(SORTED_BY[Chaptering(bundle.chaptering)], placed)


def _signals_of(rows: Sequence[BundledSignal]) -> dict[int, PolicySignal]:
    found = PolicySignal.objects.standing().filter(
        pk__in=[row.signal_id for row in rows]
    )
    found = found.select_related("partnership", "policy_level").defer("search")
    return {one.pk: one for one in found.prefetch_related(*PREFETCHED)}


def _own_chapters(
    bundle: SignalBundle, placed: Sequence[Placed]
) -> list[WrittenChapter]:
    made = {one.pk: WrittenChapter(one.title, one.pk) for one in bundle.chapters.all()}
    rest = WrittenChapter(_t("Other signals") if made else _t("The signals"))
    for one in placed:
        made.get(one.row.chapter_id or 0, rest).placed.append(one)
    return [*made.values(), *([rest] if rest.placed else [])]


def _term_chapters(name: str, placed: Sequence[Placed]) -> list[WrittenChapter]:
    made: dict[tuple[Any, ...], WrittenChapter] = {}
    rest = WrittenChapter(
        _t("Without a social right") if name == "rights" else _t("Other signals")
    )
    for one in placed:
        term = next(iter(getattr(one.signal, name).all()), None)
        if term is None:
            rest.placed.append(one)
            continue
        order = (term.scheme_id, term.position, term.code)
        made.setdefault(order, WrittenChapter(term.label, term.pk)).placed.append(one)
    in_order = [made[order] for order in sorted(made)]
    return [*in_order, *([rest] if rest.placed else [])]


def earlier_editions(
    bundle: SignalBundle, signals: Sequence[PolicySignal]
) -> dict[int, tuple[int, ...]]:
    """Return in which frozen editions before this one each signal stood, one query.

    Also under the number of a signal that became part of it since.
    """
    rows = (
        BundledSignal.objects.filter(
            Q(signal__in=signals) | Q(signal__merged_into__in=signals),
            bundle__partnership=bundle.partnership_id,
            bundle__state=BundleState.FROZEN,
            bundle__edition__lt=bundle.edition,
        )
        .annotate(edition=F("bundle__edition"), other=F("signal__merged_into"))
        .values_list("signal", "other", "edition")
    )
    found: defaultdict[int, set[int]] = defaultdict(set)
    for signal, other, edition in rows:
        found[other or signal].add(edition)
    return {key: tuple(sorted(editions)) for key, editions in found.items()}


def _entry(
    placed: Placed,
    place: int,
    paths: Mapping[int, list[PathStep]],
) -> Entry:
    signal = placed.signal
    level = signal.policy_level
    return Entry(
        place=place,
        number=signal.number,
        title=signal.title,
        statement=signal.statement,
        examples=signal.examples,
        is_recurring=placed.is_recurring,
        earlier=placed.earlier,
        **{name: _labels(signal, name) for name in PREFETCHED[:5]},
        level=level.label if level else "",
        raised_by=_named(signal, ActorRole.RAISED_BY),
        raisers=signal.raisers,
        route=str(signal.get_route_display()),
        leads=_named(signal, ActorRole.LEAD),
        decisions=tuple(_decisions(signal)),
        answers=tuple(_answers(placed)),
        path=tuple(
            Passed(step.number, str(step.label), step.state, _date(step.date))
            for step in paths[signal.pk]
        ),
    )


def _labels(signal: PolicySignal, name: str) -> tuple[str, ...]:
    return tuple(str(one) for one in getattr(signal, name).all())


def _named(signal: PolicySignal, role: ActorRole) -> tuple[str, ...]:
    names = (str(one) for one in signal.actors.all() if one.role == role)
    return tuple(dict.fromkeys(names))


def _decisions(signal: PolicySignal) -> Iterator[Decided]:
    for one in signal.decisions.all():
        yield Decided(
            one.body, _date(one.date), str(one.get_route_display()), one.reference
        )


def _answers(placed: Placed) -> Iterator[Answer]:
    """Everybody of the working group, then who spoke and left it since.

    Who did not answer is named only while an answer is awaited.
    """
    said = dict(placed.agreement.answers)
    is_awaited = is_agreement_awaited(placed.signal)
    for organisation in placed.agreement.group:
        one = said.pop(organisation.pk, None)
        if one is None and not is_awaited:
            continue
        yield Answer(
            organisation.name,
            one.result if one else "",
            one.remark if one else "",
            _date(timezone.localdate(one.at)) if one else "",
        )
    for one in said.values():
        at = _date(timezone.localdate(one.at))
        yield Answer(one.organisation.name, one.result, one.remark, at)


def is_agreement_awaited(signal: PolicySignal) -> bool:
    """Tell whether the working group is being asked about a signal now."""
    is_asked = signal.partnership.agreement_required
    return is_asked and signal.state == SignalState.ANALYSIS


def _date(value: datetime.date | None) -> str:
    return value.isoformat() if value else ""
