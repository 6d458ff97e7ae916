"""One small work agenda, written in every format that offices use."""

from __future__ import annotations

from html import escape

from draaischijf.documents.tests.factories import Paper, docx_bytes, xlsx_bytes

HEAD = ["nood", "partners", "trekker(s)"]
# kind, content; a table may be cut in two by a page break (None)
PARTS = [
    ("h1", "Werkagenda Durmeland 2027"),
    ("h2", "De 'uitdagingen' voor 2027"),
    ("numbers", "Beleidsdomein: Onthaal:"),
    ("list", "Het onthaal zonder drempels"),
    ("numbers", "Beleidsdomein: Wonen"),
    ("list", "Woningen voor alleenstaanden"),
    ("list", "Opvang na brand"),
    ("numbers", "Algemeen: Samen leren"),
    ("h2", "1. IN FUNCTIE VAN DE UITDAGINGEN 2027"),
    ("h3", "a. aanbevelingen voor het onthaal"),
    ("list", "een loket op zaterdag (OCMW- dienst Burgerzaken)"),
    ("list", "een tolk aan de balie = reeds in uitvoering"),
    ("list", "duidelijk maken wie wat doet (wie, waar en hoe..)"),
    ("h3", "b. wonen"),
    (
        "table",
        [
            HEAD,
            [
                "Er ontbreken kamers voor mensen die",
                "OCMW, huisvestingsdienst, groep",
                "Gemeente en OCMW",
            ],
            None,
            ["plots op straat staan (ook tijdelijk).", "Onderdak, CAW's", ""],
            [
                "Te lang wachten op een sociale woning voor wie acuut dakloos is.",
                "SVK Onderdak; Kind en Gezin,",
                "Dienst Wonen",
            ],
        ],
    ),
    ("h2", "2. DOOR BESTAANDE DIENSTEN OF NETWERKEN OP TE NEMEN"),
    (
        "table",
        [
            ["nood", "partners", "Dienst - trekker"],
            ["Recht op arbeid", "", ""],
            ["Vervoer naar het werk ontbreekt.", "VDAB, De Lijn", "Werkwinkel"],
            ["Recht op sociale zekerheid", "", ""],
            ["Brieven zijn moeilijk te lezen.", "OCMW", "OCMW, CAW"],
        ],
    ),
    ("h2", "3. OP TE NEMEN VIA BILATERAAL OVERLEG"),
    (
        "table",
        [
            [
                "Signaal dat de bus naar het station te vroeg stopt.",
                "CGG, huisartsen",
                "Gemeente en OCMW samen met CGG",
            ],
        ],
    ),
    ("h2", "4. SIGNALLEN"),
    (
        "table",
        [
            ["", "aangegeven door", "voor"],
            [
                "Te lang wachten op een sociale woning voor wie accuut dakloos is.",
                "CAW, straathoekwerk",
                "Vlaamse overheid",
            ],
        ],
    ),
    ("h2", "Gebruikte afkortingen"),
    ("table", [["CAW", "Centrum algemeen welzijnswerk"], ["K&G", "Kind en Gezin"]]),
]


def tables_split(parts):
    """Turn a table with a page break into two tables."""
    for kind, content in parts:
        if kind == "table" and None in content:
            cut = content.index(None)
            yield kind, content[:cut]
            yield kind, content[cut + 1 :]
        else:
            yield kind, content


def as_text():
    lines = []
    number = 0
    for kind, content in PARTS:
        if kind == "table":
            lines += ["\t".join(row) if row else "" for row in content]
        elif kind == "numbers":
            number += 1
            lines.append(f"{number}. **{content}**")
            continue
        elif kind == "list":
            lines.append(f" - {content}")
            continue
        else:
            lines += ["", content]
        lines.append("")
    return "\n".join(lines).encode()


def as_markdown():
    lines = []
    for kind, content in PARTS:
        if kind == "table":
            head, *rows = [row for row in content if row]
            if head[0] not in {"nood", ""}:
                rows.insert(0, head)
                head = [""] * len(head)
            shown = (head, ["---"] * len(head), *rows)
            lines += ["| " + " | ".join(row) + " |" for row in shown]
        elif kind == "numbers":
            lines.append(f"1. {content}")
            continue
        elif kind == "list":
            lines.append(f"   - {content}")
            continue
        else:
            lines += ["", "#" * int(kind[1]) + f" {content}"]
        lines.append("")
    return "\n".join(lines).encode()


def as_page():
    lines = ["<!doctype html><html><body>"]
    for kind, content in tables_split(PARTS):
        if kind == "table":
            rows = (
                "<tr>" + "".join(f"<td>{escape(cell)}</td>" for cell in row) + "</tr>"
                for row in content
            )
            lines.append("<table>" + "\n".join(rows) + "</table>")
        elif kind == "list":
            lines.append(f"<ul><li>{escape(content)}</li></ul>")
        elif kind == "numbers":
            start = sum(1 for line in lines if line.startswith("<ol")) + 1
            lines.append(f"<ol start={start}><li>{escape(content)}</li></ol>")
        else:
            lines.append(f"<{kind}>{escape(content)}</{kind}>")
    return "\n".join(lines).encode()


def as_word():
    def page_break(document):
        for table in document.tables:
            paragraph = document.add_paragraph()
            paragraph.add_run().add_break()
            table._tbl.addnext(paragraph._p)

    return docx_bytes(*tables_split(PARTS), edit=page_break)


def as_sheet():
    rows = []
    for kind, content in PARTS:
        if kind == "table":
            rows += [row for row in content if row]
        elif kind in {"h2", "h3"}:
            rows += [[], [content]]
    return xlsx_bytes({"Werkagenda": rows})


def as_pdf():
    paper, y = Paper().page(), 100
    sizes = {"h1": 18, "h2": 14, "h3": 12}
    number = 0
    for kind, content in tables_split(PARTS):
        if kind == "table":
            width = 480 // len(content[0])
            if (
                not content[0][0].startswith(("nood", "CAW", "Signaal"))
                and content[0][0]
            ):
                paper, y = paper.page(), 90
            paper.table(50, y, [width] * len(content[0]), content, height=45)
            y += 45 * len(content) + 25
        else:
            number += kind == "numbers"
            mark = {"list": "- ", "numbers": f"{number}. "}.get(kind, "")
            paper.text(50, y, mark + content, size=sizes.get(kind, 10))
            y += 22
        if y > 560 and kind != "h3":
            paper, y = paper.page(), 90
    return paper.bytes()


FORMATS = {
    "agenda.txt": as_text,
    "agenda.md": as_markdown,
    "agenda.html": as_page,
    "agenda.docx": as_word,
    "agenda.xlsx": as_sheet,
    "agenda.pdf": as_pdf,
}
