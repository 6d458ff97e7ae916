"""Reference data that is kept, and forgotten the moment it changes."""

from __future__ import annotations

import pytest
from django.db import connection, transaction

from draaischijf.taxonomy import known
from draaischijf.taxonomy.enums import AreaKind
from draaischijf.taxonomy.models import Abbreviation, Area, ReferenceStamp, Term
from draaischijf.taxonomy.tests.factories import make_scheme, make_term


def stamp():
    return ReferenceStamp.objects.values_list("stamp", flat=True).get()


@pytest.fixture
def changed(db):
    """Return a function that tells whether doing something gives a new stamp."""

    def tell(do):
        before = stamp()
        do()
        return stamp() != before

    return tell


def labels(keys):
    return [term.label for term in known.terms(keys)]


def test_what_was_looked_up_is_not_asked_again(db, django_assert_num_queries):
    first, second = make_term("Wonen"), make_term("Energie")
    now = stamp()
    with known.reading(now):
        assert labels([second.pk]) == ["Energie"]

    with django_assert_num_queries(0), known.reading(now):
        assert labels([first.pk, second.pk, 0]) == ["Energie", "Wonen"]


def test_a_changed_label_shows_at_once(db):
    term = make_term("Wonen")
    with known.reading(stamp()):
        assert labels([term.pk]) == ["Wonen"]

    Term.objects.filter(pk=term.pk).update(label_nl="Huisvesting")

    with known.reading(stamp()):
        assert labels([term.pk]) == ["Huisvesting"]


def test_what_was_taken_back_is_not_kept(db):
    term = make_term("Wonen")
    with transaction.atomic():
        Term.objects.update(label_nl="Huisvesting")
        with known.reading(stamp()):
            assert labels([term.pk]) == ["Huisvesting"]
        transaction.set_rollback(True)

    with known.reading(stamp()):
        assert labels([term.pk]) == ["Wonen"]


def test_without_a_stamp_nothing_is_kept(db, django_assert_num_queries):
    term = make_term("Wonen")
    with known.reading(None), django_assert_num_queries(2):
        assert labels([term.pk]) == labels([term.pk]) == ["Wonen"]
    with django_assert_num_queries(2):
        assert labels([term.pk]) == labels([term.pk]) == ["Wonen"]


def test_both_orders_are_those_of_the_database(db):
    terms = [make_term(name) for name in ("Wonen", "Energie", "Armoede")]
    places = [
        Area.objects.create(kind=AreaKind.MUNICIPALITY, name=name)
        for name in ("Zeverdonk", "Lokelare")
    ]
    keys, spots = [one.pk for one in terms], [one.pk for one in places]

    unkept = known.terms(keys), known.areas(spots)
    with known.reading(stamp()):
        assert (known.terms(keys), known.areas(spots)) == unkept


def test_every_kind_of_change_gives_a_new_stamp(changed):
    scheme, term = make_scheme(), make_term("Wonen")
    area = Area.objects.create(kind=AreaKind.REGION, name="Regio")
    town = Area.objects.create(kind=AreaKind.MUNICIPALITY, name="Lokelare")

    assert changed(lambda: scheme.__class__.objects.update(is_shared=False))
    assert changed(lambda: Term.objects.filter(pk=term.pk).delete())
    assert changed(lambda: area.members.add(town))
    assert changed(lambda: Area.objects.filter(pk=area.pk).update(name="Streek"))
    assert changed(
        lambda: Abbreviation.objects.create(scheme=scheme, short="W", long="Wonen")
    )
    assert not changed(lambda: list(Area.objects.all()))


def test_a_site_that_was_emptied_gets_a_stamp_again(db):
    ReferenceStamp.objects.all().delete()

    make_term("Wonen")

    assert stamp()


def test_what_is_copied_in_gives_a_new_stamp(changed):
    scheme = make_scheme()

    def copy():
        with connection.cursor() as cursor:
            columns = "taxonomy_abbreviation (scheme_id, short, long)"
            with cursor.copy(f"copy {columns} from stdin") as rows:
                rows.write_row((scheme.pk, "W", "Wonen"))

    assert changed(copy)
