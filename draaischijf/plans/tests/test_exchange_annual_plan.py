"""Reading a plan: its rows, whatever accidents its document had."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from draaischijf.documents.blocks import (
    Cell,
    Document,
    Heading,
    Paragraph,
    Place,
    Row,
    Run,
    Table,
)
from draaischijf.documents.readers import read_document
from draaischijf.plans.enums import Lifecycle, SectionKind
from draaischijf.plans.exchange.annual_plan import parse_annual_plan

HEAD = ("ACTIE", "OPMERKING", "CONTACT", "ACTOREN", "OPGESTART")
START = (
    "# Jaarplan 2026\n\n## SD 1: Tegen eind 2026 is er hulp\n\n### OD 1.1: Wonen\n\n"
)
EXAMPLE = Path(__file__).parents[3] / "examples" / "lokelare-jaarplan-2026.txt"


def rows_of(*lines, head=HEAD):
    """A table in plain text: cells parted by tabs, "" is an empty line."""
    return "\n".join("\t".join(line) if line else "" for line in (head, *lines))


def action(title, remark="", contact="", actors="", started=""):
    return (title, remark, contact, actors, started)


def plan(text, name="plan.txt"):
    return parse_annual_plan(read_document(text.encode(), name))


def one(*lines, start=START, head=HEAD):
    """The actions of a plan with one table."""
    return plan(start + rows_of(*lines, head=head) + "\n").actions


def titles(actions):
    return [row.title for row in actions]


# --- heads


@pytest.mark.parametrize(
    "head",
    [
        ("ACTIES", "OPMERKINGEN", "CONTACTPERSONEN", "PARTNERS", "GESTART"),
        ("actie", "opmerkng", "contakt", "actoren", "opgestrat"),
        ("ACTIE", "OPMERKING", "CONTACTPERSOON", "ACTORRN", "OPGSTART"),
        ("Wat doen we?", "Opmerking", "Contact(en)", "Actoren", "Opgestart"),
        ("<b>ACTIE</b>", "<b>OPMERKING</b>", "<b>CONTACT</b>", "", ""),
        ("**ACTIE**", "**OPMERKING**", "**CONTACT**", "**ACTOREN**", "**OPGESTART**"),
    ],
)
def test_a_head_is_known_also_misspelled(head):
    found = one(action("Woonoverleg", "Loopt", "Karim"), head=head)

    assert titles(found) == ["Woonoverleg"]
    assert (found[0].remark, found[0].contact_names) == ("Loopt", ("Karim",))


@pytest.mark.parametrize(
    "head",
    [
        ("nood", "partners", "trekker"),
        ("SIGNAAL", "KORTE SAMENVATTING", "OPVOLGING"),
        ("actie", "partners", "trekker"),
        ("opmerking", "contact", "opgestart", "bijlage"),
        ("opmerking", "contact", "opgestart"),
        ("Contact " * 9, "Opmerking", "Opgestart"),
    ],
)
def test_another_table_is_no_plan(head):
    assert not one(("iets",) * len(head), head=head)


def test_the_columns_may_stand_in_another_order():
    head = ("OPGESTART", "CONTACT", "ACTIE", "ACTOREN", "OPMERKING")

    (found,) = one(("2019", "Ewa", "Valpreventie", "OCMW", "Loopt"), head=head)

    assert (found.title, found.start_year, found.remark) == (
        "Valpreventie",
        2019,
        "Loopt",
    )


# --- headings


@pytest.mark.parametrize(
    ("text", "label", "level"),
    [
        ("### OD 1.2: Mobiliteit", "OD 1.2", 2),
        ("**OD 1.2: Mobiliteit**", "OD 1.2", 2),
        ("OD 1.2 - Mobiliteit", "OD 1.2", 2),
        ("OD 1.2 Mobiliteit", "OD 1.2", 2),
        ("Operationele doelstelling 1.2: Mobiliteit", "OD 1.2", 2),
        ("Operationele doestelling 1.2: Mobiliteit", "OD 1.2", 2),
        ("od 1.2: [Mobiliteit](#)", "OD 1.2", 2),
        ("### OD 1.1.3: Mobiliteit", "OD 1.1.3", 3),
        ("### OD 1.1.3.4: Mobiliteit", "OD 1.1.3.4", 3),
        ("### [Mobiliteit](#)", "Mobiliteit", 2),
        ("**Mobiliteit**", "Mobiliteit", 2),
        ("Strategische doelstelling 2: Mobiliteit", "SD 2", 1),
        ("**OD 1.2: Mobiliteit**\t\t\t\t", "OD 1.2", 2),
        ("Mobiliteit\t\t\t\t", "Mobiliteit", 2),
    ],
)
def test_a_heading_is_found_however_it_is_set(text, label, level):
    text = START + rows_of(action("Woonoverleg")) + f"\n\n{text}\n"
    text += ("" if text.endswith("\t\n") else "\n") + rows_of(action("Ritten")) + "\n"

    found = plan(text)

    assert [row.label for row in found.objectives] == ["SD 1", "OD 1.1", label]
    assert [row.block for row in found.actions] == ["OD 1.1", label]
    assert found.objectives[-1].title == "Mobiliteit"
    assert found.objectives[-1].level == level


@pytest.mark.parametrize(
    ("title", "section"),
    [
        ("Interne werking vzw", SectionKind.INTERNAL),
        ("## De interne werking", SectionKind.INTERNAL),
        ("Initiatieven waarvoor een stappenplan nodig is", SectionKind.STEP_PLAN),
        ("Acties met eerst een stappenplan\t\t\t\t", SectionKind.STEP_PLAN),
    ],
)
def test_sections_stand_outside_the_tree(title, section):
    found = plan(START + rows_of() + f"\n\n{title}\n" + rows_of(action("Team")))

    last = found.objectives[-1]
    assert (last.section, last.level, last.parent_position) == (section, 1, None)
    (row,) = found.actions
    assert row.needs_step_plan is (section == SectionKind.STEP_PLAN)
    assert row.lifecycle == (
        Lifecycle.CONTINUED if row.needs_step_plan else Lifecycle.PERMANENT
    )


def test_a_sentence_about_an_objective_is_none():
    found = plan(
        START
        + "OD 1.1 werd vorig jaar bijna gehaald, maar niet helemaal.\n\n"
        + rows_of(action("Woonoverleg"))
    )

    assert [row.label for row in found.objectives] == ["SD 1", "OD 1.1"]
    assert found.objectives[1].explanation.startswith("OD 1.1 werd")


def test_a_list_of_contents_is_no_second_tree():
    contents = "SD 1: Tegen eind 2026 is er hulp 3\nOD 1.1: Wonen 4\n\n"

    found = plan(f"# Jaarplan 2026\n\n{contents}" + START[17:] + rows_of(action("Eén")))

    assert [row.title for row in found.objectives] == [
        "Tegen eind 2026 is er hulp",
        "Wonen",
    ]
    assert found.actions[0].objective_position == 2


def test_after_a_section_comes_no_objective():
    text = "\n\n## Interne werking\n" + rows_of() + "\n\n## Varia\n"

    found = plan(START + rows_of() + text + rows_of(action("Feest")))

    assert found.objectives[-1].section == SectionKind.OTHER


def test_actions_under_no_heading_get_a_section_and_a_warning():
    found = plan("# Jaarplan 2026\n\n" + rows_of(action("Woonoverleg")))

    (section,) = found.objectives
    assert section.section == SectionKind.OTHER
    assert len(section.warnings) == 1
    assert found.actions[0].objective_position == 1


def test_an_objective_without_strategic_ones_stands_on_top():
    found = plan("# Jaarplan 2026\n\n### OD 1: Wonen\n\n" + rows_of(action("Overleg")))

    assert [(row.label, row.level) for row in found.objectives] == [("OD 1", 1)]


def test_a_table_without_head_goes_on_under_the_next_objective():
    text = START + rows_of(action("Woonoverleg")) + "\n\n### OD 1.2: Vervoer\n\n"

    found = plan(text + "\t".join(action("Ritten", "Loopt")) + "\n")

    assert [(row.block, row.title) for row in found.actions] == [
        ("OD 1.1", "Woonoverleg"),
        ("OD 1.2", "Ritten"),
    ]


def test_a_tree_is_three_levels_deep():
    deeper = "\n\n".join(
        f"### {code}: x\n\n{rows_of(action('y'))}"
        for code in ("OD 1.1.1", "OD 1.1.1.1", "OD 1.1.1.2")
    )

    found = plan(START + rows_of(action("Eén")) + f"\n\n{deeper}\n").objectives

    assert [(row.level, row.parent_position) for row in found] == [
        (1, None),
        (2, 1),
        (3, 2),
        (3, 2),
        (3, 2),
    ]


def test_a_wider_table_straight_behind_is_another():
    wide = rows_of(*([("zes",) * 6] * 2), head=("",) * 6)

    found = plan(START + rows_of(action("Eén")) + f"\n<table></table>\n{wide}\n")

    assert titles(found.actions) == ["Eén"]


def test_a_table_without_head_elsewhere_is_left_alone():
    text = START + rows_of(action("Woonoverleg")) + "\n\nBijlage.\n\n"

    assert titles(plan(f"{text}Jan\tPiet\n").actions) == ["Woonoverleg"]


# --- what is not an action, or half of one


@pytest.mark.parametrize(
    ("second", "joined"),
    [
        (("", "en later opnieuw.", "", "", ""), ("Overleg", "Loopt en later opnieuw.")),
        (
            ("van vier gemeenten", "", "", "", ""),
            ("Overleg van vier gemeenten", "Loopt"),
        ),
        (
            ("Van vier gemeenten", "", "", "", ""),
            ("Overleg Van vier gemeenten", "Loopt"),
        ),
    ],
)
def test_a_row_after_a_break_that_goes_on_is_joined(second, joined):
    found = one(action("Overleg", "Loopt", "Karim", "", "2019"), "", second)

    (row,) = found
    assert (row.title, row.remark) == joined
    assert [place.line for place in row.joined] == [row.place.line + 2]
    assert len(row.warnings) == 1
    assert "\n" in row.verbatim


def test_more_words_without_a_break_are_an_action_of_their_own():
    found = one(
        action("Overleg", "Loopt", "", "", "2019"), action("Algemene vergadering")
    )

    assert titles(found) == ["Overleg", "Algemene vergadering"]


def test_names_that_went_on_are_one_list():
    found = one(action("Huisstijl", "", "Veerle, Rik,", "", "2026"), ("", "", "Nadia"))

    assert found[0].contact_names == ("Veerle", "Rik", "Nadia")


def test_a_row_with_a_year_of_its_own_and_no_action_is_kept_out():
    found = one(action("Overleg", started="2019"), action("", "Loopt", started="2020"))

    assert [bool(row.problems) for row in found] == [False, True]


def test_a_rule_and_a_placeholder_are_no_actions():
    found = one(
        ("--", "--", "--", "--", "--"),
        action("<i>Wat zich aandient</i>"),
        action("Overleg"),
        ("—", "", "-", "", ""),
    )

    assert titles(found) == ["Overleg"]


def test_a_part_stands_under_the_action_above_it():
    found = one(
        action("Sociale kaart", actors="OCMW Lokelare"),
        action("- fiches", "Loopt"),
        action("– druk"),
        action("Gids"),
    )

    assert [(row.title, row.parent_position) for row in found] == [
        ("Sociale kaart", None),
        ("fiches", 1),
        ("druk", 1),
        ("Gids", None),
    ]


def test_a_part_without_an_action_above_it_stands_alone():
    assert one(action("- fiches"))[0].parent_position is None


# --- marks and cells


@pytest.mark.parametrize(
    "mark", ["(P/M)* ", "(P/M)\\* ", "P/M: ", "(p.m.) ", "Pro memorie: ", "- (P/M)* "]
)
@pytest.mark.parametrize(
    ("note", "body"),
    [
        ("(P/M)*: de beslissing ligt bij de stuurgroep Energie.", "Stuurgroep Energie"),
        (
            (
                "(P/M)\\*: opgenomen, maar de beslissingsbevoegdheid over deze acties "
                "bij de raad van Durmeland ligt."
            ),
            "Raad van Durmeland",
        ),
        ("(P/M): over deze acties wordt beslist door het LOK.", "LOK"),
        ("(P/M): de zorgraad beslist over deze acties.", "Zorgraad"),
        ("(P/M): deze acties staan hier pro memorie.", "een ander orgaan"),
        ("Beslist door niemand.", "een ander orgaan"),
    ],
)
def test_who_decides_about_an_action_pro_memorie(mark, note, body):
    found = plan(START + rows_of(action(f"{mark}Noodfonds")) + f"\n\n{note}\n")

    (row,) = found.actions
    assert (row.title, row.is_pro_memorie) == ("Noodfonds", True)
    assert row.decided_by == body


def test_a_word_that_looks_like_the_mark_is_none():
    found = one(action("PMD-inzameling"), action("Promotie van de UiTPAS"))

    assert [row.is_pro_memorie for row in found] == [False, False]
    assert titles(found) == ["PMD-inzameling", "Promotie van de UiTPAS"]


@pytest.mark.parametrize(
    ("text", "year", "warns"),
    [
        ("2019", 2019, False),
        ("sinds 2019", 2019, False),
        ("", None, False),
        ("altijd al", None, True),
        ("2019 en 2020", None, True),
        ("12019", None, True),
    ],
)
def test_a_year_is_a_year_and_words_stay_words(text, year, warns):
    (row,) = one(action("Overleg", started=text))

    assert (row.start_year, row.started, bool(row.warnings)) == (year, text, warns)


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Veerle, Joris,", ("Veerle", "Joris")),
        ("Veerle en Joris", ("Veerle", "Joris")),
        ("Veerle / Joris; veerle", ("Veerle", "Joris")),
        ("", ()),
        ("–", ()),
    ],
)
def test_contacts_are_split_and_named_once(text, names):
    assert one(action("Overleg", contact=text))[0].contact_names == names


@pytest.mark.parametrize(
    ("text", "organisations"),
    [
        (
            "OCMW, CAW Durmeland, Lokale politie",
            ("OCMW", "CAW Durmeland", "Lokale politie"),
        ),
        ("11 fora, 5 gemeenten, meerdere, ...", ()),
        ("3 gemeenten + provincie", ("provincie",)),
        ("GGZ, AWW, handicap, Ouderen, OCMW's", ()),
        ("Wordt vooral ingevuld door overleg over de gemeentegrenzen heen", ()),
        ("Vzw Onderdak, bewonersgroepen", ("Vzw Onderdak",)),
    ],
)
def test_only_what_names_an_organisation_counts_as_one(text, organisations):
    (row,) = one(action("Overleg", actors=text))

    assert row.actors == text
    assert row.actor_names == organisations
    assert set(row.actor_names) <= set(row.actor_texts)


# --- merged cells, as office files have them


def document(*rows, name="plan.docx"):
    place = Place(name)
    head = Row(tuple(Cell((Run(text),)) for text in HEAD), place, "")
    blocks = (
        Heading(1, "Jaarplan 2026", place),
        Heading(2, "OD 1.1: Wonen", place),
        Table((head, *rows), place),
    )
    return Document(name, blocks)


def row(*cells, **fields):
    made = tuple(
        cell if isinstance(cell, Cell) else Cell((Run(cell),) if cell else ())
        for cell in cells
    )
    return Row(made, Place("plan.docx"), "\t".join(c.text for c in made), **fields)


def test_a_cell_merged_over_two_actions_counts_for_both():
    above = Cell(covered="above")
    first = row("Overleg", "", "Karim", "CAW Durmeland", "2019")
    second = row("Tafel", "", above, above, "2020")

    found = parse_annual_plan(document(first, second)).actions

    assert [one.contact_names for one in found] == [("Karim",), ("Karim",)]
    assert [one.actors for one in found] == ["CAW Durmeland", "CAW Durmeland"]


def test_an_action_merged_over_two_rows_is_one():
    above = Cell(covered="above")
    rows = [
        row("Overleg", "Loopt", "Karim"),
        row(above, "en groeit", above, "", "2019"),
    ]

    (found,) = parse_annual_plan(document(*rows)).actions

    assert (found.remark, found.contact_names) == ("Loopt en groeit", ("Karim",))
    assert found.start_year == 2019


def test_a_text_across_the_table_is_a_heading_or_a_note():
    left = Cell(covered="left")
    rows = [
        row("Overleg"),
        row("Vervoer", left, left, left, left),
        row("Ritten"),
        row("(P/M)*: over deze acties beslist de raad.", left, left, left, left),
        row(Cell((Run("Later", italic=True),)), left, left, left, left),
    ]

    found = parse_annual_plan(document(*rows))

    assert [(one.block, one.title) for one in found.actions] == [
        ("OD 1.1", "Overleg"),
        ("Vervoer", "Ritten"),
    ]


# --- broken files


@given(st.integers(min_value=0, max_value=len(EXAMPLE.read_text(encoding="utf-8"))))
def test_a_file_cut_in_the_middle_gives_what_is_left(length):
    text = EXAMPLE.read_text(encoding="utf-8")
    whole = plan(text, EXAMPLE.name).actions

    # a stray sign keeps the file from being empty, which is refused
    found = plan(text[:length] + "\n.", EXAMPLE.name)

    assert len(found.actions) <= len(whole)
    places = {one.position for one in found.objectives}
    assert {one.objective_position for one in found.actions} <= places
    complete = found.actions[:-1]
    assert titles(complete) == titles(whole)[: len(complete)]


words = st.text(max_size=30) | st.sampled_from(
    ["", "-", "- x", "(P/M)*", "(P/M)* -", "2026", "SD 1:", "OD 1.1: x", *HEAD]
)
cells = st.builds(
    lambda text, bold, italic, colour, covered: Cell(
        (Run(text, bold, italic, colour),) if text else (), covered
    ),
    words,
    st.booleans(),
    st.booleans(),
    st.sampled_from([None, "#1f4e9e", "#a3262a", "rood", ""]),
    st.sampled_from(["", "", "", "left", "above"]),
)
rows = st.lists(cells, min_size=1, max_size=7).map(
    lambda found: Row(tuple(found), Place("plan.docx"), "")
)


@given(st.lists(rows, min_size=1, max_size=8), st.lists(words, max_size=3))
def test_rubbish_in_cells_is_read_without_a_fault(found, lines):
    made = document(*found)
    extra = tuple(Paragraph((Run(text),), Place("plan.docx")) for text in lines)

    parsed = parse_annual_plan(
        Document(made.name, (*made.blocks, *extra, *made.blocks))
    )

    places = {one.position for one in parsed.objectives}
    for one_row in parsed.actions:
        assert one_row.title or one_row.problems
        assert one_row.objective_position in places
        assert one_row.lifecycle in Lifecycle.values
        assert one_row.reason or one_row.lifecycle != Lifecycle.NOT_EXTENDED
        assert one_row.decided_by or not one_row.is_pro_memorie
        parent = one_row.parent_position
        assert parent is None or parent < one_row.position
    keys = [one.key for one in (*parsed.objectives, *parsed.actions)]
    assert len(set(keys)) == len(keys)
