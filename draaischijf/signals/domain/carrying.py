"""Taking along what hangs on a signal, table by table, and bringing it back.

What came along is noted with the merge: `{label: {"moved": {row: before}, "doubles":
[…]}}`. Expects both signals to be locked.
"""

from __future__ import annotations

import datetime
from collections import defaultdict
from collections.abc import Collection
from typing import Any

from draaischijf.signals.carried import Carried, registered
from draaischijf.signals.models import PolicySignal, SignalMerge

Key = tuple[Any, ...]
Noted = dict[str, Any]


def carry(absorbed: PolicySignal, survivor: PolicySignal) -> dict[str, Noted]:
    """Let all that hangs on one signal hang on the other; return what came along."""
    noted = {one.label: _carry(one, absorbed, survivor) for one in registered()}
    return {
        label: one for label, one in noted.items() if one["moved"] or one["doubles"]
    }


def bring_back(merge: SignalMerge) -> None:
    """Let what came along go back, as it is now; what came after it stays.

    What was taken out of the signal meanwhile does not come back. What goes but came
    with another merge too, as a double, stays for that one.
    """
    others = [
        other
        for other in merge.survivor.merges.standing().select_related("absorbed")
        if other.pk != merge.pk
    ]
    for one in registered():
        noted = merge.kept.get(one.label, {"moved": {}, "doubles": []})
        left = _bring_back(one, noted, merge)
        for other in others:
            _carry_again(one, other, merge.survivor, left)
    SignalMerge.objects.bulk_update(others, ["kept"])


def _carry(
    one: Carried,
    absorbed: PolicySignal,
    survivor: PolicySignal,
    *,
    keys: Collection[Key] | None = None,
) -> Noted:
    there = _keys_at(one, survivor)
    noted: Noted = {"moved": {}, "doubles": []}
    alike: dict[Key, list[int]] = defaultdict(list)
    doubles = []
    for row in one.rows_of(absorbed.pk):
        changes = one.changes(row, absorbed, survivor) if one.changes else {}
        key = tuple(changes.get(name, getattr(row, name)) for name in one.same)
        if keys is not None and key not in keys:
            continue
        if one.same and key in there:
            doubles.append(row)
            continue
        noted["moved"][str(row.pk)] = {name: getattr(row, name) for name in changes}
        alike[tuple(changes.items())].append(row.pk)
    for changed, rows in alike.items():
        _rows(one, rows).update(**{one.way: survivor}, **dict(changed))
    if one.goes:
        noted["doubles"] = [_as_kept(one, row) for row in doubles]
        _rows(one, [row.pk for row in doubles]).delete()
    return noted


def _bring_back(one: Carried, noted: Noted, merge: SignalMerge) -> set[Key]:
    """Return the keys of the rows that went back."""
    # Looked at before anything goes: a double goes back for what is still here.
    there = _keys_at(one, merge.survivor)
    came = {int(pk): before for pk, before in noted["moved"].items()}
    alike: dict[Key, list[int]] = defaultdict(list)
    left = set()
    for row in one.rows_of(merge.survivor_id).filter(pk__in=came):
        alike[tuple(came[row.pk].items())].append(row.pk)
        left.add(_key(one, row))
    for before, rows in alike.items():
        _rows(one, rows).update(**{one.way: merge.absorbed}, **dict(before))
    _make(
        one, [d for d in noted["doubles"] if _kept_key(one, d) in there], merge.absorbed
    )
    return left


def _carry_again(
    one: Carried, other: SignalMerge, survivor: PolicySignal, left: set[Key]
) -> None:
    """What was a double of what left is one no more: it stays for this other merge."""
    if not (one.same and left):
        return
    noted = other.kept.setdefault(one.label, {"moved": {}, "doubles": []})
    if not one.goes:
        again = _carry(one, other.absorbed, survivor, keys=left)
        noted["moved"] |= again["moved"]
        return
    gone = left - _keys_at(one, survivor)
    back = [double for double in noted["doubles"] if _kept_key(one, double) in gone]
    made = _make(one, back, survivor)
    noted["moved"] |= {str(row.pk): {} for row in made}
    noted["doubles"] = [double for double in noted["doubles"] if double not in back]


def _keys_at(one: Carried, signal: PolicySignal) -> set[Key]:
    return set(one.rows_of(signal.pk).values_list(*one.same)) if one.same else set()


def _key(one: Carried, row: Any) -> Key:
    return tuple(getattr(row, name) for name in one.same)


def _kept_key(one: Carried, kept: dict[str, Any]) -> Key:
    return tuple(kept[name] for name in one.same)


def _as_kept(one: Carried, row: Any) -> dict[str, Any]:
    values = {name: getattr(row, name) for name in (*one.same, *one.keeps)}
    return {
        name: value.isoformat() if isinstance(value, datetime.datetime) else value
        for name, value in values.items()
    }


def _make(one: Carried, kept: list[dict[str, Any]], signal: PolicySignal) -> list[Any]:
    model: Any = one.model
    return [
        model._base_manager.create(**{one.way: signal}, **values)  # noqa: SLF001 Django's documented API
        for values in kept
    ]


def _rows(one: Carried, keys: list[int]) -> Any:
    return one.model._base_manager.filter(pk__in=keys)  # noqa: SLF001 the same
