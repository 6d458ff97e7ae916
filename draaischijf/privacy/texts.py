"""Where this module holds words of a person (core/redaction)."""

from __future__ import annotations

from draaischijf.core.redaction.register import Texts

TEXTS = (
    Texts("privacy.RegisterEntry", ("controller", "officer", "additions", "measures")),
)
LEFT = {
    "privacy.RetentionPeriod.record": "the code of a record",
    "privacy.RetentionRun.counts": "figures",
    "privacy.DataRequest.counts": "figures",
    "privacy.RegisterEntry.officer_email": "the address of the officer, made public",
}
