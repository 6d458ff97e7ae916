"""Every mail this module sends: to whom, about what, in whose language.

Subjects and texts are the only place where the tone of the answers lives; the
templates stand in templates/signals/mail/.
"""

from __future__ import annotations

import datetime
import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.utils import timezone, translation
from django.utils.translation import gettext as _t

from draaischijf.core import queue, tokens
from draaischijf.core.dated_facts import DatedFact, attendance_of, when_of
from draaischijf.notifications.domain import Draft, enqueue
from draaischijf.signals import links
from draaischijf.signals.enums import PUBLIC_STATES, PreSignalState, SignalState
from draaischijf.signals.models import (
    PolicySignal,
    PreSignal,
    PreSignalLink,
    PreSignalMessage,
    SignalStep,
    SignalSupport,
)
from draaischijf.signals.models.pre_signals import Raised
from draaischijf.signals.queries.path import pre_signal_path, signal_path

LINK = "draaischijf.signals.links.follow_url"
TELL_MOVEMENT = "draaischijf.signals.tasks.tell_movement"
# In a key: two answers in one second are two mails.
MOMENT = "%Y%m%d%H%M%S%f"
# Moves that everybody who raised the signal hears of.
TOLD_STATES = (*PUBLIC_STATES, SignalState.NOT_RETAINED)
ENDS = (SignalState.CLOSED, SignalState.NOT_RETAINED)


@dataclass(frozen=True)
class Answer:
    """What a coordinator is about to send: the outcome and the words with it."""

    state: PreSignalState
    text: str = ""
    referral: str = ""
    signal: PolicySignal | None = None


def confirm_receipt(pre_signal: PreSignal) -> None:
    """Tell the raiser at once that the report came in and when to expect an answer."""
    _send(
        pre_signal,
        key=f"receipt-{pre_signal.pk}",
        kind="receipt",
        partnership=pre_signal.partnership,
        subject=lambda: _t("We received your report"),
        context={"report": pre_signal, "path": pre_signal_path(pre_signal)},
    )


def confirm_support(support: SignalSupport) -> None:
    """Thank somebody who said "ook bij ons"."""
    signal = support.signal
    _send(
        support,
        key=f"support-{support.pk}",
        kind="support",
        partnership=signal.partnership,
        subject=lambda: (
            _t("You see this too: signal %(number)s") % {"number": signal.number}
        ),
        context={"signal": signal, "path": signal_path(signal)},
    )


def tell_question(pre_signal: PreSignal, message: PreSignalMessage) -> None:
    """Send the coordinator's question to the raiser."""
    draft = question_draft(pre_signal, message.text, key=f"question-{message.pk}")
    enqueue_for(pre_signal, draft)


def question_draft(pre_signal: PreSignal, text: str, *, key: str = "") -> Draft | None:
    """Return the mail with a question as it will go, also for the preview."""
    return draft_for(
        pre_signal,
        key=key or "preview",
        kind="question",
        partnership=pre_signal.partnership,
        subject=lambda: _t("A question about your report"),
        context={"report": pre_signal, "text": text},
    )


def tell_outcome(pre_signal: PreSignal) -> None:
    """Tell the raiser how a report was settled or where it was referred."""
    answer = Answer(
        state=PreSignalState(pre_signal.state),
        text=pre_signal.outcome_text,
        referral=pre_signal.referral,
    )
    settled = pre_signal.settled or timezone.now()
    key = f"outcome-{pre_signal.pk}-{settled:{MOMENT}}"
    enqueue_for(pre_signal, outcome_draft(pre_signal, answer, key=key))


def tell_linked(link: PreSignalLink, text: str) -> None:
    """Tell the raiser of which signal the report is part from now on.

    Once for each time it is linked: a report that was taken out or weighed again and
    comes back later is told of again.
    """
    pre_signal = link.pre_signal
    answer = Answer(state=PreSignalState.LINKED, text=text, signal=link.signal)
    settled = pre_signal.settled or link.linked
    key = f"linked-{link.pk}-{settled:{MOMENT}}"
    enqueue_for(pre_signal, outcome_draft(pre_signal, answer, key=key))


def outcome_draft(
    pre_signal: PreSignal, answer: Answer, *, key: str = ""
) -> Draft | None:
    """Return the mail about an outcome as it will go, also for the preview.

    None when the raiser left no address: the follow page tells it then.
    """
    subjects = {
        PreSignalState.LINKED: lambda: _t("Your report is part of a signal now"),
        PreSignalState.HANDLED_INTERNALLY: lambda: _t("Your report was settled"),
        PreSignalState.NOT_A_SIGNAL: lambda: _t("Where you can go with your report"),
    }
    return draft_for(
        pre_signal,
        key=key or "preview",
        kind=f"outcome_{answer.state}",
        template="outcome",
        partnership=pre_signal.partnership,
        subject=subjects[answer.state],
        context={
            "report": pre_signal,
            "text": answer.text,
            "referral": answer.referral,
            "signal": answer.signal,
            "outcome": str(answer.state),
        },
    )


def tell_movement(step: SignalStep) -> None:
    """Queue the news of a step for everybody who raised or supports the signal."""
    if step.target in TOLD_STATES:
        queue.later(TELL_MOVEMENT, key=f"tell-step-{step.pk}", step_id=step.pk)


def send_movement(step: SignalStep) -> int:
    """Write one mail to each address that raised or supported it; return how many.

    Only who was there at the moment of the step: a job may run late, and who came
    after it heard where the signal stood when coming. A person who raised it twice
    gets one mail. Safe to run again: the keys make each mail happen once, also when
    the same person raised it again meanwhile. An end that was taken back before
    anybody heard of it is not told.
    """
    signal, target = step.signal, SignalState(step.target)
    if target in ENDS and signal.state != target:
        return 0
    told: set[str] = set()
    for raised in raisers_of(signal, until=step.at):
        address = raised.mail_address.lower()
        draft = None
        if address and address not in told:
            draft = movement_draft(raised, signal, target, step_id=step.pk)
            told.add(address)
        enqueue_for(raised, draft)
    return len(told)


def raisers_of(
    signal: PolicySignal, *, until: datetime.datetime | None = None
) -> list[Raised]:
    """Return the reports and supports whose raisers are owed news, as of `until`."""
    until = until or timezone.now()
    joined = PreSignalLink.objects.filter(signal=signal, linked__lte=until)
    reports = PreSignal.objects.filter(links__in=joined).select_related("raiser")
    return [
        *reports,
        *signal.supports.filter(given__lte=until).select_related("raiser"),
    ]


def movement_draft(
    raised: Raised, signal: PolicySignal, target: SignalState, *, step_id: int = 0
) -> Draft | None:
    """Return the mail about a move as it will go, also for the preview."""
    subjects = {
        SignalState.PUBLISHED: lambda: _t("Your signal has been published"),
        SignalState.DECIDED: lambda: _t("There is a decision about your signal"),
        SignalState.IN_ACTION: lambda: _t("Something is being done about your signal"),
        SignalState.CLOSED: lambda: _t("What came of your signal"),
        SignalState.NOT_RETAINED: lambda: _t("Your signal does not go on"),
    }
    to = hashlib.sha256(raised.mail_address.lower().encode()).hexdigest()
    return draft_for(
        raised,
        key=f"step-{step_id}-{to}",
        kind=f"signal_{target}",
        template="movement",
        partnership=signal.partnership,
        subject=subjects[target],
        context={
            "signal": signal,
            "target": str(target),
            "path": signal_path(signal),
            "decision": signal.decisions.filter(round=signal.round).last(),
            "actions": list(signal.agreed_actions.filter(round=signal.round)),
            "letters": list(signal.letters.filter(round=signal.round)),
        },
    )


@dataclass(frozen=True)
class Progress:
    """What was done about a signal: one dated fact of the action `what`.

    `key` names this piece of news: nobody hears the same news twice. `is_above` when
    it is no action, but how far the partnership above is with it; `is_forum` when it is
    what a joint forum said about it.
    """

    key: str
    what: str
    fact: DatedFact
    is_above: bool = False
    is_forum: bool = False


def send_progress(
    progress: Progress, signals: Sequence[PolicySignal], *, until: datetime.datetime
) -> dict[int, int]:
    """Write one mail to each address that raised or supports one of the signals.

    Only who was there at `until`. Safe to run again: the keys make each mail happen
    once. Returns to how many addresses each signal belongs, by its key; a signal that
    nobody raised is left out.
    """
    reached: dict[int, int] = {}
    for reader in readers_of(signals, until=until):
        first, *others = reader.raised
        enqueue_for(first, progress_draft(first, reader.signals, progress))
        for other in others:
            enqueue_for(other, None)
        for signal in reader.signals:
            reached.setdefault(signal.pk, 0)
            reached[signal.pk] += reader.has_address
    return reached


@dataclass(frozen=True)
class Reader:
    """One address, all that it raised or supports, and the signals of that."""

    raised: list[Raised]
    signals: list[PolicySignal]

    @property
    def has_address(self) -> bool:
        return bool(self.raised[0].mail_address)


def readers_of(
    signals: Sequence[PolicySignal], *, until: datetime.datetime | None = None
) -> list[Reader]:
    """Return who raised or supports these signals as of `until`, each address once.

    Who left no address stands there for each report or support.
    """
    found: dict[str, Reader] = {}
    for signal in signals:
        for raised in raisers_of(signal, until=until):
            name = raised.mail_address.lower() or raised.follow_nonce
            reader = found.setdefault(name, Reader([], []))
            reader.raised.append(raised)
            if signal not in reader.signals:
                reader.signals.append(signal)
    return list(found.values())


def progress_draft(
    raised: Raised, signals: Sequence[PolicySignal], progress: Progress
) -> Draft | None:
    """Return the mail about what was done as it will go, also for the preview."""
    to = hashlib.sha256(raised.mail_address.lower().encode()).hexdigest()
    with translation.override(raised.language):
        when, people = when_of(progress.fact), attendance_of(progress.fact)
    return draft_for(
        raised,
        key=f"progress-{progress.key}-{to}",
        kind="signal_progress",
        template="progress",
        partnership=signals[0].partnership,
        subject=lambda: _progress_subject(progress),
        context={
            "is_above": progress.is_above,
            "is_forum": progress.is_forum,
            "signals": signals,
            "what": progress.what,
            "when": when,
            "people": people,
            "text": progress.fact.text,
        },
    )


def _progress_subject(progress: Progress) -> str:
    if progress.is_above:
        return _t("There is news about your signal")
    if progress.is_forum:
        return _t("Your signal was talked about")
    return _t("Something was done about your signal")


def _send(raised: Raised, **parts: Any) -> None:
    enqueue_for(raised, draft_for(raised, **parts))


def enqueue_for(raised: Raised, draft: Draft | None) -> None:
    """Put a mail in the outbox, if there is one, and note that the raiser was told."""
    if draft is not None:
        enqueue(draft)
    # Told on the follow page at least, where those without an address look.
    raised.last_told = timezone.now()
    raised.follow_hash = tokens.hash_of(links.token_of(raised))
    raised.save(update_fields=["last_told", "follow_hash"])


def draft_for(raised: Raised, **parts: Any) -> Draft | None:
    """Return a mail to a raiser with the personal link; None without an address.

    `parts` are the key, kind, partnership, subject (a function: it is called in the
    language of the reader), context, and the template where its name is not the kind.
    """
    to = raised.mail_address
    if not to:
        return None
    partnership = parts["partnership"]
    with translation.override(raised.language):
        subject = str(parts["subject"]())
    return Draft(
        key=parts["key"],
        kind=parts["kind"],
        to=to,
        subject=subject,
        template=f"signals/mail/{parts.get('template', parts['kind'])}",
        context={
            **parts["context"],
            "partnership": partnership,
            "partnership_name": partnership.name,
        },
        language=raised.language,
        partnership_id=partnership.pk,
        reply_to=partnership.contact_email,
        link_path=LINK,
        link_arguments={"nonce": raised.follow_nonce, "kept": raised.follow_hash},
    )
