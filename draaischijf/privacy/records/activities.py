"""What the site does with data about persons: the lines of the register."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from draaischijf.privacy.records.shape import Activity

_PUBLIC_TASK = _(
    "Task of public interest (GDPR, article 6.1.e): the local social policy of the "
    "decree of 9 February 2018."
)
_PARTNERS = _("Partners of this partnership who sign in, each as far as the role goes.")

ACTIVITIES = (
    Activity(
        code="signals",
        label=_("Taking in and following up signals"),
        purpose=_(
            "To hear of problems that keep coming back, to answer who reported them, "
            "and to tell what came of it."
        ),
        basis=_(
            "Consent of the reporter for the e-mail address (GDPR, article 6.1.a); "
            "for the rest the task of public interest (article 6.1.e)."
        ),
        persons=_("Professionals, volunteers and residents who report or support."),
        recipients=_(
            "The coordinators who weigh reports. What becomes public names no reporter."
        ),
    ),
    Activity(
        code="plans",
        label=_("Plans, decisions and reports"),
        purpose=_("To agree who does what, to follow it up and to account for it."),
        basis=_PUBLIC_TASK,
        persons=_("Professionals and board members who lead, decide or take part."),
        recipients=_(
            "Partners; the public reads only the names that were made public."
        ),
    ),
    Activity(
        code="people",
        label=_("Accounts, roles and contact details"),
        purpose=_(
            "To let people sign in, to know who may do what, to reach colleagues."
        ),
        basis=_PUBLIC_TASK,
        persons=_("Staff and volunteers of the partners."),
        recipients=_PARTNERS,
    ),
    Activity(
        code="mail",
        label=_("Sending mail"),
        purpose=_("To answer reporters and to remind leads of their actions."),
        basis=_(
            "Consent for news about a report, the task of public interest for "
            "reminders. Each mail says why it comes and has a link that stops it."
        ),
        persons=_("Reporters who left an address, people with an account."),
        recipients=_("The mail server of the office."),
    ),
    Activity(
        code="documents",
        label=_("Documents in and out"),
        purpose=_("To take over existing plans and signals, and to send documents."),
        basis=_PUBLIC_TASK,
        persons=_("Professionals who are named in the documents."),
        recipients=_PARTNERS,
    ),
    Activity(
        code="security",
        label=_("History and security"),
        purpose=_("To be able to show who did what, and to keep strangers out."),
        basis=_(
            "Legal duty to account for and to secure (GDPR, article 6.1.c, with "
            "articles 5.2 and 32)."
        ),
        persons=_("Everybody who signs in."),
        recipients=_("Coordinators and administrators of the partnership."),
    ),
)

MEASURES = (
    _("Every text is checked for client data before it is kept."),
    _("Sign-in without passwords, with a code that is valid for a quarter of an hour."),
    _("Who may see or do what follows from the role; each page is tested for each."),
    _("Personal links and limits of use are kept as a print, never as they are."),
    _("What happened is kept in a history that cannot be changed."),
    _("Nothing goes to another company: no counters, fonts, maps or language models."),
    _("Pictures lose their place and time; documents with macros are refused."),
    _("Backups in one file, put back in a test."),
)
