"""The pages, as the people who need them walk through them."""

from __future__ import annotations

import csv
import io
import zipfile

import pytest
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _t

from draaischijf.accounts.models import User
from draaischijf.history.models import Entry
from draaischijf.notifications import domain as notifications
from draaischijf.notifications.models import Mail, MailState, MailStop
from draaischijf.people.enums import RoleKind
from draaischijf.people.tests.factories import make_member, make_user
from draaischijf.privacy.models import DataRequest, RegisterEntry, RetentionPeriod
from draaischijf.privacy.records import ACTIVITIES, RECORDS
from draaischijf.privacy.tests.test_persons import KIM, NAME, fill
from draaischijf.privacy.tests.test_retention import DAY, mail
from draaischijf.signals import links
from draaischijf.signals.domain import weighing
from draaischijf.signals.enums import PreSignalState
from draaischijf.signals.models import PreSignal
from draaischijf.signals.tests.factories import make_pre_signal

pytestmark = pytest.mark.django_db
BO = "bo@durmeland.example"


@pytest.fixture
def officer(as_user, partnership):
    return as_user(
        make_member(partnership, RoleKind.DATA_PROTECTION_OFFICER, name="Fien")
    )


def to(name, *arguments):
    return reverse(f"privacy:{name}", args=arguments)


def test_the_periods_show_what_is_kept_why_and_how_long(officer, partnership):
    page = officer.get(to("periods", "durmeland")).content.decode()

    for record in RECORDS:
        assert str(record.label) in page
        assert str(record.why).split("“")[0] in page


def test_a_period_is_changed_and_told(officer, partnership):
    address = to("period", "durmeland", "reporters")

    refused = officer.post(address, {"days": "5"})
    nothing = officer.post(address, {"days": "veel"})
    kept = officer.post(address, {"days": "180"}, follow=True)

    assert (refused.status_code, nothing.status_code) == (422, 422)
    assert RetentionPeriod.objects.get().days == 180
    assert "180" in kept.content.decode()
    assert "Fien" in kept.content.decode()


@pytest.mark.parametrize("code", ["sessions", "history", "loose_files", "nergens"])
def test_what_has_no_period_of_its_own_cannot_be_changed(officer, code):
    assert officer.get(to("period", "durmeland", code)).status_code == 404


@pytest.mark.parametrize("rows", [1, 9])
def test_the_number_of_queries_of_the_periods_does_not_grow(
    officer, partnership, rows, django_assert_num_queries
):
    for _number in range(rows):
        mail(partnership, DAY)
    officer.get(to("periods", "durmeland"))

    with django_assert_num_queries(30):
        officer.get(to("periods", "durmeland"))


def test_a_request_is_looked_at_copied_and_carried_out(officer, partnership):
    fill(partnership, make_user(NAME, email=KIM))
    address = to("requests", "durmeland")

    looked = officer.post(address, {"email": KIM, "do": "look"})
    assert "Kim" not in looked.request["QUERY_STRING"]
    assert not DataRequest.objects.exists()
    copied = officer.post(address, {"email": KIM, "do": "copy"})
    hasty = officer.post(address, {"email": KIM, "do": "remove"})
    assert User.objects.filter(email=KIM).exists()
    removed = officer.post(address, {"email": KIM, "do": "remove", "sure": "1"})

    assert {one.count for one in looked.context["found"]} != {0}
    assert "no-store" in copied["Cache-Control"]
    with zipfile.ZipFile(io.BytesIO(copied.content)) as archive:
        assert "gegevens.json" in archive.namelist()
    assert hasty.status_code == 422
    assert removed.status_code == 302
    assert not User.objects.filter(email=KIM).exists()
    log = officer.get(address).content.decode()
    assert log.count("Fien") >= 2
    assert KIM not in log


def test_an_address_nobody_knows_or_that_is_none(officer):
    address = to("requests", "durmeland")

    unknown = officer.post(address, {"email": "wie@elders.example", "do": "look"})
    again = officer.post(
        address, {"email": "wie@elders.example", "do": "remove", "sure": "1"}
    )
    wrong = officer.post(address, {"email": "geen adres", "do": "look"})

    assert unknown.context["found"] == []
    assert again.status_code == 302
    assert wrong.status_code == 422
    assert not DataRequest.objects.exists()


def test_the_only_administrator_is_not_removed_by_request(officer, dora):
    given = {"email": dora.email, "do": "remove", "sure": "1"}

    answer = officer.post(to("requests", "durmeland"), given)

    assert answer.status_code == 422
    assert User.objects.filter(pk=dora.pk).exists()


def test_an_account_takes_a_copy_and_goes(as_user, partnership, bob, dora):
    client = as_user(bob)
    address = to("own_data")

    page = client.get(address)
    copied = client.post(address, {"do": "copy"})
    hasty = client.post(address, {"do": "remove"})
    gone = client.post(address, {"do": "remove", "sure": "1"})

    assert page.status_code == 200
    assert copied["Content-Type"] == "application/zip"
    assert hasty.status_code == 422
    assert gone.url == reverse("website:home")
    assert not User.objects.filter(pk=bob.pk).exists()
    assert client.get(address).status_code == 302  # signed out


def test_the_only_administrator_is_told_why_not(as_user, dora):
    answer = as_user(dora).post(to("own_data"), {"do": "remove", "sure": "1"})

    assert answer.status_code == 422
    assert "Durmeland" in answer.content.decode()
    assert User.objects.filter(pk=dora.pk).exists()


def test_behind_the_link_one_sees_copies_and_removes(client, partnership):
    report = make_pre_signal(partnership, email=BO)
    token = links.token_of(report)
    follow = client.get(reverse("signals:follow", args=[token])).content.decode()
    address = to("link_data", token)

    page = client.get(address)
    copied = client.post(address, {"do": "copy"})
    gone = client.post(address, {"do": "remove", "sure": "1"})

    assert address in follow
    for answer in (page, copied, gone):
        assert answer["Referrer-Policy"] == "strict-origin"
        assert "noindex" in answer["X-Robots-Tag"]
        assert "no-store" in answer["Cache-Control"]
    assert copied["Content-Type"] == "application/zip"
    assert gone.status_code == 200
    assert PreSignal.objects.get().email == ""
    assert client.get(address).status_code == 404


def test_mails_are_stopped_behind_the_link_and_start_again(client, partnership, alice):
    report = make_pre_signal(partnership, email=BO)
    address = to("link_data", links.token_of(report))

    client.post(address, {"do": "stop"})
    weighing.ask_back(report, "Waar precies?", actor=alice)
    assert Mail.objects.get().state == MailState.STOPPED
    page = client.get(address)
    client.post(address, {"do": "again"})

    assert page.context["mails"].is_stopped
    assert not MailStop.objects.exists()


def test_without_an_address_there_are_no_mails_to_stop(client, partnership):
    address = to("link_data", links.token_of(make_pre_signal(partnership)))

    client.post(address, {"do": "stop"})

    assert client.get(address).context["mails"] is None
    assert not MailStop.objects.exists()


def test_an_account_that_was_closed_gets_no_mails_to_stop(client, partnership, bob):
    report = make_pre_signal(partnership, raiser=bob)
    address = to("link_data", links.token_of(report))
    assert client.get(address).context["mails"] is not None

    User.objects.filter(pk=bob.pk).update(is_active=False)

    assert client.get(address).context["mails"] is None


def test_an_account_chooses_its_mails(as_user, partnership, bob, alice):
    client = as_user(bob)
    report = make_pre_signal(partnership, raiser=bob, state=PreSignalState.SUBMITTED)

    others = [
        f"durmeland-{name}"
        for name in (
            "news",
            "reminders",
            "assigned",
            "letters",
            "offers",
            "agreement",
            "calls",
            "calls_over",
            "meetings",
            "minutes",
        )
    ]
    client.post(to("own_mails"), {"wanted": others})
    weighing.ask_back(report, "Waar precies?", actor=alice)

    assert MailStop.objects.get().group == "reports"
    assert Mail.objects.get().state == MailState.STOPPED
    assert client.get(to("own_mails")).content.count(b"checked") == len(others)
    client.post(to("own_mails"), {"wanted": [*others, "durmeland-reports"]})
    assert not MailStop.objects.exists()


def test_a_mail_about_a_report_leaves_with_all_that_stops_it(
    partnership, alice, mailoutbox
):
    """From the report to the message as it goes through the mail server."""
    report = make_pre_signal(partnership, email=BO)
    weighing.ask_back(report, "Waar precies?", actor=alice)

    notifications.send(Mail.objects.get().pk)

    (message,) = mailoutbox
    assert "mails/stoppen/" in message.extra_headers["List-Unsubscribe"]
    assert "mails/stoppen/" in message.body
    with translation.override("nl"):
        why = _t("You get this mail because you left your address with a report.")
    assert why in message.body


def test_the_register_is_complete_and_is_added_to(officer, partnership):
    words = {
        "controller": "OCMW Lokelare",
        "officer": "Fien Maes",
        "officer_email": "dpo@lokelare.example",
        "measures": "Schijven versleuteld\nTwee beheerders",
        "activity_mail": "De mailserver staat bij de provincie.",
    }

    answer = officer.post(to("register_edit", "durmeland"), words)
    again = officer.post(to("register_edit", "durmeland"), words)
    page = officer.get(to("register", "durmeland")).content.decode()

    assert (answer.status_code, again.status_code) == (302, 302)
    assert RegisterEntry.objects.get().additions == {"mail": words["activity_mail"]}
    assert Entry.objects.filter(verb="register_changed").count() == 1
    for part in ("OCMW Lokelare", "Twee beheerders", words["activity_mail"]):
        assert part in page
    for one in (*ACTIVITIES, *RECORDS):
        assert str(one.label) in page


def test_the_register_is_taken_along(officer, partnership):
    address = to("register_export", "durmeland", "csv")

    answer = officer.get(address)
    text = b"".join(answer.streaming_content).decode("utf-8-sig")
    rows = list(csv.reader(io.StringIO(text), delimiter=";"))

    assert len(rows) == 1 + len(RECORDS)
    assert {len(row) for row in rows} == {9}
    xlsx = officer.get(to("register_export", "durmeland", "xlsx"))
    assert b"".join(xlsx.streaming_content).startswith(b"PK")
    assert officer.get(to("register_export", "durmeland", "odt")).status_code == 404


def test_client_data_does_not_get_into_the_register(officer):
    words = {"measures": "Bel mevrouw Verdonck op 0474 12 34 56"}

    answer = officer.post(to("register_edit", "durmeland"), words)

    assert answer.status_code == 422
    assert not RegisterEntry.objects.exists()


def test_everybody_reads_the_real_periods_and_whom_to_write_to(client, partnership):
    RetentionPeriod.objects.create(partnership=partnership, record="reporters", days=45)
    RegisterEntry.objects.create(
        partnership=partnership, officer="Fien Maes", officer_email="dpo@d.example"
    )

    page = client.get(to("policy", "durmeland")).content.decode()
    site = client.get(reverse("website:privacy")).content.decode()

    assert "45 " in page
    assert "dpo@d.example" in page
    assert "45 " not in site
    assert to("policy", "durmeland") in site


@pytest.mark.parametrize("kept", ["address", "nothing"])
def test_without_an_officer_one_writes_to_the_partnership(client, partnership, kept):
    if kept == "address":
        partnership.contact_email = "overleg@d.example"
        partnership.save()

    page = client.get(to("policy", "durmeland")).content.decode()

    assert ("overleg@d.example" in page) == (kept == "address")


def test_the_way_there_is_shown_to_who_may(as_user, officer, bob):
    address = to("periods", "durmeland")
    home = reverse("website:partnership", args=["durmeland"])

    assert address in officer.get(home).content.decode()
    assert address not in as_user(bob).get(home).content.decode()
