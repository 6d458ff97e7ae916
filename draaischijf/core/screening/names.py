"""Names of persons: a title with a surname, a first name or initials behind it."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import NamedTuple

from draaischijf.core.screening.characters import BLANK, WORD
from draaischijf.core.screening.findings import Certainty, Finding, Kind, finding
from draaischijf.core.screening.first_names import FIRST_NAMES
from draaischijf.core.screening.known import municipality_names
from draaischijf.core.screening.people import TITLE
from draaischijf.core.screening.surnames import looks_like_surname

_NEXT_WORD = re.compile(rf"[{BLANK}]{{0,3}}(?:['’](?=[ts]\b))?({WORD})")
_LONGEST_NAME = 7  # words: "J. M. Van den Bossche - De Smet" and no more

PARTICLES = frozenset(
    """
    van de den der vande vanden vander ter ten t s von zu du des la le el al ben bin ait
    ould da dos di d v vd
    """.split()  # noqa: SIM905 a block of words reads better than a column of strings
)
# What a title stands before without naming anybody, and how a next sentence starts.
_NO_NAMES = frozenset(
    """
    burgemeester schepen minister voorzitter directeur gouverneur deken pastoor
    notaris dokter advocaat rechter raadslid secretaris gedeputeerde ik u uw je jij wij
    we zij ze hij het er een die dit dat deze en of maar als toen nu daarom dus want ook
    met voor in op aan uit bij naar om te niet geen mijn haar zijn ons onze hun wie wat
    waar hoe dank bedankt graag beste
    maandag dinsdag woensdag donderdag vrijdag zaterdag zondag mevrouw meneer mijnheer
    vlaamse belgische x y z xx xxx xyz nn onbekend anoniem
    """.split()  # noqa: SIM905 a block of words reads better than a column of strings
)
# What "van den" may lead to besides a surname.
_NO_SURNAMES = frozenset({"bouw", "dienst", "overkant", "hoek", "buurt", "winkel"})
# Who decides in public is named in public; a chair may be that of a residents' group.
_PUBLIC = (
    r"(?P<public>schepen|burgemeester|minister|gouverneur|gedeputeerde"
    r"|(?:gemeente|provincie)?raadslid|staatssecretaris|ombudsman|ombudsvrouw"
    r"|commissaris|vrederechter|volksvertegenwoordiger)"
)
_OFFICIAL = rf"(?:{_PUBLIC}|voorzitter|directeur)"
_OFFICIAL_BEFORE = re.compile(rf"\b{_OFFICIAL}[\s,:]{{1,2}}$", re.IGNORECASE)
_OFFICIAL_AFTER = re.compile(
    rf"\s?[,(]\s?(?:de\s|onze\s|vlaams\s|eerste\s)?{_OFFICIAL}\b", re.IGNORECASE
)
_ARTICLE_BEFORE = re.compile(r"\b(?:een|die|deze|de|elke|iedere)\s$", re.IGNORECASE)
_ORIGIN_AFTER = re.compile(r"\s(?:afkomst|origine|herkomst|nationaliteit)\b")
_SURNAME_START = re.compile(
    rf"{TITLE.pattern}[{BLANK}]*"
    r"(?:(?:van|de|den|der|vande|vanden|vander|ter|ten|'t|’t)\s{1,3})*+",
    re.IGNORECASE,
)


class _Parts(NamedTuple):
    """The words behind a title, sorted."""

    initials: list[re.Match[str]]
    particles: list[re.Match[str]]
    capitals: list[re.Match[str]]
    following: list[re.Match[str]]


def surname_start(name: str) -> int:
    """Return where in a found name the title and its "van de" end."""
    match = _SURNAME_START.match(name)
    return match.end() if match else 0


def titled_names(text: str) -> Iterable[Finding]:
    """Find "mevrouw", "dhr." and their like with a name behind it.

    Certain with a capital, unless the words beside it say that the person holds an
    chair, or the name is that of a municipality. Who holds a public office is no
    finding. Initials alone are doubtful, and so
    is a name in small letters, which is only seen if it is or resembles a common one.
    """
    end = 0
    for title in TITLE.finditer(text):
        if title.start() < end:
            continue
        parts = _parts(text, title)
        judged = _in_capitals(text, title, parts) or _in_small_letters(parts)
        if judged:
            end, certainty = judged
            yield finding(Kind.NAME, text, (title.start(), end), certainty=certainty)


def _parts(text: str, title: re.Match[str]) -> _Parts:
    words = following_words(text, title.end())
    in_capitals = title[0].isupper() and len(title[0]) > 4
    parts = _Parts([], [], [], [])
    for word in words:
        small = word[1].casefold()
        if parts.following:
            parts.following.append(word)
        elif is_initial(text, word) and not parts.capitals and not parts.particles:
            parts.initials.append(word)
        elif small in PARTICLES:
            (parts.capitals or parts.particles).append(word)
        elif in_capitals and word[1].isupper():
            parts.following.append(word)
        elif small not in _NO_NAMES and has_capital(word[1]):
            parts.capitals.append(word)
        else:
            parts.following.append(word)
    # "meneer Maes van het team": a particle at the end belongs to what comes next.
    while parts.capitals and parts.capitals[-1][1].casefold() in PARTICLES:
        parts.following.insert(0, parts.capitals.pop())
    return parts


def following_words(text: str, place: int) -> list[re.Match[str]]:
    """Read the words from `place` that could form one name, on the same line."""
    words: list[re.Match[str]] = []
    while len(words) < _LONGEST_NAME:
        match = _NEXT_WORD.match(text, place)
        if not match:
            break
        words.append(match)
        place = match.end()
        # A dot ends the sentence, except behind an initial or a shortened "van de".
        if len(match[1]) <= 2 and text[place : place + 1] in {".", "/"}:
            place += 1
    return words


def is_initial(text: str, word: re.Match[str]) -> bool:
    """Tell whether a word is one letter that stands for a first name."""
    # "v.d. Velde" is a shortened "van de".
    if len(word[1]) != 1 or word[1] in {"v", "d"} or word[1].casefold() in _NO_NAMES:
        return False
    dotted = text[word.end() : word.end() + 1] == "."
    return dotted or (word[1].isupper() and word[1] != "U")


def has_capital(word: str) -> bool:
    """Tell whether a word begins as a name does; "d'Hondt" and "'t Jong" too."""
    return word[0].isupper() or (word[1:2] in {"'", "’"} and word[2:3].isupper())


def _in_capitals(
    text: str, title: re.Match[str], parts: _Parts
) -> tuple[int, Certainty] | None:
    if not parts.capitals:
        return None
    first, last = parts.capitals[0], parts.capitals[-1]
    # "mevrouw OCMW": an abbreviation, not somebody shouting a name.
    in_capitals = first[1].isupper() and len(first[1]) > 1
    strange = in_capitals and not looks_like_surname(first[1].casefold())
    if strange and len(first[1]) <= 4:
        return None
    before = text[max(0, title.start() - 25) : title.start()]
    official = _OFFICIAL_BEFORE.search(before) or _OFFICIAL_AFTER.match(
        text, last.end()
    )
    if official and official["public"]:
        return None
    particle = bool(parts.particles) and parts.particles[0][1].islower()
    if particle and not parts.initials:
        # "een mevrouw van Lokelare" comes from there; "mevrouw van Loo" is called so.
        if _ARTICLE_BEFORE.search(before) or _ORIGIN_AFTER.match(text, last.end()):
            return None
        return last.end(), Certainty.DOUBTFUL
    core = text[first.start(1) : last.end()].casefold()
    place = not parts.particles and core in municipality_names()
    doubt = place or official or strange
    return last.end(), Certainty.DOUBTFUL if doubt else Certainty.CERTAIN


def _in_small_letters(parts: _Parts) -> tuple[int, Certainty] | None:
    names = _small_names(parts)
    if names:
        return names[-1].end(), Certainty.DOUBTFUL
    if parts.initials and not parts.capitals:
        return parts.initials[-1].end(), Certainty.DOUBTFUL
    return None


def _small_names(parts: _Parts) -> list[re.Match[str]]:
    """Return the words in small letters that read as a name, in order."""
    if parts.capitals or not parts.following:
        return []
    first, *rest = parts.following
    word = first[1].casefold()
    particles = " ".join(particle[1].casefold() for particle in parts.particles)
    if particles in {"van der", "vander", "van den", "vanden"}:
        return [first] if word not in _NO_NAMES | _NO_SURNAMES else []
    if word in FIRST_NAMES and not particles:
        second = rest[:1]
        known = second and looks_like_surname(second[0][1].casefold())
        return [first, *second] if known else [first]
    if looks_like_surname(word, after_particle=bool(particles)):
        return [first]
    return []
