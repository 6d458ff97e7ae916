"""Names behind kinship or a role: "haar zoontje Milan", "mijn cliënt Jef V."."""

from __future__ import annotations

import re
from collections.abc import Iterable

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
from draaischijf.core.screening.surnames import looks_like_surname

_KIN = (
    r"(?:stief|schoon|klein|pleeg|groot|over|half|tweeling|plus|petekind|adoptie)?"
    r"(?:moeder|vader|mama|papa|zoon(?:tje)?|zoontje|dochter(?:tje)?|zus(?:je|ter)?"
    r"|broer(?:tje)?|kind(?:je)?)|ma(?:ma)?ke|moeke|vake|oma|opa|bomma|bompa|omaatje"
    r"|opaatje|mémé|pépé|nonkel|oom|tante|nicht(?:je)?|neef(?:je)?|baby(?:tje)?|kleuter"
    r"|peuter|tweeling|buur(?:vrouw|man|meisje|jongen)|verloofde|echtgeno(?:ot|te)"
    r"|ex-(?:man|vrouw|vriend|vriendin|partner)"
)
# Words of everyday: only somebody's own ("zijn vrouw Aicha").
_OWN_KIN = (
    r"man|vrouw|vriend|vriendin|lief|partner|ex|jongste|oudste|kleine|meisje|jongen"
)
_ROLE = (
    r"cli[ëe]nte?|bewoner|bewoonster|huurder|huurster|pati[ëe]nte?|hulpvrager"
    r"|hulpvraagster|jongere|leerlinge?|deelnemer|deelneemster|klant|cursiste?"
    r"|gast|student|studente|begeleide|zorgvrager|mantelzorger"
)
_HOUSEHOLD = r"gezin|familie|fam|koppel"
_POSSESSIVE = (
    r"(?:haar|zijn|hun|mijn|onze|ons|uw|jouw|z['’]n|m['’]n|d['’]r|zen|men|zij['’]n)"
)
_RELATION = re.compile(
    rf"(?<![\w-])(?:(?P<kin>{_KIN})|{_POSSESSIVE}[{BLANK}](?P<own>{_OWN_KIN})"
    rf"|(?P<role>{_ROLE})|(?P<household>{_HOUSEHOLD}))(?![\w-])\.?(?=[{BLANK}])",
    re.IGNORECASE,
)
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
    rf"(?<![\w'’.@/-])(?P<name>{WORD})(?:"
    rf"[{BLANK}](?P<initial>[A-Z])\.(?![A-Za-z])"
    rf"|,?[{BLANK}]{{0,2}}\((?P<braced>\d{{1,3}})(?:{YEARS})?\)"
    rf"|,?[{BLANK}](?P<plain>\d{{1,3}}){YEARS}"
    rf"|,[{BLANK}]{_POSSESSIVE}[{BLANK}](?:{_KIN}|vrouw|man|vriend|vriendin|partner)(?!\w)"
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
_NATIONALITY = re.compile(r"\w{2,}(?:se|sche|ische|aans|ees|aanse|ers)", re.IGNORECASE)
_ARTICLE_BEFORE = re.compile(r"\b(?:een|elke|iedere|geen|veel)\s$", re.IGNORECASE)
_CORE = re.compile(
    rf"(?:(?:{_POSSESSIVE}[{BLANK}])?(?:{_KIN}|{_OWN_KIN}|{_ROLE}|{_HOUSEHOLD})\.?"
    rf"|genaamd|noemt|heet|heette)[{BLANK}]{{1,3}}",
    re.IGNORECASE,
)
_LONGEST_NAME = 5


def relation_end(name: str) -> int:
    """Return where in a found name the word for the relation ends, or 0."""
    match = _CORE.match(name)
    return match.end() if match else 0


def related_names(text: str) -> Iterable[Finding]:
    """Find kinship, a role or a household with a name behind it.

    Certain for a first name with a capital, and for a surname behind "gezin" or
    "familie"; doubtful for small letters, initials, and a capital that is no name we
    know. Peoples, places, days and abbreviations are no names.
    """
    for match in _RELATION.finditer(text):
        judged = _judged(text, match)
        if judged:
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
    first = words[0][1]
    if is_initial(text, words[0]):
        return _initials(text, match, words)
    small = first.casefold()
    if small in PARTICLES:
        return _behind_particle(text, match, words)
    if not has_capital(first):
        return _small(match, words)
    if _names_nobody(first):
        return None
    end = _name_end(text, words)
    is_surname = match["household"] and looks_like_surname(small)
    if small in FIRST_NAMES or is_surname:
        return end, Certainty.CERTAIN
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
    text: str, match: re.Match[str], words: list[re.Match[str]]
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


def _small(
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
    """Return where the name ends that begins with the first of these words."""
    end = words[0].end()
    particles = False
    for before, word in zip(words, words[1:], strict=False):
        small = word[1].casefold()
        if text[before.end() : before.end() + 1] == "." and not is_initial(
            text, before
        ):
            break
        if is_initial(text, word) and word[1].isupper():
            end = word.end() + (text[word.end() : word.end() + 1] == ".")
        elif small in PARTICLES:
            particles = True
            continue
        elif small == "en" and not particles:
            continue
        elif not has_capital(word[1]) or _names_nobody(word[1]):
            break
        elif before[1].casefold() == "en" and small not in FIRST_NAMES:
            break
        else:
            end = word.end()
        particles = False
    return end
