"""The small scripts in a real browser, on the real templates, without a server."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from django import forms
from django.contrib.staticfiles import finders
from django.template import engines
from django.utils import translation

pytestmark = pytest.mark.e2e

SITE = "http://site.test"
TYPES = {".css": "text/css", ".js": "text/javascript", ".svg": "image/svg+xml"}
PAGE = '{% extends "core/base.html" %}{% block main %}BODY{% endblock %}'
FORM = """
<form method="post" action="/sent/" novalidate data-draft="report">
  {% include "core/ui/draft_notice.html" %}
  <input type="hidden" name="csrf" value="secret">
  {% for field in form %}{% include "core/ui/field.html" %}{% endfor %}
  <p data-no-draft><input name="trap" aria-label="trap"></p>
  <button class="button">Send</button>{% include "core/ui/draft_status.html" %}
</form>
"""


class Report(forms.Form):
    problem = forms.CharField(label="Problem", max_length=20, widget=forms.Textarea)
    areas = forms.MultipleChoiceField(
        label="Where",
        choices=[("l", "Lokelare"), ("z", "Zeverdonk")],
        widget=forms.CheckboxSelectMultiple,
    )
    file = forms.FileField(label="File", required=False)


class Site:
    """Pages by path; counts what is posted."""

    def __init__(self, page):
        self.page, self.pages, self.posts = page, {}, []
        page.route(f"{SITE}/**", self.answer)

    def answer(self, route, request):
        path = request.url.removeprefix(SITE).split("?")[0]
        if request.method == "POST":
            self.posts.append(request.post_data or "")
        if path.startswith("/static/"):
            file = Path(finders.find(path.removeprefix("/static/")))
            route.fulfill(body=file.read_bytes(), content_type=TYPES[file.suffix])
        elif path in self.pages:
            route.fulfill(body=self.pages[path], content_type="text/html")
        else:
            route.fulfill(status=500, body="broken")

    def put(self, path, body, **context):
        with translation.override("en"):
            page = engines["django"].from_string(PAGE.replace("BODY", body))
            self.pages[path] = page.render(context)

    def open(self, path="/"):
        self.page.goto(SITE + path)


@pytest.fixture
def site(page):
    page.set_default_timeout(30_000)
    site = Site(page)
    site.put("/", FORM, form=Report())
    site.put("/sent/", "<p>Thanks</p>")
    return site


def kept(page):
    return page.evaluate("JSON.stringify(localStorage)")


def write(page, text):
    page.fill("[name=problem]", text)
    page.wait_for_function("localStorage.length > 0")


def send(page):
    page.get_by_role("button", name="Send").click()


def test_draft_comes_back_and_says_so(site, page):
    site.open()
    page.check("[value=z]")
    page.fill("[name=trap]", "robot")
    write(page, "No studio")
    stored = kept(page)
    site.open()

    assert page.input_value("[name=problem]") == "No studio"
    assert page.is_checked("[value=z]")
    assert page.is_visible("[data-draft-notice]")
    assert "robot" not in stored
    assert "secret" not in stored


def test_draft_brings_its_key_back(site, page):
    key = '<input type="hidden" name="key" value="{{ key }}" data-draft-keep>'
    keyed = FORM.replace("{% for", key + "{% for")
    site.put("/", keyed, form=Report(), key="first")
    site.open()
    write(page, "No studio")
    site.put("/", keyed, form=Report(), key="second")
    site.open()
    back = page.input_value("[name=key]")
    page.click("[data-draft-discard]")

    assert back == "first"
    assert page.input_value("[name=key]") == "second"
    assert page.evaluate("document.activeElement.name") == "problem"


def test_draft_can_be_thrown_away(site, page):
    site.open()
    write(page, "No studio")
    site.open()
    page.click("[data-draft-discard]")

    assert page.input_value("[name=problem]") == ""
    assert page.is_hidden("[data-draft-notice]")
    assert kept(page) == "{}"


def test_draft_goes_when_the_report_arrived(site, page):
    site.put("/sent/", '<p data-draft-clear="report">Thanks</p>')
    site.open()
    write(page, "No studio")
    send(page)
    page.wait_for_url("**/sent/")

    assert kept(page) == "{}"


def test_draft_is_forgotten_after_a_week(site, page):
    site.open()
    old = json.dumps({"at": 0, "values": {"problem": ["Long ago"]}})
    page.evaluate("old => localStorage.setItem('draaischijf-draft:report', old)", old)
    site.open()

    assert page.input_value("[name=problem]") == ""
    assert kept(page) == "{}"


def test_draft_does_not_overwrite_what_came_back_with_errors(site, page):
    site.open()
    write(page, "Older")
    site.put("/back/", FORM, form=Report({"problem": "Newer, but far too long for it"}))
    site.open("/back/")

    assert page.input_value("[name=problem]") == "Newer, but far too long for it"


def test_nothing_is_sent_without_a_connection(site, page):
    site.open()
    page.context.set_offline(True)
    page.fill("[name=problem]", "No studio")
    send(page)

    assert page.is_visible("[data-draft-offline]")
    assert "No studio" in kept(page)
    assert site.posts == []


def test_form_is_sent_once(site, page):
    site.open()
    page.get_by_role("button", name="Send").evaluate(
        "button => { button.click(); button.click(); }"
    )
    page.wait_for_url("**/sent/")

    assert len(site.posts) == 1


@pytest.mark.parametrize(("answer", "posts"), [("dismiss", 0), ("accept", 1)])
def test_confirm_asks_before_it_sends(site, page, answer, posts):
    site.put(
        "/",
        '<form method="post" action="/sent/">'
        '<button data-confirm="Sure?">Withdraw</button></form>',
    )
    asked = []
    page.on("dialog", lambda one: (asked.append(one.message), getattr(one, answer)()))
    site.open()
    page.click("text=Withdraw")
    page.wait_for_load_state()

    assert asked == ["Sure?"]
    assert len(site.posts) == posts


def test_counter_counts_and_does_not_cut_off(site, page):
    site.open()
    page.fill("[name=problem]", "x" * 15)
    few = page.inner_text("[data-counter]")
    page.fill("[name=problem]", "x" * 23)

    assert few == "5 characters left"
    assert page.inner_text("[data-counter]") == "3 characters too many"
    assert page.input_value("[name=problem]") == "x" * 23


def test_upload_names_what_is_too_big_and_keeps_it_here(site, page):
    site.open()
    big = {
        "name": "big.pdf",
        "mimeType": "application/pdf",
        "buffer": b"0" * 10_485_761,
    }
    page.set_input_files("[type=file]", big)
    send(page)
    said = page.inner_text("[data-upload-error]")
    page.set_input_files("[type=file]", {**big, "name": "ok.pdf", "buffer": b"0" * 9})
    send(page)
    page.wait_for_url("**/sent/")

    assert said == "big.pdf: too big: at most 10 MB."
    assert len(site.posts) == 1


def test_bulk_chooses_all_and_counts(site, page):
    row = '<input type="checkbox" data-bulk-item aria-label="row">'
    bulk = '{% include "core/ui/bulk.html" %}'
    site.put("/", f"<form data-bulk>{bulk}{row * 3}</form>")
    site.open()
    none = page.inner_text("[data-bulk-count]")
    page.check("[data-bulk-all]")
    three = page.inner_text("[data-bulk-count]")
    page.locator("[data-bulk-item]").first.uncheck()

    assert (none, three) == ("Nothing chosen", "3 chosen")
    assert page.inner_text("[data-bulk-count]") == "2 chosen"
    assert page.locator("[data-bulk-all]").evaluate("one => one.indeterminate")


def test_filters_send_themselves_when_a_choice_changes(site, page):
    site.put(
        "/",
        '<form method="get" action="/" data-auto-submit><select name="sort" '
        'aria-label="Order"><option>new</option><option>old</option></select>'
        "<button data-auto-submit-button>Sort</button></form>",
    )
    site.open()
    hidden = page.is_hidden("text=Sort")
    page.select_option("select", "old")
    page.wait_for_url("**/?sort=old")

    assert hidden


def test_menu_closes_on_escape_and_gives_the_focus_back(site, page):
    site.put(
        "/",
        "<details data-menu><summary>An</summary><a href='#x'>Mine</a></details>",
    )
    site.open()
    page.click("summary")
    page.focus("text=Mine")
    page.keyboard.press("Escape")

    assert page.evaluate("document.querySelector('details').open") is False
    assert page.evaluate("document.activeElement.tagName") == "SUMMARY"


def test_broken_answer_is_said_above_the_page(site, page):
    site.put(
        "/", '<button hx-get="/broken/" hx-target="#x">Show</button><p id="x"></p>'
    )
    site.open()
    page.click("text=Show")
    page.wait_for_selector("#messages [data-connection]")

    assert "did not answer" in page.inner_text("#messages")
    assert page.inner_text("#x") == ""


def test_answer_with_errors_in_a_form_is_swapped_in(site, page):
    site.put("/", '<button hx-get="/wrong/" hx-target="#x">Show</button><p id="x"></p>')
    page.route(
        f"{SITE}/wrong/",
        lambda route: route.fulfill(
            status=422, body="Fill it in", content_type="text/html"
        ),
    )
    site.open()
    page.click("text=Show")
    page.wait_for_selector("text=Fill it in")

    assert page.inner_text("#messages") == ""
