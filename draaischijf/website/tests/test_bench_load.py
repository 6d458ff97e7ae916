"""A crowd at the server: what counts as well, and what does not."""

from __future__ import annotations

from draaischijf.website.bench.crowd import Taken
from draaischijf.website.bench.load import BUDGET, Load
from draaischijf.website.bench.visitor import Answer


def answered(seconds, status=200):
    return Answer(status, "", "", seconds)


def load(*answers, warm=True):
    taken = Taken(is_warm=warm)
    for answer in answers:
        taken.note("signals", answer, 200)
    return Load(people=2, seconds=10.0, pause=1.0, taken=taken)


def test_quick_answers_are_well():
    found = load(*[answered(0.1)] * 19, answered(3.0))

    assert found.shortcomings == []
    assert found.as_json()["all"] == {"p50": 0.1, "p95": 0.1, "worst": 3.0}
    assert found.as_json()["a_second"] == 2.0


def test_one_error_is_one_too_many():
    found = load(answered(0.1), answered(0.1, status=500))

    assert found.shortcomings == ["signals: 500 (1)"]


def test_slow_answers_are_named_with_their_budget():
    assert f"over {BUDGET * 1000:.0f} ms" in load(answered(2.0)).shortcomings[0]


def test_while_the_server_warms_up_errors_count_and_times_do_not():
    found = load(answered(9.0), answered(9.0, status=503), warm=False)

    assert found.shortcomings == ["signals: 503 (1)", "nothing was answered"]


def test_the_table_ends_with_all_of_them():
    *_, everything, summary = load(answered(0.1)).as_table()

    assert everything.split()[:2] == ["all", "1"]
    assert "0 errors" in summary
