"""What history says about access, one sentence a verb."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from draaischijf.history.verbs import Sentence

SENTENCES: dict[str, Sentence] = {
    "invited": _("%(person)s was invited."),
    "invitation_renewed": _("The invitation of %(person)s was sent again."),
    "invitation_withdrawn": _("The invitation of %(person)s was taken back."),
    "invitation_accepted": _("%(person)s accepted the invitation."),
    "access_granted": _("%(person)s asked for access and got it."),
    "access_refused": _("%(person)s asked for access and did not get it."),
    "left": _("%(person)s left the partnership."),
    "access_ended": _("The access of %(person)s was ended."),
    "mail_domain_added": _("Addresses ending in %(domain)s count for %(name)s."),
    "mail_domain_removed": _("Addresses ending in %(domain)s no longer count."),
    "second_factor_asked": _("Coordinators and administrators need a second factor."),
    "second_factor_not_asked": _("A second factor is no longer needed."),
}
