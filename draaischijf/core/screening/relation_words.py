"""What people are to each other, or to who helps them; as pieces of patterns."""

from __future__ import annotations

import re

from draaischijf.core.screening.characters import BLANK

KIN = (
    r"(?:stief|schoon|klein|pleeg|groot|over|half|tweeling|plus|petekind|adoptie)?"
    r"(?:moeder|vader|mama|papa|zoon(?:tje)?|zoontje|dochter(?:tje)?|zus(?:je|ter)?"
    r"|broer(?:tje)?|kind(?:je)?)|ma(?:ma)?ke|moeke|vake|oma|opa|bomma|bompa|omaatje"
    r"|opaatje|mémé|pépé|nonkel|oom|tante|nicht(?:je)?|neef(?:je)?|baby(?:tje)?|kleuter"
    r"|peuter|tweeling|buur(?:vrouw|man|meisje|jongen)|verloofde|echtgeno(?:ot|te)"
    r"|ex-(?:man|vrouw|vriend|vriendin|partner)"
)
# Words of everyday: only somebody's own ("zijn vrouw Aicha").
OWN_KIN = (
    r"man|vrouw|vriend|vriendin|lief|partner|ex|jongste|oudste|kleine|meisje|jongen"
)
ROLE = (
    r"cli[ëe]nte?|bewoner|bewoonster|huurder|huurster|pati[ëe]nte?|hulpvrager"
    r"|hulpvraagster|jongere|leerlinge?|deelnemer|deelneemster|klant|cursiste?"
    r"|gast|student|studente|begeleide|zorgvrager|mantelzorger"
)
HOUSEHOLD = r"gezin|familie|fam|koppel"
POSSESSIVE = (
    r"(?:haar|zijn|hun|mijn|onze|ons|uw|jouw|z['’]n|m['’]n|d['’]r|zen|men|zij['’]n)"
)
_CORE = re.compile(
    rf"(?:(?:{POSSESSIVE}[{BLANK}])?(?:{KIN}|{OWN_KIN}|{ROLE}|{HOUSEHOLD})\.?"
    rf")[{BLANK}]{{1,3}}",
    re.IGNORECASE,
)


def relation_end(name: str) -> int:
    """Return where in a found name the word for the relation ends, or 0."""
    match = _CORE.match(name)
    return match.end() if match else 0
