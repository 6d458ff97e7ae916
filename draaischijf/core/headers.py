"""Headers on every answer, also on files and on what fails before a view is reached."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.utils.cache import add_never_cache_headers

# Nothing of a browser's machinery is used: no camera, no place, no payment. One's own
# passkeys and the button that copies a link are all that is asked.
UNUSED = (
    "accelerometer",
    "autoplay",
    "bluetooth",
    "browsing-topics",
    "camera",
    "display-capture",
    "encrypted-media",
    "fullscreen",
    "geolocation",
    "gyroscope",
    "hid",
    "idle-detection",
    "local-fonts",
    "magnetometer",
    "microphone",
    "midi",
    "payment",
    "picture-in-picture",
    "screen-wake-lock",
    "serial",
    "usb",
    "web-share",
    "xr-spatial-tracking",
)
USED = ("clipboard-write", "publickey-credentials-create", "publickey-credentials-get")
PERMISSIONS_POLICY = ", ".join(
    [*(f"{name}=()" for name in UNUSED), *(f"{name}=(self)" for name in USED)]
)
# For what is no page: a picture, a style sheet, a refusal before there is a policy.
NO_PAGE = "default-src 'none'; frame-ancestors 'none'"

Response = TypeVar("Response", bound=HttpResponseBase)


def as_personal(response: Response) -> Response:
    """Return an answer whose address is for one reader: that goes no further.

    To no other site, into no cache, and into no search engine.
    """
    add_never_cache_headers(response)
    # Not "no-referrer": a browser then sends its forms without an origin, and they
    # would be refused as forged. This policy leaves the path out everywhere.
    response.headers["Referrer-Policy"] = "strict-origin"
    response.headers["X-Robots-Tag"] = "noindex, nofollow"
    return response


class HeadersMiddleware:
    """Add what a header of Django's own does not say; an answer's own word stands.

    Stands outermost, so that nothing leaves without them.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        response = self.get_response(request)
        said = response.headers
        said.setdefault("Permissions-Policy", PERMISSIONS_POLICY)
        said.setdefault("Cross-Origin-Resource-Policy", "same-origin")
        said.setdefault("Content-Security-Policy", NO_PAGE)
        # also where a request is refused before Django's own middleware has its turn
        said.setdefault("X-Content-Type-Options", "nosniff")
        said.setdefault("X-Frame-Options", "DENY")
        return response
