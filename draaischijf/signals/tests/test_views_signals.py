from __future__ import annotations

import csv
import io

import openpyxl
import pytest
from django.urls import reverse

from draaischijf.signals.enums import SignalState
from draaischijf.signals.queries import signals as queries
from draaischijf.signals.tests.factories import make_signal, make_support
from draaischijf.taxonomy.tests.factories import make_abbreviation, make_term

LIST = "/durmeland/signalen/"
HTMX = {"HX-Request": "true"}


def export(client, kind, query=""):
    response = client.get(f"{LIST}export/{kind}/{query}")
    return response, b"".join(response.streaming_content)


def csv_rows(body):
    text = io.StringIO(body.decode("utf-8-sig"), newline="")
    return list(csv.DictReader(text, delimiter=";"))


def test_everybody_may_read_the_list(client, partnership):
    make_signal(partnership, SignalState.PUBLISHED, title="Een studio is te duur")
    make_signal(partnership, SignalState.ANALYSIS, title="Nog niet gepubliceerd")

    response = client.get(LIST)

    assert response.status_code == 200
    page = response.content.decode()
    assert "Een studio is te duur" in page
    assert "Nog niet gepubliceerd" not in page
    assert reverse("signals:signal", args=["durmeland", 1]) in page


def test_a_partnership_that_is_not_there_has_no_list(client, db):
    assert client.get("/nergens/signalen/").status_code == 404


def test_the_list_takes_no_post(client, partnership):
    assert client.post(LIST).status_code == 405


def test_htmx_gets_the_results_only_and_a_reload_the_page(client, partnership):
    make_signal(partnership, SignalState.PUBLISHED)

    part = client.get(LIST, headers=HTMX)
    whole = client.get(LIST, headers={**HTMX, "HX-History-Restore-Request": "true"})

    assert part.content.decode().strip().startswith('<div id="found">')
    assert "<html" not in part.content.decode()
    assert "<html" in whole.content.decode()
    assert "HX-Request" in part["Vary"]


def test_hits_are_marked_and_markup_is_shown_not_obeyed(client, partnership):
    make_signal(
        partnership,
        SignalState.PUBLISHED,
        title="<script>alert(1)</script> woningen",
        statement='Een woning & een "huis" <img src=x onerror=alert(1)>',
    )

    page = client.get(LIST, {"q": 'woning "><svg onload=alert(1)>'}).content.decode()
    found = client.get(LIST, {"q": "woning"}).content.decode()

    assert "<mark>woningen</mark>" in found
    assert "&lt;script&gt;" in found
    assert "<script>alert" not in found
    assert "<img src=x" not in found
    assert "<svg onload" not in page


def test_abbreviations_are_explained_also_around_a_hit(client, partnership):
    make_abbreviation("CAW", "Centrum Algemeen Welzijnswerk")
    make_signal(partnership, SignalState.PUBLISHED, title="Wachtlijst bij het CAW")

    page = client.get(LIST, {"q": "wachtlijst"}).content.decode()

    assert '<abbr title="Centrum Algemeen Welzijnswerk">CAW</abbr>' in page
    assert "<mark>Wachtlijst</mark>" in page


def test_filters_and_search_stay_when_one_of_them_changes(client, partnership):
    signal = make_signal(partnership, SignalState.PUBLISHED)
    signal.rights.add(term := make_term("Wonen"))

    response = client.get(LIST, {"q": "studio", "right": term.pk, "sort": "number"})

    assert response.context["kept_by_search"] == [
        ("right", str(term.pk)),
        ("sort", "number"),
    ]
    assert response.context["kept_by_order"] == [
        ("right", str(term.pk)),
        ("q", "studio"),
    ]
    page = response.content.decode()
    assert (
        f'href="?q=studio&amp;right={term.pk}&amp;sort=number&amp;state=published"'
        in (page)
    )


def test_pages_are_links_that_keep_the_filters(client, partnership, monkeypatch):
    monkeypatch.setattr(queries, "PER_PAGE", 2)
    for _number in range(3):
        make_signal(partnership, SignalState.PUBLISHED)

    first = client.get(LIST, {"q": "studio", "sort": "moved"})
    after = first.context["found"].places.after
    second = client.get(LIST, {"q": "studio", "sort": "moved", "after": after})

    assert 'rel="next" href="?q=studio&amp;sort=moved&amp;after=' in (
        first.content.decode()
    )
    assert 'rel="prev" href="?q=studio&amp;sort=moved&amp;before=' in (
        second.content.decode()
    )
    assert [row.signal.number for row in second.context["found"].rows] == [1]


def test_an_empty_list_says_what_to_do(client, partnership):
    empty = client.get(LIST).content.decode()
    make_signal(partnership, SignalState.PUBLISHED)
    narrowed = client.get(LIST, {"q": "olifant"}).content.decode()

    assert 'class="empty"' in empty
    assert 'class="empty"' in narrowed
    assert f'href="{LIST}"' in narrowed
    assert "export/csv" not in narrowed


# -- Taking along -------------------------------------------------------------------


def test_the_csv_holds_what_is_shown_on_all_pages(client, partnership, monkeypatch):
    monkeypatch.setattr(queries, "PER_PAGE", 1)
    monkeypatch.setattr(queries, "EXPORT_BATCH", 2)
    titles = ["Woning een", "Woning twee", "Bus", "Woning drie"]
    for title in titles:
        make_signal(partnership, SignalState.PUBLISHED, title=title)
    make_signal(partnership, SignalState.ANALYSIS, title="Woning geheim")

    response, body = export(client, "csv", "?q=woning&sort=number")

    rows = csv_rows(body)
    assert [next(iter(row.values())) for row in rows] == ["4", "2", "1"]
    assert "Woning drie" in rows[0].values()
    assert response["Content-Disposition"].startswith("attachment; filename=")
    assert "durmeland" in response["Content-Disposition"]


def test_the_workbook_holds_the_same(client, partnership, as_user, bob):
    signal = make_signal(
        partnership, SignalState.CLOSED, title="=1+1", is_recurring=True
    )
    signal.rights.add(make_term("Wonen"), make_term("Zorg"))
    make_signal(partnership, SignalState.BUNDLING)

    _response, public = export(client, "xlsx")
    _response, partner = export(as_user(bob), "xlsx", "?sort=number")

    rows = list(openpyxl.load_workbook(io.BytesIO(public)).active.values)
    assert len(rows) == 2
    assert rows[1][:3] == (1, "=1+1", 8)
    assert "Wonen, Zorg" in rows[1]
    assert rows[1][-1].endswith("/durmeland/signalen/1/")
    book = openpyxl.load_workbook(io.BytesIO(partner)).active
    assert [row[0] for row in book.values][1:] == [2, 1]


def test_a_file_hides_small_numbers_of_people_from_the_public(
    client, partnership, as_user, bob
):
    signal = make_signal(partnership, SignalState.PUBLISHED)
    make_support(signal, people="1-4")

    [public] = csv_rows(export(client, "csv")[1])
    [partner] = csv_rows(export(as_user(bob), "csv")[1])

    differing = [key for key in public if public[key] != partner[key]]
    assert len(differing) == 2  # raisers, and people
    assert [partner[key] for key in differing] == ["1", "1"]
    assert not any(public[key].isdigit() for key in differing)


def test_a_file_of_another_kind_is_not_there(client, partnership):
    assert client.get(f"{LIST}export/pdf/").status_code == 404


@pytest.mark.parametrize("amount", [1, 3])
def test_a_file_takes_as_many_queries_for_one_as_for_three(
    partnership, as_user, bob, amount, django_assert_num_queries
):
    for _number in range(amount):
        signal = make_signal(partnership)
        signal.rights.add(make_term(f"Recht {signal.number}"))
        make_support(signal)
    client = as_user(bob)

    with django_assert_num_queries(17):
        export(client, "csv")


@pytest.mark.parametrize("amount", [1, 3])
def test_the_page_takes_as_many_queries_for_one_as_for_three(
    partnership, as_user, bob, amount, django_assert_num_queries
):
    for _number in range(amount):
        signal = make_signal(partnership)
        signal.rights.add(make_term(f"Recht {signal.number}"))
    client = as_user(bob)
    client.get(LIST)

    with django_assert_num_queries(15):
        client.get(LIST)


def test_a_long_filter_folds_after_eight_values(client, partnership):
    signal = make_signal(partnership, SignalState.PUBLISHED)
    for number in range(10):
        signal.rights.add(make_term(f"Recht {number:02}"))

    page = client.get(LIST).content.decode()

    before, _mark, folded = page.partition('<details class="facet-more">')
    assert "Recht 07" in before
    assert "Recht 08" not in before
    assert "Recht 09" in folded
