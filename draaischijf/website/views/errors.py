"""What people see when something is wrong: never a stack trace."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """Say that the page was open too long, and that nothing typed is lost."""
    del reason
    return render(request, "website/csrf_failure.html", status=403)
