"""Small numbers of people: for the public they are "fewer than 5".

A figure of one to four may point at a family in a village (issue 4, small numbers);
partners read what it is. What is masked never stands beside a total and the other parts
of it, for then a subtraction would give it away.
"""

from __future__ import annotations

from django.utils.translation import gettext as _t

LEAST_SHOWN = 5


def shown_count(count: int, *, is_partner: bool) -> int | str:
    """Return a number of people as this reader may see it; 0 is nobody, or unknown."""
    if 0 < count < LEAST_SHOWN and not is_partner:
        return _t("fewer than 5")
    return count
