"""How often one visitor may ask for something, address by address, in one table.

Counted before a view is reached. What keeps a form with what was typed is counted in
the view itself, with its own `Limit`; those addresses stand in `IN_THE_VIEW`.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest
from django.http.response import HttpResponseBase

from draaischijf.core import rates
from draaischijf.core.rates import Limit, address_of, visitor_of


def typed_mail(request: HttpRequest) -> str:
    """By the mail address that was typed, known here or not: the answer is the same."""
    return "mail-" + request.POST.get("email", "").strip().lower()[:254]


def pending_mail(request: HttpRequest) -> str:
    """By the mail address that waits for a code, as django-allauth keeps it.

    Without one there is nothing to guess: then by the connection.
    """
    login = request.session.get("account_login", {})
    mail = login.get("email") if isinstance(login, dict) else ""
    return f"mail-{str(mail).lower()}" if mail else address_of(request)


@dataclass(frozen=True)
class Rule:
    """A limit, by whom it is counted, and for which methods."""

    limit: Limit
    who: Callable[[HttpRequest], str] = visitor_of
    methods: tuple[str, ...] = ("POST",)


READ = ("GET", "HEAD")
EXPORT = (Rule(Limit("export", 120), methods=READ),)
MADE = (Rule(Limit("make-document", 120)),)
UPLOAD = (Rule(Limit("upload", 120)),)
# Everything about a person in one ZIP: looked up in every table, files and all.
COPY = (Rule(Limit("personal-copy", 60)),)


def table_of(request: HttpRequest) -> str:
    """By the table whose link it is: a whole room sits behind one address."""
    match = request.resolver_match
    return f"table-{match.kwargs.get('token', '') if match else ''}"


# Notes are kept at every pause of ten who type for two hours; and one more hall.
AT_TABLE = (
    Rule(Limit("forum-table", 3000), table_of),
    Rule(Limit("forum-hall", 20_000), address_of),
)

RULES: dict[str, tuple[Rule, ...]] = {
    # Three guesses a code (django-allauth) and so many codes: a code of six signs is
    # never found by trying.
    "account_login": (
        Rule(Limit("code-asked", 60, minutes=15), address_of),
        Rule(Limit("code-asked-for", 5, minutes=15), typed_mail),
    ),
    "account_confirm_login_code": (
        Rule(Limit("code-given", 120, minutes=15), address_of),
        Rule(Limit("code-given-for", 20, minutes=15), pending_mail),
    ),
    "mfa_authenticate": (Rule(Limit("second-step", 60, minutes=15), address_of),),
    "access:invitation": (Rule(Limit("invitation", 60, minutes=15), address_of, READ),),
    "access:request_proof": (
        Rule(Limit("request-proof", 60, minutes=15), address_of, READ),
    ),
    "website:search": (Rule(Limit("search", 600, minutes=10), methods=READ),),
    "website:imports": UPLOAD,
    "reporting:house_style": UPLOAD,
    "signals:signals_export": EXPORT,
    "consultation:bodies_export": EXPORT,
    "consultation:decisions_export": EXPORT,
    "signals:agenda_export": EXPORT,
    "signals:inbox_csv": EXPORT,
    "signals:inbox_xlsx": EXPORT,
    "plans:sheet": EXPORT,
    "website:history_csv": EXPORT,
    "website:history_xlsx": EXPORT,
    "privacy:register_export": EXPORT,
    "privacy:own_data": COPY,
    "privacy:link_data": COPY,
    "privacy:requests": COPY,
    "reporting:house_style_docx": EXPORT,
    "reporting:house_style_pdf": EXPORT,
    "reporting:document_file": EXPORT,
    "reporting:bundle_file": EXPORT,
    "reporting:call_file": EXPORT,
    "reporting:forum_file": EXPORT,
    "reporting:certificate": EXPORT,
    "reporting:own_certificate": EXPORT,
    "reporting:document_ask": MADE,
    "reporting:document_again": MADE,
    "forum:note": AT_TABLE,
    "forum:track_new": AT_TABLE,
    "forum:track_words": AT_TABLE,
    "forum:dot": AT_TABLE,
}
RULES["account_request_login_code"] = RULES["account_login"]

IN_THE_VIEW = frozenset(
    {
        "access:request",
        "website:accessibility_here",
        "signals:report",
        "signals:report_check",
        "signals:report_alike",
        "signals:support",
        "signals:follow_answer",
        "signals:follow_add",
        "signals:follow_withdraw",
        "calls:answer",
        "consultation:minutes_read",
        "consultation:presence",
        "consultation:reply",
        "consultation:reply_ask",
        "consultation:register",
    }
)
# What else somebody without an account sends, such as another language.
ANYTHING_ELSE = (Rule(Limit("anonymous-post", 300), address_of),)


class RateLimitMiddleware:
    """Answer 429, with the time when one can try again, before a view is reached."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        return self.get_response(request)

    def process_view(
        self,
        request: HttpRequest,
        view: Callable[..., HttpResponseBase],
        args: list[Any],
        kwargs: dict[str, Any],
    ) -> HttpResponseBase | None:
        """Count what the address is limited for; None lets the view go ahead."""
        del view, args, kwargs
        # Each rule counts, also after one that is over.
        over = [
            rule.limit
            for rule in rules_for(request)
            if rule.limit.is_over(rule.who(request))
        ]
        if not over:
            return None
        return rates.too_many(request, max(over, key=lambda limit: limit.ends))


def rules_for(request: HttpRequest) -> list[Rule]:
    """Return the rules for a request that was resolved to an address of ours.

    Who asks is looked at last: that reads the session, and what only shows a page may
    do without one.
    """
    match = request.resolver_match
    name = match.view_name if match else ""
    rules = _for_method(request, RULES.get(name, ()))
    if rules or name in IN_THE_VIEW:
        return rules
    rest = _for_method(request, ANYTHING_ELSE)
    return [] if rest and request.user.is_authenticated else rest


def _for_method(request: HttpRequest, rules: Sequence[Rule]) -> list[Rule]:
    return [rule for rule in rules if request.method in rule.methods]
