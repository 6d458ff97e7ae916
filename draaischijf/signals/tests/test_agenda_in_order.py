"""The partnership of a place on the agenda, as the database keeps it."""

from __future__ import annotations

from draaischijf.people.tests.factories import make_partnership
from draaischijf.signals.enums import Route
from draaischijf.signals.models import AgendaPlace
from draaischijf.signals.tests.factories import make_signal


def placed(signal):
    return AgendaPlace.objects.create(signal=signal, route=Route.BILATERAL)


def partnership_of(place):
    return AgendaPlace.objects.values_list("partnership", flat=True).get(pk=place.pk)


def test_a_place_is_in_the_partnership_of_its_signal(db):
    signal = make_signal(make_partnership())

    assert partnership_of(placed(signal)) == signal.partnership_id


def test_places_written_together_are_too(db):
    signals = [make_signal(make_partnership(slug=slug)) for slug in ("een", "twee")]

    AgendaPlace.objects.bulk_create(
        AgendaPlace(signal=signal, route=Route.CHALLENGE) for signal in signals
    )

    kept = AgendaPlace.objects.values_list("signal", "partnership")
    assert set(kept) == {(one.pk, one.partnership_id) for one in signals}


def test_it_goes_along_to_another_signal(db):
    place = placed(make_signal(make_partnership(slug="een")))
    other = make_signal(make_partnership(slug="twee"))

    AgendaPlace.objects.filter(pk=place.pk).update(signal=other)

    assert partnership_of(place) == other.partnership_id


def test_nobody_writes_another_one(db):
    signal = make_signal(make_partnership(slug="een"))
    place = placed(signal)

    AgendaPlace.objects.update(partnership=make_partnership(slug="twee"))

    assert partnership_of(place) == signal.partnership_id
