"""Dumb makers of editions: rows as they are, no domain function runs."""

from __future__ import annotations

from django.utils import timezone

from draaischijf.bundles.edition import Edition, as_json, fingerprint
from draaischijf.bundles.models import BundledSignal, SignalBundle


def make_bundle(partnership, *signals, **fields):
    edition = SignalBundle.objects.filter(partnership=partnership).count() + 1
    fields.setdefault("title", f"Signalen van Durmeland, editie {edition}")
    fields.setdefault("year", 2027)
    bundle = SignalBundle.objects.create(
        partnership=partnership, edition=edition, **fields
    )
    for position, signal in enumerate(signals, start=1):
        BundledSignal.objects.create(bundle=bundle, signal=signal, position=position)
    return bundle


def make_frozen_bundle(partnership, *signals, **fields):
    edition = Edition("Signalen", 1, 2025, partnership.name)
    content = as_json(edition)
    return make_bundle(
        partnership,
        *signals,
        state="frozen",
        frozen=timezone.now(),
        content=content,
        sha256=fingerprint(content),
        **fields,
    )
