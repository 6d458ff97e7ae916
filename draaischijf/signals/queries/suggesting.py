"""What stands there already, for who is reporting: is it this?"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from draaischijf.signals.enums import SignalState
from draaischijf.signals.permissions import signals_readable_in
from draaischijf.signals.queries.alike import alike_signals
from draaischijf.signals.queries.likeness import excerpt_beside, telling_words
from draaischijf.signals.queries.signals import SignalRow, rows_of
from draaischijf.signals.workflow import takes_supports

if TYPE_CHECKING:
    from draaischijf.people.models import Partnership
    from draaischijf.people.permissions import Visitor

MOST = 5
# Below this nobody can judge what a text is about.
FEWEST_WORDS = 3


@dataclass(frozen=True)
class Suggestion:
    """A signal that looks like what is being written."""

    row: SignalRow
    excerpt: str

    @property
    def takes_supports(self) -> bool:
        """Whether one can still say "ook bij ons"; a closed one is only shown."""
        return takes_supports(self.row.signal.state)


def suggestions(user: Visitor, partnership: Partnership, text: str) -> list[Suggestion]:
    """Return at most five signals that `user` may read and that look like a text.

    The most alike first. The excerpt comes from the signal's own words, which the
    reader may read; never from a report.
    """
    if len(telling_words(text)) < FEWEST_WORDS:
        return []
    visible = signals_readable_in(user, partnership).exclude(
        state=SignalState.NOT_RETAINED
    )
    found = alike_signals(text, visible, partnership)
    alike = [one for one in found if one.is_likely][:MOST]
    shown = visible.defer("search").in_bulk([one.key for one in alike])
    signals = [shown[one.key] for one in alike if one.key in shown]
    return [
        Suggestion(row, _excerpt(row, text))
        for row in rows_of(partnership, signals, user)
    ]


def _excerpt(row: SignalRow, text: str) -> str:
    signal = row.signal
    said = f"{signal.statement}\n{signal.examples}"
    return excerpt_beside(signal.title, said, text)
