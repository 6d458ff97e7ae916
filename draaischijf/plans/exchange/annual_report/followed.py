"""The column of follow-up, divided over the actions it is about.

Mostly it is numbered as the actions are. Where it is not, a line without a date may
begin the next action: it uses the words of that action, and its dates begin anew.
"""

from __future__ import annotations

from collections.abc import Sequence

from draaischijf.core.fuzzy import FuzzyDate
from draaischijf.documents.spelling import alike, plain
from draaischijf.plans.exchange.annual_report.facts import first_day
from draaischijf.plans.exchange.annual_report.lines import Line
from draaischijf.plans.exchange.annual_report.planned import Planned

# Below this a word says too little to know an action by.
SHORTEST_WORD = 5
SHORTEST_STEM = 7


class Shared:
    """The lines of one stretch of follow-up, per action in their order."""

    def __init__(self, count: int) -> None:
        self.lines: list[list[Line]] = [[] for _ in range(count)]
        # The actions that got lines by words and dates instead of by number.
        self.judged: set[int] = set()


def share_out(
    lines: Sequence[Line], actions: Sequence[Planned], year: int | None
) -> Shared:
    """Divide follow-up over actions, each with its lines; numbers are taken off.

    `actions` may be those of more than one goal: a number that comes again is that of
    the next one. Without actions nothing is divided.
    """
    shared = Shared(len(actions))
    if not actions:
        return shared
    first = _first_number(lines, actions)
    before = lines if first is None else lines[: first[0]]
    candidates = range(len(actions) if first is None else max(first[1], 1))
    _judge(before, actions, candidates, year, shared)
    if first is None:
        return shared
    current = first[1]
    for number, line in enumerate(lines[first[0] :]):
        found = first[1] if number == 0 else _numbered(line, actions, current + 1)
        if found is None:
            shared.lines[current].append(line)
        else:
            current = found
            shared.lines[current].append(line.without_number())
    return shared


def _first_number(
    lines: Sequence[Line], actions: Sequence[Planned]
) -> tuple[int, int] | None:
    for place, line in enumerate(lines):
        found = _numbered(line, actions, 0)
        if found is not None:
            return place, found
    return None


def _numbered(line: Line, actions: Sequence[Planned], start: int) -> int | None:
    """Return which action, from `start` on, has the number a line begins with."""
    if line.number is None:
        return None
    places = range(start, len(actions))
    return next((n for n in places if actions[n].number == line.number), None)


# --- follow-up without numbers


def _judge(
    lines: Sequence[Line],
    actions: Sequence[Planned],
    candidates: range,
    year: int | None,
    shared: Shared,
) -> None:
    words = _telling_words([actions[n].title for n in candidates])
    current = 0
    latest: FuzzyDate | None = None
    for place, line in enumerate(lines):
        starts = first_day(line.text, year)
        if starts is None or not starts[1]:
            begins_anew = _is_earlier(_next_day(lines[place:], year), latest)
            better = _better(line.text, words, current, begins_anew=begins_anew)
            if better != current:
                current, latest = better, None
        shared.lines[current].append(line)
        if starts and (latest is None or _is_earlier(latest, starts[0])):
            latest = starts[0]
    if len(candidates) > 1 and lines:
        shared.judged.update(n for n in candidates if shared.lines[n])


def _next_day(lines: Sequence[Line], year: int | None) -> FuzzyDate | None:
    """Return the first day that is named from here on."""
    days = (first_day(line.text, year) for line in lines)
    return next((day[0] for day in days if day), None)


def _is_earlier(one: FuzzyDate | None, other: FuzzyDate | None) -> bool:
    return bool(one and other and one.start and other.start and one.start < other.start)


def _better(
    text: str, words: Sequence[set[str]], current: int, *, begins_anew: bool
) -> int:
    """Return which action a line is about: the one it is under, or a later one."""
    said = _words(text)
    scores = [sum(_is_said(word, said) for word in own) for own in words]
    if current + 1 < len(scores) and begins_anew:
        scores[current + 1] += 1
    later = range(current + 1, len(scores))
    best = max(later, key=lambda n: (scores[n], -n), default=current)
    return best if scores and scores[best] > scores[current] else current


def _telling_words(titles: Sequence[str]) -> list[set[str]]:
    """Return per action the words that no other action of the goal has."""
    words = [_words(title) for title in titles]
    return [
        own - set().union(*(other for m, other in enumerate(words) if m != n))
        for n, own in enumerate(words)
    ]


def _words(text: str) -> set[str]:
    return {word for word in plain(text).split() if len(word) >= SHORTEST_WORD}


def _is_said(word: str, said: set[str]) -> bool:
    return any(_same_word(word, other) for other in said)


def _same_word(one: str, other: str) -> bool:
    short, long = sorted((one, other), key=len)
    if len(short) >= SHORTEST_STEM and long.startswith(short):
        return True
    return alike(one, other)
