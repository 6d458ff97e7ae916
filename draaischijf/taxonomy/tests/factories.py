"""Dumb makers of code lists and terms."""

from __future__ import annotations

from django.utils.text import slugify

from draaischijf.taxonomy.enums import SchemeKind
from draaischijf.taxonomy.models import Abbreviation, Scheme, Term


def make_scheme(kind=SchemeKind.SOCIAL_RIGHT, code="", **fields):
    code = code or f"test-{kind}"
    fields.setdefault("label_nl", code)
    made, _is_new = Scheme.objects.get_or_create(
        code=code, defaults={"kind": kind, **fields}
    )
    return made


def make_term(label="Recht op wonen", kind=SchemeKind.SOCIAL_RIGHT, **fields):
    fields.setdefault("scheme", make_scheme(kind))
    fields.setdefault("code", slugify(label))
    return Term.objects.create(label_nl=label, **fields)


def make_abbreviation(short="CAW", long="Centrum Algemeen Welzijnswerk"):
    return Abbreviation.objects.create(
        scheme=make_scheme(SchemeKind.ABBREVIATION), short=short, long=long
    )
