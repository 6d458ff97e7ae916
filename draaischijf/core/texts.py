"""Tables of `core` and of the libraries: no place for what a person wrote."""

from __future__ import annotations

_NAMES = "names of the program"

LEFT = {
    "core.RateCount.key": "a name and a digest",
    "auth.Permission.*": _NAMES,
    "auth.Group.*": _NAMES,
    "contenttypes.ContentType.*": _NAMES,
    "sessions.Session.*": "signed and unreadable, gone when it ends; keeps no form",
    "procrastinate.ProcrastinateJob.*": "names of jobs and numbers of rows",
    "procrastinate.ProcrastinateEvent.*": _NAMES,
    "procrastinate.ProcrastinatePeriodicDefer.*": _NAMES,
    "procrastinate.ProcrastinateWorker.*": _NAMES,
}
