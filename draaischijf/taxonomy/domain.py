"""Loading the reference data; safe to run again, at every deployment."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.db import transaction

from draaischijf.taxonomy.enums import AreaKind, SchemeKind
from draaischijf.taxonomy.models import (
    Abbreviation,
    Area,
    Scheme,
    Term,
    TermMapping,
)
from draaischijf.taxonomy.reference import areas, schemes
from draaischijf.taxonomy.reference.abbreviations import ABBREVIATIONS

SHARED_ABBREVIATIONS = "abbreviations"


@dataclass(frozen=True)
class Loaded:
    """How much reference data there is after loading."""

    schemes: int
    terms: int
    areas: int
    abbreviations: int


@transaction.atomic
def load_reference_data() -> Loaded:
    """Bring code lists, areas and abbreviations up to date and return the counts.

    Codes that exist get today's labels; nothing is ever removed, for signals may
    point at it.
    """
    for data in schemes.SCHEMES:
        _load_scheme(data)
    _load_mappings()
    _load_areas()
    _load_abbreviations()
    return Loaded(
        schemes=Scheme.objects.count(),
        terms=Term.objects.count(),
        areas=Area.objects.count(),
        abbreviations=Abbreviation.objects.count(),
    )


@transaction.atomic
def add_abbreviation(
    scheme: Scheme, short: str, long: str
) -> tuple[Abbreviation, bool]:
    """Add an abbreviation to a list, or give the one that is there; tells which.

    An abbreviation that has another meaning in this list keeps the one it has.
    """
    return Abbreviation.objects.get_or_create(
        scheme=scheme, short=short.strip(), defaults={"long": long.strip()}
    )


def _load_scheme(data: schemes.SchemeData) -> None:
    scheme, _is_new = Scheme.objects.update_or_create(
        code=data.code,
        defaults={
            "kind": data.kind,
            "label_nl": data.nl,
            "label_en": data.en,
            "source": data.source,
            "is_shared": data.is_shared,
        },
    )
    Term.objects.bulk_create(
        [
            Term(
                scheme=scheme,
                code=term.code,
                label_nl=term.nl,
                label_en=term.en,
                explanation_nl=term.explanation_nl,
                explanation_en=term.explanation_en,
                position=position,
                is_active=term.is_active,
            )
            for position, term in enumerate(data.terms)
        ],
        update_conflicts=True,
        unique_fields=["scheme", "code"],
        update_fields=[
            "label_nl",
            "label_en",
            "explanation_nl",
            "explanation_en",
            "position",
            "is_active",
        ],
    )


def _load_mappings() -> None:
    terms = {
        (term.scheme.code, term.code): term
        for term in Term.objects.select_related("scheme")
    }
    TermMapping.objects.bulk_create(
        [
            TermMapping(source=terms[one, code], target=terms[other, same], kind=kind)
            for one, code, kind, other, same in schemes.MAPPINGS
        ],
        update_conflicts=True,
        unique_fields=["source", "target"],
        update_fields=["kind"],
    )


def _load_areas() -> None:
    provinces = _areas(
        Area(kind=AreaKind.PROVINCE, code=code, name=name)
        for code, name in areas.provinces()
    )
    municipalities = list(areas.municipalities())
    by_code = _areas(
        Area(
            kind=AreaKind.MUNICIPALITY,
            code=one.code,
            name=one.name,
            province=provinces[one.province],
        )
        for one in municipalities
    )
    inside: dict[str, list[Area]] = {}
    for one in municipalities:
        inside.setdefault(one.arrondissement, []).append(by_code[one.code])
    regions = _areas(
        Area(kind=AreaKind.REGION, code=f"{digits}000", name=f"Regio {name}")
        for digits, name in areas.ARRONDISSEMENTS.items()
    )
    for code, region in regions.items():
        region.members.set(inside.get(code[:2], []))
    for name, parts in areas.INTERMUNICIPAL.items():
        group, _is_new = Area.objects.get_or_create(
            kind=AreaKind.INTERMUNICIPAL, name=name, code=None
        )
        group.members.set([one for part in parts for one in inside.get(part, [])])


def _areas(rows: Iterable[Area]) -> dict[str, Area]:
    """Bring areas with a code up to date and return them by it."""
    wanted = list(rows)
    Area.objects.bulk_create(
        wanted,
        update_conflicts=True,
        unique_fields=["code"],
        update_fields=["kind", "name", "province"],
    )
    codes = [area.code for area in wanted]
    return {str(area.code): area for area in Area.objects.filter(code__in=codes)}


def _load_abbreviations() -> None:
    scheme, _is_new = Scheme.objects.update_or_create(
        code=SHARED_ABBREVIATIONS,
        defaults={
            "kind": SchemeKind.ABBREVIATION,
            "label_nl": "Afkortingen",
            "label_en": "Abbreviations",
            "is_shared": True,
        },
    )
    Abbreviation.objects.bulk_create(
        [
            Abbreviation(scheme=scheme, short=short, long=long)
            for short, long in ABBREVIATIONS
        ],
        update_conflicts=True,
        unique_fields=["scheme", "short"],
        update_fields=["long"],
    )
