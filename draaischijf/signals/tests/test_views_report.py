from __future__ import annotations

import re
import uuid

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from hypothesis import HealthCheck, given
from hypothesis import settings as running
from hypothesis import strategies as st

from draaischijf.documents.models import StoredFile
from draaischijf.documents.tests.factories import Paper
from draaischijf.notifications.models import Mail
from draaischijf.people.enums import RoleKind
from draaischijf.people.tests.factories import (
    make_area,
    make_member,
    make_organisation,
    make_partnership,
)
from draaischijf.signals import links
from draaischijf.signals.models import PreSignal
from draaischijf.signals.queries.attachments import keep_token
from draaischijf.signals.views import limits

pytestmark = pytest.mark.django_db

TEXT = "Gezinnen zonder auto raken na zes uur niet meer thuis van de avondles."
CERTAIN = "Bij mevrouw Verdonck, 85.07.30-033 28, is het dak lek."
DOUBTFUL = "Wie 09 234 56 78 belt, wacht een uur."
PAGE = "/durmeland/signaleren/"


def filled(**changes):
    return {"problem": TEXT, "submission_key": str(uuid.uuid4()), **changes}


def pdf(name="verslag.pdf"):
    content = Paper().page().text(40, 40, "Cijfers van het loket").bytes()
    return SimpleUploadedFile(name, content)


def kept_in(response):
    """The tokens of the files the form carries along."""
    html = response.content.decode()
    return re.findall(r'name="kept" value="([^"]+)"', html)


def test_the_form_asks_nothing_but_the_problem(visitor, partnership):
    response = visitor.get(PAGE)

    html = response.content.decode()
    assert response.status_code == 200
    assert html.count(" required") == 1
    assert '<textarea name="problem"' in html
    assert "The whole area" in html
    assert html.count('name="areas"') == 5
    assert 'data-draft="report-durmeland"' in html
    assert "A signal is not a complaint about one file." in html
    assert "within 5 working days" in html


def test_a_report_is_received_and_leads_to_its_own_page(visitor, partnership):
    lokelare = partnership.area.members.get(name="Lokelare")
    caw = make_organisation(partnership, "CAW Durmeland")

    response = visitor.post(
        PAGE,
        filled(
            for_whom="avondschoolgangers",
            areas=[str(lokelare.pk), "whole"],
            since="sinds september",
            frequency="weekly",
            people="10-24",
            example="Een vader wandelt elke week zeven kilometer.",
            organisation_name="caw durmeland",
            email="Bo@Durmeland.example",
        ),
    )

    report = PreSignal.objects.get()
    assert response.status_code == 302
    assert response["Location"] == f"{links.follow_path(report)}?nieuw"
    assert (report.problem, report.number, report.state) == (TEXT, 1, "submitted")
    assert list(report.areas.all()) == [lokelare]
    assert report.whole_area
    assert (report.since, report.frequency) == ("sinds september", "weekly")
    assert (report.people, report.for_whom) == ("10-24", "avondschoolgangers")
    assert report.organisation == caw
    assert (report.email, report.language) == ("bo@durmeland.example", "en")
    assert report.raiser is None
    assert Mail.objects.get().subject == "We received your report"


def test_the_next_page_says_it_arrived_and_shows_the_link_to_keep(visitor, partnership):
    response = visitor.post(PAGE, filled(), follow=True)

    report = PreSignal.objects.get()
    html = response.content.decode()
    assert "It arrived. Thank you." in html
    assert f'value="{links.follow_url(nonce=report.follow_nonce)}"' in html
    assert 'data-draft-clear="report-durmeland"' in html
    assert "at the latest" in html


def test_a_problem_alone_is_enough(visitor, partnership):
    response = visitor.post(PAGE, filled())

    report = PreSignal.objects.get()
    assert response.status_code == 302
    assert (report.people, report.frequency, report.email) == ("unknown", "", "")
    assert not Mail.objects.exists()


def test_without_a_problem_nothing_is_lost(visitor, partnership):
    response = visitor.post(
        PAGE, filled(problem=" ", for_whom="ouderen", people="5-9", areas=["whole"])
    )

    html = response.content.decode()
    assert response.status_code == 422
    assert "Write in a few words what you notice." in html
    assert 'value="ouderen"' in html
    assert '<option value="5-9" selected>' in html
    assert 'value="whole" id="id_areas_4" checked' in html
    assert "data-invalid" in html
    assert not PreSignal.objects.exists()


def test_a_double_submit_makes_one_report(visitor, partnership):
    form = filled()

    first, second = (visitor.post(PAGE, form) for _time in range(2))

    assert PreSignal.objects.count() == 1
    assert first["Location"] == second["Location"]


def test_the_key_stays_when_the_form_comes_back(visitor, partnership):
    form = filled(problem="")

    html = visitor.post(PAGE, form).content.decode()

    assert f'name="submission_key" value="{form["submission_key"]}"' in html


@pytest.mark.parametrize("key", ["", "geen-sleutel"])
def test_a_form_without_a_good_key_gets_one(key, visitor, partnership):
    html = visitor.post(PAGE, filled(problem="", submission_key=key)).content.decode()
    made = re.search(r'name="submission_key" value="([^"]+)"', html)[1]

    response = visitor.post(PAGE, filled(submission_key=key))

    assert uuid.UUID(made)
    assert response.status_code == 302


def test_a_member_reports_in_the_name_of_the_own_organisation(as_user, partnership):
    caw = make_organisation(partnership, "CAW Durmeland")
    worker = make_member(
        partnership, RoleKind.FIELD_WORKER, name="Bo", organisation=caw
    )
    client = as_user(worker)

    html = client.get(PAGE).content.decode()
    client.post(PAGE, filled(organisation_name="CAW Durmeland", email=worker.email))

    report = PreSignal.objects.get()
    assert 'name="organisation_name" value="CAW Durmeland"' in html
    assert f'value="{worker.email}"' in html
    assert (report.raiser, report.organisation) == (worker, caw)


def test_only_names_somebody_looked_at_are_offered(visitor, partnership):
    make_organisation(partnership, "CAW Durmeland")
    make_organisation(partnership, "Caw durmeland vzw", is_confirmed=False)
    make_organisation(partnership, "Oud Huis", is_active=False)

    html = visitor.get(PAGE).content.decode()

    assert re.findall(r'<option value="([^"]+)"></option>', html) == ["CAW Durmeland"]


def test_where_there_is_one_municipality_nobody_has_to_choose_it(visitor):
    town = make_area("Lokelare")
    make_partnership("lokelare", area=town)

    html = visitor.get("/lokelare/signaleren/").content.decode()
    visitor.post("/lokelare/signaleren/", filled())

    assert 'name="areas"' not in html
    assert list(PreSignal.objects.get().areas.all()) == [town]


def test_a_place_elsewhere_is_refused(visitor, partnership):
    elsewhere = make_area("Kalkendam")

    response = visitor.post(PAGE, filled(areas=[str(elsewhere.pk)]))

    assert response.status_code == 422
    assert not PreSignal.objects.exists()


@pytest.mark.parametrize(
    "changes",
    [
        {"email": "geen adres"},
        {"people": "duizend"},
        {"frequency": "altijd"},
        {"problem": "a" * 4001},
        {"for_whom": "a" * 301},
        {"since": "a" * 121},
        {"organisation_name": "a" * 201},
        {"problem": "nul\x00teken"},
    ],
)
def test_bad_input_is_refused_in_place(changes, visitor, partnership):
    response = visitor.post(PAGE, filled(**changes))

    assert response.status_code == 422
    assert b'role="alert"' in response.content
    assert not PreSignal.objects.exists()


@given(
    st.dictionaries(
        st.sampled_from(
            ["problem", "for_whom", "areas", "frequency", "people", "since", "example",
             "organisation_name", "email", "submission_key", "website", "accepted",
             "kept"]
        ),
        st.text(max_size=60),
    )
)  # fmt: skip
@running(
    max_examples=60,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
def test_whatever_is_sent_it_is_taken_or_shown_again(
    visitor, partnership, monkeypatch, form
):
    monkeypatch.setattr(limits, "REPORT", limits.Limit("report", 10**6))

    response = visitor.post(PAGE, form)

    assert response.status_code in {302, 422}
    if response.status_code == 422:
        assert b'role="alert"' in response.content


def test_an_unknown_partnership_is_not_found(visitor):
    assert visitor.get("/nergens/signaleren/").status_code == 404


# -- Client data --------------------------------------------------------------------


def test_what_is_certain_is_refused_and_shown_in_place(visitor, partnership):
    response = visitor.post(PAGE, filled(problem=CERTAIN))

    html = response.content.decode()
    assert response.status_code == 422
    assert "<mark>mevrouw Verdonck</mark>" in html
    assert "<mark>85.07.30-033 28</mark>" in html
    assert 'name="accepted"' not in html
    assert CERTAIN in html
    assert not PreSignal.objects.exists()


@pytest.mark.parametrize("field", ["for_whom", "since", "example"])
def test_every_text_is_screened(field, visitor, partnership):
    response = visitor.post(PAGE, filled(**{field: CERTAIN}))

    assert response.status_code == 422
    assert f'id="found-{field}"' in response.content.decode()


def test_what_is_doubtful_may_stay_and_is_marked(visitor, partnership):
    form = filled(problem=DOUBTFUL)
    first = visitor.post(PAGE, form)
    token = re.search(r'name="accepted" value="([^"]+)"', first.content.decode())[1]

    second = visitor.post(PAGE, {**form, "accepted": [token]})

    (mark,) = PreSignal.objects.get().screening
    assert first.status_code == 422
    assert second.status_code == 302
    assert (mark["field"], mark["certainty"]) == ("problem", "doubtful")
    assert DOUBTFUL[mark["start"] : mark["end"]] == "09 234 56 78"


def test_a_tick_does_not_cover_what_is_typed_after_it(visitor, partnership):
    form = filled(problem=DOUBTFUL)
    first = visitor.post(PAGE, form).content.decode()
    token = re.search(r'name="accepted" value="([^"]+)"', first)[1]

    second = visitor.post(
        PAGE, {**form, "problem": "Bel 09 876 54 32.", "accepted": [token]}
    )

    assert second.status_code == 422
    assert not PreSignal.objects.exists()


def test_organisations_and_places_here_are_no_client_data(visitor, partnership):
    make_organisation(partnership, "Huis Mevrouw Pauwels")

    response = visitor.post(
        PAGE, filled(problem="Bij Huis Mevrouw Pauwels is het vol.")
    )

    assert response.status_code == 302
    assert PreSignal.objects.get().screening == []


def check(client, name, text, **more):
    url = reverse("signals:report_check", args=["durmeland"])
    return client.post(
        url,
        {name: text, **more},
        headers={"hx-request": "true", "hx-trigger-name": name},
    )


def test_a_text_is_read_over_as_soon_as_it_is_left(visitor, partnership):
    found = check(visitor, "problem", CERTAIN)
    clean = check(visitor, "problem", TEXT)

    assert found.status_code == 200
    assert "<mark>mevrouw Verdonck</mark>" in found.content.decode()
    assert "<html" not in found.content.decode()
    assert clean.content.strip() == b""
    assert not PreSignal.objects.exists()


def test_the_check_remembers_a_tick(visitor, partnership):
    html = check(visitor, "example", DOUBTFUL).content.decode()
    token = re.search(r'name="accepted" value="([^"]+)"', html)[1]

    again = check(visitor, "example", DOUBTFUL, accepted=[token]).content.decode()

    assert "checked" not in html
    assert "checked" in again


@pytest.mark.parametrize("name", ["email", "", "id"])
def test_only_texts_are_checked(name, visitor, partnership):
    assert check(visitor, name, CERTAIN).status_code == 204


def test_the_check_has_a_limit(visitor, partnership, monkeypatch):
    monkeypatch.setattr(limits, "CHECK", limits.Limit("check", 1))

    answers = [check(visitor, "problem", CERTAIN).status_code for _time in range(2)]

    assert answers == [200, 204]


# -- Too often, and programs --------------------------------------------------------


def test_after_too_many_reports_one_has_to_wait_and_loses_nothing(
    visitor, partnership, monkeypatch
):
    monkeypatch.setattr(limits, "REPORT", limits.Limit("report", 1))
    visitor.post(PAGE, filled())

    response = visitor.post(PAGE, filled(attachments=[pdf()], for_whom="ouderen"))

    html = response.content.decode()
    assert response.status_code == 429
    assert 0 < int(response["Retry-After"]) <= 3600
    assert "send it again after " in html
    assert "Your text is still here" in html
    assert TEXT in html
    assert 'value="ouderen"' in html
    assert PreSignal.objects.count() == 1
    assert not StoredFile.objects.exists()


def test_files_that_arrived_before_survive_the_limit(visitor, partnership, monkeypatch):
    form = filled(problem="")
    kept = kept_in(visitor.post(PAGE, {**form, "attachments": [pdf()]}))
    monkeypatch.setattr(limits, "REPORT", limits.Limit("report", 0))

    response = visitor.post(PAGE, {**form, "problem": TEXT, "kept": kept})

    assert response.status_code == 429
    assert kept_in(response) == kept


def test_one_visitor_does_not_use_up_what_another_may(
    as_user, visitor, partnership, bob, monkeypatch
):
    monkeypatch.setattr(limits, "REPORT", limits.Limit("report", 1))
    visitor.post(PAGE, filled())
    visitor.post(PAGE, filled())

    as_user(bob).post(PAGE, filled())
    Client(REMOTE_ADDR="192.0.2.7").post(PAGE, filled())

    assert PreSignal.objects.count() == 3


def test_a_program_is_stopped_and_a_person_gets_through(visitor, partnership):
    form = filled(website="https://reclame.example")

    first = visitor.post(PAGE, form)

    html = first.content.decode()
    assert first.status_code == 422
    assert "looked like a program" in html
    assert "reclame.example" not in html
    assert TEXT in html
    assert not PreSignal.objects.exists()
    assert visitor.post(PAGE, {**form, "website": ""}).status_code == 302


# -- Attachments --------------------------------------------------------------------


def test_files_come_along(visitor, partnership):
    response = visitor.post(PAGE, filled(attachments=[pdf("een.pdf"), pdf("twee.pdf")]))

    report = PreSignal.objects.get()
    assert response.status_code == 302
    assert [str(one) for one in report.attachments.all()] == ["een.pdf", "twee.pdf"]


def test_a_bad_file_is_named_and_the_good_one_is_kept(visitor, partnership):
    form = filled()
    bad = SimpleUploadedFile("factuur.pdf", b"MZ\x90\x00" * 20)

    first = visitor.post(PAGE, {**form, "attachments": [pdf(), bad]})
    kept = kept_in(first)
    second = visitor.post(PAGE, {**form, "kept": kept})

    html = first.content.decode()
    assert first.status_code == 422
    assert "factuur.pdf is not a kind of file we can take." in html
    assert "verslag.pdf" in html
    assert len(kept) == 1
    assert second.status_code == 302
    assert str(PreSignal.objects.get().attachments.get()) == "verslag.pdf"


def test_a_file_outlives_another_mistake(visitor, partnership):
    form = filled(problem="")
    first = visitor.post(PAGE, {**form, "attachments": [pdf("een.pdf")]})

    second = visitor.post(
        PAGE, {**form, "kept": kept_in(first), "attachments": [pdf("twee.pdf")]}
    )
    third = visitor.post(PAGE, {**form, "problem": TEXT, "kept": kept_in(second)})

    report = PreSignal.objects.get()
    assert len(kept_in(second)) == 2
    assert third.status_code == 302
    assert [str(one) for one in report.attachments.all()] == ["een.pdf", "twee.pdf"]


def test_an_unticked_file_stays_behind(visitor, partnership):
    form = filled(problem="")
    kept = kept_in(
        visitor.post(PAGE, {**form, "attachments": [pdf("een.pdf"), pdf("twee.pdf")]})
    )

    visitor.post(PAGE, {**form, "problem": TEXT, "kept": kept[1:]})

    assert str(PreSignal.objects.get().attachments.get()) == "twee.pdf"


def test_at_most_five_files_come_along(visitor, partnership):
    form = filled()
    kept = kept_in(
        visitor.post(
            PAGE, {**form, "problem": "", "attachments": [pdf() for _n in range(4)]}
        )
    )

    response = visitor.post(PAGE, {**form, "kept": kept, "attachments": [pdf(), pdf()]})

    assert response.status_code == 422
    assert "At most 5 files" in response.content.decode()
    assert kept_in(response) == kept
    assert StoredFile.objects.count() == 4


def test_the_file_of_another_form_cannot_be_taken(visitor, partnership):
    theirs = filled(problem="")
    (token,) = kept_in(visitor.post(PAGE, {**theirs, "attachments": [pdf()]}))

    response = visitor.post(PAGE, filled(kept=[token]))

    assert response.status_code == 422
    assert "Please choose it again." in response.content.decode()
    assert not PreSignal.objects.exists()


def test_a_made_up_file_is_not_found(visitor, partnership):
    response = visitor.post(PAGE, filled(kept=["zo maar iets"]))

    assert response.status_code == 422
    assert not PreSignal.objects.exists()


def test_a_file_of_another_partnership_is_not_found(visitor, partnership):
    form = filled()
    stored = StoredFile.objects.create(
        partnership_id=partnership.pk + 1, name="a.pdf", content_type="application/pdf",
        size=1, sha256="", file="a",
    )  # fmt: skip
    token = keep_token(stored, uuid.UUID(form["submission_key"]))

    assert visitor.post(PAGE, {**form, "kept": [token]}).status_code == 422


def test_a_file_sent_twice_goes_with_one_report(visitor, partnership):
    form = filled(problem="")
    kept = kept_in(visitor.post(PAGE, {**form, "attachments": [pdf()]}))
    form = {**form, "problem": TEXT, "kept": kept}
    visitor.post(PAGE, form)

    again = visitor.post(PAGE, form)

    assert PreSignal.objects.count() == 1
    assert PreSignal.objects.get().attachments.count() == 1
    assert again.status_code == 302


@pytest.mark.parametrize("count", [1, 3])
def test_the_number_of_queries_does_not_grow(
    count, visitor, partnership, django_assert_num_queries
):
    for number in range(count):
        make_organisation(partnership, f"Huis {number}")

    with django_assert_num_queries(3):
        visitor.get(PAGE)


def test_without_script_a_button_puts_the_proposal_in_the_text(visitor, partnership):
    page = visitor.post(PAGE, filled(problem=CERTAIN)).content.decode()
    asked = re.search(r'name="replace" value="(problem:4:20)"', page)[1]

    response = visitor.post(PAGE, filled(problem=CERTAIN, replace=asked))

    html = response.content.decode()
    assert response.status_code == 422
    assert "Bij a woman we support, 85.07.30-033 28, is het dak lek." in html
    assert "Replaced." in html
    assert not PreSignal.objects.exists()


def test_each_finding_says_what_it_is_how_sure_and_what_to_write(visitor, partnership):
    html = visitor.post(PAGE, filled(problem=CERTAIN)).content.decode()

    assert "name of a person · certain" in html
    assert "Replace by “one of the people we support”" in html


def test_the_name_of_ones_organisation_is_read_over_too(visitor, partnership):
    response = visitor.post(
        PAGE, filled(organisation_name="mevrouw Verdonck, 0474 12 34 56")
    )

    assert response.status_code == 422
    assert '<div class="note screening' in response.content.decode()
    assert not PreSignal.objects.exists()
