"""Starting an edition, its words, its signals in their order, and its chapters."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.db import transaction
from django.db.models import Max

from draaischijf.accounts.models import User
from draaischijf.bundles import workflow
from draaischijf.bundles.domain.locking import lock_to_write
from draaischijf.bundles.enums import Chaptering
from draaischijf.bundles.models import BundleChapter, BundledSignal, SignalBundle
from draaischijf.bundles.queries.content import written_chapters
from draaischijf.history.domain import record
from draaischijf.people.models import Partnership
from draaischijf.people.permissions import Permission, permissions_of
from draaischijf.signals.models import PolicySignal
from draaischijf.signals.workflow import TransitionDenied, check_held, not_here

FIELDS = ("title", "year", "introduction", "chaptering")


@transaction.atomic
def start_bundle(
    partnership: Partnership,
    *,
    title: str,
    year: int,
    actor: User,
    introduction: str = "",
    chaptering: str = Chaptering.RIGHTS,
) -> SignalBundle:
    """Start the next edition of a partnership and return it; the same again is once.

    It gets the number after the last one. Raises TransitionDenied without the right to
    edit signals.
    """
    check_held(set(permissions_of(actor, partnership)), Permission.EDIT_SIGNAL)
    # Two may start one at the same moment: each edition has a number of its own.
    Partnership.objects.select_for_update(of=("self",)).get(pk=partnership.pk)
    known = partnership.bundles.filter(
        title=title.strip(), year=year, state="draft"
    ).first()
    if known:
        return known
    last = partnership.bundles.aggregate(last=Max("edition"))["last"] or 0
    bundle = SignalBundle.objects.create(
        partnership=partnership,
        edition=last + 1,
        title=title.strip(),
        year=year,
        introduction=introduction.strip(),
        chaptering=chaptering,
    )
    record(bundle, "bundle_started", actor=actor)
    return bundle


@transaction.atomic
def edit_bundle(bundle: SignalBundle, *, actor: User, **changes: Any) -> SignalBundle:
    """Change title, year, introduction or the kind of chapters, and return it.

    Nothing is recorded when nothing changed. Raises TransitionDenied without the right
    to edit signals and once it is frozen, ValueError for a field that is not editable.
    """
    locked = lock_to_write(bundle, actor)
    before: dict[str, str] = {}
    after: dict[str, str] = {}
    for name, value in changes.items():
        if name not in FIELDS:
            raise ValueError(f"{name} cannot be edited")
        new = value.strip() if isinstance(value, str) else value
        old = getattr(locked, name)
        if new != old:
            before[name], after[name] = str(old), str(new)
            setattr(locked, name, new)
    if after:
        locked.save(update_fields=[*after, "updated"])
        record(locked, "bundle_edited", actor=actor, before=before, after=after)
    return locked


@transaction.atomic
def put_signals(
    bundle: SignalBundle, signals: Iterable[PolicySignal], *, actor: User
) -> list[BundledSignal]:
    """Put signals in an edition, at its end, and return where; twice is once.

    Raises TransitionDenied without the right to edit signals, once it is frozen, for a
    signal of another partnership, and for one that is not being analysed yet.
    """
    locked = lock_to_write(bundle, actor)
    position = locked.places.aggregate(last=Max("position"))["last"] or 0
    known = set(locked.places.values_list("signal", flat=True))
    made = []
    for signal in signals:
        if signal.partnership_id != locked.partnership_id:
            raise TransitionDenied([not_here()])
        workflow.check_takes(signal)
        if signal.pk not in known:
            position += 1
            made.append(BundledSignal(bundle=locked, signal=signal, position=position))
    BundledSignal.objects.bulk_create(made)
    if made:
        numbers = [one.signal.number for one in made]
        record(locked, "bundle_signals_added", actor=actor, numbers=numbers)
    return made


@transaction.atomic
def take_out_signal(bundle: SignalBundle, signal: PolicySignal, *, actor: User) -> None:
    """Take a signal out of an edition; twice is once.

    Raises TransitionDenied without the right to edit signals and once it is frozen.
    """
    locked = lock_to_write(bundle, actor)
    gone, _tables = locked.places.filter(signal=signal).delete()
    if gone:
        record(locked, "bundle_signals_removed", actor=actor, numbers=[signal.number])


@transaction.atomic
def move_signal(
    bundle: SignalBundle, signal: PolicySignal, step: int, *, actor: User
) -> None:
    """Move a signal one place up (-1) or down (1) within its chapter.

    At the end of its chapter nothing happens. Raises TransitionDenied without the right
    to edit signals and once it is frozen.
    """
    locked = lock_to_write(bundle, actor)
    chapters = [
        [one.row for one in chapter.placed] for chapter in written_chapters(locked)
    ]
    for rows in chapters:
        place = next(
            (i for i, row in enumerate(rows) if row.signal_id == signal.pk), -1
        )
        other = place + step
        if place < 0 or not 0 <= other < len(rows):
            continue
        rows[place], rows[other] = rows[other], rows[place]
        _renumber([row for chapter in chapters for row in chapter])
        record(locked, "bundle_ordered", actor=actor, number=signal.number)
        return


def _renumber(rows: list[BundledSignal]) -> None:
    for position, row in enumerate(rows, start=1):
        row.position = position
    BundledSignal.objects.bulk_update(rows, ["position"])


@transaction.atomic
def put_in_chapter(
    bundle: SignalBundle,
    signal: PolicySignal,
    chapter: BundleChapter | None,
    *,
    actor: User,
) -> None:
    """Put a signal in a chapter of its edition's own, or in none; twice is once.

    Raises TransitionDenied without the right to edit signals, once it is frozen, and
    for a chapter of another edition.
    """
    locked = lock_to_write(bundle, actor)
    if chapter and chapter.bundle_id != locked.pk:
        raise TransitionDenied([workflow.no_such_chapter()])
    row = locked.places.filter(signal=signal).first()
    if row is None or row.chapter_id == (chapter.pk if chapter else None):
        return
    row.chapter = chapter
    row.save(update_fields=["chapter"])
    record(locked, "bundle_ordered", actor=actor, number=signal.number)


@transaction.atomic
def add_chapter(bundle: SignalBundle, title: str, *, actor: User) -> BundleChapter:
    """Add a chapter of the edition's own, at the end; the same title is once.

    The edition gets its own chapters by it. Raises TransitionDenied without the right
    to edit signals and once it is frozen.
    """
    locked = lock_to_write(bundle, actor)
    known = locked.chapters.filter(title=title.strip()).first()
    if known:
        return known
    last = locked.chapters.aggregate(last=Max("position"))["last"] or 0
    made = BundleChapter.objects.create(
        bundle=locked, title=title.strip(), position=last + 1
    )
    if locked.chaptering != Chaptering.OWN:
        locked.chaptering = Chaptering.OWN
        locked.save(update_fields=["chaptering", "updated"])
    record(locked, "bundle_chapter_added", actor=actor, title=made.title)
    return made


@transaction.atomic
def remove_chapter(
    bundle: SignalBundle, chapter: BundleChapter, *, actor: User
) -> None:
    """Take a chapter away; its signals stay, without a chapter. Twice is once.

    Raises TransitionDenied without the right to edit signals and once it is frozen.
    """
    locked = lock_to_write(bundle, actor)
    gone = locked.chapters.filter(pk=chapter.pk)
    if gone.exists():
        gone.delete()
        record(locked, "bundle_chapter_removed", actor=actor, title=chapter.title)


@transaction.atomic
def move_chapter(
    bundle: SignalBundle, chapter: BundleChapter, step: int, *, actor: User
) -> None:
    """Move a chapter one place up (-1) or down (1); at the end nothing happens.

    Raises TransitionDenied without the right to edit signals and once it is frozen.
    """
    locked = lock_to_write(bundle, actor)
    rows = list(locked.chapters.all())
    place = next((i for i, row in enumerate(rows) if row.pk == chapter.pk), -1)
    other = place + step
    if place < 0 or not 0 <= other < len(rows):
        return
    rows[place], rows[other] = rows[other], rows[place]
    for position, row in enumerate(rows, start=1):
        row.position = position
    BundleChapter.objects.bulk_update(rows, ["position"])
    record(locked, "bundle_chapter_moved", actor=actor, title=chapter.title)
