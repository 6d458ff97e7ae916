"""The page with groups of reports, and what a coordinator presses on it."""

from __future__ import annotations

import pytest
from django.contrib.messages import get_messages
from django.urls import reverse

from draaischijf.people.enums import RoleKind
from draaischijf.people.tests.factories import make_member, make_organisation
from draaischijf.signals.enums import PreSignalState
from draaischijf.signals.models import PolicySignal, PreSignal, ReportGroup
from draaischijf.signals.tests.factories import make_group, make_pre_signal


@pytest.fixture
def pile(partnership):
    return reverse("signals:groups", args=[partnership.slug])


@pytest.fixture
def coordinator(as_user, alice):
    return as_user(alice)


@pytest.fixture
def group(partnership):
    house = make_organisation(partnership, "Wijkgezondheidscentrum")
    reports = [
        make_pre_signal(
            partnership,
            problem=f"Geen plaats bij de tandarts, deel {number}.",
            organisation=house if number < 2 else None,
        )
        for number in range(4)
    ]
    reports[0].areas.set(partnership.area.members.filter(name="Molenhoek"))
    return make_group(*reports, words="tandarts, plaats")


def do(group, **data):
    url = reverse("signals:group_do", args=[group.partnership.slug, group.pk])
    return url, data


def said(response):
    return [str(one) for one in get_messages(response.wsgi_request)]


def test_a_group_shows_its_reports_who_reported_and_where(coordinator, pile, group):
    seen = coordinator.get(pile)

    assert [one.group for one in seen.context["page"].groups] == [group]
    shown = seen.context["page"].groups[0]
    assert shown.organisations == ["Wijkgezondheidscentrum"]
    assert shown.places == ["Molenhoek"]
    assert shown.deadline
    assert seen.text.count('name="report"') == 4
    for words in ("Wachtlijst tandarts", "tandarts, plaats", "deel 3"):
        assert words in seen.text


def test_without_groups_the_page_says_when_there_will_be(coordinator, pile):
    seen = coordinator.get(pile)

    assert "empty" in seen.text
    assert "<form" not in seen.context["page"].groups


@pytest.mark.parametrize("who", ["bob", "charlie"])
def test_who_does_not_weigh_finds_no_groups(request, as_user, pile, group, who):
    client = as_user(request.getfixturevalue(who))
    url, data = do(group, do="end")

    assert client.get(pile).status_code == 404
    assert client.post(url, data).status_code == 404
    assert ReportGroup.objects.exists()


def test_a_group_of_another_partnership_is_not_there(
    coordinator, other_partnership, pile
):
    theirs = make_group(*[make_pre_signal(other_partnership) for _n in range(2)])

    assert coordinator.get(pile).context["page"].total == 0
    mine = reverse("signals:group_do", args=["durmeland", theirs.pk])
    coordinator.post(mine, {"do": "end"})
    assert ReportGroup.objects.get() == theirs


@pytest.mark.parametrize("count", [1, 4])
def test_queries_do_not_depend_on_how_many_groups_there_are(
    coordinator, partnership, pile, django_assert_num_queries, count
):
    for _number in range(count):
        make_group(*[make_pre_signal(partnership) for _n in range(3)])
    coordinator.get(pile)

    with django_assert_num_queries(10):
        coordinator.get(pile)


def test_more_groups_than_fit_stand_on_a_next_page(coordinator, partnership, pile):
    for _number in range(21):
        make_group(*[make_pre_signal(partnership) for _n in range(2)])

    assert len(coordinator.get(pile).context["page"].groups) == 20
    assert len(coordinator.get(f"{pile}?page=2").context["page"].groups) == 1
    assert coordinator.get(f"{pile}?page=99").context["page"].page == 2
    assert coordinator.get(f"{pile}?page=x").context["page"].page == 1


@pytest.mark.parametrize(("ticked", "expected"), [([], [1, 2, 3, 4]), ([2, 3], [2, 3])])
def test_a_group_is_accepted_on_the_page_of_several_with_its_title(
    coordinator, group, ticked, expected
):
    url, data = do(group, do="start", report=ticked)

    seen = coordinator.post(url, data, follow=True)

    assert seen.redirect_chain[0][0].startswith(
        reverse("signals:inbox_bulk", args=["durmeland"])
    )
    assert seen.context["form"]["title"].value() == "Wachtlijst tandarts"
    assert sorted(one.number for one in seen.context["task"].reports) == expected


def test_an_accepted_group_becomes_one_signal_and_is_gone(coordinator, pile, group):
    url, data = do(group, do="start")
    form = coordinator.post(url, data, follow=True)
    address = form.redirect_chain[0][0]
    given = {
        "title": form.context["form"]["title"].value(),
        "statement": "Nieuwe patiënten vinden geen tandarts.",
        "version": form.context["form"]["version"].value(),
        "answer": "",
    }
    preview = coordinator.post(address, {**given, "step": "preview"})
    sent = {**given, "step": "send", "seen": preview.context["mark"]}

    assert coordinator.post(address, sent).url == pile

    signal = PolicySignal.objects.get()
    assert signal.title == "Wachtlijst tandarts"
    assert signal.links.count() == 4
    assert coordinator.get(pile).context["page"].total == 0


def test_adding_to_a_signal_that_exists_takes_the_reports_along(coordinator, group):
    url, data = do(group, do="link", report=[1, 4])

    seen = coordinator.post(url, data, follow=True)

    assert sorted(one.number for one in seen.context["task"].reports) == [1, 4]


def test_splitting_taking_out_and_ending_say_what_was_done(coordinator, pile, group):
    url, data = do(group, do="own", report=[1, 2])
    assert "eigen groep" in said(coordinator.post(url, data))[-1]
    assert coordinator.get(pile).context["page"].total == 2

    url, data = do(group, do="out", report=[3])
    assert "gehaald" in said(coordinator.post(url, data))[-1]
    url, data = do(ReportGroup.objects.get(), do="end")
    assert "geen groep" in said(coordinator.post(url, data))[-1]
    assert not ReportGroup.objects.exists()

    # A colleague pressed first.
    response = coordinator.post(*do(group, do="end"))
    assert "er niet meer" in said(response)[-1]


def test_a_refusal_is_a_message_and_changes_nothing(coordinator, group):
    response = coordinator.post(*do(group, do="out"))

    assert said(response) == ["Vink eerst minstens één melding aan."]
    assert group.members.count() == 4
    assert coordinator.post(*do(group, do="everything")).status_code == 404


def test_a_title_is_given_and_client_data_in_it_is_shown_first(
    coordinator, partnership, group
):
    url = reverse("signals:group_name", args=[partnership.slug, group.pk])
    assert coordinator.get(url).context["form"]["title"].value() == group.title

    for wrong in ("", "x" * 121, "Nummer 85.07.30-033.28"):
        assert coordinator.post(url, {"title": wrong}).status_code == 422
    assert coordinator.post(url, {"title": "Tandzorg"}).status_code == 302

    group.refresh_from_db()
    assert (group.title, group.is_named) == ("Tandzorg", True)


# -- Elsewhere ----------------------------------------------------------------------


def test_the_inbox_leads_to_the_groups_for_who_weighs(
    as_user, coordinator, partnership, pile, group
):
    inbox = reverse("signals:inbox", args=[partnership.slug])
    bob = make_member(partnership, RoleKind.FIELD_WORKER, name="Bo")

    assert pile in coordinator.get(inbox).text
    assert pile not in as_user(bob).get(inbox).text

    PreSignal.objects.exclude(number=1).update(state=PreSignalState.WITHDRAWN)
    assert pile not in coordinator.get(inbox).text


def test_a_report_says_which_group_it_is_in(coordinator, partnership, pile, group):
    url = reverse("signals:pre_signal", args=[partnership.slug, 1])

    seen = coordinator.get(url)

    assert f"{pile}#groep-{group.pk}" in seen.text
    assert "met 3 andere meldingen" in seen.text
    ReportGroup.objects.all().delete()
    assert pile not in coordinator.get(url).text
