"""Small documents in every format, made in the test that reads them."""

from __future__ import annotations

import io
import zipfile

import docx
import xlsxwriter
from docx.shared import RGBColor


def docx_bytes(*parts, edit=None):
    """Make a DOCX of parts: ("h2", text), ("p", runs), ("list", text), ("table", rows).

    Runs and cells are a text or a list of (text, {"bold": True, "colour": "0000FF"}).
    `edit` gets the document before it is saved.
    """
    document = docx.Document()
    for kind, content in parts:
        if kind.startswith("h"):
            document.add_heading(content, int(kind[1]))
        elif kind == "list":
            document.add_paragraph(content, style="List Bullet")
        elif kind == "numbers":
            document.add_paragraph(content, style="List Number")
        elif kind == "table":
            table = document.add_table(len(content), len(content[0]))
            for row, cells in zip(table.rows, content, strict=True):
                for cell, text in zip(row.cells, cells, strict=True):
                    write_runs(cell.paragraphs[0], text)
        else:
            write_runs(document.add_paragraph(), content)
    if edit:
        edit(document)
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


def write_runs(paragraph, runs):
    for text, style in [(runs, {})] if isinstance(runs, str) else runs:
        run = paragraph.add_run(text)
        run.bold = style.get("bold")
        run.italic = style.get("italic")
        if "colour" in style:
            run.font.color.rgb = RGBColor.from_string(style["colour"])


def xlsx_bytes(sheets, *, edit=None):
    """Make an XLSX of {"sheet name": rows}; `edit` gets workbook and sheets by name."""
    stream = io.BytesIO()
    workbook = xlsxwriter.Workbook(stream, {"in_memory": True})
    made = {}
    for name, rows in sheets.items():
        made[name] = workbook.add_worksheet(name)
        for number, row in enumerate(rows):
            made[name].write_row(number, 0, row)
    if edit:
        edit(workbook, made)
    workbook.close()
    return stream.getvalue()


def repacked(data, changes):
    """Return an archive with parts replaced, added, or (None) taken out."""
    stream = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(data)) as old,
        zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as new,
    ):
        for name in old.namelist():
            if name not in changes:
                new.writestr(name, old.read(name))
        for name, content in changes.items():
            if content is not None:
                new.writestr(name, content)
    return stream.getvalue()


def wrapped(text, signs):
    """Break each line of a text at its words so that it fits."""
    lines = []
    for paragraph in text.split("\n"):
        lines.append("")
        for word in paragraph.split():
            if len(lines[-1]) + len(word) > signs:
                lines.append(word)
            else:
                lines[-1] = f"{lines[-1]} {word}".strip()
    return lines


class Paper:
    """A PDF drawn by hand: text in two fonts and colours, and tables with lines."""

    def __init__(self):
        self.pages = []

    def page(self):
        self.pages.append([])
        return self

    def text(self, x, y, text, *, size=10, bold=False, colour=(0, 0, 0)):
        shown = text.encode("cp1252").replace(b"\\", b"\\\\")
        shown = shown.replace(b"(", b"\\(").replace(b")", b"\\)")
        font = b"/F2" if bold else b"/F1"
        self.pages[-1].append(
            b"BT %g %g %g rg %s %g Tf %g %g Td (%s) Tj ET"
            % (*colour, font, size, x, 800 - y, shown)
        )
        return self

    def table(self, x, y, widths, rows, *, height=30):
        """Draw a grid; a cell is a text, its lines split by a newline."""
        edges = [x]
        for width in widths:
            edges.append(edges[-1] + width)
        bottom = y + height * len(rows)
        lines = [
            (x, y + height * n, edges[-1], y + height * n) for n in range(len(rows) + 1)
        ]
        lines.extend((edge, y, edge, bottom) for edge in edges)
        for x0, y0, x1, y1 in lines:
            self.pages[-1].append(b"%g %g m %g %g l S" % (x0, 800 - y0, x1, 800 - y1))
        for number, row in enumerate(rows):
            for edge, width, cell in zip(edges, widths, row, strict=False):
                lines_of_cell = wrapped(cell, width // 5)
                for line, text in enumerate(lines_of_cell):
                    top = y + height * number + 11 + 10 * line
                    self.text(edge + 3, top, text, size=9)
        return self

    def bytes(self, *, trailer=b""):
        fonts = b"".join(
            b"/F%d << /Type /Font /Subtype /Type1 /BaseFont /%s "
            b"/Encoding /WinAnsiEncoding >> " % (number, name)
            for number, name in ((1, b"Helvetica"), (2, b"Helvetica-Bold"))
        )
        count = len(self.pages)
        kids = b" ".join(b"%d 0 R" % (3 + 2 * n) for n in range(count))
        objects = [
            b"<< /Type /Catalog /Pages 2 0 R >>",
            b"<< /Type /Pages /Kids [%s] /Count %d >>" % (kids, count),
        ]
        for number, drawn in enumerate(self.pages):
            content = b"\n".join(drawn)
            objects += [
                b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 600 800] "
                b"/Resources << /Font << %s>> >> /Contents %d 0 R >>"
                % (fonts, 4 + 2 * number),
                b"<< /Length %d >>\nstream\n%s\nendstream" % (len(content), content),
            ]
        out = bytearray(b"%PDF-1.4\n")
        offsets = []
        for number, body in enumerate(objects, start=1):
            offsets.append(len(out))
            out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
        start = len(out)
        out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
        out += b"".join(b"%010d 00000 n \n" % offset for offset in offsets)
        out += b"trailer\n<< /Size %d /Root 1 0 R %s>>\nstartxref\n%d\n%%%%EOF\n" % (
            len(objects) + 1,
            trailer,
            start,
        )
        return bytes(out)
