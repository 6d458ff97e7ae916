"""What the domain refuses, said in the form in which it was asked."""

from __future__ import annotations

from typing import TYPE_CHECKING

from draaischijf.signals.workflow import TransitionDenied

if TYPE_CHECKING:
    from types import TracebackType

    from draaischijf.people.asking import ScreenedForm


class RefusalsIn:
    """Turns a refusal of the domain into errors of the form; nothing typed is lost.

    A class and not a generator: so the type checker knows that the block may end early.
    """

    def __init__(self, form: ScreenedForm) -> None:
        self.form = form

    def __enter__(self) -> None:
        return None

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> bool:
        return error is not None and self.is_told(error)

    def is_told(self, error: BaseException) -> bool:
        """Say in the form what went wrong; tell whether that could be done."""
        if not isinstance(error, TransitionDenied):
            return False
        for reason in error.reasons:
            self.form.refuse(reason)
        return True
