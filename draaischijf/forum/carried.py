"""What comes along with a signal that becomes part of another one."""

from __future__ import annotations

from django.utils.translation import ngettext_lazy

from draaischijf.signals.carried import Carried

CARRIED = (
    Carried(
        "forum.ForumTheme",
        way="signal",
        told=ngettext_lazy(
            "%(count)s theme of a forum", "%(count)s themes of forums", "count"
        ),
    ),
)
