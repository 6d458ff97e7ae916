"""The demo's bodies hang together: who sits there, what they speak of, what moved."""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path

import pytest

from draaischijf.consultation.enums import (
    BodyKind,
    DecisionResult,
    MeetingState,
    MemberFunction,
    Treatment,
)

CONTENT = Path(__file__).parents[1] / "demo" / "content"


def _read(name):
    return json.loads((CONTENT / f"{name}.json").read_text("utf-8"))


BODIES = _read("bodies")
PARTNERSHIPS = {one["slug"]: one for one in _read("people")["partnerships"]}
SIGNALS = {one["key"]: one for one in _read("signals")}
each_body = pytest.mark.parametrize(
    "body", BODIES, ids=[f"{one['partnership']}-{one['key']}" for one in BODIES]
)


def _keys(slug, what):
    return {one["key"] for one in PARTNERSHIPS[slug][what]}


@each_body
def test_who_sits_there_belongs_to_the_partnership(body):
    slug = body["partnership"]
    people, houses = _keys(slug, "people"), _keys(slug, "organisations")
    for person, house, *function in body["seats"]:
        assert not person or person in people
        assert not house or house in houses
        assert not set(function) - set(MemberFunction.values)
    seated = {person for person, *_rest in body["seats"]}
    for meeting in body["meetings"]:
        away = {*meeting.get("excused", []), *meeting.get("absent", [])}
        assert away <= seated
    assert body["kind"] in BodyKind.values
    parents = {one["key"] for one in BODIES if one["partnership"] == slug}
    assert body.get("parent") in {None, *parents}


@each_body
def test_what_is_spoken_of_is_there_by_then(body):
    for meeting in body["meetings"]:
        assert meeting.get("state", "held") in MeetingState.values
        for item in meeting["items"]:
            assert item["treatment"] in Treatment.values
            signal = SIGNALS.get(item.get("signal"))
            if signal:
                assert signal["partnership"] == body["partnership"]
                assert signal["steps"]["bundling"] >= meeting["days_ago"]
            if "decision" in item:
                assert item["decision"]["result"] in DecisionResult.values


def test_every_decision_about_a_signal_is_taken_in_a_meeting():
    held = {
        (body["partnership"], body["name"], meeting["days_ago"])
        for body in BODIES
        for meeting in body["meetings"]
        if meeting.get("state", "held") == "held"
    }
    for signal in SIGNALS.values():
        decision = signal.get("decision")
        if decision:
            place = signal["partnership"], decision["body"], decision["days_ago"]
            assert place in held, signal["key"]


def test_the_year_shows_what_bodies_live_through():
    states = Counter(
        meeting.get("state", "held" if meeting["days_ago"] >= 0 else "planned")
        for body in BODIES
        for meeting in body["meetings"]
    )
    assert states["postponed"] == states["cancelled"] == 1
    assert states["held"] > 40
    assert states["planned"] > 5
    functions = [seat[2] for body in BODIES for seat in body["seats"] if seat[2:]]
    assert "by_experience" in functions
    assert {"steering_group", "officials", "network", "college", "joint_forum"} <= {
        body["kind"] for body in BODIES
    }
    assert any("heads" in one for body in BODIES for one in body["meetings"])
    assert any("ended_days_ago" in body for body in BODIES)
