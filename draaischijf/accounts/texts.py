"""Accounts hold the data of the people who work here, and no text about others."""

from __future__ import annotations

_OWN = "the account's own data, for its holder to change and remove"

LEFT = {
    "accounts.User.*": _OWN,
    "account.EmailAddress.*": _OWN,
    "account.EmailConfirmation.*": _OWN,
    "mfa.Authenticator.*": "what an account signs in with",
    "usersessions.UserSession.*": "where an account is signed in",
    "socialaccount.SocialAccount.*": _OWN,
    "socialaccount.SocialApp.*": "providers; here they are settings, and no rows",
    "socialaccount.SocialToken.*": "not kept",
}
