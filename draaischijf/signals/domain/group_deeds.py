"""What a person does with a group of reports: split, take out, name, end it."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from itertools import combinations, product

from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext as _t

from draaischijf.accounts.models import User
from draaischijf.history.domain import record, record_many
from draaischijf.people.permissions import Permission, holds
from draaischijf.signals import workflow
from draaischijf.signals.domain.grouping import group_soon, lock_groups
from draaischijf.signals.models import (
    DifferentPair,
    GroupedReport,
    Grouping,
    PreSignal,
    ReportGroup,
)
from draaischijf.signals.models.grouping import FEWEST
from draaischijf.signals.queries.grouping import Names, reports_to_group
from draaischijf.signals.workflow import TransitionDenied


@transaction.atomic
def split_off(
    group: ReportGroup, numbers: Collection[int], *, actor: User
) -> ReportGroup:
    """Make the reports with these numbers a group of their own, and return it.

    They are never proposed together with the others again. Raises TransitionDenied
    when fewer than two would be on one of the sides, when one of them is in the group
    no more, and without the right to weigh.
    """
    locked = _locked(group, actor)
    chosen, rest = _sides(locked, numbers)
    if len(chosen) < FEWEST or len(rest) < FEWEST:
        raise TransitionDenied([_t("Both groups need two reports or more.")])
    _keep_apart(product(chosen, rest), actor)
    _touched(locked)
    made = ReportGroup(partnership=locked.partnership, is_touched=True)
    _name_by_words(made, chosen)
    GroupedReport.objects.filter(report__in=chosen).update(group=made)
    verb = "group_split"
    _tell(chosen, verb, actor)
    return made


@transaction.atomic
def take_out(group: ReportGroup, numbers: Collection[int], *, actor: User) -> int:
    """Take reports out of a group for good, and return how many those are.

    They are never proposed together with the others again. A group of which one report
    is left ends. Raises TransitionDenied when nothing was chosen or nothing would be
    left, when one is in the group no more, and without the right to weigh.
    """
    locked = _locked(group, actor)
    chosen, rest = _sides(locked, numbers)
    if not rest:
        raise TransitionDenied(
            [_t("These are all reports of the group. Say “no group” instead.")]
        )
    _keep_apart(product(chosen, rest), actor)
    GroupedReport.objects.filter(report__in=chosen).delete()
    verb = "group_left"
    _tell(chosen, verb, actor)
    if len(rest) < FEWEST:
        locked.delete()
    else:
        _touched(locked)
    return len(chosen)


@transaction.atomic
def name_group(group: ReportGroup, title: str, *, actor: User) -> ReportGroup:
    """Give a group another working title, which stays; the same again changes nothing.

    Raises TransitionDenied when the group is gone, and without the right to weigh.
    """
    locked = _locked(group, actor)
    before = locked.title
    if title != before:
        locked.title = title
        locked.is_touched = locked.is_named = True
        locked.save(update_fields=["title", "is_touched", "is_named"])
        record(locked, "group_named", actor=actor, before=before, after=title)
    return locked


@transaction.atomic
def end_group(group: ReportGroup, *, actor: User) -> None:
    """Keep that the reports of a group are not about one problem.

    No two of them are proposed together again. Raises TransitionDenied when the group
    is gone, and without the right to weigh.
    """
    locked = _locked(group, actor)
    members = list(PreSignal.objects.filter(grouped__group=locked).order_by("pk"))
    _keep_apart(combinations(members, 2), actor)
    verb = "group_ended"
    _tell(members, verb, actor)
    locked.delete()


def part_pair(one: PreSignal, other: PreSignal) -> None:
    """Take a report out of its group where another, told apart from it, is too."""
    changed(lock_groups(one.partnership_id))
    rows = {
        row.report_id: row
        for row in GroupedReport.objects.filter(report__in=(one, other))
    }
    if len(rows) == FEWEST and len({row.group_id for row in rows.values()}) == 1:
        rows[one.pk].delete()


def changed(grouping: Grouping) -> None:
    """Note that a person did something: what was worked out before counts no more."""
    Grouping.objects.filter(pk=grouping.pk).update(version=F("version") + 1)
    group_soon(grouping.partnership_id)


def _locked(group: ReportGroup, actor: User) -> ReportGroup:
    """Return the group as it is now; whatever changes groups waits until the end."""
    if not holds(actor, Permission.WEIGH, group.partnership):
        workflow.check_hands_weigh(())
    changed(lock_groups(group.partnership_id))
    found = (
        ReportGroup.objects.filter(pk=group.pk).select_related("partnership").first()
    )
    if found is None:
        raise TransitionDenied([_t("This group is not there any more.")])
    return found


def _sides(
    group: ReportGroup, numbers: Collection[int]
) -> tuple[list[PreSignal], list[PreSignal]]:
    """Return the chosen reports of a group and the others that wait, too."""
    waiting = reports_to_group(group.partnership).filter(grouped__group=group)
    members = list(waiting.order_by("pk"))
    chosen = [one for one in members if one.number in numbers]
    if not numbers:
        raise TransitionDenied([_t("Tick at least one report first.")])
    if len(chosen) < len(set(numbers)):
        raise TransitionDenied(
            [_t("Not all of these are in the group any more. Look at it again.")]
        )
    return chosen, [one for one in members if one.number not in numbers]


def _touched(group: ReportGroup) -> None:
    group.is_touched = True
    group.save(update_fields=["is_touched"])


def _name_by_words(group: ReportGroup, reports: Sequence[PreSignal]) -> None:
    names = Names(group.partnership, list(reports_to_group(group.partnership)))
    found = names.of(reports)
    group.title, group.words = found.title, ", ".join(found.words)
    group.save()


def _keep_apart(pairs: Iterable[tuple[PreSignal, PreSignal]], actor: User) -> None:
    ordered = [sorted(pair, key=lambda one: one.pk) for pair in pairs]
    DifferentPair.objects.bulk_create(
        (
            DifferentPair(pre_signal=first, other=second, actor=actor)
            for first, second in ordered
        ),
        ignore_conflicts=True,
    )


def _tell(reports: Sequence[PreSignal], verb: str, actor: User) -> None:
    record_many(
        verb, [(one, "", {"count": len(reports)}) for one in reports], actor=actor
    )
