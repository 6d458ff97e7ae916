"""Where editions of signals hold words of a person."""

from __future__ import annotations

from collections.abc import Sequence

from draaischijf.bundles.edition import fingerprint
from draaischijf.bundles.models import SignalBundle
from draaischijf.core.redaction.register import Changes, Page, Texts
from draaischijf.core.redaction.sealed import noted


def _sealed_anew(bundle: SignalBundle, changed: Sequence[str]) -> Changes:
    """Give the checksum of what is left of a frozen edition, and note the one before.

    What was frozen is found in the row and in its content: both say the same.
    """
    del changed
    if not bundle.is_frozen:
        return {}
    return {"sha256": fingerprint(bundle.content or {}), "redactions": noted(bundle)}


TEXTS = (
    Texts(
        "bundles.SignalBundle",
        ("title", "introduction", "content"),
        about=("places__signal",),
        settle=_sealed_anew,
    ),
    Texts(
        "bundles.BundleChapter",
        ("title",),
        of="bundle__partnership_id",
        about=("bundle",),
    ),
)
LEFT = {
    "bundles.SignalBundle.sha256": "the checksum, made anew",
    "bundles.SignalBundle.redactions": "days and checksums",
}
PAGES = {"bundel": Page("bundles.SignalBundle", SignalBundle.get_absolute_url)}
