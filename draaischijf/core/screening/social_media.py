"""Accounts on social media: the page of somebody, a name behind an @."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable
from functools import lru_cache

from draaischijf.core.screening.characters import BLANK
from draaischijf.core.screening.findings import Certainty, Finding, Kind, finding

_PAGE = re.compile(
    r"(?<![\w@.-])(?:https?://)?(?:(?:www|m|nl-nl|nl-be|nl|be)\.)?"
    r"(?:facebook\.com|fb\.com|fb\.me|instagram\.com|tiktok\.com|twitter\.com|x\.com"
    r"|linkedin\.com|snapchat\.com|threads\.net|youtube\.com)"
    r"/(?:(?:add|in|people|user)/)?"
    r"(?P<account>profile\.php\?id=\d{4,20}|@?[\w.%-]{2,80})(?:[/?#][^\s,)<>]{0,200})?",
    re.IGNORECASE,
)
# Places on those sites that are nobody's page.
_NO_ACCOUNTS = frozenset(
    """
    groups events pages watch marketplace help hashtag explore reel reels p company
    school jobs share sharer sharer.php login story.php photo photo.php video videos
    status search home intent tag legal privacy playlist embed
    """.split()  # noqa: SIM905 a block of words reads better than a column of strings
)
_HANDLE = re.compile(r"(?<![\w@./+:=&?-])@(?P<account>[A-Za-z0-9_][\w.]{1,29}+)(?!@)")
_NO_HANDLES = frozenset(
    {"iedereen", "allen", "all", "everyone", "here", "home", "work"}
)
_NAMED = re.compile(
    r"(?<!\w)(?:insta(?:gram)?|snap(?:chat)?|tiktok|fb|facebook|twitter|discord)"
    rf"(?:naam|account|profiel)?[{BLANK}]?(?::|=|is|heet)[{BLANK}]{{1,2}}"
    r"(?:als[ ])?(?P<account>(?=[\w.-]{0,30}[\d_])[A-Za-z][\w.-]{2,30})",
    re.IGNORECASE,
)
# How an organisation calls itself there; nobody in particular.
_ORGANISATION = re.compile(
    r"ocmw|cpas|(?<![a-z])caw|(?<![a-z])clb|vzw|gemeente|stad(?!e)|huisvan|vlaanderen"
    r"|vlaamse|politie|school|dienst|centrum|mutualiteit|ziekenfonds|bibliotheek|vdab"
    r"|welzijn|jeugdhuis|museum|belgi[eu]",
    re.IGNORECASE,
)
# A longer account may begin with the name of an organisation, but not with "De".
_LEAST_PREFIX = 6
_OWN = re.compile(
    r"\b(?:haar|zijn|hun|z['’]n|d['’]r)\s(?:\w{1,15}\s){0,2}(?:is|:)?\W{0,3}$",
    re.IGNORECASE,
)


def social_media_accounts(text: str) -> Iterable[Finding]:
    """Find pages on social media sites, "@name", and "insta: name_09".

    Certain where the words before it say whose it is ("haar insta is …"); else
    doubtful, for an organisation has a page too. One that sounds like a service, and
    groups and events, are no findings.
    """
    # A sign without which a pattern cannot match saves the time of trying it.
    for sign, pattern in (("/", _PAGE), ("@", _HANDLE), (" ", _NAMED)):
        for match in pattern.finditer(text) if sign in text else ():
            account = match["account"].rstrip(".").lstrip("@")
            if _is_nobodys(account):
                continue
            end = match.end() - (len(match[0]) - len(match[0].rstrip(".?#")))
            start = match.start("account") if pattern is _NAMED else match.start()
            before = text[max(0, match.start() - 40) : match.start()]
            certainty = (
                Certainty.CERTAIN
                if _OWN.search(before) or pattern is _NAMED
                else Certainty.DOUBTFUL
            )
            yield finding(Kind.SOCIAL_MEDIA, text, (start, end), certainty=certainty)


def is_account_of(found: str, names: Collection[str]) -> bool:
    """Tell whether a found account is called like one of these organisations.

    "facebook.com/DeBrugDurmeland" and "@de_brug" are those of "De Brug".
    """
    match = _PAGE.match(found) or _HANDLE.match(found)
    account = _squashed(match["account"] if match else found)
    known = _squashed_names(frozenset(names))
    return any(
        account[:length] in known
        for length in (len(account), *range(_LEAST_PREFIX, len(account)))
    )


@lru_cache(maxsize=16)
def _squashed_names(names: frozenset[str]) -> frozenset[str]:
    return frozenset(_squashed(name) for name in names)


def _squashed(name: str) -> str:
    return re.sub(r"[\W_]", "", name).casefold()


def _is_nobodys(account: str) -> bool:
    small = account.casefold()
    return (
        small in _NO_ACCOUNTS
        or small in _NO_HANDLES
        or len(small) < 3
        or _ORGANISATION.search(account) is not None
    )
