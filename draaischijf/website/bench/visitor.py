"""Somebody at a browser: keeps the connection and the cookies, fills in forms."""

from __future__ import annotations

import http.client
import time
from dataclasses import dataclass, field
from html.parser import HTMLParser
from http.cookies import SimpleCookie
from urllib.parse import urlencode

from django.conf import settings
from django.test import Client

from draaischijf.accounts.models import User
from draaischijf.website.bench.served import HOST

PATIENCE = 60


class VisitFailedError(RuntimeError):
    """A page did not answer as it should."""


@dataclass(frozen=True)
class Answer:
    """What came back, and how long it took from asking to the last byte."""

    status: int
    text: str
    location: str
    seconds: float


@dataclass
class Form:
    """A form of a page: where it is sent, and what stands in it."""

    action: str
    method: str
    fields: dict[str, str] = field(default_factory=dict)


class Visitor:
    """One person; `address` is what the proxy would say where they come from."""

    def __init__(self, port: int, *, address: str, session: str = "") -> None:
        self.address = address
        self.cookies = {settings.SESSION_COOKIE_NAME: session} if session else {}
        self._connection = http.client.HTTPConnection(HOST, port, timeout=PATIENCE)

    def get(self, path: str) -> Answer:
        """Ask for a page."""
        return self._ask("GET", path, "")

    def send(self, form: Form, path: str, **filled: str) -> Answer:
        """Send a form of the page at `path`, with these fields filled in."""
        body = urlencode({**form.fields, **filled})
        return self._ask("POST", form.action or path, body)

    def close(self) -> None:
        self._connection.close()

    def _ask(self, method: str, path: str, body: str) -> Answer:
        headers = {"X-Forwarded-For": self.address, "Accept-Language": "nl"}
        if self.cookies:
            headers["Cookie"] = "; ".join(f"{k}={v}" for k, v in self.cookies.items())
        if body:
            headers["Content-Type"] = "application/x-www-form-urlencoded"
            headers["Referer"] = f"http://{HOST}:{self._connection.port}{path}"
        try:
            begun, response = self._sent(method, path, body, headers)
        except ConnectionError:
            # The server closed what was idle for long; a browser asks again, too.
            self._connection.close()
            begun, response = self._sent(method, path, body, headers)
        read = response.read()
        seconds = time.perf_counter() - begun
        for cookie in response.headers.get_all("Set-Cookie") or []:
            for name, morsel in SimpleCookie(cookie).items():
                self.cookies[name] = morsel.value
        return Answer(
            response.status,
            read.decode(errors="replace"),
            response.headers.get("Location", ""),
            seconds,
        )

    def _sent(
        self, method: str, path: str, body: str, headers: dict[str, str]
    ) -> tuple[float, http.client.HTTPResponse]:
        begun = time.perf_counter()
        self._connection.request(method, path, body.encode() or None, headers)
        return begun, self._connection.getresponse()


def session_of(user: User) -> str:
    """Return the key of a new session in which `user` is signed in."""
    client = Client()
    client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    return str(client.cookies[settings.SESSION_COOKIE_NAME].value)


def forms_of(page: str) -> list[Form]:
    """Return the forms of a page with what a browser would send of them."""
    reader = _Reader()
    reader.feed(page)
    return reader.forms


def form_with(page: str, name: str) -> Form | None:
    """Return the form of a page that has this field and is posted, or None."""
    for form in forms_of(page):
        if form.method == "post" and name in form.fields:
            return form
    return None


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.forms: list[Form] = []
        self._inside: Form | None = None
        self._area = ""
        self._choice = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        if tag == "form":
            method = given.get("method", "get").lower()
            self._inside = Form(given.get("action", ""), method)
            self.forms.append(self._inside)
        elif self._inside is not None:
            self._take(self._inside, tag, given)

    def handle_endtag(self, tag: str) -> None:
        if tag == "form":
            self._inside = None
        elif tag in {"textarea", "select"}:
            self._area = self._choice = ""

    def handle_data(self, data: str) -> None:
        if self._area and self._inside is not None:
            self._inside.fields[self._area] += data

    def _take(self, form: Form, tag: str, given: dict[str, str]) -> None:
        name = given.get("name", "")
        kind = given.get("type", "text")
        if tag == "textarea":
            self._area = name
            form.fields[name] = ""
        elif tag == "select":
            self._choice = name
        elif tag == "option" and self._choice:
            if "selected" in given or self._choice not in form.fields:
                form.fields[self._choice] = given.get("value", "")
        elif tag == "input" and name and _is_sent(kind, given):
            form.fields[name] = given.get("value", "")


def _is_sent(kind: str, given: dict[str, str]) -> bool:
    """Tell whether a browser sends this field when nobody touched it."""
    if kind in {"file", "submit"}:
        return False
    return kind not in {"radio", "checkbox"} or "checked" in given
