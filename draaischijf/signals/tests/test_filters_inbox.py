from __future__ import annotations

from django.http import QueryDict
from hypothesis import given
from hypothesis import strategies as st

from draaischijf.signals.filters.inbox import InboxFilter, wanted_of
from draaischijf.signals.queries.inbox_facets import Wanted

NAMES = ["state", "right", "area", "organisation", "age", "late", "q", "sort", "page"]


def test_an_empty_address_asks_for_what_is_open():
    assert wanted_of(QueryDict("")) == Wanted()


def test_every_filter_is_read():
    address = QueryDict(
        "state=question&right=3&right=4&area=7&area=whole&organisation=9"
        "&organisation=unknown&age=month&late=1&q=+studio++huur+&sort=newest&page=2"
    )

    assert wanted_of(address) == Wanted(
        state="question",
        rights=(3, 4),
        areas=(7,),
        whole_area=True,
        organisations=(9,),
        unknown_organisation=True,
        age="month",
        late=True,
        text="studio huur",
        sort="newest",
        page=2,
    )


def test_what_makes_no_sense_is_left_out_and_the_rest_stays():
    address = QueryDict(
        "state=gone&right=x&right=5&right=5&area=99999999999999999999&age=decade"
        "&late=0&q=%00&sort=loudest&page=0"
    )

    assert wanted_of(address) == Wanted(rights=(5,))


def test_a_very_long_list_of_values_is_cut():
    address = QueryDict("&".join(f"area={n}" for n in range(500)))

    assert len(wanted_of(address).areas) == 30


@given(st.lists(st.tuples(st.sampled_from(NAMES), st.text(max_size=30)), max_size=12))
def test_no_address_breaks_the_filter(pairs):
    address = QueryDict(mutable=True)
    for name, value in pairs:
        address.appendlist(name, value)

    wanted = InboxFilter(address).wanted

    assert isinstance(wanted, Wanted)
    assert wanted.page >= 1
