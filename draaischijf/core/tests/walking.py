"""A visitor in the browser who walks from page to page."""

from __future__ import annotations

from draaischijf.core.tests.visiting import calm, look


class Walk:
    """A visitor in the browser who is checked for barriers on every page."""

    def __init__(self, page, *, scripts, work):
        self.page, self.scripts, self.work = page, scripts, work

    def go(self, path):
        assert self.page.goto(path).status == 200, path
        self.look()

    def look(self):
        """Judge the page one is on; axe is a script itself, and judges none without."""
        if self.scripts:
            look(self.page)
        else:
            self.page.wait_for_load_state("load")
            assert self.page.faults == [], self.page.url

    def click(self, what):
        """Click what leads to another page, and judge that page."""
        with self.page.expect_navigation():
            what.click()
        self.look()

    def press(self, name):
        self.click(self.page.get_by_role("button", name=name).first)

    def send(self):
        """Press the last button of the form."""
        self.click(self.page.locator("main form button").last)

    def follow(self, name):
        self.click(self.page.get_by_role("link", name=name).first)

    def fill(self, **fields):
        """Fill in and leave: a text is read over then. Wait for what that brings."""
        for name, value in fields.items():
            field = self.page.locator(f"main [name={name}]").first
            field.fill(value)
            field.blur()
        if self.scripts:
            calm(self.page)

    def choose(self, **fields):
        for name, value in fields.items():
            self.page.locator(f'main [name={name}][value="{value}"]').check()

    def reads(self, text):
        assert text in self.page.locator("main").inner_text(), text
