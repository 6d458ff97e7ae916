from __future__ import annotations

import pytest

from draaischijf.taxonomy.domain import add_abbreviation, load_reference_data
from draaischijf.taxonomy.enums import AreaKind, SchemeKind
from draaischijf.taxonomy.models import Area, Scheme, Term, TermMapping

pytestmark = pytest.mark.django_db


def test_load_gives_the_lists_of_the_field():
    load_reference_data()

    assert Term.objects.of_kind(SchemeKind.SOCIAL_RIGHT).count() == 10
    assert Term.objects.filter(scheme__code="sectors").count() == 11
    assert Term.objects.of_kind(SchemeKind.LIFE_DOMAIN).count() == 6
    assert Term.objects.of_kind(SchemeKind.PROBLEM_TYPE).count() == 6


def test_load_gives_all_flemish_municipalities_with_code_and_province():
    load_reference_data()

    municipalities = Area.objects.municipalities()
    assert municipalities.count() == 285
    assert not municipalities.filter(code__isnull=True).exists()
    assert not municipalities.filter(province__isnull=True).exists()
    assert Area.objects.filter(kind=AreaKind.PROVINCE).count() == 5


def test_every_municipality_is_in_a_region():
    load_reference_data()

    outside = Area.objects.municipalities().exclude(part_of__kind=AreaKind.REGION)

    assert list(outside) == []


def test_a_municipality_may_sit_in_several_regions():
    load_reference_data()

    diksmuide = Area.objects.municipalities().get(name="Diksmuide")

    assert diksmuide.part_of.count() == 2


def test_load_again_adds_nothing():
    first = load_reference_data()

    assert load_reference_data() == first


def test_load_again_restores_a_label_and_keeps_the_row():
    load_reference_data()
    term = Term.objects.get(scheme__code="social-rights", code="housing")
    Term.objects.filter(pk=term.pk).update(label_nl="Iets anders")

    load_reference_data()

    term.refresh_from_db()
    assert term.label_nl == "Recht op behoorlijke huisvesting"


def test_rubrics_map_onto_the_rights():
    load_reference_data()

    mapped = TermMapping.objects.filter(source__scheme__code="agenda-rubrics")

    assert {m.target.scheme.code for m in mapped} == {"social-rights"}
    assert mapped.values("source").distinct().count() == 7


def test_label_follows_the_language(settings):
    from django.utils import translation

    term = Term(label_nl="Wonen", label_en="Housing")

    with translation.override("en"):
        assert str(term) == "Housing"
    with translation.override("nl"):
        assert str(term) == "Wonen"


def test_an_abbreviation_keeps_its_first_meaning():
    scheme = Scheme.objects.create(
        code="own", kind=SchemeKind.ABBREVIATION, label_nl="Eigen", is_shared=False
    )
    add_abbreviation(scheme, "BZ", "burgerzaken")

    kept, is_new = add_abbreviation(scheme, "BZ", "bijzondere zorg")

    assert (kept.long, is_new) == ("burgerzaken", False)
