"""Everything that hangs on a signal is thought of when two become one."""

from __future__ import annotations

from draaischijf.signals import carried


def test_somebody_decided_about_every_way_to_a_signal():
    assert carried.unaccounted() == [], (
        "Say in the carried.py of the module whether these come along with a signal "
        "that becomes part of another one (signals/carried.py)."
    )


def test_what_comes_along_can_be_counted_in_words():
    for one in carried.registered():
        assert "1 " in str(one.told % {"count": 1})
        assert str(one.told % {"count": 1}) != str(one.told % {"count": 2})


def test_a_double_is_told_by_columns_that_are_there():
    for one in carried.registered():
        columns = {field.attname for field in one.model._meta.concrete_fields}
        assert {*one.same, *one.keeps} <= columns
        assert not one.goes or one.same


def test_a_way_that_nobody_knows_is_noticed(monkeypatch):
    left = dict(carried._left)
    left.pop("signals.SignalStep.signal")
    monkeypatch.setattr(carried, "_left", left | {"signals.Nothing.signal": "gone"})

    assert carried.unaccounted() == [
        "signals.Nothing.signal",
        "signals.SignalStep.signal",
    ]
