"""What people see when something is wrong: never a stack trace."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.csrf import requires_csrf_token

from draaischijf.core.requests import request_id


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """Say that the page was open too long, and that nothing typed is lost."""
    del reason
    return render(request, "website/csrf_failure.html", status=403)


@requires_csrf_token
def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Say the same for what is not there and for what may not be seen."""
    del exception
    return render(request, "website/not_found.html", status=404)


@requires_csrf_token
def forbidden(request: HttpRequest, exception: Exception) -> HttpResponse:
    del exception
    return render(request, "website/forbidden.html", status=403)


@requires_csrf_token
def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    del exception
    return render(request, "website/bad_request.html", status=400)


def server_error(request: HttpRequest) -> HttpResponse:
    """Give the number by which the fault is found in the log; needs no database."""
    return render(
        None,
        "website/server_error.html",
        {"request_id": request_id.get(), "path": request.path},
        status=500,
    )
