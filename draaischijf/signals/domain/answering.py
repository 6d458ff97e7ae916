"""What a coordinator does from the screen: on the report as it was read, or not at all.

Two coordinators may have the same report open. Each page carries the number of the
last thing it showed (queries/weighing.py, `version_of`); whoever presses second gets
to read first what the other did.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from django.db import models, transaction
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from draaischijf.accounts.models import User
from draaischijf.history.queries import Line
from draaischijf.notifications.domain import previewed, render
from draaischijf.people.models import Organisation, Partnership, WorkingGroup
from draaischijf.signals import emails
from draaischijf.signals.domain import shaping, weighing
from draaischijf.signals.domain.locking import lock
from draaischijf.signals.domain.weighing import Weighing
from draaischijf.signals.enums import (
    OPEN_PRE_SIGNAL_STATES,
    ActorRole,
    PreSignalState,
)
from draaischijf.signals.models import PolicySignal, PreSignal
from draaischijf.signals.queries.weighing import changes_since
from draaischijf.signals.workflow import TransitionDenied

if TYPE_CHECKING:
    from draaischijf.notifications.domain import Draft
    from draaischijf.taxonomy.models import Term


# Steps that need no words.
TAKE_UP, GO_ON, RECONSIDER, UNLINK = "take_up", "go_on", "reconsider", "unlink"


class ReplyKind(models.TextChoices):
    """What a coordinator can do with a report that is being weighed."""

    ASK = "ask", _("Ask the reporter something")
    SETTLE = "settle", _("Settle it within the organisation")
    REFER = "refer", _("Not a signal: refer")
    LINK = "link", _("Add it to a signal that exists")
    START = "start", _("Start a new signal from it")


@dataclass(frozen=True)
class Reply:
    """One outcome, with the words and the signal it needs."""

    kind: ReplyKind
    text: str = ""
    referral: str = ""
    signal: PolicySignal | None = None
    title: str = ""
    statement: str = ""
    group: WorkingGroup | None = None


@dataclass(frozen=True)
class NewSignal:
    """A signal that starts without a report: what it says and who raised it."""

    title: str
    statement: str = ""
    examples: str = ""
    origin: str = ""
    raised_by: Sequence[Organisation] = ()
    raised_by_text: str = ""
    rights: Sequence[Term] = ()
    group: WorkingGroup | None = None


@dataclass(frozen=True)
class Preview:
    """What goes to the reporter of one report; without `to` nothing can be mailed."""

    report: PreSignal
    to: str = ""
    subject: str = ""
    body: str = ""


class ChangedMeanwhile(TransitionDenied):
    """Somebody else acted on a report since this page was made."""

    def __init__(self, lines: Sequence[Line]) -> None:
        self.lines = lines
        super().__init__(
            [
                _t(
                    "Somebody else worked on this too. Read below what changed. What "
                    "you filled in is still here."
                )
            ]
        )


def draft_of(pre_signal: PreSignal, reply: Reply) -> Draft | None:
    """Return the mail a reply sends, as it will go, or None without an address.

    A reply that starts a signal is given the signal as it will be (`previews_of`).
    """
    if reply.kind == ReplyKind.ASK:
        return emails.question_draft(pre_signal, reply.text)
    states = {
        ReplyKind.SETTLE: PreSignalState.HANDLED_INTERNALLY,
        ReplyKind.REFER: PreSignalState.NOT_A_SIGNAL,
        ReplyKind.LINK: PreSignalState.LINKED,
        ReplyKind.START: PreSignalState.LINKED,
    }
    return emails.outcome_draft(
        pre_signal,
        emails.Answer(
            state=states[reply.kind],
            text=reply.text.strip(),
            referral=reply.referral.strip(),
            signal=reply.signal,
        ),
    )


def previews_of(reports: Iterable[PreSignal], reply: Reply) -> list[Preview]:
    """Return what each reporter gets to read, exactly as it will go."""
    shown = list(reports)
    if reply.kind == ReplyKind.START:
        reply = replace(reply, signal=_signal_to_be(shown[0].partnership, reply))
    return [_preview(one, reply) for one in shown]


def fingerprint(previews: Iterable[Preview], reply: Reply) -> str:
    """Return a short text that differs as soon as anything in the previews differs.

    The page carries it, so that nothing is sent that was not shown first.
    """
    shown = [(one.report.number, one.to, one.subject, one.body) for one in previews]
    words = (reply.kind, reply.text, reply.referral, reply.title, reply.statement)
    return hashlib.sha256(repr((words, shown)).encode()).hexdigest()[:32]


def _preview(pre_signal: PreSignal, reply: Reply) -> Preview:
    draft = draft_of(pre_signal, reply)
    if draft is None:
        return Preview(pre_signal)
    mail = render(draft)
    link = _t("[the personal link]")
    return Preview(pre_signal, draft.to, mail.subject, previewed(mail.text, link))


def _signal_to_be(partnership: Partnership, reply: Reply) -> PolicySignal:
    """The signal a reply will start, with the number it will get."""
    last = Partnership.objects.values_list("last_signal_number", flat=True)
    return PolicySignal(
        partnership=partnership,
        number=last.get(pk=partnership.pk) + 1,
        title=reply.title.strip(),
        statement=reply.statement.strip(),
    )


@transaction.atomic
def keep_answers(
    pre_signal: PreSignal, answers: Weighing, *, actor: User, version: int
) -> PreSignal:
    """Keep the answers to the four questions, unless the report changed meanwhile.

    Raises ChangedMeanwhile, and TransitionDenied as `weighing.weigh` does.
    """
    _check_unchanged([pre_signal], version)
    return weighing.weigh(pre_signal, answers, actor=actor)


@transaction.atomic
def give(
    pre_signal: PreSignal, reply: Reply, *, actor: User, version: int
) -> PolicySignal | None:
    """Carry out one reply to one report; return the signal it is part of then, if any.

    Raises ChangedMeanwhile when somebody acted since `version`, and TransitionDenied
    as the functions of `weighing` do; nothing has happened then.
    """
    return give_many([pre_signal], reply, actor=actor, version=version)


@transaction.atomic
def give_many(
    pre_signals: Iterable[PreSignal],
    reply: Reply,
    *,
    actor: User,
    version: int,
    beside: Sequence[PreSignal] = (),
) -> PolicySignal | None:
    """Carry out one reply to several reports, all or none; return the signal, if any.

    `beside` are reports that were chosen too but stay as they are: what somebody did
    to them meanwhile counts as well. Raises as `give` does.
    """
    reports = sorted(pre_signals, key=lambda one: one.pk)
    _check_unchanged([*reports, *beside], version)
    if reply.kind == ReplyKind.START:
        return shaping.start_signal(
            reports[0].partnership,
            title=reply.title,
            statement=reply.statement,
            sources=reports,
            answer=reply.text,
            actor=actor,
            group=reply.group,
        )
    if reply.kind == ReplyKind.LINK and reply.signal is not None:
        weighing.link_many(reports, reply.signal, actor=actor, answer=reply.text)
        return reply.signal
    for one in reports:
        _answer_one(one, reply, actor)
    return None


def _answer_one(pre_signal: PreSignal, reply: Reply, actor: User) -> None:
    if reply.kind == ReplyKind.ASK:
        weighing.ask_back(pre_signal, reply.text, actor=actor)
    elif reply.kind == ReplyKind.SETTLE:
        weighing.settle_internally(pre_signal, reply.text, actor=actor)
    else:
        weighing.refer(
            pre_signal, referral=reply.referral, answer=reply.text, actor=actor
        )


def takes_reply(pre_signal: PreSignal, kind: str) -> bool:
    """Tell whether this can be done with a report in the state it is in.

    What is part of a signal may be added to another one too; any other outcome has to
    be taken back first.
    """
    if kind == TAKE_UP:
        return pre_signal.state == PreSignalState.SUBMITTED
    if kind in {ReplyKind.LINK, ReplyKind.START}:
        return pre_signal.state in {*OPEN_PRE_SIGNAL_STATES, PreSignalState.LINKED}
    return pre_signal.state in OPEN_PRE_SIGNAL_STATES


def take_step(
    pre_signal: PreSignal, step: str, *, actor: User, signal_number: int | None = None
) -> str:
    """Take a step that needs no words and return the sentence that says it was done.

    Raises TransitionDenied as the functions of `weighing` do, and when the report is
    not part of the signal it should be taken out of.
    """
    if step == TAKE_UP:
        weighing.take_up(pre_signal, actor=actor)
        return _t("You are weighing this report.")
    if step == GO_ON:
        weighing.go_on_without_answer(pre_signal, actor=actor)
        return _t("The weighing goes on without an answer.")
    if step == RECONSIDER:
        weighing.reconsider(pre_signal, actor=actor)
        return _t("The report is being weighed again.")
    signal = pre_signal.signals.filter(number=signal_number).first()
    if signal is None:
        raise TransitionDenied([_t("The report is not part of this signal any more.")])
    weighing.unlink(pre_signal, signal, actor=actor)
    return _t("The report was taken out of signal %(number)s.") % {
        "number": signal.number
    }


@transaction.atomic
def take_up_all(
    pre_signals: Iterable[PreSignal],
    *,
    actor: User,
    version: int,
    beside: Sequence[PreSignal] = (),
) -> int:
    """Start weighing several reports, all or none; return how many.

    Raises as `give_many` does.
    """
    reports = sorted(pre_signals, key=lambda one: one.pk)
    _check_unchanged([*reports, *beside], version)
    return weighing.take_up_many(reports, actor=actor)


@transaction.atomic
def start_alone(
    partnership: Partnership, new: NewSignal, *, actor: User
) -> PolicySignal:
    """Start a signal that nobody reported: asked from above, or from a consultation.

    Raises TransitionDenied without the right to edit signals.
    """
    details: dict[str, Any] = {"examples": new.examples.strip()}
    if new.origin:
        details["origin"] = new.origin
    signal = shaping.start_signal(
        partnership,
        title=new.title,
        statement=new.statement,
        actor=actor,
        group=new.group,
        **details,
    )
    signal.rights.set(new.rights)
    for organisation in new.raised_by:
        shaping.name_actor(
            signal, ActorRole.RAISED_BY, actor=actor, organisation=organisation
        )
    if new.raised_by_text.strip():
        shaping.name_actor(
            signal, ActorRole.RAISED_BY, actor=actor, text=new.raised_by_text
        )
    return signal


def _check_unchanged(reports: Sequence[PreSignal], version: int) -> None:
    """Lock the reports in one order and raise ChangedMeanwhile if they moved on."""
    for one in sorted(reports, key=lambda one: one.pk):
        lock(one)
    lines = changes_since(reports, version)
    if lines:
        raise ChangedMeanwhile(lines)
