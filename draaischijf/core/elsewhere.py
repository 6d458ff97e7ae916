"""What was asked is there no more under this address, but somewhere else."""

from __future__ import annotations

from django.http import Http404


class Elsewhere(Http404):
    """Raised by a look-up for who may know where a thing goes on.

    `people.http.in_partnership` leads there; anywhere else it is a 404. Not for ever:
    what moved may come back, so no browser should remember it.
    """

    def __init__(self, url: str, said: str) -> None:
        super().__init__()
        self.url = url
        self.said = said
