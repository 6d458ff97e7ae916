"""What history says about reports, one sentence a verb."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from draaischijf.history.verbs import Sentence

SENTENCES: dict[str, Sentence] = {
    "report_started": _("The report was started."),
    "report_text_written": _("The text of “%(section)s” was written."),
    "report_frozen": _("The report was frozen: it does not change any more."),
    "report_published": _("The report was made public."),
    "report_withdrawn": _("The report is no longer public."),
    "document_made": _("A document was made: %(name)s."),
    "house_style_changed": _("The house style was changed: %(fields)s."),
}
