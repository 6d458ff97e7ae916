"""What the frame around every page shows."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest


def frame(request: HttpRequest) -> dict[str, Any]:
    """Give every template the partnership, the places and the visitor's menu."""
    return {
        "frame": {"partnership": getattr(request, "partnership", None), "places": []}
    }
