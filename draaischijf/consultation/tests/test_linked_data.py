"""What a machine reads of a page: parsed back to a graph and asked."""

from __future__ import annotations

import datetime
import re

import pytest
from rdflib import Graph

from draaischijf.consultation.tests.factories import (
    make_decision,
    make_item,
    make_meeting,
    make_participant,
)
from draaischijf.people.tests.factories import make_person

pytestmark = [
    pytest.mark.django_db,
    # The reader of JSON-LD in rdflib itself still uses it.
    pytest.mark.filterwarnings("ignore:ConjunctiveGraph:DeprecationWarning"),
]
SCRIPT = re.compile(
    r'<script type="application/ld\+json" nonce="[^"]+">(.*?)</script>', re.DOTALL
)
DAY = datetime.date(2026, 5, 4)
NAMES = """
prefix besluit: <http://data.vlaanderen.be/ns/besluit#>
prefix dct: <http://purl.org/dc/terms/>
prefix prov: <http://www.w3.org/ns/prov#>
prefix skos: <http://www.w3.org/2004/02/skos/core#>
"""


@pytest.fixture
def held(partnership, body):
    meeting = make_meeting(
        partnership, body, DAY, state="held", is_public=True, place="Raadzaal",
        starts=datetime.time(9, 30), ends=datetime.time(11, 45),
    )  # fmt: skip
    item = make_item(meeting, "Wonen </script><b>&", text="Jef vroeg ernaar.")
    who = make_person(partnership, name="Jef Peeters")
    make_participant(meeting, "Jef Peeters", person=who, presence="present")
    shown, hidden = (
        make_decision(
            partnership, text, meeting=meeting, body=body, item=item, day=DAY,
            is_public=is_public, in_favour=7, against=0, abstained=1,
        )
        for text, is_public in (("Goedgekeurd.", True), ("Intern besproken.", False))
    )  # fmt: skip
    meeting.shown, meeting.hidden = shown, hidden
    return meeting


def graph_of(client, thing):
    page = client.get(thing.get_absolute_url()).content.decode()
    found = SCRIPT.findall(page)
    assert len(found) == 1
    return Graph().parse(data=found[0], format="json-ld")


def ask(graph, query):
    return [
        tuple(str(cell.toPython()) for cell in row)
        for row in graph.query(NAMES + query)
    ]


def test_a_meeting_is_a_session_of_its_body_with_its_agenda(held, reading):
    graph = graph_of(reading(), held)

    assert ask(
        graph,
        """select ?planned ?began ?ended ?where ?body where {
        ?m a besluit:Zitting; besluit:geplandeStart ?planned; prov:startedAtTime ?began;
        prov:endedAtTime ?ended; prov:atLocation ?where;
        besluit:isGehoudenDoor [a besluit:Bestuursorgaan; skos:prefLabel ?body]}""",
    ) == [
        (
            "2026-05-04 09:30:00+02:00", "2026-05-04 09:30:00+02:00",
            "2026-05-04 11:45:00+02:00", "Raadzaal", "Stuurgroep",
        )
    ]  # fmt: skip
    assert ask(
        graph,
        """select ?title ?open where { ?m besluit:behandelt ?p. ?p a besluit:Agendapunt;
        dct:title ?title; besluit:geplandOpenbaar ?open }""",
    ) == [("Wonen </script><b>&", "True")]


def test_a_decision_treats_its_item_with_its_vote(held, reading):
    query = """select ?text ?for ?against ?away where { ?d
        a besluit:BehandelingVanAgendapunt; dct:description ?text; dct:subject ?p;
        besluit:heeftStemming [a besluit:Stemming; besluit:aantalVoorstanders ?for;
        besluit:aantalTegenstanders ?against; besluit:aantalOnthouders ?away] }"""

    assert ask(graph_of(reading(), held), query) == [("Goedgekeurd.", "7", "0", "1")]
    assert ask(graph_of(reading(), held.shown), query) == [
        ("Goedgekeurd.", "7", "0", "1")
    ]


def test_who_may_read_more_finds_more_and_nobody_finds_a_person(held, bob, reading):
    query = (
        "select ?t where { ?d a besluit:BehandelingVanAgendapunt; dct:description ?t }"
    )
    inside = graph_of(reading(bob), held)

    assert {text for (text,) in ask(inside, query)} == {
        "Goedgekeurd.", "Intern besproken.",
    }  # fmt: skip
    for graph in (inside, graph_of(reading(), held)):
        assert "Jef Peeters" not in graph.serialize(format="nt")
    # Advisory meetings: no decision is published in the sense of the law.
    assert "besluit#Besluit>" not in inside.serialize(format="nt")


def test_a_hidden_body_is_not_named(held, body, reading):
    body.is_public = False
    body.save()
    nothing = "select ?b where { ?m besluit:isGehoudenDoor ?b }"
    assert ask(graph_of(reading(), held), nothing) == []
    assert (
        ask(
            graph_of(reading(), held.shown),
            "select ?x where { ?x prov:wasAssociatedWith ?b }",
        )
        == []
    )


def test_what_fell_through_is_told_to_no_machine(partnership, body, bob, reading):
    off = make_meeting(partnership, body, DAY, state="cancelled")
    page = reading(bob).get(off.get_absolute_url()).content.decode()
    assert "application/ld+json" not in page


def test_a_meeting_to_come_has_not_begun_and_a_day_is_a_day(
    partnership, body, bob, reading
):
    coming = make_meeting(partnership, body)
    graph = graph_of(reading(bob), coming)
    planned = ask(graph, "select ?s where { ?m besluit:geplandeStart ?s }")
    assert planned == [(coming.day.isoformat(),)]
    assert ask(graph, "select ?s where { ?m prov:startedAtTime ?s }") == []
