"""The icons: our own drawings of lines on a grid of 24, all in one weight.

An icon always stands beside a word, or carries a label of its own. Add one by drawing
it here; the style guide shows the whole set.
"""

from __future__ import annotations

_RING = '<circle cx="12" cy="12" r="9"/>'


def _path(d: str) -> str:
    return f'<path d="{d}"/>'


ICONS: dict[str, str] = {
    "arrow-down": _path("M12 4v15M6 13l6 6 6-6"),
    "arrow-left": _path("M20 12H5M11 6l-6 6 6 6"),
    "arrow-right": _path("M4 12h15M13 6l6 6-6 6"),
    "arrow-up": _path("M12 20V5M6 11l6-6 6 6"),
    "calendar": '<rect x="3.5" y="5" width="17" height="15.5" rx="1.5"/>'
    + _path("M3.5 10h17M8 3v4M16 3v4"),
    "check": _path("M4.5 12.5 10 18 20 6.5"),
    "check-circle": _RING + _path("m8 12.2 3 3 5-6"),
    "chevron-down": _path("m6 9.5 6 6 6-6"),
    "circle": _RING,
    "clock": _RING + _path("M12 7v5l3.5 2"),
    "close": _path("M6 6l12 12M18 6 6 18"),
    "decision": _path(
        "m9.5 4.5 7 7M7 7l7 7M8.2 3.2 5.8 5.6M17.8 10.2l-5 5M12 10 3.5 18.5"
    )
    + _path("M12.5 20.5h8"),
    "dot": '<circle cx="12" cy="12" r="6.5" fill="currentColor"/>',
    "document": _path("M6 2.5h8.5L19 7v14.5H6zM14 2.5v5h5M9 12h7M9 16h7"),
    "download": _path("M12 3.5v12M6.5 10.5 12 16l5.5-5.5M4 20.5h16"),
    "error": _path(
        "M8.3 3h7.4L21 8.3v7.4L15.7 21H8.3L3 15.7V8.3zM12 7.5V13M12 16.4v.1"
    ),
    "eye": _path("M2 12c2.5-4.5 6-7 10-7s7.5 2.5 10 7c-2.5 4.5-6 7-10 7s-7.5-2.5-10-7z")
    + '<circle cx="12" cy="12" r="3"/>',
    "filter": _path("M3.5 5h17L14 13v6.5l-4-2V13z"),
    "flag": _path("M5 21.5v-18h13L15.5 8l2.5 4.5H5"),
    "inbox": _path("M3.5 13 6 5h12l2.5 8v6.5h-17zM3.5 13h5l1.5 2.5h4l1.5-2.5h5"),
    "info": _RING + _path("M12 11v6M12 7.4v.1"),
    "link": _path("M10 14a4 4 0 0 0 5.7 0l3-3A4 4 0 0 0 13 5.3l-1 1")
    + _path("M14 10a4 4 0 0 0-5.7 0l-3 3a4 4 0 0 0 5.7 5.7l1-1"),
    "lock": '<rect x="5" y="11" width="14" height="9.5" rx="1.5"/>'
    + _path("M8 11V7.5a4 4 0 0 1 8 0V11"),
    "mail": '<rect x="3" y="5" width="18" height="14" rx="1.5"/>'
    + _path("M3.5 6.5 12 13l8.5-6.5"),
    "menu": _path("M4 6.5h16M4 12h16M4 17.5h16"),
    "merge": _path("M6 3.5v4c0 5 6 4 6 9v4M18 3.5v4c0 5-6 4-6 9"),
    "message": _path("M4 4.5h16V16h-9l-4.5 4v-4H4z"),
    "minus": _path("M5 12h14"),
    "organisation": _path("M4 21V5.5L13 3v18M13 9h7v12M2.5 21h19")
    + _path("M7.5 9h2M7.5 13h2M7.5 17h2M16 13h1M16 17h1"),
    "paperclip": _path("m20 11.5-8 8a5 5 0 0 1-7-7L13.5 4a3.3 3.3 0 0 1 4.7 4.7L10 17")
    + _path("M10 17a1.7 1.7 0 0 1-2.4-2.4L15 7.2"),
    "pause": _RING + _path("M10 8.5v7M14 8.5v7"),
    "pencil": _path("m4 20 1-4.5 11-11L19.5 8l-11 11zM13.5 7l3.5 3.5"),
    "people": '<circle cx="9" cy="8.5" r="3.5"/>'
    + _path("M2.5 20c.5-3.8 3-5.5 6.5-5.5s6 1.7 6.5 5.5")
    + _path("M15.5 5.3a3.5 3.5 0 0 1 0 6.4M18 14.9c2 .8 3.2 2.5 3.5 5.1"),
    "person": '<circle cx="12" cy="8" r="4"/>'
    + _path("M4 21c.6-4.4 3.8-6.5 8-6.5s7.4 2.1 8 6.5"),
    "place": _path("M12 21.5c4.5-5 7-8.6 7-11.8a7 7 0 0 0-14 0c0 3.2 2.5 6.8 7 11.8z")
    + '<circle cx="12" cy="9.7" r="2.5"/>',
    "plus": _path("M12 5v14M5 12h14"),
    "printer": _path("M7 8V3.5h10V8M7 17H3.5V8h17v9H17M7 13.5h10v7H7z"),
    "question": _RING
    + _path("M9.4 9.4a2.7 2.7 0 1 1 3.9 2.4c-.9.5-1.3 1-1.3 2M12 17v.1"),
    "repeat": _path("M4 11a8 8 0 0 1 14-4.5L20 9M20 4v5h-5")
    + _path("M20 13a8 8 0 0 1-14 4.5L4 15M4 20v-5h5"),
    "report": _path("M4 9.5v5h3l9 4.5V5L7 9.5zM7.5 14.5 9 20h3l-1.2-4")
    + _path("M19 9.5a4 4 0 0 1 0 5"),
    "search": '<circle cx="10.5" cy="10.5" r="6.5"/>' + _path("m15.5 15.5 5.5 5.5"),
    "sign-out": _path("M10 4H4.5v16H10M9 12h11M15.5 7.5 20 12l-4.5 4.5"),
    "handle": _path("M9 5.5v.1M15 5.5v.1M9 12v.1M15 12v.1M9 18.5v.1M15 18.5v.1"),
    "sort": _path("M8 4v16M4.5 16.5 8 20l3.5-3.5M16 20V4M12.5 7.5 16 4l3.5 3.5"),
    "square": '<rect x="6" y="6" width="12" height="12" fill="currentColor"/>',
    "trash": _path(
        "M4.5 6.5h15M9.5 6V3.5h5V6M6.5 6.5l1 14.5h9l1-14.5M10 10.5V17M14 10.5V17"
    ),
    "upload": _path("M12 16V4M6.5 9.5 12 4l5.5 5.5M4 20.5h16"),
    "warning": _path("M12 3.5 22 20.5H2zM12 10v5M12 17.6v.1"),
    "work": _path("M10.5 6H20M10.5 12H20M10.5 18H20")
    + _path("m3 6 1.5 1.5L7.5 4.5M3 12l1.5 1.5 3-3M3 18l1.5 1.5 3-3"),
    "world": _RING
    + _path("M3 12h18M12 3c3 3 3.7 6 3.7 9s-.7 6-3.7 9c-3-3-3.7-6-3.7-9S9 6 12 3z"),
}
