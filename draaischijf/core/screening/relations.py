"""Names behind kinship or a role: "haar zoontje Milan", "mijn cliënt Jef V."."""

from __future__ import annotations

import re
from collections.abc import Iterable
from itertools import pairwise

from draaischijf.core.screening.characters import BLANK, WORD
from draaischijf.core.screening.findings import Certainty, Finding, Kind, finding
from draaischijf.core.screening.first_names import FIRST_NAMES, is_first_name
from draaischijf.core.screening.known import municipality_names
from draaischijf.core.screening.names import (
    PARTICLES,
    following_words,
    has_capital,
    is_initial,
)
from draaischijf.core.screening.people import NO_AGE, OLDEST, YEARS
from draaischijf.core.screening.relation_words import (
    FIRST_WORDS,
    HOUSEHOLD,
    KIN,
    OWN_KIN,
    POSSESSIVE,
    ROLE,
)
from draaischijf.core.screening.surnames import looks_like_surname

_RELATION = re.compile(
    rf"(?<![\w-])(?:(?P<kin>{KIN})|{POSSESSIVE}[{BLANK}](?P<own>{OWN_KIN})"
    rf"|(?P<role>{ROLE})|(?P<household>{HOUSEHOLD}))(?![\w-])(?:(?<=[Ff]am)\.)?(?=[{BLANK}])",
    re.IGNORECASE,
)
_WORD = re.compile(r"\w++")
# A capital in the middle of a sentence is part of a name: "Huis van het Kind Lokelare".
_INSIDE = re.compile(r"[\w,'’-]\s$")
_CALLED = re.compile(
    rf"(?<!\w)(?:genaamd|noemt|heet|heette)[{BLANK}](?={WORD})", re.IGNORECASE
)
_SUPPORTED = re.compile(
    rf"\b(?:dat|die)[{BLANK}](?:ik|we|wij)[{BLANK}](?:(?:al[{BLANK}]\w{{2,9}}[{BLANK}])?"
    r"(?:begeleid|begeleiden|opvolg|opvolgen|ondersteun|ondersteunen|ken|kennen|volg"
    rf"|volgen))[,(:{BLANK}]{{1,3}}",
    re.IGNORECASE,
)
# Two words that follow each other, the second one being an age or a lone initial.
_FIRST_NAME = re.compile(
    rf"(?<![\w\u0300-\u036f'’.@/-])(?P<name>{WORD})(?:"
    rf"[{BLANK}](?P<initial>[A-Z])\.(?![A-Za-z])"
    rf"|,?[{BLANK}]{{0,2}}\((?P<braced>\d{{1,3}})(?:{YEARS})?\)"
    rf"|,?[{BLANK}](?P<plain>\d{{1,3}}){YEARS}"
    rf"|,[{BLANK}]{POSSESSIVE}[{BLANK}](?:{KIN}|vrouw|man|vriend|vriendin|partner)(?!\w)"
    r")"
)
# Capitals behind such a word that name nobody.
_NO_NAMES = frozenset(
    """
    maandag dinsdag woensdag donderdag vrijdag zaterdag zondag januari februari maart
    april mei juni juli augustus september oktober november december vlaanderen
    wallonië brussel belgië nederland europa syrië marokko turkije oekraïne afghanistan
    belg syriër turk afghaan marokkaan oekraïner rom roma nederlands frans engels duits
    arabisch turks kind gezin overste teresa sociaal welzijn zorg facebook whatsapp
    instagram tiktok mevrouw mevr meneer mijnheer dhr mw de het een en of die dat met
    ik wij zij hij je jij in op te uit van voor naar bij om is was heeft had kan moet
    mag wil wordt werd
    """.split()  # noqa: SIM905 a block of words reads better than a column of strings
)
_NATIONALITY = re.compile(
    r"\w+(?:se|sche|ische?|aans|ees|eens|aars|ools|ieks|aanse|ers)", re.IGNORECASE
)
_ARTICLE_BEFORE = re.compile(r"\b(?:een|elke|iedere|geen|veel)\s$", re.IGNORECASE)
_LONGEST_NAME = 5


def related_names(text: str) -> Iterable[Finding]:
    """Find kinship, a role or a household with a name behind it.

    Certain for a first name with a capital, and for a surname behind "gezin" or
    "familie"; doubtful for small letters, initials, and a capital that is no name we
    know. Peoples, places, days and abbreviations are no names.
    """
    for word in _WORD.finditer(text):
        if word[0].casefold() not in FIRST_WORDS:
            continue
        if word[0][0].isupper() and _INSIDE.search(
            text, max(0, word.start() - 3), word.start()
        ):
            continue
        match = _RELATION.match(text, word.start())
        judged = _judged(text, match) if match else None
        if match and judged:
            end, certainty = judged
            yield finding(Kind.NAME, text, (match.start(), end), certainty=certainty)
    for pattern in (_CALLED, _SUPPORTED):
        for match in pattern.finditer(text):
            words = following_words(text, match.end())[:_LONGEST_NAME]
            if words and words[0][1].istitle() and is_first_name(words[0][1]):
                start = match.start() if pattern is _CALLED else words[0].start(1)
                span = (start, _name_end(text, words))
                yield finding(Kind.NAME, text, span, certainty=Certainty.DOUBTFUL)


def first_names(text: str) -> Iterable[Finding]:
    """Find a first name with an age, an initial or somebody's kin right behind it.

    "Bilal, 14 jaar", "Fatima K.", "Milan, haar zoontje". Only first names we know;
    certain with a capital.
    """
    for match in _FIRST_NAME.finditer(text):
        name = match["name"]
        if not is_first_name(name) or (match["initial"] and name.islower()):
            continue
        age = match["braced"] or match["plain"]
        if age and not (0 < int(age) <= OLDEST and not NO_AGE.match(text, match.end())):
            continue
        # "jan (12), feb (14)": a month.
        if match["braced"] and name.islower():
            continue
        capital = name[0].isupper()
        certainty = Certainty.CERTAIN if capital else Certainty.DOUBTFUL
        yield finding(Kind.NAME, text, match.span(), certainty=certainty)


def _judged(text: str, match: re.Match[str]) -> tuple[int, Certainty] | None:
    words = following_words(text, match.end())[:_LONGEST_NAME]
    if not words:
        return None
    if is_initial(text, words[0]):
        return _initials(text, match, words)
    if words[0][1].casefold() in PARTICLES:
        return _behind_particle(match, words)
    if has_capital(words[0][1]):
        return _with_capital(text, match, words)
    return _in_small_letters(match, words)


def _with_capital(
    text: str, match: re.Match[str], words: list[re.Match[str]]
) -> tuple[int, Certainty] | None:
    first = words[0][1]
    small = first.casefold()
    if _names_nobody(first):
        return None
    end = _name_end(text, words)
    if small in FIRST_NAMES or (match["household"] and looks_like_surname(small)):
        return end, Certainty.CERTAIN
    # "een jongere Belg": an article asks for a name that we know.
    if _ARTICLE_BEFORE.search(text[max(0, match.start() - 10) : match.start()]):
        return None
    return end, Certainty.DOUBTFUL


def _initials(
    text: str, match: re.Match[str], words: list[re.Match[str]]
) -> tuple[int, Certainty] | None:
    """Judge "cliënt L.D.": a lone letter behind kinship may be anything."""
    last = words[0]
    for word in words[1:]:
        if not is_initial(text, word):
            break
        last = word
    dotted = text[last.end() : last.end() + 1] == "."
    if not (match["role"] or match["household"]) or not (dotted or last is words[0]):
        return None
    if words[0][1].casefold() in {"x", "y", "z"} or words[0][1].islower():
        return None
    return last.end() + dotted, Certainty.DOUBTFUL


def _behind_particle(
    match: re.Match[str], words: list[re.Match[str]]
) -> tuple[int, Certainty] | None:
    """Judge "familie De Smet", "gezin de smet": not "de moeder van Milan"."""
    rest = [word for word in words if word[1].casefold() not in PARTICLES]
    if not rest or not (match["household"] or has_capital(words[0][1])):
        return None
    word = rest[0]
    capital = has_capital(word[1])
    if capital and has_capital(words[0][1]) and not _names_nobody(word[1]):
        known = looks_like_surname(word[1].casefold(), after_particle=True)
        return word.end(), Certainty.CERTAIN if known else Certainty.DOUBTFUL
    if looks_like_surname(word[1].casefold(), after_particle=True):
        return word.end(), Certainty.DOUBTFUL
    return None


def _in_small_letters(
    match: re.Match[str], words: list[re.Match[str]]
) -> tuple[int, Certainty] | None:
    first = words[0]
    small = first[1].casefold()
    if match["household"]:
        return (first.end(), Certainty.DOUBTFUL) if looks_like_surname(small) else None
    if not is_first_name(first[1]):
        return None
    known = len(words) > 1 and looks_like_surname(words[1][1].casefold())
    return (words[1] if known else first).end(), Certainty.DOUBTFUL


def _names_nobody(word: str) -> bool:
    small = word.casefold()
    return (
        small in _NO_NAMES
        or (word.isupper() and len(word) <= 5)
        or (small not in FIRST_NAMES and small in municipality_names())
        or (
            small not in FIRST_NAMES
            and _NATIONALITY.fullmatch(word) is not None
            and not looks_like_surname(small)
        )
    )


def _name_end(text: str, words: list[re.Match[str]]) -> int:
    """Return where the name ends that begins with the first of these words.

    Particles only count with a capital behind them; "Ahmed en Leila" are two names,
    and "Ahmed en Lokelare" is one.
    """
    end = words[0].end()
    for before, word in pairwise(words):
        ends_sentence = text[before.end() : before.end() + 1] == "."
        if ends_sentence and not is_initial(text, before):
            break
        if is_initial(text, word) and word[1].isupper():
            end = word.end() + (text[word.end() : word.end() + 1] == ".")
            continue
        small = word[1].casefold()
        if small in PARTICLES or small == "en":
            continue
        behind_and = before[1].casefold() == "en"
        if not has_capital(word[1]) or _names_nobody(word[1]):
            break
        if behind_and and small not in FIRST_NAMES:
            break
        end = word.end()
    return end
