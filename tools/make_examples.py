"""Make the documents in examples/ from the content in examples/source/.

    uv run python tools/make_examples.py           write them
    uv run python tools/make_examples.py --check   tell which ones would change

The same content gives the same bytes. The PDF goes through LibreOffice, which need not
be there: then, and with --check, the committed PDF is left as it is. Another version
of LibreOffice or other fonts give another PDF with the same text.
"""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

from example_writers import archive, excel, text, word

EXAMPLES = Path(__file__).parent.parent / "examples"
SOURCE = EXAMPLES / "source"

Writer = Callable[[dict[str, Any]], bytes]

# file to write, content file, writer
DOCUMENTS: list[tuple[str, str, Writer]] = [
    ("durmeland-werkagenda-2027.docx", "durmeland-werkagenda-2027", word.write),
    (
        "scheldekant-jaarverslag-signalen-2025.docx",
        "scheldekant-jaarverslag-signalen-2025",
        word.write,
    ),
    ("lokelare-werkagenda-2027.xlsx", "lokelare-werkagenda-2027", excel.write),
    ("lokelare-signalen-2026.md", "lokelare-signalen-2026", text.markdown),
    ("afkortingen.md", "afkortingen", text.markdown),
    ("scheldekant-werkagenda.html", "scheldekant-werkagenda-aanvulling", text.html),
    ("molenhoek-werkagenda.txt", "molenhoek-werkagenda", text.tabbed),
]
PDF = ("scheldekant-werkagenda.pdf", "scheldekant-werkagenda")


def read(name: str) -> dict[str, Any]:
    """Return the content with that name."""
    content: dict[str, Any] = json.loads((SOURCE / f"{name}.json").read_text("utf-8"))
    return content


def make_pdf(office: str) -> bytes:
    """Return the PDF: the same content as a Word document, printed by LibreOffice."""
    content = read(PDF[1])
    with tempfile.TemporaryDirectory() as folder:
        document = Path(folder, "agenda.docx")
        document.write_bytes(word.write(content))
        subprocess.run(  # noqa: S603 fixed arguments
            [
                office,
                f"-env:UserInstallation=file://{folder}/profile",
                "--headless",
                "--convert-to",
                "pdf",
                "--outdir",
                folder,
                str(document),
            ],
            check=True,
            capture_output=True,
        )
        printed = document.with_suffix(".pdf").read_bytes()
    return archive.pdf_with_fixed_dates(printed, content["date"])


def main() -> int:
    """Write or check all documents; 1 when a check finds a difference."""
    only_check = "--check" in sys.argv[1:]
    made = {target: write(read(name)) for target, name, write in DOCUMENTS}
    office = shutil.which("soffice")
    if office and not only_check:
        made[PDF[0]] = make_pdf(office)
    changed = []
    for target, content in made.items():
        path = EXAMPLES / target
        if not path.exists() or not archive.is_same(path.read_bytes(), content):
            changed.append(target)
            if not only_check:
                path.write_bytes(content)
    print("\n".join(changed) or "Nothing changed.")
    return 1 if only_check and changed else 0


if __name__ == "__main__":
    sys.exit(main())
