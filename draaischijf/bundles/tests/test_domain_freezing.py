"""A frozen edition: what it keeps, that it never changes, and what redaction may."""

from __future__ import annotations

import pytest
from django.db import DatabaseError, transaction

from draaischijf.bundles.domain.freezing import freeze_bundle
from draaischijf.bundles.edition import fingerprint
from draaischijf.bundles.models import SignalBundle
from draaischijf.bundles.queries.comparing import compare
from draaischijf.bundles.queries.content import edition_of
from draaischijf.bundles.tests.factories import make_bundle
from draaischijf.core.redaction.words import Words
from draaischijf.people.tests.factories import make_organisation
from draaischijf.redaction.domain import take_out
from draaischijf.redaction.queries import find
from draaischijf.signals.domain.merging import merge_signals
from draaischijf.signals.enums import SignalState
from draaischijf.signals.models import Decision
from draaischijf.signals.tests.factories import (
    make_link,
    make_pre_signal,
    make_signal,
    make_support,
)
from draaischijf.signals.tests.stages import DAY, at_once, change, recorded
from draaischijf.signals.workflow import TransitionDenied

pytestmark = pytest.mark.django_db


def fresh(bundle):
    return SignalBundle.objects.get(pk=bundle.pk)


def test_it_keeps_the_words_of_that_moment(bundle, published, alice):
    freeze_bundle(bundle, actor=alice)
    change(published, title="Heel anders", statement="Ook anders.")

    first = edition_of(fresh(bundle)).entries[0]

    assert first.title == "Na zes uur rijdt er geen bus"
    assert first.number == published.number
    assert first.place == 1


def test_it_keeps_agreement_decisions_raisers_and_path(
    bundle, partnership, analysed, published, alice
):
    make_organisation(partnership, "OCMW Lokelare", in_working_group=True)
    make_link(make_pre_signal(partnership, email="a@x.example"), published)
    make_support(published, email="b@x.example")
    Decision.objects.create(
        signal=published, body="Stuurgroep", date=DAY, route="bilateral"
    )

    freeze_bundle(bundle, actor=alice)

    one, two = edition_of(fresh(bundle)).entries
    assert one.raisers == 2
    assert [(d.body, d.date) for d in one.decisions] == [("Stuurgroep", "2026-09-18")]
    assert one.answers == ()
    assert [(a.organisation, a.result, a.remark) for a in two.answers] == [
        ("CAW Durmeland", "agree_with_remark", "Noem ook de kamers."),
        ("OCMW Lokelare", "", ""),
    ]
    assert (one.phase.number, two.phase.number) == (5, 4)


def test_the_checksum_is_that_of_what_is_kept(bundle, alice):
    frozen = freeze_bundle(bundle, actor=alice)

    assert frozen.sha256 == fingerprint(fresh(bundle).content)


def test_freezing_twice_is_once(bundle, alice):
    first = freeze_bundle(bundle, actor=alice)
    with recorded() as made:
        second = freeze_bundle(bundle, actor=alice)

    assert (first.sha256, first.frozen) == (second.sha256, second.frozen)
    assert made == []


def test_every_signal_says_in_its_history_that_it_stands_in_it(bundle, alice):
    with recorded() as made:
        freeze_bundle(bundle, actor=alice)

    assert sorted(entry.verb for entry in made) == [
        "bundle_frozen",
        "signal_in_edition",
        "signal_in_edition",
    ]


def test_an_edition_without_signals_is_not_frozen(partnership, alice):
    with pytest.raises(TransitionDenied):
        freeze_bundle(make_bundle(partnership), actor=alice)


def test_a_signal_that_went_back_keeps_it_open(bundle, analysed, alice):
    change(analysed, state=SignalState.BUNDLING)

    with pytest.raises(TransitionDenied):
        freeze_bundle(bundle, actor=alice)

    assert not fresh(bundle).is_frozen


def test_who_may_not_publish_does_not_freeze(bundle, bob):
    with pytest.raises(TransitionDenied):
        freeze_bundle(bundle, actor=bob)


@pytest.mark.parametrize(
    "changes",
    [
        {"title": "Anders"},
        {"introduction": "Anders"},
        {"year": 2030},
        {"edition": 9},
        {"state": "draft"},
        {"content": {}},
        {"sha256": "0" * 64},
    ],
)
def test_the_database_refuses_a_change(bundle, alice, changes):
    freeze_bundle(bundle, actor=alice)

    with pytest.raises(DatabaseError, match="never changes"), transaction.atomic():
        SignalBundle.objects.filter(pk=bundle.pk).update(**changes)


def test_redaction_reaches_it_and_marks_it(bundle, partnership, published, alice):
    freeze_bundle(bundle, actor=alice)
    before = fresh(bundle).sha256
    words = Words("poetshulp")
    found = find(partnership.pk, words, published, everywhere=True)

    take_out(
        partnership,
        published,
        words,
        "werknemer",
        actor=alice,
        reason="Herkenbaar.",
        everywhere=True,
        seen=found.fingerprint,
    )

    after = fresh(bundle)
    assert "poetshulp" not in str(after.content)
    assert "werknemer" in edition_of(after).entries[0].examples
    assert after.sha256 == fingerprint(after.content) != before
    assert [one["sha256"] for one in after.redactions] == [before]


def test_redaction_from_the_page_of_a_signal_finds_its_editions(
    bundle, partnership, published, alice
):
    freeze_bundle(bundle, actor=alice)

    found = find(partnership.pk, Words("poetshulp"), published, everywhere=False)

    assert {place.texts.label for place in found.places} == {
        "signals.PolicySignal",
        "bundles.SignalBundle",
    }


def test_what_stood_in_an_earlier_edition_comes_back(
    bundle, partnership, published, alice
):
    freeze_bundle(bundle, actor=alice)
    new = make_signal(partnership, SignalState.PUBLISHED)
    later = make_bundle(partnership, published, new)

    marks = [(e.is_recurring, e.earlier) for e in edition_of(later).entries]

    assert marks == [(True, (bundle.edition,)), (False, ())]


def test_a_signal_that_absorbed_an_earlier_one_comes_back_too(
    bundle, partnership, published, analysed, alice
):
    freeze_bundle(bundle, actor=alice)
    survivor = make_signal(partnership, SignalState.PUBLISHED)
    merge_signals(published, survivor, actor=alice)
    later = make_bundle(partnership, survivor)

    compared = compare(fresh(bundle), later)

    assert edition_of(later).entries[0].earlier == (bundle.edition,)
    assert {one.entry.number: one.goes_on_as for one in compared.gone} == {
        published.number: survivor.number,
        analysed.number: None,
    }
    assert [entry.number for entry in compared.new] == [survivor.number]


def test_a_merge_moves_the_place_in_a_draft_and_leaves_a_frozen_one(
    bundle, partnership, published, alice
):
    freeze_bundle(bundle, actor=alice)
    draft = make_bundle(partnership, published)
    survivor = make_signal(partnership, SignalState.PUBLISHED)

    merge_signals(published, survivor, actor=alice)

    assert [place.signal for place in draft.places.all()] == [survivor]
    assert published in [place.signal for place in bundle.places.all()]


def test_comparing_shows_what_was_worded_otherwise(
    bundle, partnership, published, alice
):
    freeze_bundle(bundle, actor=alice)
    change(published, title="Na zeven uur rijdt er geen bus")
    later = make_bundle(partnership, published)

    compared = compare(later, fresh(bundle))

    assert compared.before.edition == bundle.edition
    (pair,) = compared.reworded
    (title,) = pair.changes
    marked = [piece.text for piece in title.after_pieces if piece.is_changed]
    assert marked == ["zeven"]


@pytest.mark.django_db(transaction=True)
def test_two_who_freeze_at_once_freeze_once(bundle, alice):
    answers = at_once(
        lambda: freeze_bundle(bundle, actor=alice),
        lambda: freeze_bundle(bundle, actor=alice),
    )

    assert len({answer.sha256 for answer in answers}) == 1
    assert len({answer.frozen for answer in answers}) == 1
