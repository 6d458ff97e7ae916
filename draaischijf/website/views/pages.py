"""Home and the pages every site must have."""

from __future__ import annotations

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render


@login_not_required
def home(request: HttpRequest) -> HttpResponse:
    return render(request, "website/home.html")


def after_sign_in(request: HttpRequest) -> HttpResponse:
    return redirect("website:home")
