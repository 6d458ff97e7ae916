"""The demo's content hangs together: keys resolve, codes exist, days are in order."""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path

import pytest

from draaischijf.core.dated_facts import DateKind
from draaischijf.people.enums import OrganisationKind, PartnershipKind, Party, RoleKind
from draaischijf.signals.enums import (
    AgreementResult,
    Frequency,
    Outcome,
    PeopleRange,
    Route,
    Scale,
    SignalState,
    WeighAnswer,
)
from draaischijf.taxonomy.reference import schemes
from draaischijf.website.demo.signals_story import AGENDA_DAYS_AGO

CONTENT = Path(__file__).parents[1] / "demo" / "content"
RESERVED = ("@durmeland.example", "@lokelare.example", "@scheldekant.example")
PATH = ("bundling", "analysis", "published", "decided", "in_action", "closed")
TESTS = ("clear", "neutral", "recognised", "shared")


def _read(name):
    return json.loads((CONTENT / f"{name}.json").read_text("utf-8"))


PARTNERSHIPS = {one["slug"]: one for one in _read("people")["partnerships"]}
SIGNALS = {one["key"]: one for one in _read("signals")}
PRE_SIGNALS = {one["key"]: one for one in _read("pre_signals")}

each_signal = pytest.mark.parametrize("signal", SIGNALS.values(), ids=SIGNALS)


def each_signal_that_was(step):
    past = {key: one for key, one in SIGNALS.items() if step in one["steps"]}
    return pytest.mark.parametrize("signal", past.values(), ids=past)


each_pre_signal = pytest.mark.parametrize(
    "pre_signal", PRE_SIGNALS.values(), ids=PRE_SIGNALS
)
each_partnership = pytest.mark.parametrize(
    "partnership", PARTNERSHIPS.values(), ids=PARTNERSHIPS
)


def _codes(scheme):
    return {term.code for term in scheme.terms if term.is_active}


def _organisations(slug):
    return {one["key"]: one for one in PARTNERSHIPS[slug]["organisations"]}


def _people(slug):
    return {one["key"]: one for one in PARTNERSHIPS[slug]["people"]}


def _municipalities(slug):
    return set(PARTNERSHIPS[slug]["area"]["municipalities"])


def _linked(key):
    wanted = f"linked:{key}"
    return [
        one
        for one in PRE_SIGNALS.values()
        if one["outcome"] == wanted or key in one.get("also", [])
    ]


def _outcome(pre_signal):
    return pre_signal["outcome"].partition(":")[0]


def test_three_partnerships_one_below_another():
    kinds = {slug: one["kind"] for slug, one in PARTNERSHIPS.items()}
    parents = {slug: one["parent"] for slug, one in PARTNERSHIPS.items()}

    assert kinds == {
        "durmeland": PartnershipKind.REGIONAL,
        "lokelare": PartnershipKind.MUNICIPAL,
        "scheldekant": PartnershipKind.INTERMUNICIPAL,
    }
    assert parents == {"durmeland": None, "lokelare": "durmeland", "scheldekant": None}


def test_there_are_as_many_as_a_working_year_has():
    places = Counter(one["partnership"] for one in PRE_SIGNALS.values())

    assert len(PRE_SIGNALS) == len(_read("pre_signals")) == 66
    assert len(SIGNALS) == len(_read("signals")) == 26
    assert places == {"durmeland": 40, "lokelare": 14, "scheldekant": 12}


def test_every_state_of_a_signal_is_there():
    # Merging is done with two signals that each have a story of their own.
    told = {one["state"] for one in SIGNALS.values()}
    assert told == set(SignalState.values) - {SignalState.MERGED}
    assert {one.get("outcome", "") for one in SIGNALS.values()} - {""} == set(
        Outcome.values
    )
    assert {one["route"] for one in SIGNALS.values() if "route" in one} == set(
        Route.values
    )
    assert sum("reopened" in one for one in SIGNALS.values()) == 1


def test_every_outcome_of_a_report_is_there():
    assert Counter(map(_outcome, PRE_SIGNALS.values())) == {
        "linked": 38,
        "handled_internally": 5,
        "not_a_signal": 5,
        "submitted": 9,
        "question": 4,
        "in_review": 3,
        "withdrawn": 2,
    }


def test_roles_cover_every_kind():
    kinds = {
        role["kind"]
        for one in PARTNERSHIPS.values()
        for person in one["people"]
        for role in person["roles"]
    }

    assert kinds == set(RoleKind.values)


@each_partnership
def test_organisations_are_complete(partnership):
    organisations = _organisations(partnership["slug"])
    towns = _municipalities(partnership["slug"])

    assert len(organisations) == len(partnership["organisations"]) >= 13
    assert sum(one["in_working_group"] for one in organisations.values()) >= 5
    for one in organisations.values():
        assert one["kind"] in OrganisationKind.values
        assert one["party"] in Party.values
        assert set(one["sectors"]) <= _codes(schemes.SECTORS)
        assert one["municipalities"]
        assert set(one["municipalities"]) <= towns
        assert one.get("parent") in {None, *organisations}


@each_partnership
def test_people_are_fictional_and_have_a_place(partnership):
    organisations = _organisations(partnership["slug"])
    people = _people(partnership["slug"])

    assert len(people) == len(partnership["people"]) >= 10
    for person in people.values():
        assert person["organisation"] in organisations
        assert person["email"].endswith(RESERVED) == person["has_account"]
        for role in person["roles"]:
            assert role["kind"] in RoleKind.values
            assert role.get("organisation") in {None, *organisations}


def test_one_address_is_one_person():
    names = {}
    for partnership in PARTNERSHIPS.values():
        for person in partnership["people"]:
            if person["email"]:
                names.setdefault(person["email"], set()).add(person["name"])

    assert all(len(found) == 1 for found in names.values())


@each_pre_signal
def test_report_resolves(pre_signal):
    slug = pre_signal["partnership"]
    people = _people(slug)

    assert pre_signal["organisation"] in {None, *_organisations(slug)}
    assert pre_signal["where"]
    assert set(pre_signal["where"]) <= _municipalities(slug)
    assert pre_signal["how_often"] in Frequency.values
    assert pre_signal["people_range"] in PeopleRange.values
    assert len(pre_signal["for_whom"]) <= 300
    assert len(pre_signal["since"]) <= 120
    if pre_signal["raiser"]:
        raiser = people[pre_signal["raiser"]]
        assert raiser["has_account"]
        assert raiser["organisation"] == pre_signal["organisation"]
    if pre_signal["email"]:
        assert pre_signal["email"].endswith(RESERVED)


@each_pre_signal
def test_report_has_what_its_outcome_asks(pre_signal):
    needed = {
        "handled_internally": {"answer"},
        "not_a_signal": {"answer", "referral"},
        "question": {"question", "question_days_ago"},
        "withdrawn": {"reason", "withdrawn_days_ago"},
    }.get(_outcome(pre_signal), set())

    assert all(pre_signal.get(name) for name in needed)


@each_pre_signal
def test_report_days_are_in_order(pre_signal):
    days = [
        pre_signal["days_ago"],
        pre_signal["weighed_days_ago"],
        pre_signal.get("question_days_ago"),
        pre_signal.get("reply_days_ago"),
        pre_signal.get("withdrawn_days_ago"),
    ]
    known = [day for day in days if day is not None]

    assert known == sorted(known, reverse=True)
    assert known[-1] >= 0
    assert known[0] <= 330
    unweighed = _outcome(pre_signal) in {"submitted", "withdrawn"}
    assert (pre_signal["weighed_days_ago"] is None) == unweighed


@each_pre_signal
def test_linked_report_belongs_to_a_signal_of_its_partnership(pre_signal):
    targets = list(pre_signal.get("also", []))
    if _outcome(pre_signal) == "linked":
        targets.append(pre_signal["outcome"].partition(":")[2])

    for key in targets:
        signal = SIGNALS[key]
        assert signal["partnership"] == pre_signal["partnership"]
        assert pre_signal["weighed_days_ago"] <= signal["steps"]["bundling"]


def test_some_reports_are_late_and_some_questions_answered():
    waiting = [one for one in PRE_SIGNALS.values() if _outcome(one) == "submitted"]
    questions = [one for one in PRE_SIGNALS.values() if _outcome(one) == "question"]

    assert sum(one["days_ago"] > 10 for one in waiting) == 2
    assert sum(one["days_ago"] < 5 for one in waiting) == 3
    assert sum("reply" in one for one in questions) == 2


@each_signal
def test_signal_codes_exist(signal):
    sets = {
        "rights": schemes.SOCIAL_RIGHTS,
        "life_domains": schemes.LIFE_DOMAINS,
        "policy_domains": schemes.POLICY_DOMAINS,
        "problem_types": schemes.PROBLEM_TYPES,
        "target_groups": schemes.TARGET_GROUPS,
    }
    for name, scheme in sets.items():
        assert signal[name]
        assert set(signal[name]) <= _codes(scheme)

    assert signal["level"] in _codes(schemes.POLICY_LEVELS)
    assert signal["scale"] in Scale.values
    assert set(signal["areas"]) <= _municipalities(signal["partnership"])
    assert set(signal["tests"].values()) <= set(WeighAnswer.values)
    assert len(signal["title"]) <= 200
    assert signal["examples"]


@each_signal
def test_signal_steps_lead_to_its_state(signal):
    steps = signal["steps"]
    last = min(steps, key=lambda name: steps[name])
    walked = [steps[name] for name in PATH if name in steps]

    assert walked == sorted(walked, reverse=True)
    assert len(set(walked)) == len(walked)
    assert signal["state"] == {"reopened": "analysis"}.get(last, last)
    on_path = [name for name in PATH if name in steps]
    assert on_path == list(PATH[: len(on_path)])


@each_signal
def test_signal_has_a_source_when_it_starts(signal):
    first = max(
        (one["weighed_days_ago"] for one in _linked(signal["key"])), default=None
    )

    assert first == signal["steps"]["bundling"] or signal.get("source")


@each_signal_that_was("published")
def test_published_signal_passed_the_tests_and_has_agreement(signal):
    organisations = _organisations(signal["partnership"])
    needed = {key for key, one in organisations.items() if one["in_working_group"]}
    first_round = [one for one in signal["agreements"] if one["round"] == 1]

    assert {one["organisation"] for one in first_round} == needed
    assert all(one["result"] != AgreementResult.OBJECT for one in first_round)
    assert all(signal["tests"][name] for name in TESTS)
    for one in first_round:
        steps = signal["steps"]
        assert steps["published"] <= one["days_ago"] <= steps["analysis"]


@each_signal
def test_agreements_are_given_while_the_signal_is_analysed(signal):
    organisations = _organisations(signal["partnership"])
    wordy = {AgreementResult.AGREE_WITH_REMARK, AgreementResult.OBJECT}
    for one in signal["agreements"]:
        start = signal["steps"]["analysis" if one["round"] == 1 else "reopened"]
        assert organisations[one["organisation"]]["in_working_group"]
        assert one["result"] in AgreementResult.values
        assert one["days_ago"] <= start
        assert bool(one["remark"]) == (one["result"] in wordy)


@each_signal_that_was("decided")
def test_decided_signal_has_decision_route_and_lead(signal):
    decision, lead = signal["decision"], signal["lead"]

    assert all(decision[name] for name in ("body", "reference", "text"))
    steps = signal["steps"]
    assert steps["decided"] <= decision["days_ago"] <= steps["published"]
    assert signal["route"] in Route.values
    assert lead["organisation"] in _organisations(signal["partnership"])
    if lead["person"]:
        person = _people(signal["partnership"])[lead["person"]]
        assert person["organisation"] == lead["organisation"]


@each_signal_that_was("in_action")
def test_signal_in_action_has_an_action_or_a_letter(signal):
    started, decided = signal["steps"]["in_action"], signal["steps"]["decided"]
    if signal["route"] == Route.HIGHER_AUTHORITY:
        letter = signal["letter"]
        assert started <= letter["days_ago"] <= decided
        assert 0 < letter["answered_days_ago"] < letter["days_ago"]
        assert all(letter[name] for name in ("addressee", "reference", "text"))
    else:
        assert started <= signal["actions"][0]["agreed_days_ago"] <= decided
    for action in signal["actions"]:
        assert action.get("done_days_ago", 0) < action["agreed_days_ago"]


@each_signal
def test_end_of_the_path_is_explained(signal):
    if "closed" in signal["steps"]:
        assert signal["outcome"] in Outcome.values
        assert len(signal["feedback"]) > 100
    if signal["state"] == "parked":
        assert signal["parked"]["until_in_days"] > 0
        assert signal["parked"]["days_ago"] == signal["steps"]["parked"]
    if signal["state"] == "not_retained":
        assert signal["not_retained"]["days_ago"] == signal["steps"]["not_retained"]
    for name in ("parked", "not_retained", "reopened"):
        assert (name in signal) == (name in signal["steps"])
        assert signal.get(name, {"reason": "none"})["reason"]


@each_signal
def test_log_is_dated_after_the_start_and_before_the_end(signal):
    steps = signal["steps"]
    for entry in signal["log"]:
        assert entry["precision"] in DateKind.values
        assert entry["text"]
        assert entry["days_ago"] < steps["bundling"]
        last = entry.get("until_days_ago", min(entry.get("days", [entry["days_ago"]])))
        assert 0 <= last <= entry["days_ago"]
        if signal["state"] == "closed":
            assert last >= steps["closed"]
        assert ("days" in entry) == (entry["precision"] == "days")
        ranged = entry["precision"] in {"period", "months"}
        assert ("until_days_ago" in entry) == ranged


def test_the_log_shows_vague_dates_and_attendance():
    entries = [entry for one in SIGNALS.values() for entry in one["log"]]

    assert {"day", "days", "period", "month", "months", "season", "before"} == {
        entry["precision"] for entry in entries
    }
    assert any(entry.get("attendance_is_about") for entry in entries)
    assert any(entry.get("meetings") for entry in entries)


@each_signal
def test_supports_come_while_the_signal_is_open(signal):
    organisations = _organisations(signal["partnership"])
    people = _people(signal["partnership"])
    steps = signal["steps"]
    for one in signal["supports"]:
        assert one["organisation"] in organisations
        assert set(one["where"]) <= _municipalities(signal["partnership"])
        assert one["people_range"] in PeopleRange.values
        assert one["note"]
        assert one["days_ago"] < steps["bundling"]
        closed, reopened = steps.get("closed", -1), steps.get("reopened", -1)
        assert one["days_ago"] > closed or one["days_ago"] < reopened
        if one["raiser"]:
            assert people[one["raiser"]]["organisation"] == one["organisation"]


@pytest.mark.parametrize("bundle", _read("bundles"), ids=lambda one: one["title"])
def test_the_signals_of_a_bundle_were_that_far(bundle):
    for key in bundle["signals"]:
        signal = SIGNALS[key]
        assert signal["partnership"] == bundle["partnership"]
        assert signal["steps"]["analysis"] >= bundle["days_ago"]
    in_chapters = [key for keys in bundle["chapters"].values() for key in keys]
    assert set(in_chapters) <= set(bundle["signals"])


def test_one_bundle_is_frozen_and_one_is_written():
    frozen = [one["frozen_days_ago"] is not None for one in _read("bundles")]

    assert sorted(frozen) == [False, True]


def test_the_words_that_a_bundle_changes_stand_in_the_signal():
    for bundle in _read("bundles"):
        if asked := bundle.get("reworded"):
            assert asked["from"] in SIGNALS[asked["signal"]]["problem"]


@pytest.mark.parametrize("row", _read("proposals"), ids=lambda one: one["signal"])
def test_a_proposal_is_about_words_of_a_signal_that_was_being_analysed(row):
    signal = SIGNALS[row["signal"]]
    group = _organisations(row["partnership"])

    assert row["from"] in signal["problem"]
    assert row["to"] != row["from"]
    assert group[row["organisation"]]["in_working_group"]
    assert signal["steps"]["analysis"] > row["days_ago"]
    assert "published" not in signal["steps"]
    assert set(row["agrees_days_ago"]) <= set(group)


def test_somebody_heard_nothing_for_half_a_year():
    """So that “feedback owed” shows what it is for."""
    silent = [
        key
        for key, one in SIGNALS.items()
        if one["state"] == "analysis" and "published" not in one["steps"]
        for report in _linked(key)
        if report["weighed_days_ago"] > 182
    ]

    assert silent == ["mantelzorg-uitval"]


@pytest.mark.parametrize("merge", _read("merges"))
def test_a_merge_comes_after_the_agenda_and_leads_to_a_signal_that_goes_on(merge):
    into = SIGNALS[merge["into"]]

    assert into["partnership"] == merge["partnership"]
    assert into["state"] == "in_action"
    assert merge["days_ago"] < AGENDA_DAYS_AGO


@pytest.mark.parametrize("row", _read("working_groups"), ids=lambda row: row["name"])
def test_a_working_group_is_of_houses_and_signals_of_its_partnership(row):
    organisations = _organisations(row["partnership"])
    signals = {one["key"]: one for one in _read("signals")}

    assert {*row["members"]} <= {*organisations}
    assert {one["organisation"] for one in row["left"]} <= {*row["members"]}
    for one in row["signals"]:
        assert signals[one["signal"]]["partnership"] == row["partnership"]
        assert one["days_ago"] < row["days_ago"]
