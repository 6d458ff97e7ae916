"""What a group of reports is called for now: made of its most telling words.

Nothing here asks the database. A word tells more, the more reports of the group have it
and the fewer reports elsewhere do (class tf-idf, Grootendorst 2022).
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from draaischijf.signals.queries.likeness import folded, telling_words

MOST_WORDS, MOST_SHOWN = 4, 8
_TOKEN = re.compile(r"[^\W\d_]+|[.!?\n]")
_ENDS = frozenset(".!?\n")
_NONE = frozenset({"geen", "zonder"})
_LONGEST = 110
# Telling enough to compare texts by, not to call a group after.
_DULL = frozenset(
    """
    duurt elke gaan gaat goed jaar jaren krijg lang lukt mevrouw mijnheer nemen neemt
    persoon personen zeggen zegt zie zoeken zoekt week weken dag dagen keer
    """.split()  # noqa: SIM905 read as a text
)

Stems = Callable[[str], str]


@dataclass(frozen=True)
class _Word:
    """One word of a text: as it is shown, and what stands right before it."""

    shown: str
    stem: str
    before: str


@dataclass(frozen=True)
class Telling:
    """A working title, and the words that tell most, the most telling first."""

    title: str
    words: Sequence[str]


def telling(
    group: Sequence[str],
    having: Counter[str],
    stem: Stems,
    *,
    without: Collection[str] = (),
) -> Telling:
    """Return the title and the words of a group of texts.

    `having` tells in how many texts of the whole each stem stands, `stem` what the stem
    of a word is, `without` which stems say nothing here, such as those of places. Only
    words of two reports or more are taken, as long as there are two such words.
    """
    read = [_words(one, stem, without) for one in group]
    counts = Counter(name for one in read for name in {word.stem for word in one})
    shared = {name: n for name, n in counts.items() if n > 1}
    kept = shared if len(shared) > 1 else dict(counts)
    if kept is not shared:
        # A name that one person wrote is nobody else's business.
        written = {name: _as_written(name, read) for name in kept}
        kept = {name: n for name, n in kept.items() if not written[name].istitle()}
    whole = max(having.values(), default=1) + 1
    best = sorted(
        kept,
        key=lambda name: (-kept[name] * math.log(1 + whole / having[name]), name),
    )[:MOST_SHOWN]
    shown = {name: _as_written(name, read) for name in best}
    return Telling(
        title=_title(best[:MOST_WORDS], shown, read),
        words=[shown[name] for name in best],
    )


def counted(texts: Iterable[str], stem: Stems) -> Counter[str]:
    """Return in how many of these texts each stem stands."""
    return Counter(
        name for text in texts for name in {stem(one) for one in telling_words(text)}
    )


def _words(text: str, stem: Stems, without: Collection[str]) -> list[_Word]:
    known = set(telling_words(text))
    found, before = [], "."
    for token in _TOKEN.findall(text):
        plain = folded(token)
        if plain in known and plain not in _DULL and stem(plain) not in without:
            # A capital after a full stop says nothing; that of a name stays.
            is_first = before in _ENDS and not token.isupper()
            found.append(
                _Word(token.lower() if is_first else token, stem(plain), before)
            )
        before = plain or token
    return found


def _as_written(name: str, read: Sequence[Sequence[_Word]]) -> str:
    """Return the form in which a word is written most often, a short one before."""
    forms = Counter(word.shown for one in read for word in one if word.stem == name)
    return min(forms, key=lambda form: (-forms[form], len(form), form))


def _title(
    names: Sequence[str], shown: dict[str, str], read: Sequence[Sequence[_Word]]
) -> str:
    """Put the words in the order of the reports: "Wachtlijst tandarts, geen plaats"."""
    order = sorted(names, key=lambda name: _place(name, read))
    pieces: list[str] = []
    for place, name in enumerate(order):
        word = shown[name]
        if denied := _denied(name, read):
            word = f"{denied} {word}"
        is_pair = place > 0 and _follows(order[place - 1], name, read)
        if is_pair and not denied:
            pieces[-1] += f" {word}"
        else:
            pieces.append(word)
    made = ", ".join(pieces)[:_LONGEST]
    return made[:1].upper() + made[1:]


def _place(name: str, read: Sequence[Sequence[_Word]]) -> float:
    places = [
        next(n for n, word in enumerate(one) if word.stem == name) / len(one)
        for one in read
        if any(word.stem == name for word in one)
    ]
    return sum(places) / len(places)


def _denied(name: str, read: Sequence[Sequence[_Word]]) -> str:
    """Return "geen" where most of the reports say that there is none of it."""
    before = Counter(word.before for one in read for word in one if word.stem == name)
    said, count = max(
        ((one, before[one]) for one in sorted(_NONE)), key=lambda pair: pair[1]
    )
    return said if count * 2 > before.total() else ""


def _follows(one: str, other: str, read: Sequence[Sequence[_Word]]) -> bool:
    """Tell whether a word stands right after another in the telling words of a text."""
    return any(
        (first.stem, second.stem) == (one, other)
        for words in read
        for first, second in pairwise(words)
    )
