from __future__ import annotations

import pytest

from draaischijf.core.screening.findings import Certainty
from draaischijf.core.screening.names import surname_start, titled_names


def found_in(text):
    return [(one.text, one.certainty) for one in titled_names(text)]


@pytest.mark.parametrize(
    "name",
    [
        "mevrouw Verdonck",
        "Mevr. Peeters",
        "Mevr.Peeters",
        "mevr Peeters",
        "mw. Van den Bossche",
        "mej. D'Hondt",
        "mevrouw d'Hondt",
        "madame Vercauteren-De Wilde",
        "meneer Yılmaz",
        "mijnheer El Amrani",
        "de heer J. Claes",
        "De heer J.M. Claes",
        "dhr. Maes",
        "dhr MAES",
        "hr. Maes",
        "Mr. Öztürk",
        "mevrouw Rene\u0301e Maes",
        "mevrouw An Van Hoof",
        "mw. J. van Loo",
        "meneer Jan-Baptist Claes",
    ],
)
def test_title_and_capital_is_certain(name):
    assert found_in(f"Toen kwam {name}, zonder afspraak.") == [
        (name, Certainty.CERTAIN)
    ]


@pytest.mark.parametrize(
    "name",
    [
        "mevrouw maes",
        "meneer de smet",
        "dhr. van den bossche",
        "dhr v.d. velde",
        "mevrouw vandenberghe",
        "mevrouw van der elst",
        "mevrouw hendrickx",
        "meneer mohamed",
        "mevrouw fatima yilmaz",
        "MEVROUW CLAES",
        "mevrouw VERDRONKX",
        "mevrouw van Hoof",
        "mevrouw Mol",  # a municipality too
        "mevrouw D",
        "meneer K",
    ],
)
def test_small_letters_initial_or_place_is_doubtful(name):
    assert found_in(f"Toen kwam {name}, zonder afspraak.") == [
        (name, Certainty.DOUBTFUL)
    ]


def test_initials_are_doubtful():
    assert found_in("Met mw. L.D. uit Wachtbeke") == [("mw. L.D", Certainty.DOUBTFUL)]


@pytest.mark.parametrize(
    "text",
    [
        "schepen mevrouw Maes beloofde beterschap",
        "burgemeester de heer Claes",
        "mevrouw Maes, schepen van sociale zaken",
        "mevrouw van Loo, Vlaams minister",
    ],
)
def test_who_holds_a_public_office_is_no_finding(text):
    assert found_in(text) == []


def test_who_holds_a_chair_is_doubtful():
    [(_, certainty)] = found_in("de heer Claes (voorzitter van het comité)")

    assert certainty == Certainty.DOUBTFUL


@pytest.mark.parametrize(
    "text",
    [
        "Mevrouw kreeg geen premie.",
        "mevrouw vond niets; meneer heeft niets; mevrouw en haar kinderen",
        "meneer telkens, mevrouw thans, meneer soms, mevrouw verhuisde",
        "Geachte mevrouw, meneer,",
        "Geachte mevrouw\nGraag aandacht voor dit probleem",
        "Beste mevrouw. Dank u.",
        "een mevrouw van Lokelare",
        "mevrouw van Marokkaanse afkomst",
        "Mevrouw de Burgemeester, meneer de Voorzitter, Mevrouw Schepen",
        "de mevrouw van het OCMW",
        "mevrouw OCMW",
        "meneer X en mevrouw Y.",
        "MEVROUW KREEG GEEN PREMIE",
        "meneer van den bouw",
        "Mevrouwen en heren",
        "de HR Manager",
        "mevrouw",
        "mw. ",
        "Dr. Guislain en iemand van Aalst",
    ],
)
def test_title_without_a_name_is_not_found(text):
    assert found_in(text) == []


def test_particle_at_the_end_belongs_to_what_follows():
    assert found_in("mevrouw Maes van de buurt") == [
        ("mevrouw Maes", Certainty.CERTAIN)
    ]


def test_first_name_takes_the_surname_along():
    assert found_in("meneer ali demir belde") == [
        ("meneer ali demir", Certainty.DOUBTFUL)
    ]


def test_surname_starts_behind_title_and_particles():
    name = "mevrouw van de Velde"

    assert name[surname_start(name) :] == "Velde"
    assert surname_start("Velde") == 0
