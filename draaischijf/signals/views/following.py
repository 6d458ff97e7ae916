"""From agreement to deeds: agree, decide, write the letter, act, keep the log."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from draaischijf.core.fuzzy.asking import WhenForm
from draaischijf.core.sent import posted
from draaischijf.people.http import actor_of, in_partnership
from draaischijf.people.models import Partnership
from draaischijf.people.permissions import Permission
from draaischijf.signals.domain import following
from draaischijf.signals.enums import AgreementResult, Route
from draaischijf.signals.forms.following import (
    ActionDoneForm,
    AgreedActionForm,
    AgreeForm,
    DecideForm,
    LetterAnswerForm,
    LetterForm,
)
from draaischijf.signals.forms.log_entries import LogForm
from draaischijf.signals.queries.following_up import (
    action_or_404,
    challenges_to_choose,
    letter_or_404,
    speaks_for,
)
from draaischijf.signals.queries.signals import signal_or_404
from draaischijf.signals.refusals import RefusalsIn
from draaischijf.signals.views.signal_tasks import (
    Task,
    show_task,
    signal_for_task_or_404,
    task_done,
)

AGREEMENT, DEEDS, LOG = "agreement", "deeds", "follow-up"


@in_partnership
def signal_agree(
    request: HttpRequest, partnership: Partnership, number: int
) -> HttpResponse:
    """Say what an organisation of the working group thinks of a signal."""
    signal = signal_or_404(request.user, partnership, number)
    organisations = speaks_for(request.user, signal)
    form = AgreeForm(posted(request), signal=signal, speaks_for=organisations)
    if request.method == "POST" and form.is_valid():
        with RefusalsIn(form):
            following.give_agreement(
                signal,
                form.chosen,
                AgreementResult(form.cleaned_data["result"]),
                actor=actor_of(request),
                remark=form.cleaned_data["remark"],
            )
            said = _t("The answer of %(name)s is noted.") % {"name": form.chosen.name}
            return task_done(request, signal, AGREEMENT, said)
    task = Task(_("Agreement"), _("Note the answer"), AGREEMENT)
    return show_task(request, signal, form, task)


@in_partnership
def signal_decide(
    request: HttpRequest, partnership: Partnership, number: int
) -> HttpResponse:
    """Note what a body decided, with the route and the lead."""
    signal = signal_for_task_or_404(request, partnership, number, Permission.DECIDE)
    form = DecideForm(
        posted(request),
        signal=signal,
        challenges=challenges_to_choose(partnership),
    )
    if request.method == "POST" and form.is_valid():
        with RefusalsIn(form):
            given = form.cleaned_data
            lead, lead_text = form.named("lead")
            following.record_decision(
                signal,
                body=given["body"],
                date=given["date"],
                route=Route(given["route"]),
                actor=actor_of(request),
                text=given["text"],
                reference=given["reference"],
                lead=lead,
                lead_text=lead_text,
                challenge=form.chosen_challenge,
            )
            return task_done(request, signal, DEEDS, _t("The decision is noted."))
    task = Task(
        _("What was decided"), _("Note the decision"), DEEDS, more={"names": form.names}
    )
    return show_task(request, signal, form, task)


@in_partnership
def signal_letter(
    request: HttpRequest, partnership: Partnership, number: int
) -> HttpResponse:
    """Note the dated letter to a higher authority."""
    signal = signal_for_task_or_404(request, partnership, number, Permission.FOLLOW_UP)
    form = LetterForm(posted(request), signal=signal)
    if request.method == "POST" and form.is_valid():
        with RefusalsIn(form):
            given = form.cleaned_data
            following.send_letter(
                signal,
                addressee=given["addressee"],
                sent=given["sent"],
                actor=actor_of(request),
                reference=given["reference"],
                answer_awaited=given["answer_awaited"],
            )
            return task_done(request, signal, DEEDS, _t("The letter is noted."))
    task = Task(
        _("A letter to a higher authority"),
        _("Note the letter"),
        DEEDS,
        lead=_("You sent it yourself; here it is kept that it went, and to whom."),
        panel="signals.letter",
    )
    return show_task(request, signal, form, task)


@in_partnership
def letter_answer(
    request: HttpRequest, partnership: Partnership, number: int, pk: int
) -> HttpResponse:
    """Note what the higher authority answered."""
    signal = signal_for_task_or_404(request, partnership, number, Permission.FOLLOW_UP)
    letter = letter_or_404(signal, pk)
    form = LetterAnswerForm(posted(request), signal=signal, letter=letter)
    if request.method == "POST" and form.is_valid():
        with RefusalsIn(form):
            given = form.cleaned_data
            following.note_letter_answer(
                letter,
                answered=given["answered"],
                answer=given["answer"],
                actor=actor_of(request),
            )
            return task_done(request, signal, DEEDS, _t("The answer is noted."))
    lead = _t("To the letter to %(addressee)s.") % {"addressee": letter.addressee}
    task = Task(_("The answer to the letter"), _("Note the answer"), DEEDS, lead=lead)
    return show_task(request, signal, form, task)


@in_partnership
def signal_action(
    request: HttpRequest, partnership: Partnership, number: int
) -> HttpResponse:
    """Note what somebody will do about a signal."""
    signal = signal_for_task_or_404(request, partnership, number, Permission.FOLLOW_UP)
    form = AgreedActionForm(posted(request), signal=signal)
    if request.method == "POST" and form.is_valid():
        with RefusalsIn(form):
            given = form.cleaned_data
            following.agree_action(
                signal,
                what=given["what"],
                who=given["who"],
                by=given["by"],
                actor=actor_of(request),
            )
            return task_done(request, signal, DEEDS, _t("The action is noted."))
    task = Task(_("Something will be done"), _("Note the action"), DEEDS)
    return show_task(request, signal, form, task)


@in_partnership
def action_done(
    request: HttpRequest, partnership: Partnership, number: int, pk: int
) -> HttpResponse:
    """Note that an agreed action is done."""
    signal = signal_for_task_or_404(request, partnership, number, Permission.FOLLOW_UP)
    action = action_or_404(signal, pk)
    form = ActionDoneForm(posted(request), signal=signal)
    if request.method == "POST" and form.is_valid():
        with RefusalsIn(form):
            following.finish_action(
                action, done=form.cleaned_data["done"], actor=actor_of(request)
            )
            return task_done(request, signal, DEEDS, _t("Well done: it is noted."))
    task = Task(_("This is done"), _("Note that it is done"), DEEDS, lead=action.what)
    return show_task(request, signal, form, task)


@in_partnership
def signal_log(
    request: HttpRequest, partnership: Partnership, number: int
) -> HttpResponse:
    """Add one dated line to the follow-up, and say how the date was read."""
    signal = signal_for_task_or_404(request, partnership, number, Permission.FOLLOW_UP)
    form = LogForm(posted(request), signal=signal)
    if request.method == "POST" and form.is_valid():
        with RefusalsIn(form):
            given = form.cleaned_data
            following.add_log_entry(
                signal,
                form.read_date,
                text=given["text"],
                actor=actor_of(request),
                attendance=given["attendance"],
                attendance_is_about=given["attendance_is_about"],
                is_public=not given["only_partners"],
            )
            said = _t("It is noted.")
            return task_done(request, signal, LOG, f"{said} {form.understood}")
    task = Task(_("Follow-up"), _("Note it"), LOG)
    return show_task(request, signal, form, task)


@require_safe
@in_partnership
def log_date(
    request: HttpRequest, partnership: Partnership, number: int
) -> HttpResponse:
    """Say how a date that is being typed is read."""
    signal_for_task_or_404(request, partnership, number, Permission.FOLLOW_UP)
    context = {"understood": WhenForm(request.GET).understood}
    return render(request, "signals/_read_date.html", context)
