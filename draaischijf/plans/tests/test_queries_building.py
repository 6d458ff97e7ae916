"""Names that are typed lead to persons, in one query however many there are."""

from __future__ import annotations

import pytest

from draaischijf.people.tests.factories import make_person
from draaischijf.plans.queries.building import PersonsByName

pytestmark = pytest.mark.django_db


def test_only_a_name_of_one_person_is_known(
    partnership, other_partnership, django_assert_num_queries
):
    els = make_person(partnership, name="Els Stethoscoop")
    for _twin in range(2):
        make_person(partnership, name="Jan Paraplu")
    make_person(other_partnership, name="Griet Fietsbel")
    persons = PersonsByName(partnership)

    with django_assert_num_queries(1):
        found = [
            persons.named(words)
            for words in ("els  stethoscoop", "Jan Paraplu", "Griet Fietsbel", " ")
        ]

    assert found == [els, None, None, None]
