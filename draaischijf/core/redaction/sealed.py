"""Documents that are kept with a checksum: what a redaction leaves of the seal.

An adopted version and a frozen report never change, and a trigger sees to it. Words
about a client still have to go: then the checksum is made anew, and the one before is
noted with the day under `redactions`. The trigger lets exactly that through.
"""

from __future__ import annotations

from typing import Any

from django.utils import timezone

# Set for the length of a redaction's transaction.
SETTING = "draaischijf.redacting"


def noted(kept: Any) -> list[dict[str, str]]:
    """Return the redactions of a kept document with one more, that of now."""
    before = {"at": timezone.now().isoformat(), "sha256": kept.sha256}
    return [*kept.redactions, before]


def only_redacted(*fixed: str, otherwise: str) -> str:
    """Return the function of a trigger that lets a redaction through and nothing else.

    `fixed` are the columns that stay as they are even then; `otherwise` is what the
    database says to every other change.
    """
    same = "".join(
        f"\n   and new.{one} is not distinct from old.{one}" for one in fixed
    )
    return f"""
if current_setting('{SETTING}', true) = 'on'
   and new.redactions - -1 = old.redactions
   and new.redactions -> -1 ->> 'sha256' = old.sha256{same} then
    return new;
end if;
raise exception '{otherwise}';
"""
