"""What a browser sent: a form for the first time or posted, a piece or a whole page."""

from __future__ import annotations

from typing import Any

from django import forms
from django.http import HttpRequest, QueryDict


def posted(request: HttpRequest) -> QueryDict | None:
    """Return what was sent, also where that is nothing; None for a first visit."""
    return request.POST if request.method == "POST" else None


def wants_part(request: HttpRequest) -> bool:
    """Tell whether HTMX asks for a piece of the page; going back asks for all of it."""
    htmx = getattr(request, "htmx", None)
    return bool(htmx and not htmx.history_restore_request)


def sent_again(form: forms.Form) -> QueryDict:
    """Return a copy of what was sent with a form, to change before it comes back."""
    # The stubs allow a plain mapping too; a browser's form is always a QueryDict.
    data: Any = form.data
    copied: QueryDict = data.copy()
    return copied
