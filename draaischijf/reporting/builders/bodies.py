"""What the bodies did in a year, with planned and real frequency.

No module keeps bodies and their meetings yet: until one does, the section is what an
editor writes. A module of consultation will stand below this one, and its figures come
in here, before the text of the editor.
"""

from __future__ import annotations

from collections.abc import Iterator

from django.utils.translation import gettext as _t

from draaischijf.reporting.builders.subject import Subject
from draaischijf.reporting.content import Block, Editors, Heading

BODIES = "bodies"


def body_blocks(subject: Subject) -> Iterator[Block]:
    """Yield the section about bodies; only the place to write while it is empty."""
    text = subject.text_of(BODIES)
    if text:
        yield Heading(_t("Consultation bodies"), level=1, anchor=BODIES)
    yield Editors(BODIES, _t("Consultation bodies"), text)
