"""The difference between a plan and the one before it, as data.

The page shows it and the module above makes the document for the board of it, so it is
complete by itself: frozen, in the order of the new plan, every value as text.

    difference = difference_of(user, plan)      # None: nothing to compare it with
    difference.counts                           # new, gone, changed, unchanged
    for group in difference.groups:             # one a heading of the new plan, then
        group.heading, group.fate, group.changes      # those of the old one that went
        for one in group.new: one.action.title, one.action.leads
        for one in group.gone: one.action.title, one.fate_label, one.reason
        for one in group.changed:
            for field in one.changes: field.label, field.before, field.after
    difference.new, .gone, .changed             # the same, flat

Two actions belong together when the new one `continues` the old one. Where not one
does, as between two imported plans, those with the same title do: `matched_by` says so
and whoever shows it must say so too. What an action loses by getting a year older (new
becomes continued, last year's remark is emptied) is no change.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _t

from draaischijf.people.permissions import Permission, holds
from draaischijf.plans.enums import Lifecycle, PartyRole
from draaischijf.plans.queries.changes import (
    ActionRef,
    FieldChange,
    action_changes,
    heading_changes,
    ref_of,
)
from draaischijf.plans.queries.plan_matching import LINKS, PlanPair
from draaischijf.plans.queries.plan_neighbours import predecessor_of
from draaischijf.plans.queries.plan_order import code_of

if TYPE_CHECKING:
    from collections.abc import Iterable

    from draaischijf.people.permissions import Visitor
    from draaischijf.plans.models import ActionPlan, Objective, PlanAction

NEW, GONE, CHANGED, SAME = "new", "gone", "changed", "same"
# What became of an action that is gone, besides the two ends of its life.
MERGED, REMOVED = "merged", "removed"
# Fields that hold names of persons: nothing for everybody to read.
WITH_NAMES = frozenset({PartyRole.LEAD, PartyRole.CONTACT})


@dataclass(frozen=True)
class PlanRef:
    """One of the two plans."""

    pk: int
    title: str
    years: str
    url: str


@dataclass(frozen=True)
class Heading:
    """An objective or section, of the new plan or, when it is gone, of the old one."""

    pk: int
    code: str
    title: str
    level: int


@dataclass(frozen=True)
class NewAction:
    """An action that goes on with none of the plan before."""

    action: ActionRef


@dataclass(frozen=True)
class GoneAction:
    """An action of the plan before that nothing goes on with.

    `fate` is completed, not_extended, merged (into `merged_into`) or removed: simply
    not there. `decided` names the body that decided, for one pro memorie.
    """

    action: ActionRef
    fate: str
    fate_label: str
    reason: str = ""
    merged_into: ActionRef | None = None
    decided: str = ""


@dataclass(frozen=True)
class ChangedAction:
    """An action that goes on, but otherwise: at least one field changed."""

    action: ActionRef
    before: ActionRef
    changes: tuple[FieldChange, ...]


@dataclass(frozen=True)
class DifferenceGroup:
    """What differs under one heading; `fate` is new, gone, changed or same."""

    heading: Heading
    fate: str = SAME
    changes: tuple[FieldChange, ...] = ()
    new: tuple[NewAction, ...] = ()
    gone: tuple[GoneAction, ...] = ()
    changed: tuple[ChangedAction, ...] = ()
    unchanged_count: int = 0

    @property
    def is_quiet(self) -> bool:
        """Whether nothing differs here."""
        return self.fate == SAME and not (self.new or self.gone or self.changed)

    def only(self, wanted: str) -> DifferenceGroup:
        """Return the group with its new, gone or changed ones alone."""
        return replace(
            self,
            fate=self.fate if self.fate == wanted else SAME,
            changes=self.changes if wanted == CHANGED else (),
            new=self.new if wanted == NEW else (),
            gone=self.gone if wanted == GONE else (),
            changed=self.changed if wanted == CHANGED else (),
        )


@dataclass(frozen=True)
class PlanDifference:
    """All that differs between two plans; `matched_by` is links or titles."""

    before: PlanRef
    after: PlanRef
    matched_by: str
    groups: tuple[DifferenceGroup, ...]

    @property
    def new(self) -> tuple[NewAction, ...]:
        """The new actions, in the order of the plan."""
        return tuple(one for group in self.groups for one in group.new)

    @property
    def gone(self) -> tuple[GoneAction, ...]:
        """The actions that are gone, under the heading they stood under."""
        return tuple(one for group in self.groups for one in group.gone)

    @property
    def changed(self) -> tuple[ChangedAction, ...]:
        """The actions that go on otherwise, in the order of the plan."""
        return tuple(one for group in self.groups for one in group.changed)

    @property
    def unchanged_count(self) -> int:
        """How many actions go on as they were."""
        return sum(group.unchanged_count for group in self.groups)

    @property
    def counts(self) -> dict[str, int]:
        """How many actions are new, gone, changed and unchanged."""
        return {
            NEW: len(self.new),
            GONE: len(self.gone),
            CHANGED: len(self.changed),
            "unchanged": self.unchanged_count,
        }

    @property
    def headings(self) -> tuple[DifferenceGroup, ...]:
        """The headings that are new, gone or changed themselves."""
        return tuple(one for one in self.groups if one.fate != SAME)

    def showing(self, wanted: str = "") -> tuple[DifferenceGroup, ...]:
        """Return the groups with something in them; with `wanted` of that kind alone.

        `wanted` is new, gone or changed.
        """
        if not wanted:
            return tuple(one for one in self.groups if not one.is_quiet)
        left = (one.only(wanted) for one in self.groups)
        return tuple(one for one in left if not one.is_quiet)

    @property
    def is_empty(self) -> bool:
        """Whether the two plans say the same."""
        return all(one.is_quiet for one in self.groups)

    @property
    def is_guessed(self) -> bool:
        """Whether actions were put together by their titles alone."""
        return self.matched_by != LINKS


def difference_of(user: Visitor, plan: ActionPlan) -> PlanDifference | None:
    """Return how a plan differs from its predecessor, for who may read both.

    None when there is no plan before it, or none that `user` may know of. Who is no
    partner of both reads it without names.
    """
    before = predecessor_of(user, plan)
    if before is None:
        return None
    found = difference_between(before, plan)
    is_partner = all(
        holds(user, Permission.READ, one.partnership) for one in (before, plan)
    )
    return found if is_partner else without_names(found)


def without_names(found: PlanDifference) -> PlanDifference:
    """Return a difference as everybody may read it.

    Without who leads an action or is its contact, and without which body decided about
    one; an action of which nothing else changed is unchanged.
    """
    return replace(found, groups=tuple(_nameless_group(one) for one in found.groups))


def _nameless_group(group: DifferenceGroup) -> DifferenceGroup:
    changed = []
    for one in group.changed:
        left = tuple(field for field in one.changes if field.name not in WITH_NAMES)
        if left:
            refs = _nameless(one.action), _nameless(one.before)
            changed.append(ChangedAction(*refs, changes=left))
    same = len(group.changed) - len(changed)
    return replace(
        group,
        new=tuple(NewAction(_nameless(one.action)) for one in group.new),
        gone=tuple(_nameless_gone(one) for one in group.gone),
        changed=tuple(changed),
        unchanged_count=group.unchanged_count + same,
    )


def _nameless_gone(one: GoneAction) -> GoneAction:
    into = one.merged_into
    return replace(
        one,
        action=_nameless(one.action),
        decided="",
        merged_into=_nameless(into) if into else None,
    )


def _nameless(action: ActionRef) -> ActionRef:
    return replace(action, leads=())


def difference_between(before: ActionPlan, after: ActionPlan) -> PlanDifference:
    """Return how `after` differs from `before`; who may read them is asked elsewhere.

    The number of queries does not depend on how large the plans are.
    """
    pair = PlanPair.read(before, after)
    gone = _gone_by_heading(pair)
    groups = [_group(pair, head, gone.pop(head.pk, [])) for head in pair.new_heads]
    for head in pair.old_heads:
        if head.pk not in pair.new_head_of:
            went = tuple(gone.pop(-head.pk, []))
            groups.append(DifferenceGroup(_heading(before, head), fate=GONE, gone=went))
    return PlanDifference(
        _plan_ref(before), _plan_ref(after), pair.matched_by, tuple(groups)
    )


def _group(
    pair: PlanPair, head: Objective, gone: Iterable[GoneAction]
) -> DifferenceGroup:
    old_head = pair.old_head_of.get(head.pk)
    changes = heading_changes(pair, old_head, head) if old_head else ()
    fate = NEW if old_head is None else CHANGED if changes else SAME
    group = DifferenceGroup(
        _heading(pair.after, head), fate=fate, changes=changes, gone=tuple(gone)
    )
    new: list[NewAction] = []
    changed: list[ChangedAction] = []
    for action in pair.new_under[head.pk]:
        old = pair.old_of.get(action.pk)
        if old is None:
            new.append(NewAction(ref_of(pair.after, action)))
        elif its := action_changes(pair, old, action):
            refs = ref_of(pair.after, action), ref_of(pair.before, old)
            changed.append(ChangedAction(*refs, changes=its))
    return replace(
        group,
        new=tuple(new),
        changed=tuple(changed),
        unchanged_count=len(pair.new_under[head.pk]) - len(new) - len(changed),
    )


def _gone_by_heading(pair: PlanPair) -> dict[int, list[GoneAction]]:
    """Return what is gone by the new heading of its place; minus the old one's if gone.

    Keys of the two plans differ, and so do a positive and a negative one.
    """
    gone: dict[int, list[GoneAction]] = defaultdict(list)
    for head in pair.old_heads:
        new_head = pair.new_head_of.get(head.pk)
        for action in pair.old_under[head.pk]:
            if action.pk not in pair.kept:
                gone[new_head.pk if new_head else -head.pk].append(_gone(pair, action))
    return gone


def _gone(pair: PlanPair, action: PlanAction) -> GoneAction:
    target = pair.merged_into(action)
    if target:
        plan = pair.after if target.plan_id == pair.after.pk else pair.before
        fate, label = MERGED, _t("merged")
    elif action.is_over:
        fate, label = action.lifecycle, str(Lifecycle(action.lifecycle).label)
    else:
        fate, label = REMOVED, _t("no longer in the plan")
    return GoneAction(
        ref_of(pair.before, action),
        fate=fate,
        fate_label=label,
        reason=action.reason,
        merged_into=ref_of(plan, target) if target else None,
        decided=pair.decided(action),
    )


def _heading(plan: ActionPlan, head: Objective) -> Heading:
    return Heading(head.pk, code_of(plan, head), head.title, head.level)


def _plan_ref(plan: ActionPlan) -> PlanRef:
    return PlanRef(plan.pk, plan.title, plan.years, plan.get_absolute_url())
