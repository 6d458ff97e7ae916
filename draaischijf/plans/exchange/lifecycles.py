"""Where an imported action is in its life: by colour, by bold, by its remark.

On paper blue says new and red says not extended. Office files keep those colours.
Plain text keeps at most the bold that went with them, and bold cannot tell the two
apart: then the action stays unknown, with a proposal where its year says enough, and a
person decides. What has no mark goes on: for good when nothing was remarked.
"""

from __future__ import annotations

import colorsys
import re
from collections import Counter
from dataclasses import dataclass

from django.utils.translation import gettext as _

from draaischijf.documents.blocks import Runs
from draaischijf.plans.enums import Lifecycle

# Degrees on the colour wheel. Word's light blue stands at 196, petrol at 192; orange
# begins at 20.
_BLUE = (194, 255)
_RED = (345, 15)
# Between the strongest and the weakest of red, green and blue: less is grey.
_LEAST_COLOUR = 50
_COLOUR = re.compile(r"#[0-9a-f]{6}")
_MAY_BE_OVER = re.compile(
    r"\b(?:geen zin|weinig succes|uitdovend|dooft uit|stopgezet|stop gezet|afgerond|"
    r"be[eë]indigd|niet (?:meer )?ver(?:leng|dergezet)|geen vervolg|loopt af)\w*",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Judged:
    """What an action is, what it probably is, why, and what a person should know."""

    lifecycle: Lifecycle
    proposed: str = ""
    reason: str = ""
    hint: str = ""


def colour_says(colour: str | None) -> Lifecycle | None:
    """Return what a colour says: clearly blue new, clearly red not extended.

    Any shade counts, light or dark; grey, green, purple, orange and petrol say nothing.
    """
    if colour is None or not _COLOUR.fullmatch(colour):
        return None
    parts = [int(colour[start : start + 2], 16) for start in (1, 3, 5)]
    if max(parts) - min(parts) < _LEAST_COLOUR:
        return None
    hue = colorsys.rgb_to_hls(*(part / 255 for part in parts))[0] * 360
    if _BLUE[0] <= hue <= _BLUE[1]:
        return Lifecycle.NEW
    return Lifecycle.NOT_EXTENDED if hue >= _RED[0] or hue <= _RED[1] else None


def runs_say(runs: Runs, skip: int = 0) -> Lifecycle | None:
    """Return what most letters of a cell say by their colour, after `skip` signs.

    A blue link in a black title says nothing.
    """
    said: Counter[Lifecycle | None] = Counter()
    place = 0
    for run in runs:
        letters = [
            sign
            for number, sign in enumerate(run.text, start=place)
            if number >= skip and sign.isalnum()
        ]
        place += len(run.text)
        said[colour_says(run.colour)] += len(letters)
    if not said.total():
        return None
    meaning, count = said.most_common(1)[0]
    return meaning if count * 2 > said.total() else None


def judge(
    colour: Lifecycle | None,
    *,
    is_bold: bool,
    remark: str,
    is_new_by_year: bool,
    needs_step_plan: bool,
    file: str,
) -> Judged:
    """Return where an action is in its life.

    `is_bold` only where the document has no colours; `is_new_by_year` when it started
    in the year of the plan.
    """
    if colour is Lifecycle.NOT_EXTENDED:
        why = remark or _("In red in %(file)s.") % {"file": file}
        return Judged(colour, reason=why)
    if colour is not None:
        return Judged(colour)
    if is_bold:
        hint = _("In bold: new, or not extended? The colours were lost.")
        if _MAY_BE_OVER.search(remark):
            hint += " " + _("Its remark sounds as if it ends.")
        proposed = Lifecycle.NEW if is_new_by_year else ""
        return Judged(Lifecycle.UNKNOWN, proposed=proposed, hint=hint)
    if remark or needs_step_plan:
        return Judged(Lifecycle.CONTINUED)
    return Judged(Lifecycle.PERMANENT)
