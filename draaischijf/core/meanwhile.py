"""Forms about something that a colleague may change while one fills them in.

What one did not touch stays as it is by now: else a typo that is put right would make
public again what a colleague just made private. What both changed is told, with what it
says now; sending the form again replaces that with open eyes.
"""

from __future__ import annotations

import hashlib
from typing import Any

from django import forms
from django.utils.translation import gettext as _t


def seen_as(value: Any) -> str:
    """Return a short mark of a value, to see later whether it is still the same."""
    said = "" if value is None else str(value)
    return hashlib.sha256(said.encode()).hexdigest()[:16]


def in_a_row(marks: dict[str, str]) -> str:
    """Return marks by name as a form carries them along."""
    return " ".join(f"{name}:{mark}" for name, mark in marks.items())


def marks_in(row: str) -> dict[str, str]:
    """Return the marks that a form carried along, by name."""
    pairs = (one.partition(":") for one in row.split())
    return {name: mark for name, _colon, mark in pairs}


def changed_meanwhile(now: Any) -> str:
    """Return the sentence for what somebody else changed, with what it says now."""
    said = _t("Somebody changed this while you were writing. Now it says: “%(now)s”.")
    return said % {"now": "" if now is None else now}


class MindsOthers(forms.Form):
    """A form that carries a mark of what stood in its fields when it was shown.

    Its template shows `seen`. A form without marks is taken as it comes.
    """

    seen = forms.CharField(
        required=False, max_length=2000, widget=forms.HiddenInput, strip=False
    )

    def mind(self, *names: str) -> None:
        """Look after these fields; called when they are all there."""
        self._both_changed: dict[str, str] = {}
        now = {name: self._held(name) for name in names}
        marks = in_a_row({name: seen_as(said) for name, said in now.items()})
        self.initial["seen"] = marks
        if not self.is_bound:
            return
        seen = marks_in(str(self.data.get(self.add_prefix("seen"), "")))
        sent: Any = self.data
        data = sent.copy()
        for name, said in now.items():
            if name not in seen or seen[name] == seen_as(said):
                continue
            typed = _said(self[name].data)
            if seen_as(typed) == seen[name]:
                self._put(data, name)
            elif typed != said:
                self._both_changed[name] = said
        data[self.add_prefix("seen")] = marks
        self.data = data

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        for name, said in getattr(self, "_both_changed", {}).items():
            self.add_error(name, changed_meanwhile(said))
        return cleaned

    def _held(self, name: str) -> str:
        field = self.fields[name]
        held = field.prepare_value(self.get_initial_for_field(field, name))
        return _said(field.widget.format_value(held) if _is_plain(held) else held)

    def _put(self, data: Any, name: str) -> None:
        """Let the form say what there is now in a field that was not touched."""
        field, key = self.fields[name], self.add_prefix(name)
        held = field.prepare_value(self.get_initial_for_field(field, name))
        if isinstance(held, bool):
            data.setlist(key, ["on"] if held else [])
        elif isinstance(held, list | tuple):
            data.setlist(key, [str(one) for one in held])
        else:
            data[key] = "" if held is None else str(held)


def _is_plain(held: Any) -> bool:
    return not isinstance(held, bool | list | tuple)


def _said(value: Any) -> str:
    """Return a value in one way, as it is kept or as a browser sends it."""
    if isinstance(value, list | tuple):
        return ",".join(sorted(str(one) for one in value))
    if isinstance(value, bool):
        return "on" if value else ""
    # A browser sends other line ends than it was given.
    said = "" if value is None else str(value)
    return said.replace("\r\n", "\n").replace("\r", "\n").strip()
