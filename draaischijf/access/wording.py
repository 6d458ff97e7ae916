"""What each permission and each role means, in words for the person who has it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from draaischijf.people.enums import RoleKind
from draaischijf.people.permissions import Permission

if TYPE_CHECKING:
    from django_stubs_ext import StrPromise

# In the order in which a person reads it: what one sees, what one does.
CAN: dict[Permission, StrPromise] = {
    Permission.READ: _(
        "You read everything that partners share: signals before they are public, the "
        "plans, the log and the history."
    ),
    Permission.SUPPORT: _("You support a signal in the name of your organisation."),
    Permission.READ_REPORTS: _("You read every report that comes in."),
    Permission.WEIGH: _(
        "You weigh reports: ask a question, link them to a signal, answer the reporter."
    ),
    Permission.EDIT_SIGNAL: _("You word, sort and bundle signals."),
    Permission.AGREE: _(
        "You agree to a signal, or object to it, for your organisation."
    ),
    Permission.PUBLISH: _("You publish signals that everybody agreed to."),
    Permission.DECIDE: _(
        "You note the decision about a signal: the route, the lead, the addressee."
    ),
    Permission.FOLLOW_UP: _("You note what happens with signals and actions."),
    Permission.FOLLOW_OWN: _(
        "You note what happens with the signals and actions that you lead."
    ),
    Permission.CLOSE: _("You close a signal, and tell the reporters what came of it."),
    Permission.ARRANGE: _(
        "You arrange who takes which report, and how long each phase may last."
    ),
    Permission.EDIT_PLAN: _("You write and change plans and their actions."),
    Permission.ADOPT_PLAN: _("You lead a plan through its bodies and have it adopted."),
    Permission.WRITE_REPORT: _(
        "You write year reports and other documents, and choose the house style."
    ),
    Permission.CONVENE: _(
        "You keep the bodies and their meetings: agenda, notes, decisions and tasks."
    ),
    Permission.IMPORT: _("You bring in documents of before."),
    Permission.INVITE_COLLEAGUES: _("You invite colleagues of your organisation."),
    Permission.INVITE: _("You invite people of every organisation."),
    Permission.MANAGE_PEOPLE: _("You give and end every role, and every access."),
    Permission.REDACT: _("You take data of a client out of a text, wherever it is."),
    Permission.MANAGE_PRIVACY: _(
        "You decide how long data are kept, and answer people who ask for theirs."
    ),
}

ROLES: dict[RoleKind, StrPromise] = {
    RoleKind.FIELD_WORKER: _("Notices what goes wrong, reports and follows it."),
    RoleKind.SIGNAL_COORDINATOR: _("Weighs the reports of a sector or organisation."),
    RoleKind.WORKING_GROUP_MEMBER: _("Speaks for an organisation about signals."),
    RoleKind.THEME_DIRECTOR: _("Steers a theme in the name of the government."),
    RoleKind.LEAD: _("Leads an action or a signal, and notes how it goes."),
    RoleKind.COORDINATOR: _("Keeps the whole going, from the report to the answer."),
    RoleKind.BOARD_READER: _("Reads along for a board, a council or the College."),
    RoleKind.ORGANISATION_EDITOR: _("Looks after the people of one organisation."),
    RoleKind.DATA_PROTECTION_OFFICER: _("Watches over the data of people."),
    RoleKind.ADMINISTRATOR: _("Decides who gets in and as what."),
}
