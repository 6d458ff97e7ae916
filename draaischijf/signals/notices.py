"""The sentences of the notices of this module: what happened, in plain words."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _t
from django.utils.translation import ngettext

from draaischijf.signals.enums import SignalState


def _step(data: Mapping[str, Any]) -> str:
    state = SignalState(data["target"])
    words = {
        SignalState.BUNDLING: _t("It is being bundled with what resembles it."),
        SignalState.ANALYSIS: _t("It is being analysed now."),
        SignalState.PUBLISHED: _t("It has been published."),
        SignalState.DECIDED: _t("There is a decision about it."),
        SignalState.IN_ACTION: _t("Something is being done about it."),
        SignalState.CLOSED: _t("It was closed, with what came of it."),
        SignalState.PARKED: _t("It is parked for a while."),
        SignalState.NOT_RETAINED: _t("It does not go on."),
    }
    return words.get(state, _t("It moved."))


def _log(data: Mapping[str, Any]) -> str:
    del data
    return _t("Something was noted in the follow-up.")


def _merged(data: Mapping[str, Any]) -> str:
    words = _t("Signal %(number)s, which you followed, goes on as part of this one.")
    return words % {"number": data["number"]}


def _matches(data: Mapping[str, Any]) -> str:
    words = ngettext(
        "%(count)s new signal answers your search.",
        "%(count)s new signals answer your search.",
        data["count"],
    )
    return words % {"count": data["count"]}


def _unheard(data: Mapping[str, Any]) -> str:
    words = ngettext(
        "Reporters of %(count)s signal have heard nothing for six months.",
        "Reporters of %(count)s signals have heard nothing for six months.",
        data["count"],
    )
    return words % {"count": data["count"]}


SENTENCES = {
    "unheard": _unheard,
    "signal_step": _step,
    "signal_log": _log,
    "signal_merged": _merged,
    "search_matches": _matches,
}
