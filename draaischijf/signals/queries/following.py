"""What a raiser sees behind the personal link, and nobody else."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.contrib.contenttypes.models import ContentType
from django.http import Http404
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _t

from draaischijf.core.pieces import Detail, Event, File, Said
from draaischijf.history.models import Entry
from draaischijf.history.queries import as_lines
from draaischijf.people.models import Partnership
from draaischijf.signals import links
from draaischijf.signals.enums import (
    MessageKind,
    PeopleRange,
    PreSignalState,
    SignalState,
)
from draaischijf.signals.models import (
    AgreedAction,
    Decision,
    Letter,
    PolicySignal,
    PreSignal,
    PreSignalMessage,
    SignalSupport,
)
from draaischijf.signals.models.pre_signals import Raised
from draaischijf.signals.queries.attachments import file_piece
from draaischijf.signals.queries.merges import told_in_words
from draaischijf.signals.queries.path import PathStep, pre_signal_path, signal_path
from draaischijf.signals.queries.wording import (
    InWords,
    report_in_words,
    signal_in_words,
)
from draaischijf.signals.workflow import SETTLED

ICONS = {
    "pre_signal_reported": "report",
    "pre_signal_taken_up": "work",
    "pre_signal_question": "question",
    "pre_signal_answered": "message",
    "pre_signal_example": "plus",
    "pre_signal_withdrawn": "close",
    "pre_signal_handled": "check-circle",
    "pre_signal_referred": "arrow-right",
    "pre_signal_linked": "link",
    "pre_signal_merged": "merge",
    "pre_signal_parted": "repeat",
}


@dataclass(frozen=True)
class RaisedSignal:
    """A signal as one who raised it may see it.

    Before it is public that is its title and where it is; from then on what was
    decided, what is done and what came of it.
    """

    number: int
    title: str
    phase: str
    words: InWords
    reason: str = ""
    url: str = ""
    decisions: Sequence[Decision] = ()
    actions: Sequence[AgreedAction] = ()
    letters: Sequence[Letter] = ()
    outcome: str = ""
    feedback: str = ""
    # What became of the signal that was raised, where it is another one by now.
    merged: str = ""
    # What its raisers were told of the actions about it, newest first.
    news: Sequence[News] = ()


@dataclass(frozen=True)
class News:
    """What was done about a signal, as it was told."""

    what: str
    when: str
    text: str


@dataclass(frozen=True)
class FollowPage:
    """Everything behind one personal link."""

    raised: Raised
    partnership: Partnership
    token: str
    link: str
    words: InWords
    steps: Sequence[PathStep]
    signals: Sequence[RaisedSignal]
    details: Sequence[Detail]
    said: Sequence[Said] = ()
    files: Sequence[File] = ()
    events: Sequence[Event] = ()
    number: int = 0
    answer: str = ""
    referral: str = ""
    is_support: bool = False
    asks: bool = False
    takes_examples: bool = False
    can_withdraw: bool = False
    question: str = ""

    @property
    def has_one_signal(self) -> bool:
        return len(self.signals) == 1


def raised_or_404(token: str) -> PreSignal | SignalSupport:
    """Return what a personal link opens. Raises Http404 for an old or unknown one."""
    raised = links.find(token)
    if raised is None:
        raise Http404
    return raised


def report_or_404(token: str) -> PreSignal:
    """Return the report a personal link opens; a support is not one. Raises Http404."""
    raised = raised_or_404(token)
    if not isinstance(raised, PreSignal):
        raise Http404
    return raised


def partnership_of(raised: PreSignal | SignalSupport) -> Partnership:
    """Return where a report or support was given."""
    if isinstance(raised, PreSignal):
        return raised.partnership
    return raised.signal.partnership


def follow_page(raised: PreSignal | SignalSupport, token: str) -> FollowPage:
    """Gather the page behind a link; the number of queries does not grow with it."""
    if isinstance(raised, PreSignal):
        return _report_page(raised, token)
    return _support_page(raised, token)


def _report_page(pre_signal: PreSignal, token: str) -> FollowPage:
    state = PreSignalState(pre_signal.state)
    asks = state == PreSignalState.QUESTION
    messages = list(pre_signal.messages.all())
    questions = [one for one in messages if one.kind == MessageKind.QUESTION]
    entries = Entry.objects.about(pre_signal).public()
    lines = as_lines(entries, with_names=False)
    signals = _signals_of(pre_signal)
    words = report_in_words(pre_signal, timezone.localdate())
    if len(signals) == 1:
        # From here on the signal's news is the report's news.
        words = signals[0].words
    return FollowPage(
        raised=pre_signal,
        partnership=pre_signal.partnership,
        token=token,
        link=links.url_of(pre_signal),
        words=words,
        steps=pre_signal_path(pre_signal),
        signals=signals,
        details=_details(pre_signal),
        # An open question stands above, with the field for its answer.
        said=[_said(one) for one in messages if not (asks and one == questions[-1])],
        files=_files(pre_signal, token),
        events=[
            Event(line.text, line.at, ICONS.get(line.verb, ""))
            for line in reversed(lines)
        ],
        number=pre_signal.number,
        answer=pre_signal.outcome_text if state in SETTLED else "",
        referral=pre_signal.referral if state == PreSignalState.NOT_A_SIGNAL else "",
        asks=asks,
        takes_examples=state != PreSignalState.WITHDRAWN,
        can_withdraw=state not in SETTLED,
        question=questions[-1].text if asks and questions else "",
    )


def _support_page(support: SignalSupport, token: str) -> FollowPage:
    signal = support.signal
    return FollowPage(
        raised=support,
        partnership=signal.partnership,
        token=token,
        link=links.url_of(support),
        words=signal_in_words(signal),
        steps=signal_path(signal),
        signals=[
            _raised_signal(
                signal,
                signal.partnership,
                _news_of([signal])[signal.pk],
                told_in_words(support, [signal]).get(signal.pk, ""),
            )
        ],
        details=_details(support),
        is_support=True,
    )


def _signals_of(pre_signal: PreSignal) -> list[RaisedSignal]:
    if pre_signal.state != PreSignalState.LINKED:
        return []
    signals = pre_signal.signals.order_by("links__linked").prefetch_related(
        "decisions", "letters", "agreed_actions"
    )
    news = _news_of(signals)
    merged = told_in_words(pre_signal, signals)
    return [
        _raised_signal(
            one, pre_signal.partnership, news[one.pk], merged.get(one.pk, "")
        )
        for one in signals
    ]


def _news_of(signals: Iterable[PolicySignal]) -> dict[int, list[News]]:
    """Return per signal what its raisers were told, also where it is not public."""
    found: dict[int, list[News]] = {one.pk: [] for one in signals}
    told = Entry.objects.filter(
        content_type=ContentType.objects.get_for_model(PolicySignal),
        object_id__in=found,
        verb="told_progress",
    )
    for entry in told.order_by("-at", "-pk"):
        said = {
            name: str(entry.data.get(name, "")) for name in ("what", "when", "text")
        }
        found[entry.object_id].append(News(**said))
    return found


def _raised_signal(
    signal: PolicySignal, partnership: Partnership, news: Sequence[News], merged: str
) -> RaisedSignal:
    is_dropped = signal.state == SignalState.NOT_RETAINED
    told = RaisedSignal(
        number=signal.number,
        title=signal.title,
        phase=str(signal.phase.label),
        words=signal_in_words(signal),
        reason=signal.reason if is_dropped else "",
        merged=merged,
        news=news,
    )
    if not signal.is_public:
        return told
    this_round = signal.round
    return dataclasses.replace(
        told,
        url=reverse("signals:signal", args=[partnership.slug, signal.number]),
        decisions=[one for one in signal.decisions.all() if one.round == this_round],
        actions=[one for one in signal.agreed_actions.all() if one.round == this_round],
        letters=[one for one in signal.letters.all() if one.round == this_round],
        outcome=str(signal.get_outcome_display()) if signal.outcome else "",
        feedback=signal.feedback,
    )


def _said(message: PreSignalMessage) -> Said:
    return Said(
        author=_t("You") if message.from_raiser else _t("The coordinator"),
        moment=message.at,
        text=message.text,
        kind=message.get_kind_display(),
        is_own=message.from_raiser,
    )


def _details(raised: PreSignal | SignalSupport) -> list[Detail]:
    """Return what the raiser told, as it was told."""
    told: list[tuple[str, list[str]]] = []
    if isinstance(raised, PreSignal):
        told += [
            (_t("The problem"), [raised.problem]),
            (_t("An example"), [raised.example]),
            (_t("For whom"), [raised.for_whom]),
        ]
    else:
        told.append((_t("How you see it"), [raised.note]))
    places = [area.name for area in raised.areas.all()]
    if raised.whole_area:
        places = [_t("the whole area"), *places]
    told += [(_t("Where"), places), (_t("Since when"), [raised.since])]
    if isinstance(raised, PreSignal) and raised.frequency:
        told.append((_t("How often"), [str(raised.get_frequency_display())]))
    if raised.people != PeopleRange.UNKNOWN:
        told.append((_t("How many people"), [str(raised.get_people_display())]))
    told += [
        (_t("Organisation"), [raised.organisation_label]),
        (_t("News goes to"), [raised.email]),
    ]
    kept = ((label, [one for one in values if one]) for label, values in told)
    return [Detail(label, values) for label, values in kept if values]


def _files(pre_signal: PreSignal, token: str) -> list[File]:
    made = []
    for row in pre_signal.attachments.select_related("stored_file"):
        place = [token, row.stored_file.uuid]
        made.append(
            file_piece(
                row.stored_file, reverse("signals:follow_attachment", args=place)
            )
        )
    return made
