"""How much two texts are alike: in meaning, and in the words they share.

Nothing here asks the database. The weights come from `draaischijf bench similarity`
and from nothing else; its table is in docs/reference/similarity.md.
"""

from __future__ import annotations

import math
import re
import unicodedata
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

_WORD = re.compile(r"[^\W\d_]{3,40}")
# The marks that stand apart once letters are taken from their accents.
_ACCENTS = re.compile(
    "[\u0300-\u036f\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f]"
)
_GRAM = 4
# Where a text turns to what it is about, and how much has to follow.
_TURN = re.compile(r"\b(?:maar|echter|toch|alleen|enkel|wel)\b", re.IGNORECASE)
_LEAST_POINT = 30
# Of two texts about one problem six in ten lie nearer than this, of others fewer than
# one in two hundred (the labelled problems that nothing was learnt from).
NEAR = 0.3
# What lies further away and shares hardly a word is left out: that is one in twenty of
# the right ones, and nine in ten of the others.
LEAST_NEAR, LEAST_WORDS = 0.1, 0.1
# Words that say nothing of what a problem is about.
_SMALL = frozenset(
    """
    aan aantal achter alle alleen allemaal als altijd ander andere anders bij bijna
    binnen blijft blijven boven daar daarna daarom daardoor dan dat deze die dit doen
    door dus echt een eens eerst elk elke enkel enkele enz erg ergens geeft geen gewoon
    graag haar had hadden hebben hebt heeft heel hen het hij hier hoe hun iemand iets
    ieder iedereen ineens jou jouw jullie kan kent komen komt krijgen krijgt kunnen kunt
    laat langer maar maken maand maanden maakt meer meestal men mensen met mij mijn
    minder moet moeten moest naar namelijk nergens niemand niet niets nieuwe nodig nog
    nooit omdat onder ons onze ook opnieuw over overal per probleem rond samen sinds
    soms staan staat steeds tegen terug tijdens toch toe toen tot tussen uit vaak van
    vanaf vandaag vanuit veel vele verder via vinden vindt voor vooral waar waardoor
    waarom waarbij want was wat weer weg wel welke werd wie wij wil willen worden wordt
    zal zeer zelf zelfs zich zien ziet zij zijn zit zitten zoals zodat zonder zou zouden
    """.split()  # noqa: SIM905 read as a text
)


def folded(text: str) -> str:
    """Return the text in small letters without accents."""
    small = text.lower()
    # Most texts here have no accents; a search for what is alike folds hundreds.
    if small.isascii():
        return small
    return _ACCENTS.sub("", unicodedata.normalize("NFKD", small))


def telling_words(text: str) -> list[str]:
    """Return the words that say what a text is about, folded, each once, in order."""
    words = _WORD.findall(folded(text))
    return list(dict.fromkeys(one for one in words if one not in _SMALL))


@lru_cache(maxsize=4096)
def _grams(word: str) -> tuple[str, ...]:
    """Return the pieces of a word; compounds, plurals and typing errors share most."""
    marked = f"_{word}_"
    return tuple(
        marked[start : start + _GRAM]
        for start in range(max(1, len(marked) - _GRAM + 1))
    )


def pieces(text: str) -> Counter[str]:
    """Return how often each piece of a telling word stands in a text."""
    return Counter(gram for word in telling_words(text) for gram in _grams(word))


def rareness(texts: Sequence[Mapping[str, int]]) -> dict[str, float]:
    """Return what each piece weighs among these texts: the fewer have it, the more."""
    having = Counter(gram for one in texts for gram in one)
    most = len(texts) + 1
    return {gram: math.log(1 + most / count) for gram, count in having.items()}


def overlap(
    one: Mapping[str, int], other: Mapping[str, int], weights: Mapping[str, float]
) -> float:
    """Return how much of each other's pieces two texts have, from 0 to 1."""
    shared = sum(weights.get(gram, 0.0) ** 2 for gram in one.keys() & other.keys())
    if not shared:
        return 0.0
    return shared / math.sqrt(_size(one, weights) * _size(other, weights))


def _size(one: Mapping[str, int], weights: Mapping[str, float]) -> float:
    return sum(weights.get(gram, 0.0) ** 2 for gram in one)


@dataclass(frozen=True)
class Candidate:
    """One that could be alike: how close it lies, and what it says.

    `nearest` is the closeness of the nearest of all its texts, `own` that of its own
    text to what the other comes down to (`point_of`).
    """

    key: int
    nearest: float
    own: float
    texts: Sequence[str]


@dataclass(frozen=True)
class Likeness:
    """How much one candidate is alike; the higher the score, the more."""

    key: int
    score: float
    nearest: float
    words: float

    @property
    def is_near(self) -> bool:
        """Whether what is meant lies near, whatever the words."""
        return self.nearest >= NEAR

    @property
    def is_likely(self) -> bool:
        """Whether it is worth a look."""
        return self.nearest >= LEAST_NEAR or self.words >= LEAST_WORDS


OneForm = Callable[[str], str]
# What each kind of likeness counts for (docs/reference/similarity.md).
OWN, WORDS = 0.5, 0.2


def ranked(
    text: str, candidates: Iterable[Candidate], *, one_form: OneForm = str
) -> list[Likeness]:
    """Return how much each candidate is like a text, the most alike first.

    `one_form` gives words that mean the same one form, before they are compared.

    A piece of a word weighs more the fewer candidates have it: among twenty signals
    about childcare "childcare" tells nothing, "night shift" does.
    """
    said = pieces(one_form(text))
    candidates = list(candidates)
    theirs = [
        [pieces(one_form(one)) for one in candidate.texts] for candidate in candidates
    ]
    rare = rareness([piece for texts in theirs for piece in texts])
    found = []
    for candidate, texts in zip(candidates, theirs, strict=True):
        words = max((overlap(said, one, rare) for one in texts), default=0.0)
        score = candidate.nearest + OWN * candidate.own + WORDS * words
        found.append(Likeness(candidate.key, score, candidate.nearest, words))
    return sorted(found, key=lambda one: -one.score)


def point_of(text: str) -> str:
    """Return what a text comes down to: what follows "maar", or all of it.

    "De waarborg is betaald, maar ze krijgen hem niet terug" is not about paying it.
    """
    for turn in _TURN.finditer(text):
        rest = text[turn.end() :].strip(" ,")
        if len(rest) >= _LEAST_POINT:
            return rest
    return text


def shared_words(
    text: str, others: Iterable[str], *, most: int = 4, without: Collection[str] = ()
) -> list[str]:
    """Return the telling words of `text` that stand in one of the others, too.

    `without` are words that say nothing here, such as those of places. In another form
    as well: "wachtlijsten" for "wachtlijst". Longest first.
    """
    known = {one for other in others for one in telling_words(other)}
    shared = [
        word
        for word in telling_words(text)
        if word not in without and any(_same_root(word, other) for other in known)
    ]
    return sorted(shared, key=len, reverse=True)[:most]


def _same_root(one: str, other: str) -> bool:
    if one == other:
        return True
    length = min(len(one), len(other))
    return length >= 5 and one[: max(5, length - 2)] == other[: max(5, length - 2)]


_SENTENCE = re.compile(r"[^.!?\n]+[.!?]*")
_LONGEST_EXCERPT = 240


def telling_sentence(text: str, about: str) -> str:
    """Return the sentence of a text that shares most with another, cut at a word.

    The first where none shares anything; nothing of an empty text.
    """
    sentences = [one.strip() for one in _SENTENCE.findall(text) if one.strip()]
    if not sentences:
        return ""
    said = pieces(about)
    theirs = [pieces(one) for one in sentences]
    rare = rareness(theirs)
    best = max(range(len(sentences)), key=lambda n: overlap(said, theirs[n], rare))
    found: str = sentences[best]
    if len(found) <= _LONGEST_EXCERPT:
        return found
    return found[:_LONGEST_EXCERPT].rsplit(" ", 1)[0].rstrip(",;:") + "…"


def excerpt_beside(title: str, text: str, about: str) -> str:
    """Return the telling sentence of a text, or nothing where the title says the same.

    A need of a document often says the same in both places.
    """
    found = telling_sentence(text, about)
    return "" if found.rstrip(" .") == title.rstrip(" .") else found
