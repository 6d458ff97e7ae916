"""Wording, sorting and the organisations of a signal."""

from __future__ import annotations

import pytest

from draaischijf.history.models import Entry
from draaischijf.people.enums import RoleKind
from draaischijf.people.models import OrganisationAlias
from draaischijf.people.tests.factories import make_member, make_organisation
from draaischijf.signals.domain import shaping
from draaischijf.signals.enums import ActorRole, SignalState
from draaischijf.signals.models import SignalActor
from draaischijf.signals.queries.shaping import edit_version, sortings_of
from draaischijf.signals.tests.factories import make_signal
from draaischijf.taxonomy.enums import SchemeKind
from draaischijf.taxonomy.models import Area
from draaischijf.taxonomy.tests.factories import make_term

PAGE = "/durmeland/signalen/1/"
EDIT = f"{PAGE}bewerken/"
ACTORS = f"{PAGE}organisaties/"


@pytest.fixture
def signal(partnership):
    return make_signal(partnership, SignalState.ANALYSIS, statement="Zo is het.")


def form_of(signal, **changes):
    return {
        "version": edit_version(signal),
        "title": signal.title,
        "statement": signal.statement,
        "origin": "field",
        **changes,
    }


# -- Wording and sorting ------------------------------------------------------------


def test_everything_about_a_signal_is_edited_on_one_page(as_user, signal, alice):
    wonen, zorg = make_term("Wonen"), make_term("Zorg")
    level = make_term("Vlaams", SchemeKind.POLICY_LEVEL)
    lokelare = Area.objects.get(name="Lokelare")
    signal.rights.add(zorg)

    response = as_user(alice).post(
        EDIT,
        form_of(
            signal,
            title="Na zes uur rijdt er geen bus",
            examples="- Een avondles.",
            rights=[wonen.pk],
            areas=[lokelare.pk],
            scale="regional",
            policy_level=level.pk,
            direction="up",
            test_clear="yes",
            test_neutral="partly",
        ),
    )

    assert (response.status_code, response.url) == (302, PAGE)
    signal.refresh_from_db()
    assert signal.title == "Na zes uur rijdt er geen bus"
    assert list(signal.rights.all()) == [wonen]
    assert list(signal.areas.all()) == [lokelare]
    assert (signal.scale, signal.direction) == ("regional", "up")
    assert signal.policy_level == level
    assert (signal.test_clear, signal.test_neutral, signal.test_shared) == (
        "yes",
        "partly",
        "",
    )
    entry = Entry.objects.about(signal).get()
    assert entry.data["before"]["rights"] == ["Zorg"]
    assert entry.data["after"]["rights"] == ["Wonen"]


def test_an_edit_that_changes_nothing_leaves_no_trace(as_user, signal, alice):
    as_user(alice).post(EDIT, form_of(signal))

    assert not Entry.objects.about(signal).exists()


@pytest.mark.parametrize(
    ("kind", "status"),
    [
        (RoleKind.SIGNAL_COORDINATOR, 200),
        (RoleKind.THEME_DIRECTOR, 200),
        (RoleKind.COORDINATOR, 200),
        (RoleKind.LEAD, 404),
        (RoleKind.FIELD_WORKER, 404),
        (RoleKind.WORKING_GROUP_MEMBER, 404),
        (RoleKind.BOARD_READER, 404),
    ],
)
def test_who_may_edit(as_user, partnership, signal, kind, status):
    client = as_user(make_member(partnership, kind, name="Rik"))

    assert client.get(EDIT).status_code == status
    assert client.get(ACTORS).status_code == status


def test_a_title_is_needed_and_short(as_user, signal, alice):
    client = as_user(alice)

    empty = client.post(EDIT, form_of(signal, title=" "))
    long = client.post(EDIT, form_of(signal, title="a" * 201))

    assert (empty.status_code, long.status_code) == (422, 422)
    assert "title" in long.context["form"].errors
    assert "Zo is het." in empty.content.decode()


def test_thirty_terms_fold_and_what_is_chosen_stays_in_sight(as_user, signal, alice):
    terms = [make_term(f"Groep {n:02}", SchemeKind.TARGET_GROUP) for n in range(30)]
    signal.target_groups.add(terms[7], terms[20])

    page = as_user(alice).get(EDIT).content.decode()

    assert page.count('name="target_groups"') == 30
    assert "Groep 07, Groep 20" in page
    assert page.count('<details class="sorting">') == 7


def test_a_term_that_went_out_of_use_can_stay(as_user, signal, alice):
    old = make_term("Oud recht", is_active=False)
    other = make_term("Ander oud recht", is_active=False)
    signal.rights.add(old)
    client = as_user(alice)

    offered = sortings_of(signal).offered["rights"]
    kept = client.post(EDIT, form_of(signal, rights=[old.pk]))
    refused = client.post(EDIT, form_of(signal, rights=[other.pk]))

    assert offered == [old]
    assert kept.status_code == 302
    assert refused.status_code == 422
    assert list(signal.rights.all()) == [old]


def test_two_who_edit_at_once_do_not_lose_each_others_words(
    as_user, signal, alice, dora
):
    opened = form_of(signal, statement="Zoals Alice het schreef.")
    shaping.edit_signal(signal, actor=dora, statement="Zoals Dora het schreef.")
    client = as_user(alice)

    refused = client.post(EDIT, opened)
    page = refused.content.decode()
    version = refused.context["form"].version_now
    saved = client.post(EDIT, {**opened, "version": version})

    assert refused.status_code == 422
    assert "Zoals Alice het schreef." in page
    assert f'name="version" value="{version}"' in page
    assert saved.status_code == 302
    signal.refresh_from_db()
    assert signal.statement == "Zoals Alice het schreef."
    texts = [entry.data["before"] for entry in Entry.objects.about(signal)]
    assert texts[-1] == {"statement": "Zoals Dora het schreef."}


def test_client_data_does_not_get_into_a_signal(as_user, signal, alice):
    response = as_user(alice).post(
        EDIT, form_of(signal, examples="Het gaat om 85.07.30-033.28.")
    )

    assert response.status_code == 422
    assert "<mark>85.07.30-033.28</mark>" in response.content.decode()
    signal.refresh_from_db()
    assert signal.examples == ""


@pytest.mark.parametrize("amount", [1, 3])
def test_the_form_takes_as_many_queries_for_one_as_for_three(
    as_user, signal, alice, amount, django_assert_num_queries
):
    for number in range(amount):
        signal.rights.add(make_term(f"Recht {number}"))
        signal.sectors.add(make_term(f"Sector {number}", SchemeKind.SECTOR))
    client = as_user(alice)
    client.get(EDIT)

    with django_assert_num_queries(21):
        client.get(EDIT)


# -- Organisations ------------------------------------------------------------------


def test_a_known_organisation_is_found_by_any_of_its_names(
    as_user, partnership, signal, alice
):
    brug = make_organisation(partnership, "Wijkgezondheidscentrum De Brug")
    OrganisationAlias.objects.create(
        organisation=brug, name="WGC De Brug", normalised="wgc de brug",
        state="confirmed",
    )  # fmt: skip
    client = as_user(alice)

    page = client.get(ACTORS).content.decode()
    response = client.post(ACTORS, {"role": "partner", "name": "wgc  de brug"})

    assert '<option value="Wijkgezondheidscentrum De Brug">' in page
    assert (response.status_code, response.url) == (302, ACTORS)
    actor = signal.actors.get()
    assert (actor.organisation, actor.role) == (brug, "partner")


def test_an_organisation_of_a_neighbour_is_not_found(
    as_user, other_partnership, signal, alice
):
    make_organisation(other_partnership, "CAW Scheldekant")

    as_user(alice).post(ACTORS, {"role": "lead", "name": "CAW Scheldekant"})

    actor = signal.actors.get()
    assert (actor.organisation, actor.text) == (None, "CAW Scheldekant")


def test_an_organisation_is_named_in_a_role_and_taken_out(as_user, signal, alice):
    client = as_user(alice)
    for role in ("addressee", "raised_by"):
        client.post(ACTORS, {"role": role, "name": "elf fora"})
    actor = signal.actors.first()

    page = client.get(ACTORS).content.decode().partition('<ul class="list">')[2]
    removed = client.post(f"{ACTORS}{actor.pk}/weg/")

    assert page.index(str(ActorRole.RAISED_BY.label)) < page.index(
        str(ActorRole.ADDRESSEE.label)
    )
    assert removed.url == ACTORS
    assert signal.actors.count() == 1
    assert client.get(f"{ACTORS}{actor.pk}/weg/").status_code == 405
    assert client.post(f"{ACTORS}{actor.pk}/weg/").status_code == 404


def test_an_organisation_of_another_signal_is_not_taken_out(
    as_user, partnership, signal, alice
):
    other = make_signal(partnership)
    actor = SignalActor.objects.create(signal=other, role=ActorRole.LEAD, text="X")

    assert as_user(alice).post(f"{ACTORS}{actor.pk}/weg/").status_code == 404
    assert other.actors.count() == 1


def test_without_a_name_or_role_nothing_is_added(as_user, signal, alice):
    response = as_user(alice).post(ACTORS, {"role": "boss", "name": " "})

    assert response.status_code == 422
    assert set(response.context["form"].errors) == {"role", "name"}
    assert signal.actors.count() == 0


@pytest.mark.parametrize("amount", [1, 3])
def test_the_organisations_take_as_many_queries_for_one_as_for_three(
    as_user, partnership, signal, alice, amount, django_assert_num_queries
):
    for number in range(amount):
        house = make_organisation(partnership, f"Huis {number}")
        SignalActor.objects.create(
            signal=signal, role=ActorRole.PARTNER, organisation=house
        )
    client = as_user(alice)
    client.get(ACTORS)

    with django_assert_num_queries(8):
        client.get(ACTORS)
