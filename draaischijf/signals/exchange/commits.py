"""How an imported row becomes a signal, a challenge or an abbreviation."""

from __future__ import annotations

from draaischijf.documents.importing import Kind

KINDS: tuple[Kind, ...] = ()
