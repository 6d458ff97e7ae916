"""What every form about one signal has: the signal, days, organisations to type."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from draaischijf.people.asking import NamesOrganisations, WordsForm

if TYPE_CHECKING:
    from django.http import QueryDict

    from draaischijf.signals.models import PolicySignal

LONGEST = 5000


class SignalForm(WordsForm):
    """A form about one signal.

    `focus` names the field one starts typing in, `folded` those that are rarely needed.
    """

    focus = ""
    folded: tuple[str, ...] = ()

    def __init__(
        self,
        data: QueryDict | None = None,
        *,
        signal: PolicySignal,
        initial: dict[str, Any] | None = None,
    ) -> None:
        super().__init__(data, partnership=signal.partnership, initial=initial)
        self.signal = signal
        if self.focus and not self.is_bound:
            self.fields[self.focus].widget.attrs["autofocus"] = True

    @property
    def asked_first(self) -> list[Any]:
        """The fields one always sees."""
        return [one for one in self.asked if one[0].name not in self.folded]

    @property
    def asked_more(self) -> list[Any]:
        """The fields behind "more"."""
        return [one for one in self.asked if one[0].name in self.folded]

    @property
    def is_unfolded(self) -> bool:
        """Whether something behind "more" was filled in or has to be put right."""
        return any(field.data or field.errors for field, _found in self.asked_more)


class WithOrganisation(NamesOrganisations, SignalForm):
    """A form about a signal with an organisation to type."""
