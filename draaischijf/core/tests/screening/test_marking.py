from __future__ import annotations

import json
import re

from hypothesis import given
from hypothesis import strategies as st

from draaischijf.core.screening.findings import Certainty, Kind, finding
from draaischijf.core.screening.marking import (
    findings_as_json,
    findings_from_json,
    marked_html,
)
from draaischijf.core.screening.screen import screen

TEXT = "Een moeder, mevrouw Verdonck, zoekt iets bij Kerkstraat 12."


@st.composite
def text_and_findings(draw):
    text = draw(st.text(st.sampled_from("ab <>&\"'\n"), max_size=40))
    spans = draw(
        st.lists(st.tuples(st.integers(0, 45), st.integers(0, 45)).map(sorted))
    )
    return text, [finding(Kind.NAME, text, tuple(span)) for span in spans]


def test_findings_are_marked_in_the_text():
    assert marked_html(TEXT, screen(TEXT)) == (
        "Een moeder, <mark>mevrouw Verdonck</mark>, zoekt iets bij "
        "<mark>Kerkstraat 12</mark>."
    )


def test_text_without_findings_is_escaped_whole():
    assert marked_html("<b>&", []) == "&lt;b&gt;&amp;"


def test_finding_itself_is_escaped():
    found = [finding(Kind.NAME, "a <i> b", (2, 5))]

    assert marked_html("a <i> b", found) == "a <mark>&lt;i&gt;</mark> b"


def test_overlapping_or_stale_findings_are_passed_by():
    whole = "abcdefgh" * 5
    found = [finding(Kind.NAME, whole, span) for span in ((0, 3), (2, 5), (4, 30))]

    assert marked_html("abcdefgh", found) == "<mark>abc</mark>defgh"


@given(text_and_findings())
def test_no_input_leaves_unescaped(case):
    text, findings = case

    html = marked_html(text, findings)

    bare = re.sub(r"</?mark>", "", html)
    assert "<" not in bare
    assert ">" not in bare
    assert '"' not in bare
    assert "&" not in re.sub(r"&(?:amp|lt|gt|quot|#x27);", "", bare)
    assert html.count("<mark>") == html.count("</mark>")


def test_json_holds_no_word_of_the_text():
    marks = findings_as_json(screen(TEXT))

    assert marks == [
        {"kind": "name", "start": 12, "end": 28, "certainty": "certain"},
        {"kind": "address", "start": 45, "end": 58, "certainty": "doubtful"},
    ]
    assert "Verdonck" not in json.dumps(marks)


def test_json_leads_back_to_the_same_findings():
    found = screen(TEXT)
    stored = json.loads(json.dumps(findings_as_json(found)))

    back = findings_from_json(reversed(stored), TEXT)

    assert back == found
    assert [str(one.reason) for one in back] == [str(one.reason) for one in found]
    assert back[1].certainty is Certainty.DOUBTFUL


def test_marks_that_no_longer_fit_are_left_out():
    marks = [
        {"kind": "name", "start": 12, "end": 28, "certainty": "certain"},
        {"kind": "gone", "start": 0, "end": 2, "certainty": "certain"},
        {"kind": "name", "start": 3, "end": 3, "certainty": "certain"},
        {"kind": "name", "start": -4, "end": 3, "certainty": "certain"},
    ]

    assert findings_from_json(marks, "Een moeder.") == []
