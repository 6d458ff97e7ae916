"""How django-allauth behaves here: no open sign-up, no passwords."""

from __future__ import annotations

from allauth.account.adapter import DefaultAccountAdapter
from django.http import HttpRequest


# The library has no types: to mypy its class is Any.
class AccountAdapter(DefaultAccountAdapter):  # type: ignore[misc]
    """Sign-in only for accounts that exist: an invitation makes one."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        del request
        return False
