"""Gives damaged files to the reading process, and notes what should not happen."""

from __future__ import annotations

import json
import os
import select
import subprocess
import sys
import time
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from io import BytesIO
from pathlib import Path
from random import Random

from PIL import Image

from fuzzing.damaging import damage, packed

ROOT = Path(__file__).resolve().parents[2]
PROGRAM = ROOT / "tools" / "fuzz.py"
# A reader of a web process may take this much of it, and this long.
MOST_MEGABYTES = 700
MOST_SECONDS = 30
FILES_A_PROCESS = 300


@dataclass(frozen=True)
class Kind:
    """A kind of files: which door it comes in by, its ending, and good ones."""

    door: str
    ending: str
    good: Sequence[bytes]
    share: int = 1

    @property
    def name(self) -> str:
        return f"{self.door}-{self.ending}"


@dataclass
class Result:
    """What came of a run, for each kind, and the files that broke something."""

    seconds: defaultdict[str, float] = field(default_factory=lambda: defaultdict(float))
    files: Counter[str] = field(default_factory=Counter)
    taken: Counter[str] = field(default_factory=Counter)
    broken: list[tuple[Path, str]] = field(default_factory=list)
    megabytes: int = 0


def kinds() -> list[Kind]:
    """Return every kind with its good files: the examples, and some made here."""
    found = []
    for ending in ("docx", "xlsx", "pdf", "html", "md", "txt"):
        paths = sorted((ROOT / "examples").glob(f"*.{ending}"))
        found.append(
            Kind("import", ending, [path.read_bytes() for path in paths], share=4)
        )
    by_ending = {kind.ending: kind.good for kind in found}
    found.append(Kind("upload", "docx", [*by_ending["docx"], _template()]))
    found.append(Kind("upload", "pdf", by_ending["pdf"]))
    found.append(Kind("upload", "odt", [_open_text()]))
    for ending, format_ in (
        ("jpg", "JPEG"),
        ("png", "PNG"),
        ("webp", "WEBP"),
        ("gif", "GIF"),
    ):
        found.append(Kind("upload", ending, [_picture(format_)]))
    return found


def _template() -> bytes:
    from draaischijf.reporting.writers.style import Style
    from draaischijf.reporting.writers.word import starting_template

    return starting_template(Style())


def _open_text() -> bytes:
    return packed(
        [
            ("mimetype", b"application/vnd.oasis.opendocument.text"),
            ("content.xml", b"<office:document-content/>" * 80),
            ("META-INF/manifest.xml", b"<manifest:manifest/>"),
        ]
    )


def _picture(format_: str) -> bytes:
    made = BytesIO()
    Image.effect_noise((90, 60), 60).convert("RGB").save(made, format_)
    return made.getvalue()


def made(kind: Kind, seed: int, number: int) -> bytes:
    """Return the damaged file with this number: always the same one."""
    random = Random(f"{seed}:{kind.name}:{number}")  # noqa: S311 it must be repeatable
    return damage(random.choice(kind.good), kind.ending, random, kind.good)


class Reader:
    """The reading process; a new one where the former was ended or has read enough."""

    def __init__(self) -> None:
        self._process: subprocess.Popen[str] | None = None
        self._read = 0

    def read(self, path: Path, most: float) -> tuple[str, int, float]:
        """Return what was said, the most memory so far in MB, and the seconds."""
        process = self._running()
        assert process.stdin  # noqa: S101 it was opened with pipes
        assert process.stdout  # noqa: S101 the same
        start = time.monotonic()
        process.stdin.write(json.dumps(str(path)) + "\n")
        process.stdin.flush()
        ready, _w, _x = select.select([process.stdout], [], [], most)
        line = process.stdout.readline() if ready else ""
        took = time.monotonic() - start
        if not line:
            self.end()
            ended = "the process died" if ready else f"no end after {most:.0f} s"
            return ended, 0, took
        answer = json.loads(line)
        if answer["megabytes"] > MOST_MEGABYTES:
            self.end()  # the peak never goes down
        return answer["said"], answer["megabytes"], took

    def _running(self) -> subprocess.Popen[str]:
        self._read += 1
        if self._process and self._read <= FILES_A_PROCESS:
            return self._process
        self.end()
        self._read = 1
        self._process = subprocess.Popen(  # noqa: S603 our own program
            [sys.executable, str(PROGRAM), "--reading"], env=os.environ, text=True,
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL,
        )  # fmt: skip
        assert self._process.stdout  # noqa: S101 it was opened with pipes
        self._process.stdout.readline()  # ready
        return self._process

    def end(self) -> None:
        """End the process that runs, if one does."""
        if self._process:
            self._process.kill()
            self._process.communicate()
            self._process = None


@dataclass
class Run:
    """Reads damaged files, keeps those that break something, and counts."""

    seed: int
    folder: Path
    result: Result = field(default_factory=Result)
    reader: Reader = field(default_factory=Reader)

    def all(self, found: Sequence[Kind], seconds: float) -> Result:
        """Read files of every kind for so long, each kind its share of the time."""
        begun = time.monotonic()
        spent = self.result.seconds
        try:
            while time.monotonic() - begun < seconds:
                kind = min(found, key=lambda one: spent[one.name] / one.share)
                self.one(kind, self.result.files[kind.name])
        finally:
            self.reader.end()
        return self.result

    def one(self, kind: Kind, number: int) -> None:
        """Read the file with this number, and keep it where something is wrong."""
        path = self.folder / kind.door / f"{self.seed}-{number}.{kind.ending}"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(made(kind, self.seed, number))
        said, megabytes, seconds = self.reader.read(path, MOST_SECONDS)
        result = self.result
        result.seconds[kind.name] += seconds
        result.files[kind.name] += 1
        result.taken[kind.name] += said == "read"
        result.megabytes = max(result.megabytes, megabytes)
        if said in {"read", "refused"} and megabytes > MOST_MEGABYTES:
            said = f"{megabytes} MB of memory"
        if said in {"read", "refused"}:
            path.unlink()
        else:
            result.broken.append((path, said))
