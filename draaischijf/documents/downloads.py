"""Giving a kept file to a browser, which never opens it as a page of this site."""

from __future__ import annotations

from django.http import FileResponse, Http404

from draaischijf.documents.models import StoredFile


def download(stored: StoredFile) -> FileResponse:
    """Return a file under its own name. Raises Http404 when it is no longer there."""
    if stored.removed:
        raise Http404
    try:
        content = stored.file.open("rb")
    except FileNotFoundError as error:
        raise Http404 from error
    response = FileResponse(
        content,
        as_attachment=True,
        filename=stored.name,
        content_type=stored.content_type,
    )
    response["X-Content-Type-Options"] = "nosniff"
    response["Cache-Control"] = "private, no-store"
    response["Content-Security-Policy"] = "default-src 'none'; sandbox"
    return response
