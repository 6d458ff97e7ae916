"""What every form about one action has: the action, and fields behind "more"."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from draaischijf.people.asking import WordsForm

if TYPE_CHECKING:
    from draaischijf.plans.models import PlanAction

LONGEST = 5000


class AboutActionForm(WordsForm):
    """A form about one action.

    `focus` names the field one starts typing in, `folded` those that are rarely needed.
    """

    focus = ""
    folded: tuple[str, ...] = ()

    def __init__(
        self,
        data: Any = None,
        files: Any = None,
        *,
        action: PlanAction,
        initial: dict[str, Any] | None = None,
    ) -> None:
        super().__init__(
            data, files, partnership=action.plan.partnership, initial=initial
        )
        self.action = action
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
        return any(field.value() or field.errors for field, _found in self.asked_more)
