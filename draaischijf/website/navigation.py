"""What the frame around every page shows, for one visitor on one page."""

from __future__ import annotations

from importlib.metadata import version
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse
from django.utils.functional import SimpleLazyObject
from django.utils.translation import get_language
from django.utils.translation import gettext as _t

from draaischijf.accounts.models import User
from draaischijf.core.frame import Frame, Language, Place
from draaischijf.notifications.notices import unread_count
from draaischijf.people.models import Partnership
from draaischijf.people.permissions import (
    Permission,
    has_resting_role,
    permissions_of,
)
from draaischijf.people.queries import abbreviations_of

LETS_IN = frozenset(
    {Permission.INVITE, Permission.INVITE_COLLEAGUES, Permission.MANAGE_PEOPLE}
)
LANGUAGE_NAMES = {"nl": "Nederlands", "en": "English"}


def frame(request: HttpRequest) -> dict[str, Any]:
    """Give every template the frame: at most six places and the visitor's menu.

    Nothing is asked for who is not signed in. Else one query for what was not read yet
    and, inside a partnership, one for the permissions; with another for who holds
    nothing where a second factor is asked: perhaps roles rest. Made once for a request:
    a page may be put together of several templates.
    """
    partnership: Partnership | None = getattr(request, "partnership", None)
    user = getattr(request, "user", None)
    whose = (partnership, user, get_language())
    made: tuple[Any, dict[str, Any]] | None = request.__dict__.get("_frame")
    if made is None or made[0] != whose:
        made = request.__dict__["_frame"] = (whose, _frame(request, partnership, user))
    return made[1]


def _frame(
    request: HttpRequest, partnership: Partnership | None, user: User | None
) -> dict[str, Any]:
    held: frozenset[Permission] = frozenset()
    takes_part = False
    if partnership and user is not None:
        held = permissions_of(user, partnership)
        takes_part = bool(held) or has_resting_role(user, partnership)
    parts = _site_parts(request) | _visitor_parts(request)
    if partnership:
        parts |= _partnership_parts(request, partnership, held)
        if takes_part:
            parts["user_links"] = _own_links(request, partnership, held)
    return {
        "partnership": partnership,
        "held": held,
        "abbreviations": SimpleLazyObject(lambda: abbreviations_of(partnership)),
        "frame": Frame(**parts),
    }


def _site_parts(request: HttpRequest) -> dict[str, Any]:
    return {
        "home_url": reverse("website:home"),
        "search_url": reverse("website:search"),
        "search_text": request.GET.get("q", "")[:200],
        "languages": _languages(),
        "language_url": reverse("set_language"),
        "next_path": request.get_full_path(),
        "footer": _footer(request),
        "source_url": settings.SOURCE_URL,
        "version": version("draaischijf"),
        "demo": _demo(request),
    }


def _visitor_parts(request: HttpRequest) -> dict[str, Any]:
    user = getattr(request, "user", None)
    if user is None or not user.is_authenticated:
        return {"sign_in_url": reverse("account_login")}
    return {
        "user_name": str(user),
        "news": _news(request, user),
        "user_links": _user_links(request),
        "sign_out_url": reverse("account_logout"),
    }


def _partnership_parts(
    request: HttpRequest, partnership: Partnership, held: frozenset[Permission]
) -> dict[str, Any]:
    slug = partnership.slug
    return {
        "name": partnership.name,
        "sub_line": partnership.tagline,
        "home_url": reverse("website:partnership", args=[slug]),
        "places": _places(request, partnership, held),
        "report_url": reverse("signals:report", args=[slug]),
        "footer": _partnership_footer(request, slug, held),
        "work": _work(request, partnership) if held else None,
    }


def _places(
    request: HttpRequest, partnership: Partnership, held: frozenset[Permission]
) -> tuple[Place, ...]:
    slug = partnership.slug
    places = (
        (_t("Signals"), "signals:signals", True),
        (_t("Work agenda"), "signals:agenda", True),
        (_t("Plans"), "plans:plans", True),
        (_t("Reports"), "signals:inbox", Permission.READ in held),
        (_t("Consultation"), "consultation:bodies", True),
        (_t("Organisations"), "people:organisations", True),
    )
    below = {
        "signals:signals": (
            reverse("bundles:bundles", args=[slug]),
            reverse("signals:working_groups", args=[slug]),
        ),
        "signals:inbox": (reverse("calls:calls", args=[slug]),),
        "consultation:bodies": (reverse("forum:forums", args=[slug]),),
    }
    return tuple(
        _place(request, label, reverse(name, args=[slug]), *below.get(name, ()))
        for label, name, shown in places
        if shown
    )


def _work(request: HttpRequest, partnership: Partnership) -> Place:
    return _place(
        request, _t("My work"), reverse("website:work", args=[partnership.slug])
    )


def _news(request: HttpRequest, user: User) -> Place:
    """Return the way to the notices, with how many are not read.

    One query for a request: a page may be put together of several templates.
    """
    address = reverse("notifications:notices")
    kept = request.__dict__
    if "_unread" not in kept:
        kept["_unread"] = unread_count(user.pk)
    is_here = request.path.startswith(address)
    return Place(_t("Notices"), address, is_here, kept["_unread"])


def _user_links(request: HttpRequest) -> tuple[Place, ...]:
    return (
        _place(request, _t("My partnerships"), reverse("website:mine")),
        _place(request, _t("Safety of my account"), reverse("mfa_index")),
        _place(request, _t("Your data"), reverse("privacy:own_data")),
    )


def _own_links(
    request: HttpRequest, partnership: Partnership, held: frozenset[Permission]
) -> tuple[Place, ...]:
    slug = partnership.slug
    links = [
        _place(request, _t("My access"), reverse("access:mine", args=[slug])),
        _place(request, _t("What I follow"), reverse("signals:watched", args=[slug])),
    ]
    if Permission.IMPORT in held:
        links.append(
            _place(request, _t("Import"), reverse("website:imports", args=[slug]))
        )
    if held & LETS_IN:
        url = reverse("access:people", args=[slug])
        links.append(_place(request, _t("People"), url))
    return (*links, *_user_links(request))


def _partnership_footer(
    request: HttpRequest, slug: str, held: frozenset[Permission]
) -> tuple[Place, ...]:
    places = (
        (_t("Documents"), "reporting:reports", True),
        (_t("History"), "website:history", Permission.REDACT in held),
        (
            _t("Data about people"),
            "privacy:periods",
            Permission.MANAGE_PRIVACY in held,
        ),
        (_t("Accessibility"), "website:accessibility_here", True),
        (_t("Privacy"), "privacy:policy", True),
    )
    below = {"signals:signals": (reverse("bundles:bundles", args=[slug]),)}
    return tuple(
        _place(request, label, reverse(name, args=[slug]), *below.get(name, ()))
        for label, name, shown in places
        if shown
    )


def _footer(request: HttpRequest) -> tuple[Place, ...]:
    return (
        _place(request, _t("Accessibility"), reverse("website:accessibility")),
        _place(request, _t("Privacy"), reverse("website:privacy")),
    )


def _demo(request: HttpRequest) -> Place | None:
    if not settings.DEMO:
        return None
    return _place(
        request, _t("Sign in as …, or read the mail"), reverse("website:demo")
    )


def _languages() -> tuple[Language, ...]:
    active = (get_language() or "nl")[:2]
    return tuple(
        Language(code=code, label=LANGUAGE_NAMES[code], current=code == active)
        for code, _name in settings.LANGUAGES
    )


def _place(request: HttpRequest, label: str, url: str, *below: str) -> Place:
    """Return a place; it is current on its pages, and on those reached `below` it."""
    return Place(label=label, url=url, current=request.path.startswith((url, *below)))
