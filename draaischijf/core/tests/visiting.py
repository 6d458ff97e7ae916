"""What every journey does with its browser: wait until a page is calm, and judge it."""

from __future__ import annotations

from axe_playwright_python.sync_playwright import Axe

DESK = {"width": 1280, "height": 900}
PHONE = {"width": 375, "height": 740}
# Loaded, nothing asked of the server, and what came is in its place with its focus.
CALM = """() => document.readyState === "complete" && !document.querySelector(
    ".htmx-request, .htmx-swapping, .htmx-settling, .htmx-added"
)"""


def calm(page):
    """Wait until the page is loaded and no part of it is being fetched or put in place.

    A part that HTMX brings is there to read before its scripts and its focus are: who
    types or presses Tab in that moment types somewhere else a moment later.
    """
    page.wait_for_load_state("load")
    page.wait_for_function(CALM)


def look(page):
    """Judge the page one is on: no fault, no barrier, nothing wider than the screen."""
    calm(page)
    assert page.faults == [], page.url
    found = Axe().run(page)
    assert found.violations_count == 0, f"{page.url}\n{found.generate_report()}"
    wide = page.evaluate("document.documentElement.scrollWidth - window.innerWidth")
    assert wide <= 0, page.url


def look_at_both_sizes(page):
    """Judge it on a phone and at a desk; it ends at a desk."""
    for size in (PHONE, DESK):
        page.set_viewport_size(size)
        look(page)


def click_through(page, link):
    """Click what leads to another page, and judge that page."""
    with page.expect_navigation():
        link.click()
    look(page)
