"""Make the documents in examples/ from the content in examples/source/.

    uv run python tools/make_examples.py           write them
    uv run python tools/make_examples.py --check   tell which ones would change

The same content gives the same bytes. PDFs go through LibreOffice, which need not be
there: then, and with --check, the committed PDFs are left as they are. Another version
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

from example_writers import archive, excel, reports, text, trajectories, word

EXAMPLES = Path(__file__).parent.parent / "examples"
SOURCE = EXAMPLES / "source"

Writer = Callable[[dict[str, Any]], bytes]

REPORT_2025 = "scheldekant-jaarverslag-2025"
REPORT_2024 = "scheldekant-jaarverslag-2024"
TRAJECTORY = "lokelare-traject-2026-2031"

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
    ("durmeland-overleg-2025.md", "durmeland-overleg-2025", text.markdown),
    ("lokelare-vergaderingen-2025.xlsx", "lokelare-vergaderingen-2025", excel.write),
    ("scheldekant-werkagenda.html", "scheldekant-werkagenda-aanvulling", text.html),
    ("molenhoek-werkagenda.txt", "molenhoek-werkagenda", text.tabbed),
    ("durmeland-jaarplan-2026.docx", "durmeland-jaarplan-2026", word.write),
    ("lokelare-jaarplan-2026.xlsx", "lokelare-jaarplan-2026", excel.write),
    ("lokelare-jaarplan-2026.html", "lokelare-jaarplan-2026", text.html),
    ("lokelare-jaarplan-2026.txt", "lokelare-jaarplan-2026", text.tabbed),
    (f"{REPORT_2025}.docx", REPORT_2025, reports.docx),
    (f"{REPORT_2024}.xlsx", REPORT_2024, reports.workbook),
    (f"{REPORT_2024}.html", REPORT_2024, reports.html),
    (f"{REPORT_2024}.txt", REPORT_2024, reports.tabbed),
    (f"{TRAJECTORY}.docx", TRAJECTORY, trajectories.docx),
    (f"{TRAJECTORY}.xlsx", TRAJECTORY, trajectories.workbook),
    (f"{TRAJECTORY}.html", TRAJECTORY, trajectories.html),
    (f"{TRAJECTORY}.txt", TRAJECTORY, trajectories.tabbed),
]
# file to write, content file, writer of the Word document that is printed
PDFS: list[tuple[str, str, Writer]] = [
    ("scheldekant-werkagenda.pdf", "scheldekant-werkagenda", word.write),
    ("scheldekant-jaarplan-2026.pdf", "scheldekant-jaarplan-2026", word.write),
    (f"{REPORT_2024}.pdf", REPORT_2024, reports.docx),
    (f"{TRAJECTORY}.pdf", TRAJECTORY, trajectories.docx),
]


def read(name: str) -> dict[str, Any]:
    """Return the content with that name."""
    content: dict[str, Any] = json.loads((SOURCE / f"{name}.json").read_text("utf-8"))
    return content


def make_pdf(office: str, name: str, write: Writer) -> bytes:
    """Return a PDF: the same content as a Word document, printed by LibreOffice."""
    content = read(name)
    with tempfile.TemporaryDirectory() as folder:
        document = Path(folder, "agenda.docx")
        document.write_bytes(write(content))
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
        made |= {target: make_pdf(office, name, write) for target, name, write in PDFS}
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
