"""Neighbours see each other's published signals that are alike, and no others."""

from __future__ import annotations

import pytest
from django.urls import reverse

from draaischijf.people.tests.factories import make_partnership
from draaischijf.signals.domain.embedding import embed_due
from draaischijf.signals.enums import SignalState
from draaischijf.signals.queries.neighbours import also_elsewhere
from draaischijf.signals.tests.factories import make_signal

pytestmark = pytest.mark.django_db
BUS = {
    "title": "Na zes uur rijdt er geen bus",
    "statement": "Wie laat werkt, geraakt niet meer thuis met het openbaar vervoer.",
}


@pytest.fixture
def siblings(partnership):
    return [
        make_partnership(slug, parent=partnership) for slug in ("lokelare", "wachtbeke")
    ]


def test_published_signals_of_neighbours_and_nothing_else(
    client, partnership, other_partnership, siblings, django_assert_max_num_queries
):
    here, there = siblings
    own = make_signal(here, SignalState.PUBLISHED, **BUS)
    make_signal(here, SignalState.PUBLISHED, **BUS)
    alike = make_signal(there, SignalState.PUBLISHED, **BUS)
    make_signal(there, SignalState.ANALYSIS, **BUS)
    make_signal(there, SignalState.PUBLISHED, title="De wachtlijst voor een logopedist")
    make_signal(partnership, SignalState.PUBLISHED, **BUS)
    make_signal(other_partnership, SignalState.PUBLISHED, **BUS)
    list(embed_due())

    with django_assert_max_num_queries(10):
        found = also_elsewhere(own)

    assert found == [alike]
    url = reverse("signals:elsewhere", args=[here.slug, own.number])
    assert alike.get_absolute_url() in client.get(url).content.decode()


def test_without_a_vector_or_neighbours_there_is_nothing(partnership, siblings):
    assert also_elsewhere(make_signal(partnership, **BUS)) == []
    assert also_elsewhere(make_signal(siblings[0], **BUS)) == []


def test_who_has_nobody_above_are_neighbours_of_each_other(
    client, partnership, other_partnership, siblings
):
    own = make_signal(partnership, SignalState.PUBLISHED, **BUS)
    alike = make_signal(other_partnership, SignalState.PUBLISHED, **BUS)
    make_signal(siblings[0], SignalState.PUBLISHED, **BUS)
    list(embed_due())

    assert also_elsewhere(own) == [alike]


def test_what_is_only_likely_is_not_shown_unasked(siblings):
    here, there = siblings
    own = make_signal(
        here,
        SignalState.PUBLISHED,
        title="Koppels en mensen met een huisdier vinden geen crisisopvang",
    )
    make_signal(
        there,
        SignalState.PUBLISHED,
        title="Wie zonder auto in de ploeg werkt, geraakt niet op het bedrijventerrein",
    )
    list(embed_due())

    assert also_elsewhere(own) == []


def test_what_is_not_public_here_is_not_asked_about(client, siblings):
    own = make_signal(siblings[0], SignalState.ANALYSIS, **BUS)

    url = reverse("signals:elsewhere", args=[siblings[0].slug, own.number])

    assert client.get(url).status_code == 404
