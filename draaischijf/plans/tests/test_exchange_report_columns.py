"""What stands in the columns of actions and of follow-up, taken apart."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from draaischijf.documents.blocks import Cell, ListItem, Place, Run
from draaischijf.documents.readers.markup import runs_of_markup
from draaischijf.plans.exchange.annual_report.facts import days_in, facts_of
from draaischijf.plans.exchange.annual_report.followed import share_out
from draaischijf.plans.exchange.annual_report.leads import organisation_in, parties_of
from draaischijf.plans.exchange.annual_report.lines import lines_of, lines_of_item
from draaischijf.plans.exchange.annual_report.planned import planned_actions
from draaischijf.plans.exchange.annual_report.timing import timing_of

D = dt.date
TXT = Place("v.txt", line=1)
PDF = Place("v.pdf", page=1)


def lines(*texts, place=TXT, is_log=False):
    cell = Cell(runs_of_markup("\n".join(texts)))
    return lines_of(cell, place, is_log=is_log)


def planned(*texts, place=TXT):
    return [
        (action.number, action.title, action.timing, action.leads)
        for action in planned_actions(lines(*texts, place=place))
    ]


# --- the column of actions


def test_actions_begin_at_their_number():
    assert planned(
        "1. Netwerkdag",
        "a. Timing: mei 2026",
        "b. Trekker: OCMW",
        "2) Vorming",
        "- Timing: najaar",
        "• Trekkers: CAW, OCMW.",
    ) == [
        (1, "Netwerkdag", "mei 2026", "OCMW"),
        (2, "Vorming", "najaar", "CAW, OCMW"),
    ]


def test_an_action_without_a_number_begins_where_a_label_comes_again():
    assert planned(
        "Netwerkdag",
        "Timing: mei",
        "Trekker: OCMW ism",
        "het CAW",
        "Vorming voor",
        "helpers",
        "Timing: juni",
        "Trekker: CAW",
    ) == [
        (1, "Netwerkdag", "mei", "OCMW ism het CAW"),
        (2, "Vorming voor helpers", "juni", "CAW"),
    ]


def test_a_label_that_comes_again_without_words_is_an_action_without_words():
    assert planned("1. Dag", "Timing: mei", "Timing: juni") == [
        (1, "Dag", "mei", ""),
        (2, "", "juni", ""),
    ]


def test_labels_before_any_words_are_an_action_without_words():
    assert planned("Timing: mei") == [(1, "", "mei", "")]


def test_labels_go_on_until_the_next_mark():
    assert planned(
        "1. Dossier",
        "a. Timing: indienen 15/01/2026; bij goedkeuring",
        "01/07/2026",
        "b. Trekker: Departement Wonen, Traject (onderzoeksbu-",
        "reau)",
    ) == [
        (
            1,
            "Dossier",
            "indienen 15/01/2026; bij goedkeuring 01/07/2026",
            "Departement Wonen, Traject (onderzoeksbureau)",
        )
    ]


def test_labels_in_the_line_itself_are_found():
    assert planned("1. Dag. a. Timing: mei 2026 Trekker: OCMW", "2. Uur") == [
        (1, "Dag.", "mei 2026", "OCMW"),
        (2, "Uur", "", ""),
    ]


def test_the_number_of_another_list_is_a_point_below_the_action():
    assert planned("1. Onderzoek naar", "1. wonen", "- werk", "Timing: 2026") == [
        (1, "Onderzoek naar 1. wonen\n- werk", "2026", "")
    ]


def test_numbers_may_begin_again():
    found = planned("1. A", "Timing: mei", "2. B", "Timing: mei", "1. C", "Timing: mei")

    assert [number for number, *_rest in found] == [1, 2, 1]


def test_printed_lines_of_a_pdf_are_put_together():
    assert planned(
        "1. Een netwerkdag voor alle",
        "partners van het plat-",
        "form.",
        "a. Timing: 4 mei 2026 – in de",
        "zaal",
        "b. Trekker: Regionale",
        "Coördinator",
        "2. Nog iets",
        place=PDF,
    ) == [
        (
            1,
            "Een netwerkdag voor alle partners van het platform.",
            "4 mei 2026 – in de zaal",
            "Regionale Coördinator",
        ),
        (2, "Nog iets", "", ""),
    ]


def test_a_dash_at_the_begin_of_a_printed_line_goes_on_and_after_a_colon_it_lists():
    assert planned(
        "1. Dag in Gent", "– met lunch", "en meer:", "– zaal", place=PDF
    ) == [(1, "Dag in Gent – met lunch en meer:\n- zaal", "", "")]


def test_an_item_outside_the_table_keeps_its_number():
    def shown(marker):
        item = ListItem(1, (Run("Dag\nmet lunch"),), TXT, marker)
        return [line.text for line in lines_of_item(item)]

    assert shown("3.") == ["3. Dag", "met lunch"]
    assert shown("•") == ["- Dag", "met lunch"]


# --- timing


@pytest.mark.parametrize(
    ("text", "kind", "start", "end"),
    [
        ("april 2026", "month", D(2026, 4, 1), D(2026, 4, 30)),
        ("jaaractiepunt gedurende 2026", "year", D(2026, 1, 1), D(2026, 12, 31)),
        ("najaar", "season", D(2026, 9, 1), D(2026, 11, 30)),
        (
            "indienen 15/01/2026; bij goedkeuring opstart 01/07/2026",
            "period",
            D(2026, 1, 15),
            D(2026, 7, 1),
        ),
        ("klaar tegen 3 mei 2026", "period", D(2026, 5, 3), D(2026, 5, 3)),
        ("start in het najaar van 2026", "season", D(2026, 9, 1), D(2026, 11, 30)),
        ("telkens wanneer nodig in 2026", "year", D(2026, 1, 1), D(2026, 12, 31)),
        ("wanneer het past", "unknown", None, None),
        ("", "unknown", None, None),
    ],
)
def test_a_timing_keeps_its_words(text, kind, start, end):
    timing = timing_of(text, 2026)

    assert (timing.when.text, str(timing.when.kind)) == (text, kind)
    assert (timing.when.start, timing.when.end) == (start, end)
    assert timing.points == ()


def test_a_list_of_days_with_words_is_days_and_points():
    timing = timing_of("3 mei – Gent 5 en 6 juni: Ieper 9 september 2026 - Aalst", 2026)

    assert timing.when.text == "3 mei, 5 juni, 6 juni en 9 september 2026"
    assert [day.month for day in timing.when.days] == [5, 6, 6, 9]
    assert timing.points == (
        "3 mei – Gent",
        "5 en 6 juni: Ieper",
        "9 september 2026 - Aalst",
    )
    assert timing.when.year_guessed


def test_days_over_two_years_keep_both_years():
    timing = timing_of("3/12/2026 – Gent 4/01/2027 – Ieper", 2026)

    assert timing.when.text == "3 december 2026 en 4 januari 2027"


def test_what_is_too_long_for_a_date_is_a_point():
    text = "in het voorjaar van 2026 " + "en zo verder " * 12

    timing = timing_of(text.strip(), 2026)

    assert timing.points == (text.strip(),)
    assert len(timing.when.text) <= 120
    assert timing.when.start == D(2026, 3, 1)


# --- who


@pytest.mark.parametrize(
    ("text", "leads", "partners"),
    [
        ("OCMW Lokelare", [("OCMW Lokelare", "OCMW Lokelare")], []),
        (
            "Platformcoördinator ism gast-partner",
            [("Platformcoördinator", "")],
            [("gast-partner", "")],
        ),
        (
            "Straathoekwerk (leaderproject) met ondersteuning van CAW",
            [("Straathoekwerk (leaderproject)", "Straathoekwerk")],
            [("CAW", "CAW")],
        ),
        (
            "Kringwinkel op vraag van de werkwinkel, betrokken OCMW's.",
            [("Kringwinkel", "Kringwinkel")],
            [("de werkwinkel", ""), ("betrokken OCMW's", "")],
        ),
        (
            "Streekoverleg als geassocieerde partner, VVR en Achthoek",
            [
                ("Streekoverleg als geassocieerde partner", "Streekoverleg"),
                ("VVR", "VVR"),
                ("Achthoek", "Achthoek"),
            ],
            [],
        ),
        (
            "Dienst Wonen (stad, OCMW)",
            [("Dienst Wonen (stad, OCMW)", "Dienst Wonen")],
            [],
        ),
        ("", [], []),
    ],
)
def test_leads_and_partners(text, leads, partners):
    found = parties_of(text)

    assert [(one.text, one.organisation) for one in found.leads] == leads
    assert [(one.text, one.organisation) for one in found.partners] == partners


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Regionale Welzijnscoördinator", ""),
        ("projectmedewerker Forum Jeugd", "Forum Jeugd"),
        ("diensthoofd van de Kringwinkel", "Kringwinkel"),
        ("woondienst Beverhout", "woondienst Beverhout"),
        ("De Wegwijzer vzw", "De Wegwijzer vzw"),
        ("buurtprojecten in de streek", ""),
        ("de OCMW’s", ""),
        ("’t Scheepje", "’t Scheepje"),
    ],
)
def test_which_words_name_an_organisation(text, name):
    assert organisation_in(text) == name


# --- the column of follow-up


def shared(actions, *texts):
    column = lines(*texts, is_log=True)
    found = share_out(column, planned_actions(lines(*actions)), 2026)
    texts = [[line.text for line in own] for own in found.lines]
    return texts, found.judged


def test_follow_up_is_numbered_as_the_actions_are():
    assert shared(
        ("1. A", "Timing: 2026", "2. B", "Timing: 2026", "3. C"),
        "1. 3/05/2026",
        "gezegd",
        "3. klaar",
    ) == ([["3/05/2026", "gezegd"], [], ["klaar"]], set())


def test_numbers_that_come_again_are_those_of_the_next_goal():
    assert shared(
        ("1. A", "Timing: 2026", "2. B", "Timing: 2026", "1. C", "Timing: 2026"),
        "1. a",
        "2. b",
        "1. c",
    ) == ([["a"], ["b"], ["c"]], set())


def test_a_number_that_no_action_has_is_text():
    assert shared(("1. A", "Timing: 2026"), "1. a", "7. zaken", "1. nog") == (
        [["a", "7. zaken", "1. nog"]],
        set(),
    )


def test_text_before_the_first_number_belongs_to_what_comes_before():
    assert shared(
        ("1. A", "Timing: 2026", "2. B", "Timing: 2026"), "eerst", "2. dan"
    ) == ([["eerst"], ["dan"]], set())
    assert shared(("1. A", "Timing: 2026"), "eerst", "1. dan") == (
        [["eerst", "dan"]],
        set(),
    )


TWO = (
    "Overleg tussen de belbusprojecten", "Timing: 2026",
    "Gemeenten helpen met een mobipunt", "Timing: 2026",
)  # fmt: skip


def test_without_numbers_words_tell_which_action_it_is():
    assert shared(
        TWO,
        "9/02/2026 – overleg",
        "Het mobipunt van Beverhout:",
        "10/02/2026 – bezoek",
    ) == (
        [
            ["9/02/2026 – overleg"],
            ["Het mobipunt van Beverhout:", "10/02/2026 – bezoek"],
        ],
        {0, 1},
    )


def test_without_numbers_dates_that_begin_anew_are_the_next_action():
    texts, _judged = shared(
        TWO,
        "9/03/2026 – overleg",
        "Enkel Beverhout vroeg nog niets aan.",
        "4/02/2026 – bezoek",
    )

    assert [len(own) for own in texts] == [1, 2]


def test_without_numbers_a_line_of_the_action_itself_stays_there():
    texts, judged = shared(
        TWO,
        "Elf belbusprojecten deden mee.",
        "9/03/2026 – overleg",
        "Voorstelling van de belbusprojecten:",
        "4/02/2026 – markt",
    )

    assert [len(own) for own in texts] == [4, 0]
    assert judged == {0}


def test_one_action_gets_all_of_it():
    assert shared(("Alleen dit", "Timing: 2026"), "a", "3/05/2026") == (
        [["a", "3/05/2026"]],
        set(),
    )


def test_follow_up_without_actions_is_nobodys():
    assert share_out([], [], 2026).lines == []


# --- facts


def facts(*texts, place=TXT, year=2026):
    found = facts_of(lines(*texts, place=place, is_log=True), year)
    return [(e.when.text, e.text) for e in found.entries], found.remark


def test_entries_and_words_are_told_apart():
    assert facts(
        "De groep startte.",
        "**3/05/2026** – overleg met de",
        "scholen",
        "**4/05/2026**",
        "Daarnaast kwam er een folder.",
        "- met plaatjes",
        "- **5/05/2026**",
    ) == (
        [
            ("3/05/2026", "overleg met de scholen"),
            ("4/05/2026", ""),
            ("5/05/2026", ""),
        ],
        "De groep startte.\nDaarnaast kwam er een folder.\n- met plaatjes",
    )


def test_more_entries_in_one_line_begin_at_their_bold_date():
    assert facts(
        "Op infodagen: **9/03/2026** – dorp **30/03/2026** **1/04/2026** – markt"
    ) == (
        [("9/03/2026", "dorp"), ("30/03/2026", ""), ("1/04/2026", "markt")],
        "Op infodagen:",
    )


def test_a_sentence_cut_by_a_bare_date_goes_with_that_date():
    assert facts(
        "**29/06/2026** – uitleg voor de raad. Nota op het bureau **7/07/2026**"
    ) == (
        [
            ("29/06/2026", "uitleg voor de raad."),
            ("7/07/2026", "Nota op het bureau"),
        ],
        "",
    )


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("Project Ruimte = dossier ingediend 7/04/2026", ["7/04/2026"]),
        ("Op 01/06/2026 was er overleg.", ["01/06/2026"]),
        ("De raad koos op 30 mei 2026 een vervoerder.", ["30 mei 2026"]),
        (
            "Sessies op 3/03/2026, 7/03/2026 en 9/03/2026.",
            ["3/03/2026, 7/03/2026 en 9/03/2026"],
        ),
        ("Ingediend 7/04/2026, goedgekeurd 12/06/2026.", ["7/04/2026", "12/06/2026"]),
        ("Klaar tegen 7/04/2026 of voor 1 mei.", []),
        ("In mei kwam de goedkeuring, eind 2026 volgt meer.", []),
        ("1/3 van de gemeenten, 2 of 3 keer, 12.30 uur", []),
        ("Uitgesteld naar 31/02/2026.", []),
        ("De volgende is op 12/01/2027.", []),
    ],
)
def test_days_in_running_text_are_facts(text, days):
    entries, remark = facts(text)

    assert [when for when, _text in entries] == days
    assert bool(remark) != bool(days)


def test_deadlines_are_days_for_who_asks():
    text = "indienen voor 15/01/2026; klaar tegen 1 juli 2026"

    assert list(days_in(text, 2026)) == []
    found = days_in(text, 2026, deadlines=True)
    assert [day.start for day in found] == [D(2026, 1, 15), D(2026, 7, 1)]


def test_a_plan_stays_in_the_words():
    entries, remark = facts("3/11/2026 – overleg", "Begin januari volgt een brief.")

    assert [when for when, _text in entries] == ["3/11/2026"]
    assert remark == "Begin januari volgt een brief."


def test_attendance_in_a_sentence_is_counted():
    found = facts_of(lines("Op 3/05/2026 kwamen zo’n 50 personen."), 2026)

    assert [(e.attendance, e.attendance_is_about) for e in found.entries] == [
        (50, True)
    ]


def test_printed_lines_of_a_pdf_make_whole_facts():
    assert facts(
        "De groep startte in",
        "alle dorpen.",
        "3/05/2026 – overleg met OCMW",
        "Beverhout",
        "4/05/2026",
        "Er kwam een folder.",
        place=PDF,
    ) == (
        [("3/05/2026", "overleg met OCMW Beverhout"), ("4/05/2026", "")],
        "De groep startte in alle dorpen.\nEr kwam een folder.",
    )


# --- whatever is in the cells

words = st.text(
    st.sampled_from("ab 12/.-–:;,()\n€é*•▪Timing: Trekker: 3/05/2026 mei ism\t"),
    max_size=80,
)


@given(
    st.lists(words, max_size=5),
    st.lists(words, max_size=5),
    st.sampled_from([TXT, PDF]),
)
def test_any_columns_are_read_without_losing_a_line(plan, log, place):
    actions = planned_actions(lines(*plan, place=place))
    column = lines(*log, place=place, is_log=True)
    shares = share_out(column, actions, 2026)

    assert sum(map(len, shares.lines)) == (len(column) if actions else 0)
    for own in shares.lines:
        found = facts_of(own, 2026)
        assert all(entry.when.is_known for entry in found.entries)
    for action in actions:
        timing_of(action.timing, 2026)
        parties_of(action.leads)


@given(st.dates(D(2020, 1, 1), D(2030, 12, 31)))
def test_every_day_in_a_sentence_is_found(day):
    text = f"Dossier ingediend {day.day}/{day.month:02}/{day.year} bij de provincie"

    assert [found.start for found in days_in(text, 2025)] == [day]
