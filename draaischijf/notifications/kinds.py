"""The register of mails: of what kind each one is, why it goes, and what stops it.

Each module says in its AppConfig what its mails are about. A kind nobody registered
belongs to what an account cannot do without (a code, an invitation): it is never
stopped, so a new mail that may be stopped has to say so.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True)
class MailGroup:
    """Mails a person takes or stops together.

    `basis` is the ground they are sent on (GDPR, article 6), in words.
    """

    code: str
    label: Promise
    about: Promise
    basis: Promise
    may_be_stopped: bool = True


ACCOUNT = MailGroup(
    code="account",
    label=_("Signing in and your account"),
    about=_("Codes to sign in, invitations, and changes of what you may do."),
    basis=_("Needed to let you work here; sent because you, or a colleague, asked."),
    may_be_stopped=False,
)

NEWS = MailGroup(
    code="news",
    label=_("News of what you follow"),
    about=_("What stands on your page of notices, as often as you chose."),
    basis=_(
        "You follow a signal, keep a search, or work here with colleagues. You can "
        "stop them, and everything stays on your page."
    ),
)
DIGEST = "digest"

_groups: dict[str, MailGroup] = {ACCOUNT.code: ACCOUNT, NEWS.code: NEWS}
_kinds: dict[str, str] = {DIGEST: NEWS.code}
# Mails to colleagues that may wait until the morning.
_waiting: set[str] = {DIGEST}


def register(group: MailGroup, kinds: Iterable[str]) -> None:
    """Say which kinds of mail belong to a group. Raises ValueError for a kind twice."""
    _groups[group.code] = group
    for kind in kinds:
        if _kinds.setdefault(kind, group.code) != group.code:
            raise ValueError(f"The mail {kind} belongs to {_kinds[kind]} already.")


def let_wait(kinds: Iterable[str]) -> None:
    """Say which kinds of mail wait while it is quiet where they go (quiet.py)."""
    _waiting.update(kinds)


def may_wait(kind: str) -> bool:
    """Tell whether a mail of this kind waits for the end of a quiet period."""
    return kind in _waiting


def group_of(kind: str) -> MailGroup:
    """Return the group a kind of mail belongs to."""
    return _groups[_kinds.get(kind, ACCOUNT.code)]


def group_named(code: str) -> MailGroup | None:
    """Return a group by its code, if there is one."""
    return _groups.get(code)


def groups() -> list[MailGroup]:
    """Return every group, what may be stopped first."""
    return sorted(_groups.values(), key=lambda one: not one.may_be_stopped)


def kinds() -> dict[str, str]:
    """Return every registered kind with the code of its group."""
    return dict(_kinds)
