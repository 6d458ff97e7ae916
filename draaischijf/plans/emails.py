"""Every mail this module sends: to whom, about what, in whose language."""

from __future__ import annotations

import datetime
import hashlib
from typing import TYPE_CHECKING

from django.conf import settings
from django.urls import reverse
from django.utils import translation
from django.utils.translation import ngettext

from draaischijf.notifications.domain import Draft
from draaischijf.plans.queries.reminders import Reminded

if TYPE_CHECKING:
    from draaischijf.people.models import Partnership
    from draaischijf.plans.models import PlanAction

MY_ACTIONS = "draaischijf.plans.emails.my_actions_url"


def reminder_draft(
    reminded: Reminded, partnership: Partnership, month: datetime.date
) -> Draft:
    """Return the digest of silent actions for one lead: one a month and partnership."""
    count = len(reminded.actions)
    with translation.override(reminded.language):
        subject = ngettext(
            "Nothing was noted for a while about %(count)s action",
            "Nothing was noted for a while about %(count)s actions",
            count,
        ) % {"count": count}
    to = hashlib.sha256(reminded.to.lower().encode()).hexdigest()
    return Draft(
        key=f"silent-{partnership.pk}-{month:%Y-%m}-{to}",
        kind="silent_actions",
        to=reminded.to,
        subject=subject,
        template="plans/mail/silent_actions",
        context={
            "name": reminded.name,
            "lines": [(one, log_url(one.action)) for one in reminded.actions],
            "partnership": partnership,
            "partnership_name": partnership.name,
        },
        language=reminded.language,
        partnership_id=partnership.pk,
        reply_to=partnership.contact_email,
        link_path=MY_ACTIONS,
        link_arguments={"slug": partnership.slug},
    )


def my_actions_url(*, slug: str) -> str:
    """Return the whole address of the page with the actions one leads."""
    return f"{settings.SITE_URL}{reverse('plans:my_actions', args=[slug])}"


def log_url(action: PlanAction) -> str:
    """Return the whole address where something is noted about an action."""
    plan = action.plan
    place = [plan.partnership.slug, plan.slug, action.number]
    return f"{settings.SITE_URL}{reverse('plans:action_log', args=place)}"
