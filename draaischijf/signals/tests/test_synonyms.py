"""Words that mean the same find each other, in the search and in what is alike."""

from __future__ import annotations

import pytest
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st

from draaischijf.signals.domain import embedding
from draaischijf.signals.enums import SignalState
from draaischijf.signals.models import PolicySignal, PreSignal
from draaischijf.signals.queries.alike import alike_signals
from draaischijf.signals.queries.likeness import Candidate, ranked
from draaischijf.signals.queries.nearest import sharing, words_of
from draaischijf.signals.queries.synonyms import (
    MOST_WORDS,
    joined,
    search_of,
    shared_groups,
    synonyms_of,
)
from draaischijf.signals.tests.factories import make_pre_signal, make_signal
from draaischijf.taxonomy.models import Abbreviation, Scheme

OURS = joined(shared_groups())


@pytest.fixture
def abbreviations(partnership):
    scheme = Scheme.objects.create(code="kort", kind="abbreviation", is_shared=False)
    partnership.schemes.add(scheme)
    Abbreviation.objects.create(
        scheme=scheme, short="MMC", long="Minder Mobielen Centrale"
    )
    Abbreviation.objects.create(scheme=scheme, short="DO", long="donderdag")


# -- The list -----------------------------------------------------------------------


def test_our_list_is_sound():
    seen = [word for group in shared_groups() for word in group]

    assert all(len(group) > 1 for group in shared_groups())
    assert all(word and len(word.split()) <= MOST_WORDS for word in seen)
    assert len({word.lower() for word in seen}) == len(seen)
    assert len(OURS.groups) == len(shared_groups())


def test_groups_that_share_a_word_are_one():
    made = joined([("OCMW", "sociaal huis"), ("a", "b"), ("ocmw", "Welzijnshuis")])

    assert made.groups == ((("ocmw",), ("sociaal", "huis"), ("welzijnshuis",)),)


def test_the_longest_phrase_is_met_and_none_twice():
    made = joined(
        [("sociaal huis", "OCMW"), ("sociaal", "menselijk"), ("huis", "pand")]
    )

    assert made.canonical("Een Sociaal huis, een huis.") == ("een sociaalhuis een huis")
    assert made.others("het sociaal huis") == [("ocmw",)]


def test_accents_and_capitals_make_no_difference():
    assert ("kinderopvang",) in OURS.others("De CRECHE is vol")


@given(st.text(max_size=60))
def test_any_text_is_read(text):
    assert isinstance(OURS.canonical(text), str)
    OURS.others(text)
    search_of(text, OURS)


# -- The search ---------------------------------------------------------------------


def found(text):
    query = search_of(text, OURS)
    rows = PreSignal.objects.filter(search=query).order_by("number")
    return list(rows.values_list("number", flat=True))


@pytest.fixture
def reports(partnership):
    for problem in (
        "Het sociaal huis is te ver.",
        "Het OCMW antwoordt niet.",
        "Een huis dat sociaal verhuurd wordt.",
        "Wie dak- en thuisloos is, vindt geen opvang.",
        "Daklozen slapen aan het station, zegt het OCMW.",
    ):
        make_pre_signal(partnership, problem=problem)


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("ocmw", [1, 2, 5]),
        ("sociaal huis", [1, 2, 5]),
        ("welzijnshuis", [1, 2, 5]),
        ("dakloos", [4, 5]),
        ("dak- en thuisloosheid", [4, 5]),
        ("dakloos ocmw", [5]),
        ("station dakloos", [5]),
        # What is quoted is meant as it is, and so is what is excluded.
        ('"ocmw"', [2, 5]),
        ('"sociaal huis"', [1]),
        ("ocmw -antwoordt", [1, 5]),
        ("sociaal huis -ver", [2, 5]),
        ("station -ocmw", []),
        # A minus excludes the word that is there, and nothing it stands for.
        ("dakloos -ocmw", [4]),
        ("station or ocmw", [1, 2, 5]),
        ("welzijnshuis ver or opvang", [1, 4]),
        ("huis sociaal", [1, 3]),
        ("or ocmw", [1, 2, 5]),
        ("onbestaand", []),
        ("ocmw zzz", []),
        ("-", []),
    ],
)
def test_what_was_typed_finds_what_means_the_same(reports, typed, expected):
    assert found(typed) == expected


@pytest.mark.django_db
@given(st.text(alphabet="ab ocmw\"-:&|!()<>*'\\sdakloos\0", max_size=40))
def test_whatever_is_typed_is_a_query(typed):
    PreSignal.objects.filter(search=search_of(typed.replace("\0", ""), OURS)).count()


def test_an_abbreviation_of_the_partnership_counts_both_ways(
    partnership, other_partnership, abbreviations
):
    make_pre_signal(partnership, problem="De minder mobielen centrale zoekt mensen.")
    make_pre_signal(partnership, problem="MMC zonder chauffeurs.")

    here = synonyms_of(partnership)

    for typed in ("mmc", "Minder Mobielen Centrale"):
        assert PreSignal.objects.filter(search=search_of(typed, here)).count() == 2
    assert not here.others("do")
    assert ("mmc",) not in synonyms_of(other_partnership).others(
        "minder mobielen centrale"
    )


def test_they_are_looked_up_once(partnership, django_assert_num_queries):
    with django_assert_num_queries(2):
        synonyms_of(partnership)
        synonyms_of(partnership)
    with django_assert_num_queries(0):
        search_of("ocmw", synonyms_of(partnership))


# -- The pages ----------------------------------------------------------------------


def test_the_inbox_finds_and_marks_them(as_user, alice, partnership, reports):
    inbox = reverse("signals:inbox", args=[partnership.slug])

    seen = as_user(alice).get(inbox, {"q": "welzijnshuis"})

    assert {row.report.number for row in seen.context["rows"]} == {1, 2, 5}
    assert all(row.hit for row in seen.context["rows"])
    assert "<mark>OCMW</mark>" in seen.text
    csv = as_user(alice).get(f"{inbox}meldingen.csv", {"q": "welzijnshuis"})
    assert len(b"".join(csv.streaming_content).decode().strip().splitlines()) == 4


def test_the_list_of_signals_and_the_whole_site_find_and_mark_them(client, partnership):
    make_signal(
        partnership,
        SignalState.PUBLISHED,
        title="Het OCMW is onbereikbaar",
        statement="Wie belt naar het OCMW krijgt niemand.",
    )
    here = reverse("signals:signals", args=[partnership.slug])

    for address in (here, reverse("website:search")):
        seen = client.get(address, {"q": "sociaal huis"})
        assert "<mark>OCMW</mark>" in seen.text
        assert "onbereikbaar" in seen.text
        assert (
            "<mark>OCMW</mark>" not in client.get(address, {"q": '"sociaal huis"'}).text
        )


@pytest.mark.parametrize("count", [1, 4])
def test_a_search_takes_as_many_queries_whatever_is_found(
    as_user, alice, partnership, count, django_assert_num_queries
):
    inbox = reverse("signals:inbox", args=[partnership.slug])
    for _number in range(count):
        make_pre_signal(partnership, problem="Het OCMW antwoordt niet.")
    client = as_user(alice)
    client.get(inbox, {"q": "sociaal huis"})

    with django_assert_num_queries(21):
        client.get(inbox, {"q": "sociaal huis"})


# -- What is alike ------------------------------------------------------------------


def test_other_words_for_the_same_are_shared_words():
    text = "het rusthuis is te duur"
    rows = [
        Candidate(1, 0.0, 0.0, ["Een woonzorgcentrum is niet te betalen"]),
        Candidate(2, 0.0, 0.0, ["De bus rijdt niet"]),
    ]

    plain = {one.key: one.words for one in ranked(text, rows)}
    same = {one.key: one.words for one in ranked(text, rows, one_form=OURS.canonical)}

    assert plain[1] < 0.1 < same[1]
    assert same[2] == plain[2] == 0


def test_a_signal_in_other_words_is_among_the_candidates(partnership):
    signal = make_signal(partnership, title="De huisbaas", statement="")
    query = words_of("verhuurders doen lastig", OURS)

    assert sharing(PolicySignal.objects.all(), query) == [signal.pk]
    assert not sharing(PolicySignal.objects.all(), words_of("verhuurders doen lastig"))


def test_an_abbreviation_is_alike_with_what_it_stands_for(partnership, abbreviations):
    right = make_signal(partnership, title="Minder Mobielen Centrale zoekt chauffeurs")
    make_signal(partnership, title="Zwembad zoekt redders")
    for _done in embedding.embed_due():
        pass

    alike = alike_signals("MMC", partnership.signals.all(), partnership)

    assert alike[0].key == right.pk
    assert alike[0].words > 0.1
