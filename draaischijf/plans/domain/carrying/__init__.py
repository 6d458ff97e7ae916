"""Carrying a plan over to the next: starting, choosing, finishing."""

from draaischijf.plans.domain.carrying.choosing import (
    Chosen,
    choose,
    take_choice_back,
)
from draaischijf.plans.domain.carrying.finishing import finish_carry_over
from draaischijf.plans.domain.carrying.starting import (
    Proposal,
    cancel_carry_over,
    edit_carry_over,
    propose_next,
    start_carry_over,
)

__all__ = [
    "Chosen",
    "Proposal",
    "cancel_carry_over",
    "choose",
    "edit_carry_over",
    "finish_carry_over",
    "propose_next",
    "start_carry_over",
    "take_choice_back",
]
