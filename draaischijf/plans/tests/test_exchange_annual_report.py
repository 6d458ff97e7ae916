"""Annual reports as converters, page breaks and careless hands leave them."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from draaischijf.documents.readers import read_bytes
from draaischijf.documents.tests.factories import docx_bytes
from draaischijf.plans.exchange.annual_report.report import (
    has_annual_report,
    parse_annual_report,
)
from draaischijf.plans.exchange.annual_report.titles import (
    contents_of,
    in_capitals,
    is_part,
    without_notes,
)
from draaischijf.plans.exchange.cover import programme_of, reported_plan

HEAD = "# Jaarverslag 2026 Scheldekant\n\n"


def read(text, name="v.txt"):
    data = text if isinstance(text, bytes) else (HEAD + text).encode()
    return parse_annual_report(read_bytes(data, name))


def cell(*lines):
    return " ".join(f"<p>{line}</p>" for line in lines)


def action(text, timing="mei 2026", lead="OCMW"):
    return [text, f"a. Timing: {timing}", f"b. Trekker: {lead}"]


def row(goal, plan, *log):
    return "\t".join((goal, cell(*plan), cell(*log)))


def told(report):
    return [
        (one.goal, one.number, one.title, len(one.entries), one.remark)
        for one in report.actions
    ]


def test_a_document_without_timings_is_no_report():
    document = read_bytes(f"{HEAD}doel\tacties\topvolging\nA\tB\tC\n".encode(), "v.txt")

    assert not has_annual_report(document)
    assert parse_annual_report(document).actions == ()


def test_three_columns_give_goals_and_actions():
    report = read(
        row("**Wonen**", [*action("1. Overleg"), *action("2. Folder")],
            "1. **3/05/2026** – gestart", "2. gedrukt")
    )  # fmt: skip

    assert told(report) == [
        ("Wonen", 1, "Overleg", 1, ""),
        ("Wonen", 2, "Folder", 0, "gedrukt"),
    ]
    assert [one.title for one in report.goals] == ["Wonen"]
    assert [one.problems for one in report.actions] == [(), ()]


def test_the_follow_up_may_stand_in_a_row_below():
    report = read(
        row("Wonen", action("1. Overleg"), "1. **3/05/2026**")
        + "\n\n\n"
        + row("", [], "**4/05/2026** – vervolg")
    )

    assert told(report) == [("Wonen", 1, "Overleg", 2, "")]


def test_a_row_below_serves_all_goals_that_wait():
    two = [*action("1. A"), *action("2. B")]
    report = read(
        f"<b>ONTMOETING</b>\t{cell(*two)}\n"
        f"<b>VORMING</b>\t{cell(*two)}\n"
        f"\t{cell('1. a', '2. b', '1. **3/05/2026**', '2. d')}\n"
        f"<b>Wonen</b>\t{cell(*action('Nog iets'))}\n\t{cell('e')}\n"
    )

    assert [(goal, remark) for goal, _n, _t, _count, remark in told(report)] == [
        ("ONTMOETING", "a"),
        ("ONTMOETING", "b"),
        ("VORMING", ""),
        ("VORMING", "d"),
        ("Wonen", "e"),
    ]


def test_a_theme_in_the_column_of_goals_leaves_the_goal_in_the_next():
    plan = ["<b>Iedereen geraakt er.</b>", *action("1. Belbus")]
    report = read(f"<b>MOBILITEIT</b>\t{cell(*plan)}\n\t{cell('1. rijdt')}\n")

    (goal,) = report.goals
    assert (goal.path, goal.title) == (("MOBILITEIT",), "Iedereen geraakt er.")
    assert told(report) == [("Iedereen geraakt er.", 1, "Belbus", 0, "rijdt")]


def test_a_goal_cut_by_a_page_is_one():
    report = read(
        row("Wie een dak zoekt, vindt er een dat pas-", action("1. Overleg"), "1. a")
        + "\n\n"
        + row("send is.", action("2. Folder"), "2. b")
        + "\n"
        + row("Wie een dak zoekt, vindt er een dat passend is.", action("3. C"), "3. c")
    )

    assert [goal.title for goal in report.goals] == [
        "Wie een dak zoekt, vindt er een dat passend is."
    ]
    assert [one.remark for one in report.actions] == ["a", "b", "c"]


def test_an_action_cut_by_a_page_is_one():
    plan = ["1. Overleg", "a. Timing: mei 2026"]
    report = read(
        row("Wonen", plan, "1. a") + "\n\n" + row("", ["b. Trekker: OCMW"], "en meer")
    )

    (one,) = report.actions
    assert (one.trekker, one.remark) == ("OCMW", "a en meer")


def test_columns_below_the_table_as_loose_text_count():
    report = read(
        f"Mobiliteit\t{cell(*action('1. Belbus'))}\t{cell('1. rijdt')}\n\n"
        "2. Fietsen\nin alle dorpen\n- a. Timing: mei 2026\n"
        "  - b. Trekker: Fietspunt (de ver-\nhuurder)\n\n"
        "met 11 haltes\n\n**3/05/2026** – rondrit\n\n2. Er zijn 14 fietsen.\n\n"
        "1 = een noot\n"
    )

    assert told(report) == [
        ("Mobiliteit", 1, "Belbus", 1, "rijdt met 11 haltes"),
        ("Mobiliteit", 2, "Fietsen in alle dorpen", 0, "Er zijn 14 fietsen."),
    ]
    assert report.actions[1].trekker == "Fietspunt (de verhuurder)"


def test_loose_text_that_plans_nothing_and_has_no_date_is_left():
    report = read(row("A", action("1. B"), "1. b") + "\n\nVolgend jaar meer.\n")

    assert report.actions[0].remark == "b"


def test_loose_text_under_another_title_is_left():
    report = read(
        row("A", action("1. B"), "1. b")
        + "\n\n## OVERLEG\n\n- **3/05/2026**\n\n- Timing: mei\n"
    )

    assert told(report) == [("A", 1, "B", 0, "b")]


def test_a_table_of_signals_is_left_to_its_own_kind():
    report = read(
        row("A", action("1. B"), "1. b")
        + "\nSIGNAAL\tSAMENVATTING\tOPVOLGING\nBussen\tlaat\t3/05/2026 – Timing: x\n"
    )

    assert told(report) == [("A", 1, "B", 0, "b")]


def test_a_table_about_something_else_is_left():
    report = read(
        row("A", action("1. B"), "1. b") + "\n\n## Cijfers\n\nOverleg\t4\nRaad\t3\n"
    )

    assert len(report.actions) == 1


def test_titles_in_rows_are_part_and_theme():
    report = read(
        "LUIK 2: ACTIES\t\t\nWONEN\t\t\n"
        + row("Dak", action("1. A"), "a")
        + "\nZORG\t\t\n"
        + row("Buur", action("1. B"), "b")
        + "\nLUIK 3: REST\t\t\n"
        + row("Rest", action("1. C"), "c")
    )

    assert [goal.path for goal in report.goals] == [
        ("LUIK 2: ACTIES", "WONEN"),
        ("LUIK 2: ACTIES", "ZORG"),
        ("LUIK 3: REST",),
    ]


def test_headings_are_part_and_theme():
    def table(name):
        return ("table", [["Doel", "Actie", "Opvolging"], [name, ACTION, "1. a"]])

    report = read(
        docx_bytes(
            ("h1", "Jaarverslag 2026 Scheldekant"), ("h1", "Luik 1: samen"),
            ("h2", "Wonen"), table("Dak"), ("h1", "Zorg"), table("Buur"),
            ("p", "LUIK 2"), table("Rest"),
        ),
        "v.docx",
    )  # fmt: skip

    assert [goal.path for goal in report.goals] == [
        ("Luik 1: samen", "Wonen"),
        ("Zorg",),
        ("LUIK 2",),
    ]
    assert [one.remark for one in report.actions] == ["a"] * 3


ACTION = "1. A\na. Timing: mei 2026\nb. Trekker: OCMW"


def test_the_head_tells_which_column_is_which():
    report = read(
        docx_bytes(
            ("h1", "Jaarverslag 2026"),
            (
                "table",
                [
                    ["Nr", "Stand van zaken", "Maatregel", "Geplande acties"],
                    ["7", "1. **3/05/2026** – x", "Wonen", ACTION],
                ],
            ),
        ),
        "v.docx",
    )

    assert told(report) == [("Wonen", 1, "A", 1, "")]


def test_a_column_without_a_head_is_the_next_one_free():
    report = read(
        "Nr\tDoel\tActies\t\n"
        + "\t".join(("7", "Wonen", cell(*action("1. A")), cell("1. **3/05/2026**")))
    )

    assert told(report) == [("Wonen", 1, "A", 1, "")]


def test_a_note_across_the_columns_is_no_title():
    note = "Een noot over alle kolommen. " * 10

    def merge(document):
        row = document.tables[0].rows[0]
        row.cells[0].merge(row.cells[2])

    report = read(
        docx_bytes(
            ("h1", "Jaarverslag 2026"),
            ("table", [[note, "", ""], ["Wonen", ACTION, "1. a"]]),
            edit=merge,
        ),
        "v.docx",
    )

    assert [(goal.path, goal.title) for goal in report.goals] == [((), "Wonen")]


def test_follow_up_before_any_goal_is_left():
    report = read(row("", [], "3/05/2026 – x") + "\n" + row("A", action("1. B"), "b"))

    assert told(report) == [("A", 1, "B", 0, "b")]


def test_a_goal_in_capitals_without_a_plan_is_a_goal():
    report = read(row("A", action("1. B")) + "\n" + row("WONEN", ["Later"], "b"))

    assert [goal.title for goal in report.goals] == ["A", "WONEN"]


def test_contents_make_no_goals_and_give_the_theme_the_body_lost():
    contents = (
        "## Inhoud\n\nLUIK 1: ACTIES.....\t2\nWONEN.....\t2\nDak.....\t2\n"
        "ZORG.....\t3\nBuren zien mekaar.....\t3\nOnbekend.....\t4\n\n"
    )
    report = read(
        f"{contents}LUIK 1: ACTIES\t\t\nWONEN\t\t\n"
        + row("Dak", action("1. A"), "a")
        + "\n"
        + row("Buren zien mekaar vaker", action("1. B"), "b")
        + "\n"
        + row("Nog een doel", action("1. C"), "c")
    )

    assert [goal.path[1:] for goal in report.goals] == [
        ("WONEN",),
        ("ZORG",),
        ("ZORG",),
    ]
    assert [len(goal.warnings) for goal in report.goals] == [0, 1, 0]


def test_contents_of_lines_are_no_titles_of_the_body():
    document = read_bytes(
        docx_bytes(
            ("h2", "Inhoud"), ("p", "LUIK 1: ACTIES 2"), ("p", "WONEN 2"),
            ("p", "Dit is geen titel."), ("table", [["Dak", ACTION, "a"]]),
        ),
        "v.docx",
    )  # fmt: skip

    assert contents_of(document).titles == ["LUIK 1: ACTIES", "WONEN"]
    assert parse_annual_report(document).goals[0].path == ()


def test_italics_explain_a_goal():
    report = read(
        row(
            "<p><b>Wonen</b></p> <p><i>Een dak</i> <i>voor elk.</i></p>", action("1. A")
        )
        + "\n"
        + row("<i>Zorg</i>", action("1. B"))
    )

    assert [(goal.title, goal.explanation) for goal in report.goals] == [
        ("Wonen", "Een dak voor elk."),
        ("Zorg", ""),
    ]


def test_notes_are_taken_off_titles_only_where_there_is_such_a_note():
    report = read(
        row("Sociaal kapitaal<sup>1</sup> en co2", action("1. Buurt2 in 2026"))
        + "\n\n1 = vertrouwen tussen buren\n"
    )

    assert report.goals[0].title == "Sociaal kapitaal en co2"
    assert report.actions[0].title == "Buurt2 in 2026"
    assert without_notes("zorg12 en zorg3", frozenset({"3"})) == "zorg12 en zorg"


def test_what_is_missing_is_said():
    report = read(row("Wonen", ["1. Overleg", "2. Folder", "Timing: ooit"]))

    first, second = report.actions
    assert len(first.warnings) == 2
    assert len(second.warnings) == 2
    assert first.problems == ()


def test_actions_without_words_or_goal_are_kept_out():
    report = read("\t".join(("", cell("Timing: mei", "Trekker: x"), "")))

    assert [len(one.problems) for one in report.actions] == [1]
    assert [len(one.problems) for one in report.goals] == [1]


def test_follow_up_without_an_action_is_said():
    report = read(
        row("A", action("1. B"), "b") + "\n" + row("Leeg doel", [], "3/05/2026 – x")
    )

    assert [len(goal.warnings) for goal in report.goals] == [0, 1]


def test_a_report_without_a_year_is_kept_out():
    data = f"# Verslag\n\n{row('A', action('1. B', timing='mei'), 'b')}\n".encode()

    report = read(data)

    assert len(report.actions[0].problems) == 1


def test_the_same_action_under_the_same_goal_has_a_key_of_its_own():
    report = read(row("A", [*action("1. B"), *action("2. B")]))

    first, second = report.actions
    assert first.key != second.key


def test_another_year_is_another_row():
    one = row("A", action("1. B"))
    this = read(one).actions[0]
    other = read(f"# Jaarverslag 2025\n\n{one}".encode()).actions[0]

    assert this.key != other.key


@pytest.mark.parametrize(
    ("title", "name"),
    [
        (
            "Jaarverslag 2026 – Actieprogramma Durmeland",
            "Actieprogramma Durmeland 2026",
        ),
        ("-Jaarverslag 2026- Actieprogramma", "Actieprogramma 2026"),
        ("Actieprogramma Durmeland: jaarverslag 2026", "Actieprogramma Durmeland 2026"),
        ("Jaarverslag werkjaar 2026", "Jaarplan 2026"),
        ("Zomaar een titel", "Jaarplan 2026"),
    ],
)
def test_the_plan_is_called_after_its_report(title, name):
    document = read_bytes(f"# {title}\n\ntekst\n".encode(), "v.txt")

    plan = reported_plan(document, 2026)

    assert plan.title == name
    assert (plan.start, plan.end) == (dt.date(2026, 1, 1), dt.date(2026, 12, 31))


@pytest.mark.parametrize(
    ("text", "programme"),
    [
        (
            "het Sociaal Actieprogramma 2024-2027 zegt",
            "Sociaal Actieprogramma 2024-2027",
        ),
        ("ons meerjarenplan 2026 – 2031.", "meerjarenplan 2026-2031"),
        ("Actieprogramma 2018-2022", None),
        ("Actieprogramma 2020-2035", None),
        ("programma", None),
    ],
)
def test_the_programme_of_the_years_around_it(text, programme):
    for shown in (text, f"- {text}", f"a\t{text}\nb\tc"):
        found = programme_of(read_bytes(shown.encode(), "v.txt"), 2026)
        assert (found.title if found else None) == programme


def test_what_is_a_title():
    assert is_part("LUIK 1: SAMEN")
    assert is_part("Deel B – de rest")
    assert not is_part("Deelnemers")
    assert in_capitals("ZORG & WELZIJN")
    assert not in_capitals("OCMW’s")
    assert not in_capitals("A B")


cells = st.text(
    st.sampled_from("ab 1.2\nTiming: Trekker:*LUIK 3/05/2026mei"), max_size=40
)


@given(st.lists(st.lists(cells, min_size=1, max_size=4), max_size=6))
def test_any_table_is_read(rows):
    rows = [["Wonen", ACTION.replace("\n", "<br>"), "1. a"], *rows]
    text = "\n".join("\t".join(one).replace("\n", "<br>") for one in rows)

    report = read(text)

    assert report.actions
    assert len({one.key for one in report.actions}) == len(report.actions)
    assert len({one.key for one in report.goals}) == len(report.goals)
    for one in (*report.actions, *report.goals):
        assert one.parsed()
