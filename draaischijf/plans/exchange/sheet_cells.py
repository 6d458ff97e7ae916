"""What somebody typed in a cell of a plan, as the value it stands for."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence

from django.utils import translation
from django.utils.translation import gettext as _t

from draaischijf.core.fuzzy import parse_fuzzy
from draaischijf.documents.spelling import plain
from draaischijf.plans import workflow
from draaischijf.plans.enums import Lifecycle
from draaischijf.plans.models import Objective, PlanAction
from draaischijf.plans.queries.plan_sheet import PLACE, WORDS, as_cell

_YEAR = re.compile(r"(?:19|20)\d\d")
_LONGEST = {"code": 20, "bbc_code": 40, "timing": 120}

# A value as the domain takes it, and what is wrong with it, in sentences.
Read = tuple[str, list[str]]


def value_of_cell(
    thing: PlanAction | Objective,
    name: str,
    cells: Mapping[str, str],
    language: str,
    *,
    fixed: Sequence[str] = (),
) -> Read:
    """Return the value of a changed cell and every reason why it cannot be taken.

    `fixed` are the reasons why the words of the plan cannot change now.
    """
    text = as_cell(cells.get(name, ""))
    value, why = _READERS.get(name, _words)(text, thing, cells, language)
    longest = _LONGEST.get(name)
    if longest and len(text) > longest:
        said = _t("At most %(most)s signs fit here.") % {"most": longest}
        why = [*why, said]
    is_words = isinstance(thing, Objective) or name in WORDS
    return value, [*why, *fixed] if is_words else why


def _words(
    text: str, _thing: PlanAction | Objective, _cells: Mapping[str, str], _code: str
) -> Read:
    return text, []


def _title(
    text: str, _thing: PlanAction | Objective, _cells: Mapping[str, str], _code: str
) -> Read:
    return text, [] if text else [_t("An action and an objective need a name.")]


def _place(
    text: str, _thing: PlanAction | Objective, _cells: Mapping[str, str], _code: str
) -> Read:
    return text, [_t("Move an action on the page of the plan, not in the file.")]


def _since(
    text: str, _thing: PlanAction | Objective, _cells: Mapping[str, str], _code: str
) -> Read:
    if text and not _YEAR.fullmatch(text):
        return text, [_t("Write a year here, such as 2019.")]
    return text, []


def _deadline(
    text: str, thing: PlanAction | Objective, _cells: Mapping[str, str], _code: str
) -> Read:
    if not text:
        return "", []
    read = parse_fuzzy(text, year=thing.plan.end.year)
    if read.end is None:
        return text, [_t("Write a day here, such as 31/12/2027.")]
    return read.end.isoformat(), []


def _lifecycle(
    text: str, thing: PlanAction | Objective, cells: Mapping[str, str], language: str
) -> Read:
    with translation.override(language):
        codes = {plain(str(one.label)): str(one) for one in Lifecycle}
        allowed = ", ".join(
            str(one.label) for one in Lifecycle if one != Lifecycle.UNKNOWN
        )
    code = codes.get(plain(text))
    if "lifecycle" not in cells and isinstance(thing, PlanAction):
        code = thing.lifecycle
    reason = as_cell(cells.get("reason", ""))
    if code is None:
        return text, [_t("Write one of these here: %(words)s.") % {"words": allowed}]
    try:
        if isinstance(thing, PlanAction):
            workflow.check_lifecycle(
                code,
                reason=reason,
                is_pro_memorie=thing.is_pro_memorie and code != thing.lifecycle,
                decision=None,
                decided_by=thing.decided_by,
            )
    except workflow.TransitionDenied as denied:
        return f"{code}\n{reason}", denied.reasons
    return f"{code}\n{reason}", []


_READERS: Mapping[
    str, Callable[[str, PlanAction | Objective, Mapping[str, str], str], Read]
] = {
    "title": _title,
    PLACE: _place,
    "since": _since,
    "deadline": _deadline,
    "lifecycle": _lifecycle,
}
