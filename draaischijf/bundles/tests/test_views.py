"""The pages of editions: who reads what, writing one, freezing, comparing."""

from __future__ import annotations

import pytest
from django.urls import reverse

from draaischijf.bundles.domain.freezing import freeze_bundle
from draaischijf.bundles.models import SignalBundle
from draaischijf.bundles.tests.factories import make_bundle
from draaischijf.people.enums import RoleKind
from draaischijf.people.tests.factories import make_member
from draaischijf.signals.enums import SignalState
from draaischijf.signals.tests.factories import make_signal, make_support
from draaischijf.signals.tests.stages import change

pytestmark = pytest.mark.django_db


def address(name, bundle, *rest):
    return reverse(f"bundles:{name}", args=["durmeland", bundle.edition, *rest])


def test_everybody_reads_a_frozen_edition_with_the_phase_of_now(
    bundle, published, analysed, alice, reading
):
    freeze_bundle(bundle, actor=alice)
    change(published, state=SignalState.DECIDED)

    text = reading().get(bundle.get_absolute_url()).content.decode()

    assert "Voor het nieuwe bestuur." in text
    assert "Then: 5/8" in text
    assert "<strong>6/8</strong>" in text
    assert published.get_absolute_url() in text
    # In analysis: its words stand in the edition, its own page is for partners.
    assert analysed.title in text.replace("&#x27;", "'")
    assert f'href="{analysed.get_absolute_url()}"' not in text


def test_remarks_and_small_numbers_are_for_partners(
    bundle, analysed, alice, bob, reading
):
    for number in range(3):
        make_support(analysed, email=f"{number}@x.example")
    freeze_bundle(bundle, actor=alice)

    public = reading().get(bundle.get_absolute_url()).content.decode()
    partner = reading(bob).get(bundle.get_absolute_url()).content.decode()

    assert "Noem ook de kamers." not in public
    assert "fewer than 5 raisers" in public
    assert "Noem ook de kamers." in partner
    assert "3 raisers" in partner


def test_a_draft_is_not_there_for_others(bundle, charlie, reading):
    for client in (reading(), reading(charlie)):
        assert client.get(bundle.get_absolute_url()).status_code == 404
        for page in ("bundles:bundles", "signals:signals"):
            listed = client.get(reverse(page, args=["durmeland"]))
            assert bundle.title not in listed.content.decode()


def test_an_organisation_reads_the_draft_it_is_asked_about_and_changes_nothing(
    bundle, analysed, house, partnership, reading
):
    wim = make_member(
        partnership, RoleKind.WORKING_GROUP_MEMBER, name="Wim", organisation=house
    )
    client = reading(wim)

    for page in ("bundles:bundles", "signals:signals"):
        listed = client.get(reverse(page, args=["durmeland"])).content.decode()
        assert bundle.get_absolute_url() in listed
    text = client.get(bundle.get_absolute_url()).content.decode()
    assert analysed.get_absolute_url() in text
    assert "still being written" in text
    assert address("bundle_edit", bundle) not in text
    for name in ("bundle_edit", "bundle_words", "bundle_choose", "bundle_freeze"):
        assert client.get(address(name, bundle)).status_code == 404


def test_starting_asks_title_and_year_and_leads_to_writing(alice, reading):
    answer = reading(alice).post(
        reverse("bundles:bundle_start", args=["durmeland"]),
        {"title": "Signalen 2027", "year": "2027", "chaptering": "own"},
    )

    made = SignalBundle.objects.get()
    assert answer.url == address("bundle_edit", made)
    assert (made.edition, made.chaptering) == (1, "own")


def test_client_data_in_the_introduction_is_shown_before_it_is_kept(alice, reading):
    answer = reading(alice).post(
        reverse("bundles:bundle_start", args=["durmeland"]),
        {
            "title": "Signalen 2027",
            "year": "2027",
            "chaptering": "own",
            "introduction": "Bel mevrouw op 0474 12 34 56.",
        },
    )

    assert answer.status_code == 422
    assert not SignalBundle.objects.exists()


def test_signals_are_chosen_by_filter_and_put_in(partnership, alice, reading):
    bundle = make_bundle(partnership)
    chosen = make_signal(partnership, SignalState.PUBLISHED, title="Geen avondbus")
    other = make_signal(partnership, SignalState.ANALYSIS, title="Geen crèche")
    hidden = make_signal(partnership, SignalState.BUNDLING, title="Nog niet zo ver")
    client = reading(alice)

    everything = client.get(address("bundle_choose", bundle)).content.decode()
    narrowed = client.get(address("bundle_choose", bundle) + "?state=analysis")
    client.post(address("bundle_choose", bundle), {"signal": [str(chosen.number)]})
    after = client.get(address("bundle_choose", bundle)).content.decode()

    assert chosen.title in everything
    assert other.title in everything
    assert hidden.title not in everything
    assert chosen.title not in narrowed.content.decode()
    assert [place.signal for place in bundle.places.all()] == [chosen]
    assert chosen.title not in after


def test_what_is_missing_stands_by_the_signal_and_before_freezing(
    bundle, analysed, alice, reading
):
    change(analysed, statement="")

    for name in ("bundle_edit", "bundle_freeze"):
        text = reading(alice).get(address(name, bundle)).content.decode()
        assert "What the problem is, is not written yet." in text
        assert "an answer to each of the four tests" in text


def test_freezing_says_which_signals_become_public_and_goes_there(
    bundle, analysed, published, alice, reading
):
    client = reading(alice)
    asked = client.get(address("bundle_freeze", bundle))

    assert [one.pk for one in asked.context["page"].becoming_public] == [analysed.pk]

    answer = client.post(address("bundle_freeze", bundle))

    assert answer.url == bundle.get_absolute_url()
    bundle.refresh_from_db()
    assert bundle.is_frozen
    assert client.get(address("bundle_edit", bundle)).status_code == 404


def test_up_goes_back_to_the_signal_it_moved(bundle, analysed, alice, reading):
    answer = reading(alice).post(
        address("place_move", bundle, analysed.number), {"step": "-1"}
    )

    assert answer.url == f"{address('bundle_edit', bundle)}#signaal-{analysed.number}"
    assert bundle.places.first().signal == analysed


def test_chapters_are_added_filled_and_taken_away(bundle, analysed, alice, reading):
    client = reading(alice)
    client.post(address("chapter_add", bundle), {"title": "Wonen"})
    chapter = bundle.chapters.get()
    client.post(
        address("place_chapter", bundle, analysed.number), {"chapter": chapter.pk}
    )

    text = client.get(address("bundle_edit", bundle)).content.decode()
    assert f'<option value="{chapter.pk}" selected>Wonen</option>' in text

    client.post(address("chapter_remove", bundle, chapter.pk))
    assert not bundle.chapters.exists()
    assert bundle.places.count() == 2


def test_comparing_shows_the_words_that_differ(
    bundle, partnership, published, alice, reading
):
    freeze_bundle(bundle, actor=alice)
    change(published, title="Na zeven uur rijdt er geen bus")
    later = make_bundle(partnership, published)

    text = reading(alice).get(address("bundle_compare", later, 1)).content.decode()

    assert "<del>zes</del>" in text
    assert "<ins>zeven</ins>" in text
    assert "No longer in it" in text


def test_the_list_of_signals_leads_to_the_newest_edition(bundle, alice, reading):
    signals = reverse("signals:signals", args=["durmeland"])
    assert "/durmeland/bundels/" not in reading().get(signals).content.decode()

    freeze_bundle(bundle, actor=alice)

    assert bundle.get_absolute_url() in reading().get(signals).content.decode()


def test_an_edition_stands_under_signals_in_the_navigation(bundle, alice, reading):
    freeze_bundle(bundle, actor=alice)

    text = reading().get(bundle.get_absolute_url()).content.decode()

    assert 'href="/durmeland/signalen/" aria-current="page"' in text


def test_the_page_of_a_signal_names_its_editions(bundle, published, alice, reading):
    page = published.get_absolute_url()
    assert bundle.get_absolute_url() not in reading().get(page).content.decode()

    freeze_bundle(bundle, actor=alice)

    assert bundle.get_absolute_url() in reading().get(page).content.decode()


@pytest.mark.parametrize("name", ["bundle", "bundle_edit", "bundle_freeze"])
def test_as_many_queries_for_one_signal_as_for_many(
    partnership, alice, reading, name, django_assert_max_num_queries
):
    client = reading(alice)
    one = make_bundle(partnership, make_signal(partnership, SignalState.ANALYSIS))
    many = make_bundle(
        partnership,
        *[make_signal(partnership, SignalState.ANALYSIS) for _number in range(4)],
    )
    client.get(address(name, one))
    with django_assert_max_num_queries(60) as for_one:
        client.get(address(name, one))

    with django_assert_max_num_queries(len(for_one.captured_queries)):
        client.get(address(name, many))
