"""Documents to write: one with everything, and any at all."""

from __future__ import annotations

import datetime

from hypothesis import strategies as st

from draaischijf.reporting import charts
from draaischijf.reporting.content import (
    Cell,
    Column,
    Content,
    Editors,
    Facts,
    Heading,
    Log,
    LogLine,
    PageBreak,
    Path,
    PathStep,
    Table,
    Text,
    Tone,
)

NASTY = (
    "#let x = 1; $y^2$ *ster* _streep_ `code` @verwijs <label> \\slot // niets",
    "{{ titel }} {% for i in x %} {# weg #}",
    '<script>alert("x")</script> & <b>vet</b> ]]> &amp;',
    "=1+1",
    "+cmd|'/c calc'!A0",
    "\u202eomgekeerd\u202c 🏠 中文 مرحبا ✕",
    "a\x00b\x0bc\ud800d\ue000e",
    "een\nregel\r\nen\tmeer",
    "W" * 120,
    "",
    "   ",
)


def whole(**fields):
    """Return a document with one of everything."""
    steps = [
        PathStep(1, "opgemerkt", "done", "3 mei 2026"),
        PathStep(2, "verzameld", "current", "9 mei 2026"),
        PathStep(3, "gebundeld", "todo"),
        PathStep(4, "geanalyseerd", "skipped"),
    ]
    table = Table(
        columns=(Column("Actie", 3), Column("Aantal", 1, is_number=True)),
        rows=(
            (
                Cell(
                    "Woonoverleg",
                    Tone.NEW,
                    mark="● nieuw",
                    note="In drie gemeenten",
                    is_strong=True,
                ),
                Cell("1.234", value=1234),
            ),
            (Cell("Brochure", Tone.GONE, mark="× niet verlengd"), Cell("–")),
        ),
        caption="Wat gepland was",
        sheet="OD 1",
    )
    blocks = (
        Heading("Vooraf", 1, "vooraf"),
        Text("Een inleiding over het OCMW.", is_lead=True),
        Text("Een alinea.\n\n- punt één\n- punt twee\n\n1. eerst\n2. dan"),
        Text("Klein gedrukt.", is_soft=True),
        Editors("vooraf", "Van de redactie", "Een goed jaar."),
        Editors("leeg", "Nog te schrijven"),
        Path(tuple(steps)),
        Heading("Iedereen woont goed", 1, "sd1", code="SD 1"),
        Heading("Een dak dat past", 2, "od1", code="OD 1.1"),
        Facts((("Trekker", "Dienst Wonen"), ("Timing", "najaar"))),
        table,
        Log(
            (LogLine("5 maart 2026", "Overleg met verhuurders.", "18 aanwezigen"),),
            "Opvolging",
        ),
        PageBreak(),
        charts.bars(
            "Acties naar stand",
            [charts.Amount("nieuw", 12, Tone.NEW), charts.Amount("bestendigd", 22)],
            of="Stand",
            count="Acties",
        ),
        Table((Column("Leeg"),), (), caption="Zonder rijen"),
    )
    given = {
        "kind": "year_report",
        "title": "Jaarverslag 2026",
        "subtitle": "Lokaal sociaal beleid",
        "sender": "Welzijnsoverleg Durmeland",
        "date": datetime.date(2027, 2, 3),
        "status": "Ontwerp",
        "facts": (("Periode", "2026"),),
        "blocks": blocks,
        "abbreviations": {"OCMW": "Openbaar Centrum", "XYZ": "komt niet voor"},
        "has_contents_list": True,
    }
    return Content(**{**given, **fields})


texts = st.one_of(st.sampled_from(NASTY), st.text(max_size=40))
_numbers = st.one_of(
    st.none(), st.integers(-1000, 10**9), st.floats(-1e6, 1e6, allow_nan=False)
)
_tones = st.sampled_from([*(str(tone) for tone in Tone), "onbekend"])
cells = st.builds(Cell, texts, _tones, texts, texts, st.booleans(), _numbers)
columns = st.builds(Column, texts, st.floats(-1, 5, allow_nan=False), st.booleans())
tables = st.builds(
    Table,
    st.lists(columns, max_size=4).map(tuple),
    st.lists(st.lists(cells, max_size=5).map(tuple), max_size=3).map(tuple),
    texts,
    texts,
)
_pairs = st.lists(st.tuples(texts, texts), max_size=3).map(tuple)
_amounts = st.lists(
    st.builds(
        charts.Amount,
        texts,
        st.integers(0, 500),
        st.sampled_from([str(tone) for tone in Tone]),
    ),
    max_size=3,
)
_charts = st.builds(
    lambda make, title, amounts: make(title, amounts, of="Stand", count="Acties"),
    st.sampled_from([charts.bars, charts.columns]),
    texts,
    _amounts,
)
_steps = st.builds(
    PathStep,
    st.integers(1, 8),
    texts,
    st.sampled_from(["done", "current", "todo", "skipped", "vreemd"]),
    texts,
)
blocks = st.one_of(
    st.builds(Heading, texts, st.integers(-1, 7), texts, texts),
    st.builds(Text, texts, st.booleans(), st.booleans()),
    st.builds(Facts, _pairs),
    tables,
    st.builds(
        Log,
        st.lists(st.builds(LogLine, texts, texts, texts), max_size=3).map(tuple),
        texts,
    ),
    st.builds(Path, st.lists(_steps, max_size=9).map(tuple)),
    _charts,
    st.builds(Editors, texts, texts, texts),
    st.just(PageBreak()),
)
contents = st.builds(
    Content,
    kind=st.just("year_report"),
    title=texts,
    subtitle=texts,
    sender=texts,
    language=st.sampled_from(["nl", "en"]),
    date=st.one_of(st.none(), st.dates(datetime.date(1990, 1, 1))),
    status=texts,
    facts=_pairs,
    blocks=st.lists(blocks, max_size=6).map(tuple),
    abbreviations=st.dictionaries(texts, texts, max_size=2),
    has_contents_list=st.booleans(),
    is_landscape=st.booleans(),
)
