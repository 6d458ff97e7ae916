"""What people are to each other, or to who helps them; as pieces of patterns."""

from __future__ import annotations

import re

from draaischijf.core.screening.characters import BLANK

# Words that may stand in front of kinship: "stiefmoeder", "kleinzoon".
_BEFORE_KIN = (
    "", "stief", "schoon", "klein", "pleeg", "groot", "over", "half", "plus", "pete",
    "adoptie",
)  # fmt: skip
_KIN = frozenset(
    """
    moeder vader mama papa zoon zoontje dochter dochtertje zus zusje zuster broer
    broertje kind kindje
    """.split()  # noqa: SIM905 a block of words reads better than a column of strings
)
KIN_WORDS = frozenset(
    {before + kin for before in _BEFORE_KIN for kin in _KIN}
    | set(
        """
        make mamake moeke vake oma opa bomma bompa omaatje opaatje mémé pépé nonkel oom
        tante nicht nichtje neef neefje baby babytje kleuter peuter tweeling
        tweelingbroer tweelingzus buurvrouw buurman buurmeisje buurjongen verloofde
        echtgenoot echtgenote ex-man ex-vrouw ex-vriend ex-vriendin ex-partner
        """.split()  # noqa: SIM905 as above
    )
)
KIN = "|".join(sorted(KIN_WORDS, key=len, reverse=True))
OWN_KIN = (
    r"man|vrouw|vriend|vriendin|lief|partner|ex|jongste|oudste|kleine|meisje|jongen"
)
ROLE_WORDS = frozenset(
    """
    cliënt cliënte client cliente bewoner bewoonster huurder huurster patiënt patiënte
    patient patiente hulpvrager hulpvraagster jongere leerling leerlinge deelnemer
    deelneemster klant cursist cursiste gast student studente begeleide zorgvrager
    mantelzorger
    """.split()  # noqa: SIM905 as above
)
ROLE = "|".join(sorted(ROLE_WORDS, key=len, reverse=True))
HOUSEHOLD = r"gezin|familie|fam|koppel"
# How a relation can begin, to look closely there only.
FIRST_WORDS = (
    frozenset(word.partition("-")[0] for word in KIN_WORDS | ROLE_WORDS)
    | {"gezin", "familie", "fam", "koppel"}
    | {"haar", "zijn", "hun", "mijn", "onze", "ons", "uw", "jouw", "zen", "men"}
    | {"z", "m", "d"}
)
POSSESSIVE = r"(?:haar|zijn|hun|mijn|onze|ons|uw|jouw|z['’]n|m['’]n|d['’]r|zen|men)"
_CORE = re.compile(
    rf"(?:(?:{POSSESSIVE}[{BLANK}])?(?:{KIN}|{OWN_KIN}|{ROLE}|{HOUSEHOLD})\.?"
    rf")[{BLANK}]{{1,3}}",
    re.IGNORECASE,
)


def relation_end(name: str) -> int:
    """Return where in a found name the word for the relation ends, or 0."""
    match = _CORE.match(name)
    return match.end() if match else 0
