"""What every form about a plan has: what is asked at once, and what behind "more"."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from draaischijf.core.fuzzy import FuzzyDate
from draaischijf.core.fuzzy.reading import parse_fuzzy
from draaischijf.core.meanwhile import changed_meanwhile
from draaischijf.people.asking import WordsForm

if TYPE_CHECKING:
    from draaischijf.people.models import Partnership

LONGEST = 5000
LONGEST_TITLE = 500


class PlanAsks(WordsForm):
    """A form about a plan or something in it.

    `focus` names the field one starts typing in, `folded` those that are rarely needed,
    `apart` those that the template places itself.
    """

    focus = ""
    folded: tuple[str, ...] = ()
    apart: tuple[str, ...] = ()

    def __init__(
        self,
        data: Any = None,
        *,
        partnership: Partnership,
        initial: dict[str, Any] | None = None,
    ) -> None:
        super().__init__(data, partnership=partnership, initial=initial)
        if self.focus and not self.is_bound:
            self.fields[self.focus].widget.attrs["autofocus"] = True

    def overtaken(self, now: Any, name: str = "") -> None:
        """Say that somebody else changed it meanwhile, and what it says now.

        With the `name` of a field of the form, that is said at the field.
        """
        self.is_valid()
        self.add_error(name or None, changed_meanwhile(now))

    @property
    def asked_first(self) -> list[Any]:
        """The fields one always sees."""
        return [
            one for one in self.asked if one[0].name not in {*self.folded, *self.apart}
        ]

    @property
    def asked_more(self) -> list[Any]:
        """The fields behind "more"."""
        return [one for one in self.asked if one[0].name in self.folded]

    @property
    def is_unfolded(self) -> bool:
        """Whether something behind "more" was filled in or has to be put right."""
        return any(
            field.errors or (self.is_bound and field.data)
            for field, _found in self.asked_more
        )


def read_day(words: str, *, last: bool) -> Any:
    """Return the first or `last` day of a year, a month or a day in words.

    Raises ValidationError for words that say no such thing.
    """
    date: FuzzyDate = parse_fuzzy(words)
    found = date.end if last else date.start
    if found is None:
        raise ValidationError(
            _("Write a year, such as “2027”, or a day, such as “1/9/2027”.")
        )
    return found
