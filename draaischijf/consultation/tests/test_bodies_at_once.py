"""Two who each put one body under the other at once, for real."""

from __future__ import annotations

import pytest

from draaischijf.consultation.domain.bodies import BodyFacts, edit_body
from draaischijf.consultation.models import Body
from draaischijf.consultation.tests.factories import make_body
from draaischijf.people.enums import RoleKind
from draaischijf.people.tests.factories import make_member, make_partnership
from draaischijf.signals.tests.stages import at_once
from draaischijf.signals.workflow import TransitionDenied


@pytest.mark.django_db(transaction=True)
def test_two_bodies_are_never_part_of_each_other():
    here = make_partnership()
    alice = make_member(here, RoleKind.COORDINATOR)
    first, second = make_body(here, "Een"), make_body(here, "Twee")

    answers = at_once(
        lambda: edit_body(first, BodyFacts("Een", parent=second), actor=alice),
        lambda: edit_body(second, BodyFacts("Twee", parent=first), actor=alice),
    )

    refused = [one for one in answers if isinstance(one, Exception)]
    assert [type(one) for one in refused] == [TransitionDenied]
    assert Body.objects.exclude(parent=None).count() == 1


@pytest.mark.django_db
def test_a_circle_that_is_there_already_is_no_endless_walk(partnership, alice):
    first, second = make_body(partnership, "Een"), make_body(partnership, "Twee")
    Body.objects.filter(pk=first.pk).update(parent=second)
    Body.objects.filter(pk=second.pk).update(parent=first)
    third = make_body(partnership, "Drie")

    edit_body(third, BodyFacts("Drie", parent=first), actor=alice)

    third.refresh_from_db()
    assert third.parent == first
