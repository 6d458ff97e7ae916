"""Saying that one sees the same problem: "ook bij ons"."""

from __future__ import annotations

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from draaischijf.people.http import in_partnership
from draaischijf.people.models import Partnership
from draaischijf.signals import links
from draaischijf.signals.domain.reporting import support_signal
from draaischijf.signals.forms.support import SupportForm
from draaischijf.signals.models import PolicySignal
from draaischijf.signals.queries.raising import supportable_or_404
from draaischijf.signals.views import limits
from draaischijf.signals.views.report import raiser_of
from draaischijf.signals.workflow import TransitionDenied, check_can_be_supported

# In the address of a form: "1" it was a report until now, "2" it is sent.
FROM_REPORT = "van-melding"


@login_not_required
@in_partnership
def support(
    request: HttpRequest, partnership: Partnership, number: int
) -> HttpResponse:
    signal = supportable_or_404(request.user, partnership, number)
    if request.POST.get(FROM_REPORT) == "1":
        form = SupportForm.from_report(
            request.POST, partnership=partnership, user=request.user
        )
        return _page(request, signal, form)
    if signal.number != number and request.method != "POST":
        return redirect("signals:support", partnership.slug, signal.number)
    if request.method == "POST":
        return _take_in(request, signal)
    form = SupportForm(partnership=partnership, user=request.user)
    return _page(request, signal, form)


def _take_in(request: HttpRequest, signal: PolicySignal) -> HttpResponse:
    form = SupportForm(request.POST, partnership=signal.partnership, user=request.user)
    form.comes_from_report = FROM_REPORT in request.POST
    if limits.is_over(request, limits.SUPPORT):
        form.refuse(limits.too_many(limits.SUPPORT))
        return limits.wait(_page(request, signal, form), limits.SUPPORT)
    if not form.is_valid():
        return _page(request, signal, form, status=422)
    try:
        made = support_signal(
            signal, form.support, submission_key=form.key, raiser=raiser_of(request)
        )
    except TransitionDenied as denied:
        form.add_error(None, denied.reasons)
        return _page(request, signal, form, status=422)
    # The page that follows forgets the draft of a report that became this.
    arrived = "nieuw&melding" if form.comes_from_report else "nieuw"
    return redirect(f"{links.follow_path(made)}?{arrived}")


def _page(
    request: HttpRequest, signal: PolicySignal, form: SupportForm, *, status: int = 200
) -> HttpResponse:
    closed: list[str] = []
    try:
        check_can_be_supported(signal.state)
    except TransitionDenied as denied:
        closed = denied.reasons
    context = {"signal": signal, "form": form, "closed": closed}
    return render(request, "signals/support.html", context, status=status)
