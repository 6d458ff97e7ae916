from __future__ import annotations

import pytest

from draaischijf.people import domain
from draaischijf.people.models import Organisation
from draaischijf.people.tests.factories import make_organisation
from draaischijf.signals.enums import ActorRole
from draaischijf.signals.models import SignalActor
from draaischijf.signals.tests.factories import make_signal

pytestmark = pytest.mark.django_db


def test_confirming_an_alias_merges_the_double_and_moves_what_points_at_it(
    partnership, alice
):
    real = make_organisation(partnership, "Straathoekwerk Durmeland")
    double = domain.find_organisation(partnership, "Straathoekwerk").organisation
    signal = make_signal(partnership)
    SignalActor.objects.create(
        signal=signal, role=ActorRole.PARTNER, organisation=double
    )
    alias = domain.propose_alias(real, "Straathoekwerk")

    domain.confirm_alias(alias, actor=alice)

    assert signal.actors.get().organisation == real
    assert not Organisation.objects.filter(pk=double.pk).exists()
    assert domain.find_organisation(partnership, "straathoekwerk").organisation == real
