from __future__ import annotations

import pytest
from django.contrib.auth.models import AnonymousUser
from django.template import Context, RequestContext, Template
from django.utils.module_loading import import_string

from draaischijf.accounts.models import User
from draaischijf.core import panels
from draaischijf.core.panels import Panel, panels_for
from draaischijf.website.panels import PANELS

ALERT = "core/ui/alert.html"


def greeting(thing, visitor):
    """The panel of this test: about any thing, for those who are signed in."""
    if not visitor.is_authenticated:
        return None
    return Panel(ALERT, {"text": f"<{thing.name}>"})


def farewell(thing, visitor):
    return Panel(ALERT, {"text": "Tot later"})


@pytest.fixture
def own_table():
    before = panels.table()
    here = "draaischijf.website.tests.test_panels"
    panels.use({"test.page": (f"{here}.greeting", f"{here}.farewell"), "empty": ()})
    yield
    panels.use(before)


def rendered(rf, visitor, page="test.page"):
    request = rf.get("/")
    request.user = visitor
    template = Template("{% load panels %}[{% panels page thing %}]")
    context = {"page": page, "thing": User(name="Bo")}
    return template.render(RequestContext(request, context))


def test_panels_come_in_the_order_of_the_table(own_table):
    made = panels_for("test.page", User(name="Bo"), User(name="Alice"))

    assert [panel.context["text"] for panel in made] == ["<Bo>", "Tot later"]


def test_a_panel_may_have_nothing_for_a_visitor(own_table):
    made = panels_for("test.page", User(name="Bo"), AnonymousUser())

    assert made == [Panel(ALERT, {"text": "Tot later"})]


@pytest.mark.django_db
def test_the_tag_renders_every_panel_and_escapes_what_is_in_it(own_table, rf):
    html = rendered(rf, User(name="Alice"))

    assert html.count('class="alert') == 2
    assert "&lt;Bo&gt;" in html


@pytest.mark.django_db
def test_a_page_without_panels_stays_empty(own_table, rf):
    assert rendered(rf, User(name="Alice"), "empty") == "[]"


def test_a_page_the_table_does_not_name_is_refused(own_table):
    with pytest.raises(KeyError):
        panels_for("tset.page", User(), AnonymousUser())


def test_the_site_uses_its_own_table_and_every_path_in_it_exists():
    assert panels.table() is PANELS
    for paths in PANELS.values():
        for path in paths:
            assert callable(import_string(path))


def test_the_tag_needs_a_request(own_table):
    template = Template("{% load panels %}{% panels 'empty' thing %}")

    with pytest.raises(AttributeError):
        template.render(Context({"thing": User()}))
