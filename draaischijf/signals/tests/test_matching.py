"""Which rule fires: the first that meets all it asks, and a reason for the others."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from draaischijf.signals.matching import Condition, ReadRule, Result, fired, judge
from draaischijf.signals.models import RoutingRule

KEYS = st.frozensets(st.integers(0, 4), max_size=3)
ASKS = st.dictionaries(
    st.sampled_from(list(Condition)),
    st.dictionaries(st.integers(0, 4), st.just("x"), max_size=3),
    max_size=3,
)
RULES = st.lists(
    st.builds(
        lambda is_on, broken, asks: ReadRule(
            RoutingRule(is_on=is_on), "Alice", broken, asks
        ),
        st.booleans(),
        st.sampled_from(["", "left"]),
        ASKS,
    ),
    max_size=8,
)
SAID = st.dictionaries(st.sampled_from(list(Condition)), KEYS)


def rule(**asks):
    conditions = {
        Condition(name): dict.fromkeys(keys, name) for name, keys in asks.items()
    }
    return ReadRule(RoutingRule(is_on=True), "Alice", "", conditions)


def test_all_conditions_have_to_be_met_and_one_value_of_each_is_enough():
    [verdict] = judge(
        [rule(area=[1, 2], words=["huur"])], {Condition.AREA: frozenset({2})}
    )

    assert verdict.result == Result.UNMET
    assert list(verdict.met) == [Condition.AREA]
    assert list(verdict.unmet) == [Condition.WORDS]


def test_the_first_that_fits_fires_and_the_next_says_it_comes_too_late():
    results = [one.result for one in judge([rule(area=[1]), rule(), rule()], {})]

    assert results == [Result.UNMET, Result.FIRES, Result.TOO_LATE]


@given(RULES, SAID)
def test_one_fires_at_most_and_it_is_the_first_that_can(rules, said):
    verdicts = judge(rules, said)

    able = [
        place
        for place, one in enumerate(rules)
        if one.rule.is_on
        and not one.broken
        and all(
            not asked or set(asked) & said.get(condition, frozenset())
            for condition, asked in one.asks.items()
        )
    ]
    firing = [place for place, one in enumerate(verdicts) if one.fires]
    assert firing == able[:1]
    assert len(verdicts) == len(rules)
    assert (fired(verdicts) is None) == (not able)
    # Each rule that does not fire has a reason.
    assert all(one.unmet or one.result != Result.UNMET for one in verdicts)
