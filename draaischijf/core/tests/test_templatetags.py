from __future__ import annotations

import datetime as dt
import re
from html import unescape
from html.parser import HTMLParser

import pytest
from django.template import Context, Template
from django.test import RequestFactory
from django.utils import translation
from django.utils.safestring import mark_safe
from hypothesis import example, given
from hypothesis import strategies as st

from draaischijf.core import prose as plain
from draaischijf.core.icons import ICONS
from draaischijf.core.pieces import Facet, Option
from draaischijf.core.templatetags import core

MEANINGS = {
    "CAW": "Centrum voor algemeen welzijnswerk",
    "OCMW": "Openbaar centrum",
    "P/M": "pro memorie",
    "i.s.m.": "in samenwerking met",
    "a&b": "meaning with <b> and \"quotes\" and 'more'",
    "": "never",
    "LEEG": "",
}
HOSTILE = "<script>alert(1)</script>"

# Text in which markup, entities, abbreviations, bullets and hits keep meeting.
awkward = st.lists(
    st.one_of(
        st.sampled_from(
            ["<", ">", "&", '"', "'", "&lt;", "<b>", "CAW", "a&b", "P/M", "i.s.m."]
        ),
        st.sampled_from(["\n", "\r\n", "\n\n", "- ", "* ", "1. ", " ", ".", HOSTILE]),
        st.sampled_from([plain.HIT_START, plain.HIT_END]),
        st.text(max_size=6),
    ),
    max_size=25,
).map("".join)


class Outline(HTMLParser):
    """The tags, attributes and text of a piece of HTML."""

    def __init__(self, html):
        super().__init__(convert_charrefs=True)
        self.tags, self.attributes, self.text, self.open = set(), [], [], []
        self.is_balanced = True
        self.feed(html)
        self.close()

    def handle_starttag(self, tag, attrs):
        self.tags.add(tag)
        self.attributes += attrs
        if tag != "br":
            self.open.append(tag)

    def handle_endtag(self, tag):
        self.is_balanced = self.is_balanced and bool(self.open)
        self.is_balanced = self.is_balanced and self.open.pop() == tag

    def handle_data(self, data):
        self.text.append(data)

    @property
    def is_whole(self):
        return self.is_balanced and not self.open


def render(source, **context):
    return Template(source).render(Context(context))


def render_at(path, source, **context):
    request = RequestFactory().get(path)
    return render(source, request=request, **context)


# -- abbreviated --------------------------------------------------------------------


def test_abbreviated_explains_every_occurrence():
    html = render("{% abbreviated text %}", text="CAW, of CAW?", abbreviations=MEANINGS)

    one = '<abbr title="Centrum voor algemeen welzijnswerk">CAW</abbr>'
    assert html == f"{one}, of {one}?"


@pytest.mark.parametrize(
    ("text", "explained"),
    [
        ("OCMW-raad", ["OCMW"]),
        ("het OCMW's reglement", ["OCMW"]),
        ("(CAW)", ["CAW"]),
        ("CAWA en ICAW", []),
        ("caw", []),
        ("CAW_x", []),
        ("P/M", ["P/M"]),
        ("P/Maand", []),
        ("SP/M", []),
        ("i.s.m. het CAW", ["i.s.m.", "CAW"]),
        ("LEEG", []),
        ("", []),
    ],
)
def test_abbreviated_takes_whole_words_only(text, explained):
    html = plain.abbreviated(text, MEANINGS)

    assert re.findall(r"<abbr[^>]*>([^<]*)</abbr>", html) == explained


def test_abbreviated_escapes_text_and_meaning():
    html = plain.abbreviated(f"{HOSTILE} a&b", MEANINGS)

    assert html == (
        "&lt;script&gt;alert(1)&lt;/script&gt; "
        '<abbr title="meaning with &lt;b&gt; and &quot;quotes&quot; and &#x27;more'
        '&#x27;">a&amp;b</abbr>'
    )


def test_abbreviated_escapes_text_that_calls_itself_safe():
    html = render("{% abbreviated text %}", text=mark_safe("<b>"), abbreviations={})

    assert html == "&lt;b&gt;"


def test_abbreviated_without_a_list_only_escapes():
    assert render("{% abbreviated text %}", text="<CAW>") == "&lt;CAW&gt;"


def test_abbreviated_nothing_is_empty():
    assert render("{% abbreviated text %}", text=None, abbreviations=MEANINGS) == ""


def test_abbreviated_takes_the_longest_of_two():
    html = plain.abbreviated("P/M/X", {"P/M": "short", "P/M/X": "long"})

    assert html == '<abbr title="long">P/M/X</abbr>'


def test_abbreviated_as_prose_with_hits():
    html = render(
        "{% abbreviated text prose=True hits=True %}",
        text="Bij het \ue000CAW\ue001:\n- <i>wachten</i>",
        abbreviations={"CAW": "Centrum"},
    )

    assert html == (
        '<p>Bij het <mark><abbr title="Centrum">CAW</abbr></mark>:</p>'
        "<ul><li>&lt;i&gt;wachten&lt;/i&gt;</li></ul>"
    ).replace("</p><ul>", "</p>\n<ul>")


@given(awkward)
@example("CAW<CAW>&CAW;")
def test_abbreviated_never_lets_markup_through(text):
    html = plain.abbreviated(text, MEANINGS)

    bare = re.sub(r'<abbr title="[^"<>]*">|</abbr>', "", html)
    assert "<" not in bare
    assert ">" not in bare
    assert unescape(bare) == text


@given(st.text(max_size=30), st.dictionaries(st.text(max_size=4), st.text(max_size=8)))
def test_abbreviated_keeps_the_text_whatever_the_list(text, meanings):
    html = plain.abbreviated(text, meanings)

    assert re.sub(r'<abbr title="[^"<>]*">|</abbr>', "", html) == plain.abbreviated(
        text, {}
    )


# -- mark_hits ----------------------------------------------------------------------


def test_mark_hits_marks_and_escapes():
    html = render("{{ text|mark_hits }}", text="<a> \ue000woon\ue001 & \ue000x<\ue001")

    assert html == "&lt;a&gt; <mark>woon</mark> &amp; <mark>x&lt;</mark>"


def test_mark_hits_drops_stray_marks():
    assert core.mark_hits("a\ue001b\ue000c") == "abc"
    assert core.mark_hits("\ue000a\ue000b\ue001") == "a<mark>b</mark>"


def test_mark_hits_of_nothing_is_empty():
    assert core.mark_hits(None) == ""


@given(awkward)
def test_mark_hits_never_lets_markup_through(text):
    html = core.mark_hits(text)

    bare = re.sub(r"</?mark>", "", html)
    assert "<" not in bare
    assert ">" not in bare
    assert Outline(html).is_whole
    assert bare == plain.abbreviated(re.sub("[\ue000\ue001]", "", text), {})


# -- prose --------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("", ""),
        (None, ""),
        ("  \n \n ", ""),
        ("een", "<p>een</p>"),
        ("een\ntwee", "<p>een<br>twee</p>"),
        ("een\r\n\r\ntwee", "<p>een</p>\n<p>twee</p>"),
        ("een\n \n\n\ttwee", "<p>een</p>\n<p>twee</p>"),
        ("- een\n- twee", "<ul><li>een</li><li>twee</li></ul>"),
        ("• een\n– twee", "<ul><li>een</li><li>twee</li></ul>"),
        ("1. een\n2) twee", "<ol><li>een</li><li>twee</li></ol>"),
        ("kop:\n- een\nslot", "<p>kop:</p>\n<ul><li>een</li></ul>\n<p>slot</p>"),
        ("-geen punt", "<p>-geen punt</p>"),
        ("3 mei 2017", "<p>3 mei 2017</p>"),
        ("2017. Toen", "<p>2017. Toen</p>"),
        ("<b>x</b>", "<p>&lt;b&gt;x&lt;/b&gt;</p>"),
    ],
)
def test_prose(text, html):
    assert render("{{ text|prose }}", text=text) == html


def test_prose_escapes_text_that_calls_itself_safe():
    assert core.prose(mark_safe("<b>")) == "<p>&lt;b&gt;</p>"


@given(awkward)
def test_prose_never_lets_markup_through(text):
    outline = Outline(core.prose(text))

    assert outline.tags <= {"p", "br", "ul", "ol", "li"}
    assert outline.attributes == []
    assert outline.is_whole


@given(st.lists(st.sampled_from(["CAW", "<b>", "woont", "&amp;", "-x"]), max_size=12))
def test_prose_keeps_every_word(words):
    outline = Outline(core.prose("\n".join(words)))

    assert "".join(outline.text) == "".join(words)


# -- dates and numbers --------------------------------------------------------------


@pytest.mark.parametrize(
    ("language", "value", "style", "text"),
    [
        ("nl", dt.date(2017, 5, 3), "", "3 mei 2017"),
        ("nl", dt.date(2026, 3, 3), "short", "3 mrt 2026"),
        ("en", dt.date(2017, 5, 3), "", "3 May 2017"),
        ("nl", None, "", ""),
        # half past eleven at night in London is the next day here
        ("nl", dt.datetime(2026, 6, 1, 23, 30, tzinfo=dt.UTC), "", "2 juni 2026"),
    ],
)
def test_day(language, value, style, text):
    with translation.override(language):
        assert core.day(value, style) == text


def test_day_element_carries_the_machine_form():
    with translation.override("nl"):
        moment = dt.datetime(2026, 6, 1, 23, 30, tzinfo=dt.UTC)

        assert core.day_element(moment) == (
            '<time datetime="2026-06-02">2 juni 2026</time>'
        )
        assert core.day_element(None) == ""


@pytest.mark.parametrize(
    ("language", "value", "text"),
    [
        ("nl", 38000, "38.000"),
        ("en", 38000, "38,000"),
        ("nl", 0, "0"),
        ("nl", 3.5, "3,5"),
        ("nl", None, ""),
        ("nl", "tien", "tien"),
        ("nl", True, True),
    ],
)
def test_number(language, value, text):
    with translation.override(language):
        assert core.number(value) == text


def test_number_of_a_text_is_still_escaped():
    assert render("{{ value|number }}", value="<b>") == "&lt;b&gt;"


def test_number_beside_a_count_keeps_the_plural():
    source = (
        "{% load i18n %}"
        "{% blocktranslate count counter=n with shown=n|number trimmed %}"
        "{{ shown }} row{% plural %}{{ shown }} rows{% endblocktranslate %}"
    )
    with translation.override("en"):
        assert render(source, n=1) == "1 row"
        assert render(source, n=1200) == "1,200 rows"


# -- query --------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("path", "tag", "href"),
    [
        ("/?recht=a&page=3", "{% query page=4 %}", "?recht=a&amp;page=4"),
        ("/?recht=a&page=3", "{% query recht=None page=None %}", "?"),
        ("/?recht=a", "{% query recht='' %}", "?"),
        ("/?recht=a&recht=b", "{% query page=2 %}", "?recht=a&amp;recht=b&amp;page=2"),
        ("/", "{% query q='x&y=<z>' %}", "?q=x%26y%3D%3Cz%3E"),
        ("/", "{% query recht=chosen %}", "?recht=1&amp;recht=2"),
    ],
)
def test_query(path, tag, href):
    assert render_at(path, tag, chosen=[1, 2]) == href


def test_query_without_a_request_starts_from_nothing():
    assert render("{% query page=2 %}") == "?page=2"


def test_query_leaves_the_request_as_it_was():
    request = RequestFactory().get("/?recht=a")
    Template("{% query recht='b' %}").render(Context({"request": request}))

    assert request.GET.urlencode() == "recht=a"


@pytest.mark.parametrize(
    ("path", "tag", "href"),
    [
        ("/?page=3", "{% query_toggle 'r' 'a' %}", "?r=a"),
        ("/?r=a&after=9", "{% query_toggle 'r' 'b' %}", "?r=a&amp;r=b"),
        ("/?r=a&r=b&q=x", "{% query_toggle 'r' 'a' %}", "?r=b&amp;q=x"),
        ("/?r=a", "{% query_toggle 'r' 'a' %}", "?"),
        ("/?r=a", "{% query_toggle 'r' 'b' single=True %}", "?r=b"),
        ("/?r=7", "{% query_toggle 'r' 7 %}", "?"),
    ],
)
def test_query_toggle(path, tag, href):
    assert render_at(path, tag) == href


# -- icon and state -----------------------------------------------------------------


def test_icon_is_silent_without_a_label():
    html = render("{% icon 'check' %}")

    assert html.startswith('<svg class="icon" viewBox="0 0 24 24"')
    assert 'aria-hidden="true"' in html
    assert ICONS["check"] in html


def test_icon_with_a_label_says_it():
    html = render("{% icon 'check' label %}", label='"<done>')

    assert 'role="img" aria-label="&quot;&lt;done&gt;"' in html
    assert "aria-hidden" not in html


def test_icon_that_does_not_exist_fails_loudly():
    with pytest.raises(KeyError, match="no-such-icon"):
        render("{% icon 'no-such-icon' %}")


def test_state_look_of_a_known_and_an_unknown_state():
    source = "{% state_look state as look %}{{ look.icon }}/{{ look.tone }}"

    assert render(source, state="closed") == "check-circle/ok"
    assert render(source, state="something-new") == "circle/"


# -- filters ------------------------------------------------------------------------


def links_of(path, facet, first=0, last=9):
    source = "{% facet_options facet first last %}"
    html = render_at(path, source, facet=facet, first=first, last=last)
    return html, re.findall(r'href="([^"]*)"', html)


FACET = Facet("r", "Recht", [Option("a", "Wonen", 3), Option("b", "Werk & <zorg>")])


@pytest.mark.parametrize(
    ("path", "hrefs"),
    [
        ("/", ["?r=a", "?r=b"]),
        ("/?page=3&after=9&before=1", ["?r=a", "?r=b"]),
        ("/?q=x&r=a", ["?q=x", "?q=x&amp;r=a&amp;r=b"]),
        ("/?r=a&r=b", ["?r=b", "?r=a"]),
        ("/?r=a", ["?", "?r=a&amp;r=b"]),
    ],
)
def test_a_value_of_a_filter_switches_itself(path, hrefs):
    assert links_of(path, FACET)[1] == hrefs


def test_a_value_of_a_single_filter_takes_the_place_of_the_other():
    single = Facet("r", "Recht", FACET.options, single=True)

    assert links_of("/?r=a", single)[1] == ["?", "?r=b"]


def test_a_value_of_a_filter_is_a_link_with_its_count():
    on = Facet("r", "Recht", [Option("a", "Wonen", 3000, selected=True)])

    html, _hrefs = links_of("/?r=a", on)

    assert 'id="filter-r-a"' in html
    assert 'aria-current="true"' in html
    assert ICONS["check"] in html
    assert '<span class="facet-count">3.000</span>' in html


def test_the_values_of_a_filter_are_escaped_and_may_have_no_count():
    html, _hrefs = links_of("/", FACET, first=1)

    assert "Werk &amp; &lt;zorg&gt;" in html
    assert html.count("<li>") == 1
    assert "facet-count" not in html


def test_a_state_is_written_as_its_part_is():
    mark = render("{% state_mark 'closed' label %}", label="<dicht>")

    assert mark.startswith('<span class="state ok">')
    assert ICONS["check-circle"] in mark
    assert "&lt;dicht&gt;" in mark
    assert ICONS["eye"] in render("{% state_mark '' 'x' 'warn' 'eye' %}")
