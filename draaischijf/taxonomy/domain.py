"""Loading the reference data; safe to run again, at every deployment."""

from __future__ import annotations

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
    for position, term in enumerate(data.terms):
        Term.objects.update_or_create(
            scheme=scheme,
            code=term.code,
            defaults={
                "label_nl": term.nl,
                "label_en": term.en,
                "explanation_nl": term.explanation_nl,
                "explanation_en": term.explanation_en,
                "position": position,
                "is_active": term.is_active,
            },
        )


def _load_mappings() -> None:
    terms = {
        (term.scheme.code, term.code): term
        for term in Term.objects.select_related("scheme")
    }
    for source, source_code, kind, target, target_code in schemes.MAPPINGS:
        TermMapping.objects.update_or_create(
            source=terms[source, source_code],
            target=terms[target, target_code],
            defaults={"kind": kind},
        )


def _load_areas() -> None:
    provinces = {
        code: _area(AreaKind.PROVINCE, code, name) for code, name in areas.provinces()
    }
    by_arrondissement: dict[str, list[Area]] = {}
    for data in areas.municipalities():
        municipality = _area(
            AreaKind.MUNICIPALITY, data.code, data.name, provinces[data.province]
        )
        by_arrondissement.setdefault(data.arrondissement, []).append(municipality)
    for digits, name in areas.ARRONDISSEMENTS.items():
        region = _area(AreaKind.REGION, f"{digits}000", f"Regio {name}")
        region.members.set(by_arrondissement.get(digits, []))
    for name, parts in areas.INTERMUNICIPAL.items():
        group, _is_new = Area.objects.get_or_create(
            kind=AreaKind.INTERMUNICIPAL, name=name, code=None
        )
        members = [one for part in parts for one in by_arrondissement.get(part, [])]
        group.members.set(members)


def _area(kind: AreaKind, code: str, name: str, province: Area | None = None) -> Area:
    area, _is_new = Area.objects.update_or_create(
        code=code, defaults={"kind": kind, "name": name, "province": province}
    )
    return area


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
    for short, long in ABBREVIATIONS:
        Abbreviation.objects.update_or_create(
            scheme=scheme, short=short, defaults={"long": long}
        )
