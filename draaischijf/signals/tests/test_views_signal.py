"""The page of one signal, for each reader."""

from __future__ import annotations

import datetime

import pytest
from django.utils import timezone
from django.utils.html import escape

from draaischijf.core.dated_facts import DateKind
from draaischijf.core.fuzzy import FuzzyDate
from draaischijf.history.domain import record
from draaischijf.people.enums import RoleKind
from draaischijf.people.models import Role
from draaischijf.people.tests.factories import (
    make_member,
    make_organisation,
    make_person,
)
from draaischijf.signals.domain import following, movement, shaping
from draaischijf.signals.domain.movement import Move
from draaischijf.signals.enums import (
    ActorRole,
    AgreementResult,
    Route,
    SignalState,
)
from draaischijf.signals.models import LogEntry, SignalActor, SignalStep
from draaischijf.signals.queries import signal_page as queries
from draaischijf.signals.queries.signal_page import SignalPage
from draaischijf.signals.queries.signal_timeline import attendance_of, when_of
from draaischijf.signals.tests.factories import (
    make_link,
    make_pre_signal,
    make_signal,
    make_support,
)
from draaischijf.taxonomy.enums import SchemeKind
from draaischijf.taxonomy.models import Area
from draaischijf.taxonomy.tests.factories import make_abbreviation, make_term

DAY = datetime.date(2026, 9, 18)
PAGE = "/durmeland/signalen/1/"


def page_of(client, path=PAGE):
    response = client.get(path)
    assert response.status_code == 200
    return response.content.decode()


@pytest.fixture
def signal(partnership):
    return make_signal(
        partnership,
        SignalState.IN_ACTION,
        statement="Wie alleen woont, vindt geen studio.",
        examples="- Eén verhuisde vier keer.\n- Een ander slaapt bij vrienden.",
        route=Route.BILATERAL,
    )


# -- Who sees what ------------------------------------------------------------------


def test_everybody_reads_a_public_signal(client, signal):
    page = page_of(client)

    assert escape(signal.title) in page
    assert "<li>Eén verhuisde vier keer.</li>" in page
    assert 'aria-current="step"' in page
    for own in ("bewerken/", "verder/", "opvolging/", "akkoord/", "organisaties/"):
        assert f"{PAGE}{own}" not in page


def test_what_is_not_public_is_not_there_for_others(
    client, partnership, as_user, bob, charlie
):
    make_signal(partnership, SignalState.ANALYSIS)

    assert client.get(PAGE).status_code == 404
    assert as_user(charlie).get(PAGE).status_code == 404
    assert as_user(bob).get(PAGE).status_code == 200
    assert client.get("/durmeland/signalen/99/").status_code == 404
    assert client.get("/scheldekant/signalen/1/").status_code == 404


def test_each_role_is_offered_what_it_may_do(as_user, signal, partnership):
    offered = {
        RoleKind.FIELD_WORKER: set(),
        RoleKind.BOARD_READER: set(),
        RoleKind.LEAD: {"opvolging/", "actie/", "brief/"},
        RoleKind.SIGNAL_COORDINATOR: {
            "opvolging/", "actie/", "brief/", "bewerken/", "organisaties/",
        },
        RoleKind.THEME_DIRECTOR: {
            "opvolging/", "actie/", "brief/", "bewerken/", "organisaties/",
            "beslissing/", "verder/",
        },
        RoleKind.COORDINATOR: {
            "opvolging/", "actie/", "brief/", "bewerken/", "organisaties/",
            "beslissing/", "verder/",
        },
    }  # fmt: skip
    everything = set().union(*offered.values())

    house = make_organisation(partnership, "Trekkende dienst")
    SignalActor.objects.create(signal=signal, role=ActorRole.LEAD, organisation=house)
    for kind, expected in offered.items():
        # A lead is a lead of one thing: of this one.
        of_house = house if kind == RoleKind.LEAD else None
        user = make_member(partnership, kind, name="Rik", organisation=of_house)
        page = page_of(as_user(user))
        found = {path for path in everything if f'href="{PAGE}{path}"' in page}
        assert (kind, found) == (kind, expected)


def test_also_with_us_is_there_until_it_is_over(client, partnership, signal):
    make_signal(partnership, SignalState.CLOSED)

    assert f"{PAGE}ook-bij-ons/" in page_of(client)
    assert "ook-bij-ons" not in page_of(client, "/durmeland/signalen/2/")


def test_reports_are_shown_to_those_who_may_see_them(
    client, partnership, as_user, signal, alice, bob
):
    own = make_organisation(partnership, "CAW Durmeland")
    ours = make_pre_signal(partnership, problem="Onze eigen melding", organisation=own)
    theirs = make_pre_signal(partnership, problem="Een melding van elders")
    for report in (ours, theirs):
        make_link(report, signal)
    colleague = make_member(
        partnership, RoleKind.FIELD_WORKER, name="Cas", organisation=own
    )

    seen = {
        name: ("Onze eigen" in page, "van elders" in page)
        for name, page in {
            "nobody": page_of(client),
            "bob": page_of(as_user(bob)),
            "colleague": page_of(as_user(colleague)),
            "alice": page_of(as_user(alice)),
        }.items()
    }

    assert seen == {
        "nobody": (False, False),
        "bob": (False, False),
        "colleague": (True, False),
        "alice": (True, True),
    }


def test_a_long_list_of_reports_is_cut(
    partnership, as_user, signal, alice, monkeypatch
):
    monkeypatch.setattr(queries, "MOST_REPORTS", 2)
    for number in range(3):
        make_link(make_pre_signal(partnership, problem=f"Melding {number}"), signal)

    page = SignalPage(signal, alice)

    assert len(page.reports_shown) == 2
    assert page.has_more_reports


def test_a_small_number_of_people_is_hidden_from_the_public(
    client, partnership, as_user, signal, bob
):
    make_support(signal, people="1-4")
    path = f"{PAGE}"

    public = client.get(path).context["page"].facts
    partner = as_user(bob).get(path).context["page"].facts

    assert isinstance(public[-1].value, str)
    assert partner[-1].value == 1


def test_log_lines_for_partners_stay_with_partners(client, as_user, signal, alice, bob):
    when = FuzzyDate("18 september 2026", "day", DAY, DAY)
    following.add_log_entry(signal, when, text="Voor iedereen.", actor=alice)
    following.add_log_entry(
        signal, when, text="Voor ons.", actor=alice, is_public=False
    )

    public, partner = page_of(client), page_of(as_user(bob))

    assert "Voor iedereen." in public
    assert "Voor ons." not in public
    assert "Voor ons." in partner
    assert "Alice" in partner
    assert "Alice" not in public


def test_agreement_is_for_partners(client, partnership, as_user, bob, alice):
    signal = make_signal(partnership, SignalState.ANALYSIS, is_public=True)
    caw = make_organisation(partnership, "CAW Durmeland", in_working_group=True)
    make_organisation(partnership, "JAC", in_working_group=True)
    following.give_agreement(
        signal, caw, AgreementResult.OBJECT, actor=alice, remark="Te ruim gesteld."
    )

    partner = page_of(as_user(bob))

    assert "Te ruim gesteld." in partner
    assert "JAC" in partner
    assert 'id="agreement"' in partner
    assert 'id="agreement"' not in page_of(client)


def test_who_left_the_working_group_has_spoken_all_the_same(partnership, alice):
    signal = make_signal(partnership, SignalState.ANALYSIS)
    caw = make_organisation(partnership, "CAW Durmeland", in_working_group=True)
    following.give_agreement(signal, caw, AgreementResult.AGREE, actor=alice)
    caw.in_working_group = False
    caw.save()

    [standing] = SignalPage(signal, alice).standings

    assert standing.organisation == caw
    assert standing.agreement.result == AgreementResult.AGREE


def test_where_no_agreement_is_asked_none_is_shown(partnership, alice):
    partnership.agreement_required = False
    partnership.save()

    page = SignalPage(make_signal(partnership, SignalState.ANALYSIS), alice)

    assert not page.shows_agreement


def test_a_member_is_asked_for_the_answer_of_the_own_house(partnership, as_user):
    make_signal(partnership, SignalState.ANALYSIS)
    inside = make_organisation(partnership, "JAC", in_working_group=True)
    outside = make_organisation(partnership, "OCMW Lokelare")
    kind = RoleKind.WORKING_GROUP_MEMBER
    asked = make_member(partnership, kind, name="Wanda", organisation=inside)
    not_asked = make_member(partnership, kind, name="Wim", organisation=outside)

    assert f'href="{PAGE}akkoord/"' in page_of(as_user(asked))
    assert f'href="{PAGE}akkoord/"' not in page_of(as_user(not_asked))


# -- The parts ----------------------------------------------------------------------


def details_of(page):
    return {
        str(detail.label): [getattr(one, "label", one) for one in detail.values]
        for detail in page.details
    }


def test_the_aside_tells_who_and_what(partnership, signal, alice):
    caw = make_organisation(partnership, "CAW Durmeland")
    wonen = make_term("Recht op wonen")
    signal.rights.add(wonen)
    signal.sectors.add(make_term("Thuislozenzorg", SchemeKind.SECTOR))
    signal.areas.add(Area.objects.get(name="Lokelare"))
    shaping.name_actor(signal, ActorRole.LEAD, actor=alice, organisation=caw)
    shaping.name_actor(signal, ActorRole.RAISED_BY, actor=alice, text="elf fora")
    shaping.name_actor(signal, ActorRole.ADDRESSEE, actor=alice, text="Vlaanderen")

    page = SignalPage(signal, alice)

    flat = [value for values in details_of(page).values() for value in values]
    for expected in (
        "CAW Durmeland",
        "elf fora",
        "Vlaanderen",
        "Recht op wonen",
        "Thuislozenzorg",
        "Lokelare",
        str(Route.BILATERAL.label),
    ):
        assert expected in flat


def test_a_right_leads_to_the_list_of_its_signals(client, signal):
    wonen = make_term("Recht op wonen")
    signal.rights.add(wonen)

    assert f'href="/durmeland/signalen/?right={wonen.pk}"' in page_of(client)


def test_the_theme_director_is_named_where_the_reader_may_know(
    partnership, signal, bob, client
):
    wonen = make_term("Recht op wonen")
    signal.rights.add(wonen)
    for name, is_public in (("Regie Wonen", True), ("Dirk Dorps", False)):
        person = make_person(partnership, name=name, is_public=is_public)
        role = Role.objects.create(
            partnership=partnership, person=person, kind=RoleKind.THEME_DIRECTOR
        )
        role.terms.add(wonen)
    other = make_person(partnership, name="Regie Zorg", is_public=True)
    Role.objects.create(
        partnership=partnership, person=other, kind=RoleKind.THEME_DIRECTOR
    )

    shown = [one.values for one in SignalPage(signal, bob).details]
    assert ["Dirk Dorps", "Regie Wonen"] in shown
    assert "Dirk Dorps" not in page_of(client)
    assert "Regie Wonen" in page_of(client)


def test_deeds_of_an_earlier_time_round_are_marked_and_closed(
    partnership, as_user, alice
):
    signal = make_signal(partnership, SignalState.CLOSED)
    signal.agreed_actions.create(what="Avondbus proberen", who="CAW", round=1)
    movement.change_state(
        signal, SignalState.ANALYSIS, actor=alice, move=Move(reason="Het komt terug.")
    )

    page = page_of(as_user(alice))

    assert "Avondbus proberen" in page
    assert "/klaar/" not in page


def test_a_parked_signal_says_until_when_and_why(client, partnership):
    make_signal(
        partnership,
        SignalState.PARKED,
        is_public=True,
        parked_until=datetime.date(2031, 2, 1),
        reason="We wachten op de begroting.",
    )

    page = page_of(client)

    assert "2031" in page
    assert "We wachten op de begroting." in page


def test_a_signal_that_was_not_retained_says_why(client, partnership):
    make_signal(
        partnership,
        SignalState.NOT_RETAINED,
        is_public=True,
        reason="Staat al in signaal 3.",
    )

    page = page_of(client)

    assert "Staat al in signaal 3." in page
    assert 'class="alert warning"' in page


def test_a_closed_signal_says_what_came_of_it(client, partnership):
    make_signal(partnership, SignalState.CLOSED, feedback="Er zijn acht studio's.")

    assert "Er zijn acht studio&#x27;s." in page_of(client)


def test_abbreviations_are_explained_and_markup_is_shown(client, partnership):
    make_abbreviation("SVK", "sociaal verhuurkantoor")
    make_signal(
        partnership,
        SignalState.PUBLISHED,
        title="Het SVK <b>zit vol</b>",
        statement="Het SVK heeft <script>alert(1)</script> geen plaats.",
    )

    page = page_of(client)

    assert page.count('<abbr title="sociaal verhuurkantoor">SVK</abbr>') == 2
    assert "<script>alert" not in page
    assert "&lt;b&gt;zit vol" in page


# -- The next step ------------------------------------------------------------------


def test_the_next_step_says_what_is_missing_and_where(partnership, as_user, alice):
    make_organisation(partnership, "JAC", in_working_group=True)
    make_signal(partnership, SignalState.ANALYSIS)

    page = page_of(as_user(alice))

    assert f"{PAGE}bewerken/#tests" in page
    assert f"{PAGE}akkoord/" in page
    assert "JAC" in page
    assert f"{PAGE}naar/published/" not in page


def test_the_next_step_is_one_button_where_nothing_is_missing(
    partnership, as_user, alice
):
    signal = make_signal(partnership)
    make_support(signal)

    assert f"{PAGE}naar/analysis/" in page_of(as_user(alice))


# -- Everything that happened -------------------------------------------------------


def test_the_public_reads_public_sentences_without_names(
    client, as_user, signal, alice, bob
):
    record(signal, "signal_edited", actor=alice, fields="titel", note="stil")
    record(signal, "signal_moved", actor=alice, is_public=True, note="geheim",
           before="published", after="decided")  # fmt: skip

    public = client.get(PAGE).context["page"].events
    partner = as_user(bob).get(PAGE).context["page"].events

    assert len(public) == 1
    assert public[0].note == ""
    assert [event.note for event in partner] == ["Alice · geheim", "Alice · stil"]


def test_log_lines_and_steps_stand_among_what_happened(signal, alice):
    when = FuzzyDate("najaar 2025", "season", datetime.date(2025, 9, 1),
                datetime.date(2025, 11, 30))  # fmt: skip
    following.add_log_entry(signal, when, text="Eerste overleg.", actor=alice)
    SignalStep.objects.create(
        signal=signal, source="published", target="decided", note="blz. 3",
        at=timezone.now() - datetime.timedelta(days=100),
    )  # fmt: skip
    movement.change_state(
        signal, "closed", actor=alice, move=Move(outcome="solved", feedback="Klaar.")
    )

    events = SignalPage(signal, alice).events

    icons = [event.icon_name for event in events]
    assert icons == ["check-circle", "arrow-right", "message"]
    assert events[1].note == "blz. 3"
    assert "najaar 2025" in events[2].sentence
    assert str(SignalState.DECIDED.label) in events[1].sentence


def test_a_long_story_folds(partnership, signal, alice, as_user, monkeypatch):
    monkeypatch.setattr(queries, "MOST_EVENTS", 2)
    for number in range(4):
        record(signal, "support_given", actor=alice, number=number)

    page = page_of(as_user(alice))

    assert '<details class="fold">' in page
    assert len(SignalPage(signal, alice).events_folded) == 2


def entry(**fields):
    return LogEntry(**{"date_kind": DateKind.DAY, "text": "x", **fields})


def test_a_date_reads_as_exactly_as_it_is():
    exact = entry(date_text="18/9/2026", start=DAY, end=DAY)
    vague = entry(date_text="najaar 2026", date_kind=DateKind.SEASON, start=DAY)
    wordless = entry(date_kind=DateKind.MONTH, start=datetime.date(2026, 9, 1),
                     end=datetime.date(2026, 9, 30))  # fmt: skip
    unknown = entry(date_kind=DateKind.UNKNOWN)

    assert "september" in when_of(exact).lower()
    assert when_of(vague) == "najaar 2026"
    assert when_of(wordless) == "september 2026"
    assert when_of(unknown).strip()


def test_attendance_reads_as_words():
    assert attendance_of(entry()) == ""
    assert attendance_of(entry(attendance=0)).startswith("0")
    assert "14" in attendance_of(entry(attendance=14))
    about = attendance_of(entry(attendance=14, attendance_is_about=True))
    assert about != attendance_of(entry(attendance=14))
    both = attendance_of(entry(attendance=14, meetings=3))
    assert "3" in both
    assert "," in both


# -- How much it asks of the database -----------------------------------------------


def fill(signal, actor, amount):
    partnership = signal.partnership
    for number in range(amount):
        organisation = make_organisation(partnership, f"Huis {signal.pk}-{number}")
        report = make_pre_signal(partnership, organisation=organisation)
        make_link(report, signal)
        make_support(signal, organisation=organisation)
        shaping.name_actor(
            signal, ActorRole.PARTNER, actor=actor, organisation=organisation
        )
        when = FuzzyDate("mei 2026", "month", DAY, DAY)
        following.add_log_entry(signal, when, text=f"Lijn {number}", actor=actor)
        following.agree_action(signal, what=f"Actie {number}", who="X", actor=actor)
        following.send_letter(signal, addressee=f"Y{number}", sent=DAY, actor=actor)
        following.record_decision(
            signal, body=f"B{number}", date=DAY, route=Route.BILATERAL, actor=actor
        )
        signal.rights.add(make_term(f"Recht {number}"))


@pytest.mark.parametrize("amount", [1, 3])
@pytest.mark.parametrize(("reader", "count"), [("alice", 37), ("nobody", 27)])
def test_the_page_takes_as_many_queries_for_one_as_for_three(
    client, as_user, signal, alice, amount, reader, count, django_assert_num_queries
):
    fill(signal, alice, amount)
    visitor = as_user(alice) if reader == "alice" else client
    visitor.get(PAGE)

    with django_assert_num_queries(count):
        page_of(visitor)
