"""What differs between two kept contents of one plan: new, gone, changed, in words."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from draaischijf.core.templatetags.core import day
from draaischijf.plans.enums import Lifecycle, PartyRole
from draaischijf.plans.models import ActionPlan, Objective, PlanAction
from draaischijf.plans.queries.version_content import Content
from draaischijf.plans.queries.versions import day_of, walk, word_of

NEW, GONE, CHANGED = "new", "gone", "changed"


@dataclass(frozen=True)
class FieldChange:
    """One field: what stood there and what stands there now."""

    label: str
    before: str
    after: str


@dataclass(frozen=True)
class Change:
    """One thing that is new, gone or changed; `is_words` where its words did."""

    how: str
    what: str
    title: str
    fields: Sequence[FieldChange] = ()
    is_words: bool = True


@dataclass(frozen=True)
class Difference:
    """All that differs between two contents."""

    changes: Sequence[Change]

    @property
    def new(self) -> list[Change]:
        return [one for one in self.changes if one.how == NEW]

    @property
    def gone(self) -> list[Change]:
        return [one for one in self.changes if one.how == GONE]

    @property
    def changed(self) -> list[Change]:
        return [one for one in self.changes if one.how == CHANGED]

    @property
    def groups(self) -> list[tuple[str, str, list[Change]]]:
        """New, gone and changed, each with its heading; what is empty is left out."""
        found = [
            (NEW, _t("New"), self.new),
            (GONE, _t("Gone"), self.gone),
            (CHANGED, _t("Changed"), self.changed),
        ]
        return [group for group in found if group[2]]

    @property
    def in_words(self) -> str:
        """How much differs, as half a sentence."""
        counts = [
            ngettext("%(count)s new", "%(count)s new", len(self.new)),
            ngettext("%(count)s gone", "%(count)s gone", len(self.gone)),
            ngettext("%(count)s changed", "%(count)s changed", len(self.changed)),
        ]
        sizes = [len(self.new), len(self.gone), len(self.changed)]
        said = [
            words % {"count": size}
            for words, size in zip(counts, sizes, strict=True)
            if size
        ]
        return ", ".join(said) or _t("nothing changed")

    @property
    def touches_words(self) -> bool:
        """Whether the words that are fixed by adopting differ."""
        return any(one.is_words for one in self.changes)


# Field, its name for people, how a value is said, and whether it is a word of the plan
# (the rest moves while the plan runs).
_Spec = tuple[str, Any, Callable[[Any], str], bool]


def _said(value: Any) -> str:
    return "" if value is None else str(value)


def _yes(value: Any) -> str:
    return _t("yes") if value else _t("no")


def _date(value: Any) -> str:
    return day(day_of(value))


def _name(model: Any, field: str) -> Any:
    return model._meta.get_field(field).verbose_name  # noqa: SLF001 Django's documented API


def _levels(value: Any) -> str:
    return ", ".join(str(long) for _short, long in value or [])


def _parties(value: Any) -> str:
    said = [f"{one['name']} ({word_of(PartyRole, one['role'])})" for one in value or []]
    return ", ".join(said)


def _signals(value: Any) -> str:
    return ", ".join(str(one["number"]) for one in value or [])


def _lifecycle(value: Any) -> str:
    return word_of(Lifecycle, value)


def _place(value: Any) -> str:
    return str(value[1])


def _same(before: Any, after: Any) -> bool:
    """A place is the same by its id: under a reworded title nothing moved."""
    if isinstance(before, tuple) and isinstance(after, tuple):
        return bool(before[0] == after[0])
    return bool(before == after)


PLAN_SPECS: tuple[_Spec, ...] = (
    ("title", _name(ActionPlan, "title"), _said, True),
    ("intro", _name(ActionPlan, "intro"), _said, True),
    ("start", _name(ActionPlan, "start"), _date, True),
    ("end", _name(ActionPlan, "end"), _date, True),
    ("owner", _name(ActionPlan, "owner"), _said, False),
    ("level_names", _name(ActionPlan, "level_names"), _levels, True),
)
OBJECTIVE_SPECS: tuple[_Spec, ...] = (
    ("code", _name(Objective, "code"), _said, True),
    ("title", _name(Objective, "title"), _said, True),
    ("explanation", _name(Objective, "explanation"), _said, True),
    ("deadline", _name(Objective, "deadline"), _date, True),
    ("bbc_code", _name(Objective, "bbc_code"), _said, True),
    ("under", _("under"), _place, True),
)
ACTION_SPECS: tuple[_Spec, ...] = (
    ("code", _name(PlanAction, "code"), _said, True),
    ("title", _name(PlanAction, "title"), _said, True),
    ("under", _name(PlanAction, "objective"), _place, True),
    ("when", _("timing"), _said, True),
    ("start_year", _name(PlanAction, "start_year"), _said, True),
    ("bbc_code", _name(PlanAction, "bbc_code"), _said, True),
    ("is_pro_memorie", _name(PlanAction, "is_pro_memorie"), _yes, True),
    ("decided_by", _name(PlanAction, "decided_by"), _said, True),
    ("parent", _name(PlanAction, "parent"), _said, True),
    ("parties", _("who is in it"), _parties, False),
    ("lifecycle", _name(PlanAction, "lifecycle"), _lifecycle, False),
    ("reason", _name(PlanAction, "reason"), _said, False),
    ("remark", _name(PlanAction, "remark"), _said, False),
    ("needs_step_plan", _name(PlanAction, "needs_step_plan"), _yes, False),
    ("signals", _name(PlanAction, "signals"), _signals, False),
)


def difference(
    before: Content, after: Content, *, with_parties: bool = True
) -> Difference:
    """Return what differs between two contents, in the order of the plan.

    An action is found back by its number, an objective by its id: what was only moved
    or reworded is changed, not gone and new. Who is in an action counts only
    `with_parties`.
    """
    was, now = (_things(one, with_parties=with_parties) for one in (before, after))
    changes = [*_plan_change(before, after)]
    for key, (what, thing, specs) in now.items():
        if key not in was:
            changes.append(Change(NEW, what, _title(thing)))
        elif found := _fields(was[key][1], thing, specs):
            is_words = any(word for _field, word in found)
            fields = [one for one, _word in found]
            changes.append(Change(CHANGED, what, _title(thing), fields, is_words))
    changes += [
        Change(GONE, what, _title(thing))
        for key, (what, thing, _specs) in was.items()
        if key not in now
    ]
    return Difference(changes)


_Thing = tuple[str, Content, tuple[_Spec, ...]]


def _things(content: Content, *, with_parties: bool) -> dict[tuple[str, int], _Thing]:
    found: dict[tuple[str, int], _Thing] = {}
    for objective, parent in walk(content):
        placed = {**objective, "under": _where(parent)}
        found["objective", objective["id"]] = (
            _t("objective"),
            placed,
            OBJECTIVE_SPECS,
        )
        for action in objective["actions"]:
            parties = _named(action) if with_parties else []
            inside = {**action, "under": _where(objective), "parties": parties}
            found["action", action["number"]] = (_t("action"), inside, ACTION_SPECS)
    return found


def _named(action: Content) -> list[Content]:
    """Who is in an action; that a name became public is no change of the plan."""
    given = action.get("parties", [])
    return [{"role": one["role"], "name": one["name"]} for one in given]


def _plan_change(before: Content, after: Content) -> Iterator[Change]:
    was, now = before.get("plan", {}), after.get("plan", {})
    if found := _fields(was, now, PLAN_SPECS):
        fields = [one for one, _word in found]
        is_words = any(word for _field, word in found)
        title = now.get("title", "")
        yield Change(CHANGED, _t("the plan itself"), title, fields, is_words)
    legal = [
        {one["part"]: one for one in content.get("legal", [])}
        for content in (before, after)
    ]
    if legal[0] != legal[1]:
        yield Change(CHANGED, _t("the elements the law asks"), "")


def _fields(
    before: Content, after: Content, specs: tuple[_Spec, ...]
) -> list[tuple[FieldChange, bool]]:
    return [
        (
            FieldChange(str(label), said(before.get(name)), said(after.get(name))),
            is_word,
        )
        for name, label, said, is_word in specs
        if not _same(before.get(name), after.get(name))
    ]


def _where(parent: Content | None) -> tuple[int, str]:
    return (parent["id"], _title(parent)) if parent else (0, "")


def _title(thing: Content) -> str:
    return f"{thing.get('code', '')} {thing.get('title', '')}".strip()
