"""What history says about editions of signals, one sentence a verb."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from draaischijf.bundles.models import SignalBundle
from draaischijf.history.verbs import Sentence


def _edited(data: dict[str, Any]) -> str:
    known = {field.name: field for field in SignalBundle._meta.get_fields()}  # noqa: SLF001 Django's documented API
    fields = [
        str(getattr(known.get(name), "verbose_name", name))
        for name in data.get("after", {})
    ]
    return _t("These parts of the edition were changed: %(fields)s.") % {
        "fields": ", ".join(fields) or "…"
    }


def _numbers(data: dict[str, Any]) -> str:
    return ", ".join(map(str, data.get("numbers", []))) or "…"


def _added(data: dict[str, Any]) -> str:
    return _t("These signals were put in: %(numbers)s.") % {"numbers": _numbers(data)}


def _removed(data: dict[str, Any]) -> str:
    return _t("These signals were taken out: %(numbers)s.") % {
        "numbers": _numbers(data)
    }


SENTENCES: dict[str, Sentence] = {
    "bundle_started": _("The edition was started."),
    "bundle_edited": _edited,
    "bundle_signals_added": _added,
    "bundle_signals_removed": _removed,
    "bundle_ordered": _("Signal %(number)s got another place in the edition."),
    "bundle_chapter_added": _("The chapter “%(title)s” was added."),
    "bundle_chapter_removed": _("The chapter “%(title)s” was taken away."),
    "bundle_chapter_moved": _("The chapter “%(title)s” got another place."),
    "bundle_frozen": _("The edition was frozen: everybody reads it as it is now."),
    "signal_in_edition": _("The signal stands in the signal bundle “%(title)s”."),
}
