"""The list of editions, one edition, and what is missing before it is frozen."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db.models import Count, QuerySet
from django.http import Http404
from django.utils.functional import cached_property
from django.utils.translation import gettext as _t

from draaischijf.bundles.edition import Edition, Entry
from draaischijf.bundles.enums import BundleState
from draaischijf.bundles.models import BundleChapter, BundledSignal, SignalBundle
from draaischijf.bundles.queries.content import (
    Placed,
    WrittenChapter,
    edition_of,
    written_chapters,
)
from draaischijf.bundles.workflow import takes
from draaischijf.people.permissions import Permission, holds, permissions_of
from draaischijf.signals import workflow
from draaischijf.signals.enums import Phase, SignalState
from draaischijf.signals.models import PolicySignal
from draaischijf.signals.permissions import can_view_signal
from draaischijf.signals.queries.path import PathStep

if TYPE_CHECKING:
    from draaischijf.people.models import Partnership
    from draaischijf.people.permissions import Visitor

PUBLISHING = workflow.signal_transition(SignalState.ANALYSIS, SignalState.PUBLISHED)


def bundles_readable_in(
    user: Visitor, partnership: Partnership
) -> QuerySet[SignalBundle]:
    """The editions `user` may read in one partnership, the newest first."""
    found = SignalBundle.objects.filter(partnership=partnership)
    if not holds(user, Permission.READ, partnership):
        found = found.filter(state=BundleState.FROZEN)
    return found.select_related("partnership").order_by("-edition")


def bundle_list(user: Visitor, partnership: Partnership) -> list[SignalBundle]:
    """Return the editions with `signal_count`, the newest first; two queries."""
    found = bundles_readable_in(user, partnership).defer("content")
    return list(found.annotate(signal_count=Count("places")))


def bundle_or_404(
    user: Visitor, partnership: Partnership, edition: int
) -> SignalBundle:
    """Return the edition with this number. Raises Http404, also for a hidden draft."""
    found = bundles_readable_in(user, partnership).filter(edition=edition).first()
    if found is None:
        raise Http404
    return found


def editions_with(user: Visitor, signal: PolicySignal) -> list[SignalBundle]:
    """Return the editions `user` may read in which a signal stands."""
    found = bundles_readable_in(user, signal.partnership).filter(places__signal=signal)
    return list(found.defer("content"))


def place_or_404(bundle: SignalBundle, number: int) -> BundledSignal:
    """Return a signal where it stands in an edition. Raises Http404."""
    rows = bundle.places.select_related("signal", "chapter")
    found = rows.filter(signal__number=number).first()
    if found is None:
        raise Http404
    return found


def chapter_or_404(bundle: SignalBundle, pk: int) -> BundleChapter:
    """Return a chapter of an edition. Raises Http404."""
    found = bundle.chapters.filter(pk=pk).first()
    if found is None:
        raise Http404
    return found


@dataclass(frozen=True)
class ShownEntry:
    """A signal on the page of an edition, with how far it is now."""

    entry: Entry
    raisers: str
    steps: Sequence[PathStep]
    signal: PolicySignal | None
    # The address of its page, where this reader may open it.
    url: str
    goes_on_as: int | None = None

    @property
    def anchor(self) -> str:
        return f"signaal-{self.entry.number}"


@dataclass(frozen=True)
class ShownChapter:
    title: str
    anchor: str
    entries: Sequence[ShownEntry]


class BundlePage:
    """One edition as one reader may see it."""

    def __init__(self, bundle: SignalBundle, reader: Visitor) -> None:
        self.bundle = bundle
        self.reader = reader
        self.held = permissions_of(reader, bundle.partnership)

    @property
    def is_partner(self) -> bool:
        return Permission.READ in self.held

    @property
    def may_edit(self) -> bool:
        return Permission.EDIT_SIGNAL in self.held and not self.bundle.is_frozen

    @property
    def may_freeze(self) -> bool:
        return Permission.PUBLISH in self.held and not self.bundle.is_frozen

    @cached_property
    def edition(self) -> Edition:
        return edition_of(self.bundle)

    @cached_property
    def others(self) -> list[SignalBundle]:
        """The editions it can be compared with, the newest before it first."""
        found = bundles_readable_in(self.reader, self.bundle.partnership)
        rows = list(found.exclude(pk=self.bundle.pk).defer("content"))
        return sorted(
            rows, key=lambda one: (one.edition > self.bundle.edition, -one.edition)
        )

    @cached_property
    def recurring_count(self) -> int:
        return sum(entry.is_recurring for entry in self.edition.entries)

    @cached_property
    def _signals(self) -> dict[int, PolicySignal]:
        """The signals as they are now, by number; two queries."""
        found = PolicySignal.objects.filter(
            partnership=self.bundle.partnership_id,
            number__in=[entry.number for entry in self.edition.entries],
        ).select_related("partnership", "merged_into__partnership")
        return {one.number: one for one in found.defer("search")}

    @cached_property
    def chapters(self) -> list[ShownChapter]:
        return [
            ShownChapter(
                chapter.title,
                f"hoofdstuk-{number}",
                [self._shown(entry) for entry in chapter.entries],
            )
            for number, chapter in enumerate(self.edition.chapters, start=1)
        ]

    def _shown(self, entry: Entry) -> ShownEntry:
        known = self._signals.get(entry.number)
        now = (known.merged_into or known) if known else None
        is_open = now is not None and can_view_signal(self.reader, now)
        return ShownEntry(
            entry,
            raisers=entry.raisers_for(is_partner=self.is_partner),
            steps=_steps_now(now) if now else [],
            signal=now,
            url=now.get_absolute_url() if now and is_open else "",
            goes_on_as=now.number if now and now is not known else None,
        )


def _steps_now(signal: PolicySignal) -> list[PathStep]:
    """The eight phases without their dates: where it is, and no query for it."""
    here = signal.phase
    return [
        PathStep(
            phase.value,
            phase.label,
            "done" if phase < here else "current" if phase == here else "todo",
        )
        for phase in Phase
    ]


@dataclass(frozen=True)
class Missing:
    """A signal that is not ready, and why, in sentences."""

    signal: PolicySignal
    reasons: Sequence[str]


class WritingPage:
    """An edition while it is written: its chapters, and what is still missing."""

    def __init__(self, bundle: SignalBundle) -> None:
        self.bundle = bundle

    @cached_property
    def chapters(self) -> list[WrittenChapter]:
        return written_chapters(self.bundle)

    @property
    def placed(self) -> list[Placed]:
        return [one for chapter in self.chapters for one in chapter.placed]

    @cached_property
    def missing(self) -> list[Missing]:
        """The signals that miss something before they could be published."""
        found = (Missing(one.signal, list(_reasons(one))) for one in self.placed)
        return [one for one in found if one.reasons]

    @property
    def becoming_public(self) -> list[PolicySignal]:
        """The signals everybody reads for the first time through this edition."""
        return [one.signal for one in self.placed if not one.signal.is_public]


def _reasons(placed: Placed) -> Iterator[str]:
    signal = placed.signal
    if not takes(signal):
        yield _t("It went back, or does not go on: take it out of the edition.")
    if not signal.statement.strip():
        yield _t("What the problem is, is not written yet.")
    if signal.state != SignalState.ANALYSIS or PUBLISHING is None:
        return
    facts = workflow.Facts(
        tests_answered=signal.tests_answered,
        agreement_required=signal.partnership.agreement_required,
        agreement_missing=placed.agreement.missing,
        agreement_objections=placed.agreement.objections,
        has_working_group=bool(placed.agreement.group),
    )
    for gate in workflow.open_gates(PUBLISHING, facts):
        yield workflow.explain(gate, facts)
