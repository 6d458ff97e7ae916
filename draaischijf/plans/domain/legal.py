"""The five elements the law asks of a local social policy plan."""

from __future__ import annotations

from django.db import transaction
from django.utils.translation import gettext as _t

from draaischijf.accounts.models import User
from draaischijf.documents.models import StoredFile
from draaischijf.history.domain import record
from draaischijf.people.permissions import Permission, permissions_of
from draaischijf.plans import workflow
from draaischijf.plans.domain.locking import lock_plan
from draaischijf.plans.enums import LegalPart, PlanKind, PlanStatus
from draaischijf.plans.models import ActionPlan, LegalElement


@transaction.atomic
def add_legal_elements(plan: ActionPlan, *, actor: User) -> None:
    """Put the checklist of the five elements with a plan; twice is once.

    A six-year plan has it by itself; a programme may want it. Raises TransitionDenied
    without the right to edit, for a closed plan, and for an annual plan.
    """
    locked = _lock(plan, actor)
    if locked.kind == PlanKind.ANNUAL_PLAN:
        raise workflow.TransitionDenied(
            [_t("The law asks this of a plan of several years.")]
        )
    if locked.legal_elements.exists():
        return
    for part in LegalPart:
        LegalElement.objects.create(plan=locked, part=part)
    record(locked, "legal_elements_added", actor=actor)


@transaction.atomic
def set_legal_element(
    plan: ActionPlan,
    part: LegalPart,
    *,
    actor: User,
    note: str = "",
    link: str = "",
    file: StoredFile | None = None,
    keeps_file: bool = False,
) -> LegalElement:
    """Say where an element stands and return it: words, a link, a file, or none.

    With `keeps_file` the file that was there stays. Raises TransitionDenied without
    the right to edit, for a closed plan, and for a file of another partnership.
    """
    locked = _lock(plan, actor)
    if file and file.partnership_id != locked.partnership_id:
        raise workflow.TransitionDenied([workflow.not_of_here()])
    element, _is_new = LegalElement.objects.get_or_create(plan=locked, part=part)
    if keeps_file and file is None:
        file = element.file
    given = (note.strip(), link.strip(), file)
    if given == (element.note, element.link, element.file):
        return element
    element.note, element.link, element.file = given
    element.save(update_fields=["note", "link", "file", "updated"])
    record(
        locked,
        "legal_element_set",
        actor=actor,
        part=str(part),
        is_there=element.is_there,
        file=file.name if file else "",
        link=element.link,
    )
    return element


def _lock(plan: ActionPlan, actor: User) -> ActionPlan:
    locked = lock_plan(plan)
    workflow.check_held(permissions_of(actor, locked.partnership), Permission.EDIT_PLAN)
    if locked.status == PlanStatus.CLOSED:
        raise workflow.TransitionDenied([_t("This plan is closed.")])
    return locked
