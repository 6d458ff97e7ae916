"""Keeping which words a partnership uses for each other."""

from __future__ import annotations

from django.db import transaction

from draaischijf.accounts.models import User
from draaischijf.history.domain import record
from draaischijf.people.models import Partnership
from draaischijf.people.permissions import Permission, holds
from draaischijf.signals import workflow
from draaischijf.signals.models import SynonymList
from draaischijf.signals.queries.synonyms import shared_lines


@transaction.atomic
def keep_synonyms(partnership: Partnership, lines: str, *, actor: User) -> None:
    """Keep a list, one group a line; the shared one is followed, not kept.

    Raises TransitionDenied without the right to weigh. The lines are right already
    (`wrong_lines`).
    """
    if not holds(actor, Permission.WEIGH, partnership):
        workflow.check_hands_weigh(())
    # Two who keep at once: the second one waits, and its list is kept.
    Partnership.objects.select_for_update(no_key=True).get(pk=partnership.pk)
    partnership.__dict__.pop("_synonyms", None)
    before = SynonymList.objects.filter(partnership=partnership).first()
    known = before.lines if before else shared_lines()
    if lines.strip() == known.strip():
        return
    kept, _is_new = SynonymList.objects.update_or_create(
        partnership=partnership, defaults={"lines": lines}
    )
    record(kept, "synonyms_kept", actor=actor)
    if lines.strip() == shared_lines().strip():
        kept.delete()
