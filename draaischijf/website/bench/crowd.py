"""Fifty people at once: who they are, and what each does next.

Each is somebody at a browser (visitor.py) in a thread of its own: reads a page, thinks,
goes on. Nobody waits for another but at the server.
"""

from __future__ import annotations

import itertools
import random
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from django.urls import reverse

from draaischijf.website.bench.places import Place
from draaischijf.website.bench.scale_works import REPORTED, WORDS
from draaischijf.website.bench.visitor import Answer, Visitor, form_with

# Of ten people: who reads, who searches, who reports, who weighs.
MIX = ("read", "read", "read", "read", "search", "search", "report", "report",
       "weigh", "weigh")  # fmt: skip
# Seconds in which each process of the server loads what it needs for its first pages.
WARMING = 10.0


@dataclass
class Taken:
    """What was asked and how long it took, by what was done; and what went wrong.

    Times are kept once the server `is_warm`; what goes wrong is kept from the start.
    """

    seconds: dict[str, list[float]] = field(default_factory=dict)
    errors: Counter[str] = field(default_factory=Counter)
    lock: threading.Lock = field(default_factory=threading.Lock)
    is_warm: bool = False

    def note(self, what: str, answer: Answer, expected: int) -> None:
        """Keep one answer; another status than the expected one is an error."""
        with self.lock:
            if self.is_warm:
                self.seconds.setdefault(what, []).append(answer.seconds)
            if answer.status != expected:
                self.errors[f"{what}: {answer.status}"] += 1

    def failed(self, what: str, error: Exception) -> None:
        """Keep that nothing came back at all."""
        with self.lock:
            self.errors[f"{what}: {type(error).__name__}"] += 1


@dataclass
class Person:
    """One of the crowd, who comes back to one partnership."""

    kind: str
    visitor: Visitor
    place: Place
    chance: random.Random
    taken: Taken
    pause: float

    def live(self, stop: threading.Event) -> None:
        """Do one thing after another until it is time to stop."""
        # Nobody begins at the same moment.
        stop.wait(self.chance.random() * self.pause)
        acts = {
            "read": self._read,
            "search": self._search,
            "report": self._report,
            "weigh": self._weigh,
        }
        for act in itertools.repeat(acts[self.kind]):
            for step in act():
                try:
                    step()
                except (OSError, ValueError) as error:
                    self.taken.failed(self.kind, error)
                    break
                if stop.wait(self.chance.expovariate(1 / self.pause)):
                    return
            if stop.is_set():
                return

    def _read(self) -> Iterator[Callable[[], object]]:
        """From the front page to a list, a signal, the agenda and a plan."""
        slug = self.place.slug
        yield self._page("front", reverse("website:partnership", args=[slug]))
        yield self._page("signals", reverse("signals:signals", args=[slug]))
        for number in self.chance.sample(self.place.signals, k=2):
            yield self._page("signal", reverse("signals:signal", args=[slug, number]))
        yield self._page("agenda", reverse("signals:agenda", args=[slug]))
        yield self._page("plans", reverse("plans:plans", args=[slug]))

    def _search(self) -> Iterator[Callable[[], object]]:
        words = self.chance.choice(WORDS).replace(" ", "+")
        here = reverse("signals:signals", args=[self.place.slug])
        yield self._page("search, signals", f"{here}?q={words}")
        yield self._page("search, whole site", f"{reverse('website:search')}?q={words}")
        number = self.chance.choice(self.place.signals)
        there = reverse("signals:signal", args=[self.place.slug, number])
        yield self._page("signal", there)

    def _report(self) -> Iterator[Callable[[], object]]:
        path = reverse("signals:report", args=[self.place.slug])
        opened: list[Answer] = []

        def send() -> None:
            form = form_with(opened[0].text, "problem")
            if form is None:
                raise ValueError("no form")
            told = f"{REPORTED} ({self.chance.randrange(10**6)} keer)"
            answer = self.visitor.send(form, path, problem=told)
            self.taken.note("report, sent", answer, 302)
            opened.append(answer)

        yield lambda: opened.append(self._ask("report, form", path))
        yield send
        yield lambda: self._ask("follow page", opened[1].location)

    def _weigh(self) -> Iterator[Callable[[], object]]:
        """The inbox, a report of it, and the four questions answered."""
        slug = self.place.slug
        yield self._page("work page", reverse("website:work", args=[slug]))
        yield self._page("inbox", reverse("signals:inbox", args=[slug]))
        number = self.chance.choice(self.place.reports)
        path = reverse("signals:pre_signal", args=[slug, number])
        opened: list[Answer] = []
        yield lambda: opened.append(self._ask("report", path))

        def answer() -> None:
            form = form_with(opened[0].text, "version")
            if form is None:
                raise ValueError("no form")
            answers = {"recurring": "yes", "beyond_one": "yes", "practice": "yes"}
            sent = self.visitor.send(form, path, **answers)
            # Who was answered "changed meanwhile" was after a colleague: no error.
            expected = 422 if sent.status == 422 else 302
            self.taken.note("report, weighed", sent, expected)

        yield answer

    def _page(self, what: str, path: str) -> Callable[[], object]:
        return lambda: self._ask(what, path)

    def _ask(self, what: str, path: str) -> Answer:
        answer = self.visitor.get(path)
        self.taken.note(what, answer, 200)
        return answer


def gather(
    people: list[Person], taken: Taken, seconds: float, tick: Callable[[], object]
) -> float:
    """Let everybody live until it is warm and then for so long; return how long."""
    stop = threading.Event()
    threads = [
        threading.Thread(target=one.live, args=[stop], daemon=True) for one in people
    ]
    for thread in threads:
        thread.start()
    time.sleep(min(WARMING, seconds))
    taken.is_warm = True
    begun = time.perf_counter()
    while (lasted := time.perf_counter() - begun) < seconds:
        time.sleep(min(1.0, seconds - lasted))
        tick()
    stop.set()
    for thread in threads:
        thread.join()
    return time.perf_counter() - begun
