"""One file per format; `read_document` chooses by what the file is, not by its name."""

from __future__ import annotations

from draaischijf.documents.readers.opening import read_bytes, read_document

__all__ = ["read_bytes", "read_document"]
