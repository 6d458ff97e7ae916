"""What stands around every page: the shape base.html expects as `frame`."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Place:
    """One entry of the navigation, or a plain link in a menu or the footer."""

    label: str
    url: str
    current: bool = False
    count: int | None = None


@dataclass(frozen=True, slots=True)
class Language:
    """One language the page can be read in."""

    code: str
    label: str
    current: bool = False


@dataclass(frozen=True, slots=True)
class Frame:
    """The frame of one page for one visitor; every part may be absent.

    `name` and `sub_line` are the partnership's (or the site's, outside one). At most
    six `places`. `next_path` is where a change of language comes back to.
    """

    name: str = "Draaischijf"
    sub_line: str = ""
    home_url: str = "/"
    places: tuple[Place, ...] = ()
    report_url: str = ""
    search_url: str = ""
    search_text: str = ""
    work: Place | None = None
    news: Place | None = None
    user_name: str = ""
    user_links: tuple[Place, ...] = ()
    sign_in_url: str = ""
    sign_out_url: str = ""
    languages: tuple[Language, ...] = ()
    language_url: str = ""
    next_path: str = "/"
    footer: tuple[Place, ...] = ()
    source_url: str = ""
    version: str = ""
    demo: Place | None = None
    notices: tuple[str, ...] = field(default=())
