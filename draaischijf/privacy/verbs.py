"""What history says about keeping and forgetting; never what was in it."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from draaischijf.history.verbs import Sentence
from draaischijf.privacy.records import record_named


def _period_changed(data: dict[str, Any]) -> str:
    record = record_named(str(data.get("record", "")))
    return _t("%(record)s: kept for %(days)s days, was %(before)s.") % {
        "record": record.label if record else data.get("record", "…"),
        "days": data.get("days", "…"),
        "before": data.get("before", "…"),
    }


def _retention_done(data: dict[str, Any]) -> str:
    total = sum(dict(data.get("counts", {})).values())
    return ngettext(
        "The periods were kept: %(count)s record was emptied or removed.",
        "The periods were kept: %(count)s records were emptied or removed.",
        total,
    ) % {"count": total}


SENTENCES: dict[str, Sentence] = {
    "retention_period_changed": _period_changed,
    "retention_done": _retention_done,
    "person_erased": _("The data of a person were removed on request."),
    "person_exported": _("A copy of the data of a person was made on request."),
    "register_changed": _("The register of processing was changed."),
    "reporter_forgotten": _("Who reported this is no longer known."),
}
