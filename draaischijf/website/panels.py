"""Which panels of which modules go on which page: one table, read top to bottom.

A page that offers a slot stands here even while nothing fills it. A function takes
the thing of the page and the visitor and returns a core.panels.Panel or None.
"""

from __future__ import annotations

PANELS: dict[str, tuple[str, ...]] = {
    "signals.signal": (),
}
