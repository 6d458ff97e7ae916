"""Other words for a signal: proposed and settled; and asking who did not answer."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from draaischijf.core.sent import posted
from draaischijf.people.http import actor_of, in_partnership
from draaischijf.people.models import Partnership
from draaischijf.people.permissions import Permission
from draaischijf.signals.domain import reminding, rewording
from draaischijf.signals.forms.rewording import ProposeForm, SettleForm
from draaischijf.signals.models import WordingProposal
from draaischijf.signals.queries.following_up import speaks_for
from draaischijf.signals.queries.rewording import changes_of, proposal_or_404
from draaischijf.signals.queries.signals import signal_or_404
from draaischijf.signals.refusals import RefusalsIn
from draaischijf.signals.views.signal_tasks import (
    Task,
    address_of,
    show_task,
    signal_for_task_or_404,
    task_done,
)
from draaischijf.signals.workflow import TransitionDenied

AGREEMENT = "agreement"


@in_partnership
def signal_reword(
    request: HttpRequest, partnership: Partnership, number: int
) -> HttpResponse:
    """Propose other words, in the name of an organisation of the working group."""
    signal = signal_or_404(request.user, partnership, number)
    organisations = speaks_for(request.user, signal)
    form = ProposeForm(posted(request), signal=signal, speaks_for=organisations)
    if request.method == "POST" and form.is_valid():
        with RefusalsIn(form):
            given = form.cleaned_data
            rewording.propose_wording(
                signal,
                form.chosen,
                title=given["title"],
                statement=given["statement"],
                reason=given["reason"],
                actor=actor_of(request),
            )
            return task_done(request, signal, AGREEMENT, _t("The proposal is there."))
    task = Task(
        _("Propose other words"),
        _("Propose these words"),
        AGREEMENT,
        lead=_("Change what should be otherwise. Everybody sees what differs."),
    )
    return show_task(request, signal, form, task)


@in_partnership
def wording_settle(
    request: HttpRequest, partnership: Partnership, number: int, pk: int
) -> HttpResponse:
    """Accept a proposal, adjust it first, or leave the words with a word why."""
    signal = signal_for_task_or_404(
        request, partnership, number, Permission.EDIT_SIGNAL
    )
    proposal = proposal_or_404(signal, pk)
    if not proposal.is_open:
        return redirect(address_of(signal, AGREEMENT))
    form = SettleForm(posted(request), proposal=proposal)
    if request.method == "POST" and form.is_valid():
        with RefusalsIn(form):
            messages.success(request, _settled(request, form, proposal))
            return redirect(address_of(signal, AGREEMENT))
    context = {
        "signal": signal,
        "proposal": proposal,
        "changes": changes_of(proposal),
        "form": form,
        "back": address_of(signal, AGREEMENT),
    }
    status = 422 if form.errors else 200
    return render(request, "signals/wording_settle.html", context, status=status)


@require_POST
@in_partnership
def agreement_remind(
    request: HttpRequest, partnership: Partnership, number: int
) -> HttpResponse:
    """Remind the organisations that did not answer about a signal."""
    signal = signal_for_task_or_404(
        request, partnership, number, Permission.EDIT_SIGNAL
    )
    try:
        count = reminding.remind_about(signal, actor=actor_of(request))
    except TransitionDenied as denied:
        messages.error(request, " ".join(map(str, denied.reasons)))
        return redirect(address_of(signal, AGREEMENT))
    words = ngettext("%(count)s mail goes out.", "%(count)s mails go out.", count)
    said = words % {"count": count}
    if not count:
        said = _t(
            "Nobody was mailed: who can answer got a mail less than five working days "
            "ago, or has no account."
        )
    messages.success(request, said)
    return redirect(address_of(signal, AGREEMENT))


def _settled(request: HttpRequest, form: SettleForm, proposal: WordingProposal) -> str:
    actor, given = actor_of(request), form.cleaned_data
    if form.declines:
        rewording.decline_wording(proposal, answer=given["answer"], actor=actor)
        return _t("The words stay as they are.")
    rewording.accept_wording(
        proposal,
        title=given["title"],
        statement=given["statement"],
        answer=given["answer"],
        actor=actor,
    )
    return _t("The signal has its new words. Who had agreed is asked again.")
