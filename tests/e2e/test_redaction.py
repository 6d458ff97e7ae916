"""Report, weigh and take a phone number out: by keyboard alone, in a browser."""

from __future__ import annotations

import pytest

from draaischijf.core.tests.dump import where_it_stands
from draaischijf.core.tests.visiting import DESK, calm, look
from draaischijf.history import chain
from draaischijf.history.models import Entry
from draaischijf.people.enums import RoleKind
from draaischijf.people.tests.factories import (
    make_member,
    make_partnership,
    make_territory,
)
from draaischijf.signals.models import PreSignal
from draaischijf.taxonomy.domain import load_reference_data

pytestmark = [pytest.mark.e2e, pytest.mark.django_db(transaction=True)]

PHONE = "09 223 45 67"
PROBLEM = f"Een moeder zonder opvang belt ons elke week. Haar nummer is {PHONE}."
FOCUS = """() => {
    const at = document.activeElement;
    const label = at.labels && at.labels.length ? at.labels[0].innerText : "";
    const group = at.closest("fieldset")?.querySelector("legend")?.innerText ?? "";
    const said = at.getAttribute("aria-label") || label || at.innerText || "";
    return [group, said, at.name || "", at.value || ""].join(" | ");
}"""


class Keyboard:
    """Somebody who has no mouse: every step is a key, every page is judged by axe."""

    def __init__(self, page):
        self.page = page

    def start(self, path):
        assert self.page.goto(path).status == 200
        look(self.page)

    def reach(self, *words):
        """Press Tab until what has the focus says all of these words."""
        calm(self.page)
        seen = []
        for _ in range(160):
            self.page.keyboard.press("Tab")
            seen.append(self.page.evaluate(FOCUS))
            if all(word in seen[-1] for word in words):
                return
        raise AssertionError(f"{words} cannot be reached: {seen[:60]}")

    def write(self, text, *words):
        self.reach(*words)
        self.page.keyboard.press("Control+a")
        self.page.keyboard.type(text)

    def press(self, *words):
        self.reach(*words)
        # A text that was left on the way is read over first.
        calm(self.page)
        with self.page.expect_navigation():
            self.page.keyboard.press("Enter")
        look(self.page)

    def tick(self, *words):
        self.reach(*words)
        self.page.keyboard.press("Space")

    def reads(self, text):
        assert text in self.page.locator("main").inner_text(), text


@pytest.fixture
def partnership():
    load_reference_data()
    made = make_partnership(contact_email="info@durmeland.example")
    make_territory(made, "Lokelare", "Wachtbeke")
    return made


@pytest.fixture
def sit_down(enter):
    """Return a function that gives somebody at a keyboard."""
    return lambda user=None: Keyboard(enter(user, size=DESK))


def report(raiser):
    raiser.start("/durmeland/signaleren/")
    raiser.write(PROBLEM, "problem")
    raiser.press("Send")
    raiser.reads(PHONE)
    raiser.tick("Keep it anyway")
    raiser.press("Send")
    assert PreSignal.objects.get().problem == PROBLEM


def weigh(desk):
    desk.start("/durmeland/meldingen/")
    desk.press("Een moeder zonder opvang")
    for question in ("recurring", "beyond_one", "practice", "several"):
        desk.tick(f"| {question} |")
    desk.reach("Keep the answers")
    desk.page.keyboard.press("Enter")
    desk.page.get_by_text("The answers are kept.").first.wait_for()
    look(desk.page)


def take_out(desk):
    desk.press("Take out data about a client")
    desk.reads(PHONE)
    desk.press(f"Choose “{PHONE}”")
    desk.write("a phone number stood in it", "| reason |")
    desk.press("Look where it stands")
    desk.reads(f"“{PHONE}” becomes “[taken out]”.")
    desk.press("Take it out for good")


def test_a_coordinator_takes_a_phone_number_out_by_keyboard_alone(
    sit_down, partnership, work
):
    coordinator = make_member(partnership, RoleKind.COORDINATOR, name="Alice")
    report(sit_down())
    work()
    desk = sit_down(coordinator)

    weigh(desk)
    before = where_it_stands("092234567", PHONE)
    take_out(desk)

    desk.reads("Taken out in")
    desk.reads("Haar nummer is [taken out].")
    desk.reads("Data about a client were taken out")
    assert {"signals_presignal.problem", "signals_presignal.search"} <= before
    assert where_it_stands("092234567", PHONE) == set()
    made = PreSignal.objects.get()
    assert (made.test_recurring, made.test_several) == ("yes", "yes")
    line = Entry.objects.get(verb="text_redacted")
    assert (line.actor_name, line.note) == ("Alice", "a phone number stood in it")
    assert chain.verify().is_sound
