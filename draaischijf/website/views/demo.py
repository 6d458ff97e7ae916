"""Only in the demo: sign in as somebody, and read the mail that would have gone."""

from __future__ import annotations

from django.conf import settings
from django.contrib.auth import login
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from draaischijf.website.forms import DemoSignInForm
from draaischijf.website.queries import demo_mail_or_404, demo_page


def _only_in_the_demo() -> None:
    if not settings.DEMO:
        raise Http404


@login_not_required
def demo(request: HttpRequest) -> HttpResponse:
    _only_in_the_demo()
    return render(request, "website/demo.html", {"page": demo_page()})


@login_not_required
@require_POST
def sign_in_as(request: HttpRequest) -> HttpResponse:
    """Sign in as a demo user without a code; there is no such door outside the demo."""
    _only_in_the_demo()
    form = DemoSignInForm(request.POST)
    if not form.is_valid():
        raise Http404
    login(
        request,
        form.cleaned_data["user"],
        backend="django.contrib.auth.backends.ModelBackend",
    )
    return redirect("website:after_sign_in")


@login_not_required
def mail(request: HttpRequest, pk: int) -> HttpResponse:
    _only_in_the_demo()
    return render(request, "website/demo_mail.html", {"mail": demo_mail_or_404(pk)})
