"""How often one visitor may send something: enough for an office, not for a program.

These stand inside the views, so that a form comes back with what was typed. What is
limited before a view is reached stands in `website/rate_limits.py`.
"""

from __future__ import annotations

from django.http import HttpRequest
from django.utils.translation import gettext as _t

from draaischijf.core import rates
from draaischijf.core.rates import Limit, wait

__all__ = ["Limit", "is_over", "too_many", "wait"]

REPORT = Limit("signals-report", 40)
SUPPORT = Limit("signals-support", 40)
FOLLOW_UP = Limit("signals-follow-up", 60)
CHECK = Limit("signals-check", 600)


def is_over(request: HttpRequest, limit: Limit) -> bool:
    """Count this request; tell whether the visitor sent too much by now."""
    return limit.is_over(rates.visitor_of(request))


def too_many(limit: Limit) -> str:
    """Return what a person reads who has to wait."""
    return _t(
        "A lot was sent from this connection in the last hour, so this was not taken "
        "yet. Your text is still here: send it again after %(time)s. Attachments have "
        "to be chosen again."
    ) % {"time": limit.ends_at}
