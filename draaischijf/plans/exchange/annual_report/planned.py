"""The middle column: the planned actions of a goal, with timing and lead."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from draaischijf.documents.blocks import Place
from draaischijf.plans.exchange.annual_report.lines import (
    LEAD,
    TIMING,
    Line,
    goes_on,
    paragraph,
)
from draaischijf.signals.exchange.rows import one_line


@dataclass
class Planned:
    """One action as it was planned; `number` counts on where the column has none."""

    number: int
    place: Place
    is_numbered: bool = False
    words: list[Line] = field(default_factory=list)
    labels: dict[str, str] = field(default_factory=dict)
    source: list[Line] = field(default_factory=list)

    @property
    def title(self) -> str:
        """The words of the action, points below it on lines of their own."""
        return paragraph(self.words)

    @property
    def timing(self) -> str:
        return one_line(self.labels.get(TIMING, ""))

    @property
    def leads(self) -> str:
        return one_line(self.labels.get(LEAD, "")).rstrip(" .")


def planned_actions(lines: Sequence[Line]) -> list[Planned]:
    """Return the actions of one goal in their order.

    An action begins at its number, or where one with timing and lead is over and words
    follow that get a timing of their own.
    """
    reader = _Reader()
    for line in lines:
        reader.take(line)
    reader.keep_waiting()
    return reader.found


class _Reader:
    """Lines that follow a label wait: they go on with it, or begin an action."""

    def __init__(self) -> None:
        self.found: list[Planned] = []
        self.last_label = ""
        self.waiting: list[Line] = []

    def take(self, line: Line) -> None:
        if labelled := line.label:
            self._label(line, *labelled)
        elif line.number is not None and self._begins(line.number):
            self.keep_waiting()
            self._begin(line, line.number)
        elif self.last_label:
            self.waiting.append(line)
        else:
            self._words(line)

    @property
    def _current(self) -> Planned | None:
        return self.found[-1] if self.found else None

    def _begins(self, number: int) -> bool:
        """Tell whether a number begins an action, and not a point below one."""
        current = self._current
        return current is None or bool(current.labels) or number == current.number + 1

    def _begin(self, line: Line, number: int | None = None) -> None:
        self.last_label = ""
        counted = self._current.number + 1 if self._current else 1
        action = Planned(number or counted, line.place, number is not None)
        self.found.append(action)
        self._words(line.without_number() if number else line)

    def _words(self, line: Line) -> None:
        if self._current is None:
            self._begin(line)
            return
        self._current.words.append(line)
        self._current.source.append(line)

    def _label(self, line: Line, label: str, rest: str) -> None:
        current = self._current
        if current and label in current.labels:
            self._begin_from_waiting(line)
        self.keep_waiting()
        if self._current is None:
            self.found.append(Planned(1, line.place))
        action = self.found[-1]
        action.labels[label] = rest
        action.source.append(line)
        self.last_label = label

    def _begin_from_waiting(self, line: Line) -> None:
        """Begin an action without a number: the label of the one before comes again."""
        waiting, self.waiting = self.waiting, []
        while waiting and goes_on(self.found[-1].labels[self.last_label], waiting[0]):
            self._go_on(waiting.pop(0))
        if not waiting:
            self.found.append(Planned(self.found[-1].number + 1, line.place))
            return
        self._begin(waiting[0])
        for other in waiting[1:]:
            self._words(other)

    def keep_waiting(self) -> None:
        """Add what waits to the label it follows."""
        for line in self.waiting:
            self._go_on(line)
        self.waiting = []

    def _go_on(self, line: Line) -> None:
        action = self.found[-1]
        action.labels[self.last_label] += f"\n{line.text}"
        action.source.append(line)
