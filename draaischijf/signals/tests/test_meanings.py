"""Every text has its vector, soon; a text that is gone has none, at once."""

from __future__ import annotations

import numpy as np
import pytest

from draaischijf.core.encoder import DIMENSIONS, MODEL, encoder
from draaischijf.people.tests.factories import make_partnership
from draaischijf.signals.domain import embedding
from draaischijf.signals.models import Meaning, PolicySignal, PreSignal
from draaischijf.signals.tests.factories import (
    make_pre_signal,
    make_signal,
    make_support,
)

pytestmark = pytest.mark.django_db


def embed():
    return list(embedding.embed_due())


def test_each_text_gets_a_vector_of_length_one():
    partnership = make_partnership()
    signal = make_signal(partnership, statement="Er is geen opvang voor zes uur.")
    make_pre_signal(partnership, problem="Ouders vinden geen opvang.")
    make_support(signal, note="Bij ons ook, in Wachtbeke.")

    assert sum(embed()) == 3

    rows = list(Meaning.objects.all())
    assert {one.model for one in rows} == {MODEL}
    for one in rows:
        vector = np.array(one.vector)
        assert vector.shape == (DIMENSIONS,)
        assert abs(float((vector**2).sum()) - 1) < 0.01
    assert {one.partnership_id for one in rows} == {partnership.pk}


def test_a_text_that_changes_loses_its_vector_at_once_and_gets_a_new_one():
    report = make_pre_signal(make_partnership(), problem="Mijn nummer is 09 223 45 67.")
    embed()
    before = Meaning.objects.get().vector

    PreSignal.objects.update(problem="Mijn nummer is weg.")

    assert Meaning.objects.get().vector is None
    embed()
    assert Meaning.objects.get().vector != before
    assert Meaning.objects.get().pre_signal_id == report.pk


def test_what_changes_beside_the_text_leaves_its_vector():
    signal = make_signal(make_partnership())
    embed()

    PolicySignal.objects.update(number=900, title=signal.title)

    assert Meaning.objects.get().vector is not None
    assert embed() == []


def test_a_text_that_is_emptied_has_no_row_and_one_that_goes_takes_it_along():
    signal = make_signal(make_partnership())
    support = make_support(signal, note="Bij ons ook.")
    support.note = " "
    support.save()
    assert list(Meaning.objects.values_list("signal", flat=True)) == [signal.pk]

    signal.delete()
    assert not Meaning.objects.exists()


def test_vectors_of_another_model_are_made_anew():
    make_signal(make_partnership())
    embed()
    Meaning.objects.update(model="another")

    assert embedding.due().count() == 1
    assert embed() == [1]
    assert Meaning.objects.get().model == MODEL


def test_a_step_that_fails_loses_nothing_of_the_steps_before(monkeypatch):
    partnership = make_partnership()
    for number in range(5):
        make_signal(partnership, title=f"Signaal {number}")
    steps = embedding.embed_due(at_once=2)
    next(steps)
    monkeypatch.setattr(
        embedding, "encoder", lambda: (_ for _ in ()).throw(MemoryError)
    )
    with pytest.raises(MemoryError):
        next(steps)
    monkeypatch.undo()

    assert Meaning.objects.filter(vector__isnull=False).count() == 2
    assert sum(embed()) == 3


def test_the_same_in_other_words_lies_closer_than_another_problem():
    vectors = encoder().statements(
        [
            "Ouders met een vroege shift vinden geen kinderopvang.",
            "De bus rijdt niet meer na acht uur 's avonds.",
        ]
    )
    asked = encoder().reports(["Wie om zes uur begint kan zijn kind nergens brengen."])[
        0
    ]

    same, other = vectors @ asked
    assert same > other


def test_what_the_engine_cannot_read_is_read_as_a_space():
    with_zero, with_space = encoder().reports(["wonen\0huren", "wonen huren"])

    assert (with_zero == with_space).all()
    assert encoder().reports([""]).shape == (1, DIMENSIONS)
