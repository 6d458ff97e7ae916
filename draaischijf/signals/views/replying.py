"""Writing one outcome for one or several reports: words, the mail, then it goes."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _t
from django.utils.translation import ngettext

from draaischijf.core.sent import wants_part
from draaischijf.people.http import actor_of
from draaischijf.people.models import Partnership
from draaischijf.people.queries import abbreviations_of
from draaischijf.signals.domain import answering
from draaischijf.signals.domain.answering import ReplyKind
from draaischijf.signals.forms.replying import REPLY_FORMS, ReplyForm, SearchForm
from draaischijf.signals.models import PreSignal
from draaischijf.signals.queries.doubts import without_doubts
from draaischijf.signals.queries.weighing import candidates, version_of
from draaischijf.signals.workflow import TransitionDenied

if TYPE_CHECKING:
    from draaischijf.signals.domain.answering import Preview

# The first sentence, where it is short enough to be a title.
SENTENCE = re.compile(r"[^.!?]{10,120}(?=[.!?](\s|$))")


@dataclass(frozen=True)
class Task:
    """One outcome that is being written.

    `back` is where one comes back to, `up` the page this was opened from, `left` the
    chosen reports that stay as they are, `working_title` what to begin a signal with.
    """

    partnership: Partnership
    reports: Sequence[PreSignal]
    kind: ReplyKind
    back: str
    up: str
    left: Sequence[PreSignal] = ()
    working_title: str = ""

    @property
    def chosen(self) -> list[PreSignal]:
        """All reports the page speaks of."""
        return [*self.reports, *self.left]

    @property
    def is_one(self) -> bool:
        return len(self.reports) == 1 and not self.left

    @property
    def title(self) -> str:
        """What is being done, as the heading of the page."""
        count = len(self.reports)
        if count == 1 or self.kind not in {ReplyKind.LINK, ReplyKind.START}:
            return str(self.kind.label)
        if self.kind == ReplyKind.LINK:
            words = _t("Add %(count)s reports to a signal that exists")
        else:
            words = _t("Start a new signal from %(count)s reports")
        return words % {"count": count}


def with_version(data: QueryDict, reports: Sequence[PreSignal]) -> QueryDict:
    """Return what was posted, as read on the reports as they are now."""
    fresh = data.copy()
    fresh["version"] = str(version_of(reports))
    return fresh


def write_reply(request: HttpRequest, task: Task) -> HttpResponse:
    """Show the form of an outcome, then the mail, then do it.

    Nothing goes that was not shown first: a text that differs from the preview is
    shown again.
    """
    if request.method != "POST":
        part = "_choose_signal.html#signals" if wants_part(request) else ""
        return _page(request, task, _fresh_form(request, task), part=part)
    form = _form(task, request.POST)
    if form.wants == ReplyForm.SEARCH:
        return _page(request, task, _unbound(task, request.POST))
    part = "reply.html#preview" if wants_part(request) else ""
    if not form.is_valid():
        return _page(request, task, form, part=part, status=422)
    reply = form.reply
    previews = answering.previews_of(task.reports, reply)
    mark = answering.fingerprint(previews, reply)
    if form.wants == ReplyForm.SEND and form.cleaned_data["seen"] == mark:
        return _send(request, task, form, previews)
    changed = form.wants == ReplyForm.SEND
    return _page(
        request, task, form, part=part, previews=previews, mark=mark, changed=changed
    )


def _form(task: Task, data: QueryDict) -> ReplyForm:
    return REPLY_FORMS[task.kind](
        data, partnership=task.partnership, reports=task.reports
    )


def _fresh_form(request: HttpRequest, task: Task) -> ReplyForm:
    initial: dict[str, Any] = {}
    if task.kind == ReplyKind.START:
        initial = _from_reports(task)
    elif task.kind == ReplyKind.LINK:
        search = SearchForm(request.GET)
        initial = {"q": search.words, "signal": search.chosen}
    return REPLY_FORMS[task.kind](
        partnership=task.partnership,
        reports=task.reports,
        version=version_of(task.chosen),
        initial=initial,
    )


def _unbound(task: Task, data: QueryDict) -> ReplyForm:
    """The same form with all that was typed, but not judged yet."""
    return REPLY_FORMS[task.kind](
        partnership=task.partnership,
        reports=task.reports,
        initial={name: data.get(name, "") for name in data},
    )


def _from_reports(task: Task) -> dict[str, Any]:
    """The reports' own words to start from; a title where one fits all."""
    reports, title = task.reports, task.working_title
    if not title and len(reports) == 1:
        title = _first_sentence(reports[0])
    said = "\n\n".join(without_doubts(one) for one in reports)
    return {"title": title, "statement": said}


def _first_sentence(report: PreSignal) -> str:
    words = " ".join(without_doubts(report).split())
    found = SENTENCE.match(words)
    return (found[0] if found else PreSignal(problem=words).headline).rstrip("…. ")


def _send(
    request: HttpRequest, task: Task, form: ReplyForm, previews: list[Preview]
) -> HttpResponse:
    try:
        signal = answering.give_many(
            task.reports,
            form.reply,
            actor=actor_of(request),
            version=form.cleaned_data["version"],
            beside=task.left,
        )
    except TransitionDenied as denied:
        again = _form(task, with_version(request.POST, task.chosen))
        again.is_valid()
        return _page(
            request,
            task,
            again,
            previews=previews,
            mark=form.cleaned_data["seen"],
            denied=denied,
            status=422,
        )
    messages.success(request, done_words(task, signal.number if signal else 0))
    return redirect(task.back)


def done_words(task: Task, signal_number: int) -> str:
    """Return the sentence that says what happened."""
    count = len(task.reports)
    if task.kind in {ReplyKind.LINK, ReplyKind.START}:
        words = ngettext(
            "Report %(number)s is part of signal %(signal)s now.",
            "%(count)s reports are part of signal %(signal)s now.",
            count,
        )
    elif task.kind == ReplyKind.ASK:
        words = _t("The question about report %(number)s was asked.")
    elif task.kind == ReplyKind.SETTLE:
        words = _t("Report %(number)s was settled.")
    else:
        words = _t("Report %(number)s was referred.")
    return words % {
        "number": task.reports[0].number,
        "count": count,
        "signal": signal_number,
    }


def _page(
    request: HttpRequest,
    task: Task,
    form: ReplyForm,
    *,
    part: str = "",
    status: int = 200,
    **more: Any,
) -> HttpResponse:
    context: dict[str, Any] = {
        "task": task,
        "form": form,
        "here": request.get_full_path(),
        "abbreviations": abbreviations_of(task.partnership),
        **more,
    }
    if task.kind == ReplyKind.LINK:
        context |= _choice_of_signal(task, form)
    elif task.kind == ReplyKind.START and not part:
        context["alike"] = candidates(task.partnership, "", reports=task.reports)
    return render(request, f"signals/{part or 'reply.html'}", context, status=status)


def _choice_of_signal(task: Task, form: ReplyForm) -> dict[str, Any]:
    search = SearchForm({name: form[name].value() for name in ("q", "signal")})
    found = candidates(
        task.partnership, search.words, reports=task.reports, chosen=search.chosen
    )
    return {"words": search.words, "chosen": search.chosen, "candidates": found}
