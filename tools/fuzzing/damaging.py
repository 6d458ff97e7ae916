"""Ways to damage a file; every one follows from the random numbers it is given."""

from __future__ import annotations

import io
import re
import warnings
import zipfile
from collections.abc import Callable, Sequence
from random import Random

# What a reader may not expect where it stands.
ODD = (
    "", " ", "0", "-1", "1", "99999999999999999999", "9" * 5000, "1e309", "NaN", "½",
    "31/02/2026", "99/99/9999", "0/0/0000", "12/2026", "2026", "01/01/0001", "-",
    "najaar", "voor 2020", "1/3 - 31/13/2026", "=1+1", "@SUM(A1)", "\t", "|", "| |",
    "../../etc/passwd", "<b>", "</td></tr></table>", "]]>", "&#0;", "&amp;amp;", "%s",
    "{{ 7*7 }}", "\u202egnp.exe", "\u0000", "\ud7ff\uffff", "\U0001f600" * 50, "İ",
    "ﬁ", "x" * 40_000, "\n" * 300, "SD 1", "OD 1.1.1.1.1.1", "1.", "1.1.1.1.1.1.1.1",
)  # fmt: skip
ODD_BYTES = (
    b"\x00", b"\xff", b"\xff\xff\xff\xff", b"\x00\x00\x00\x80", b"\x7f\xff\xff\xff",
    b"PK\x03\x04", b"PK\x05\x06", b"%PDF-", b"<", b">", b"\xef\xbb\xbf", b"\r",
    b"stream",    b"<!DOCTYPE a [<!ENTITY b 'c'>]>",
)  # fmt: skip
_PIECE = re.compile(r"<[^<>]*>|[^<>]+")
_VALUE = re.compile(r'="[^"]*"')
_DEEP = 400
_OFTEN = 2_000

Damage = Callable[[bytes, Random, Sequence[bytes]], bytes]


def damage(
    content: bytes, ending: str, random: Random, others: Sequence[bytes]
) -> bytes:
    """Return the file with one to four kinds of damage that fit what it is."""
    for _ in range(random.choice((1, 1, 2, 4))):
        content = random.choice(_WAYS.get(ending, (_in_bytes,)))(
            content, random, others
        )
    return content


# --- bytes


def _in_bytes(content: bytes, random: Random, others: Sequence[bytes]) -> bytes:
    del others
    content = content or b"\x00"
    start = random.randrange(len(content))
    length = min(random.choice((1, 1, 4, 64, 2_000)), len(content) - start)
    end = start + length
    put = random.choice(
        (
            b"",
            random.choice(ODD_BYTES),
            random.randbytes(length),
            bytes([content[start] ^ (1 << random.randrange(8))]),
            content[start:end] * random.choice((2, 50)),
        )
    )
    return content[:start] + put + content[end:]


def _cut(content: bytes, random: Random, others: Sequence[bytes]) -> bytes:
    del others
    place = random.randrange(len(content) or 1)
    return random.choice((content[:place], content[place:]))


def _spliced(content: bytes, random: Random, others: Sequence[bytes]) -> bytes:
    other = random.choice(others)
    return (
        content[: random.randrange(len(content) or 1)]
        + other[random.randrange(len(other)) :]
    )


# --- text and markup


def _decoded(content: bytes) -> str:
    return content.decode("utf-8", "replace")


def _encoded(text: str) -> bytes:
    return text.encode("utf-8", "replace")


def _in_lines(content: bytes, random: Random, others: Sequence[bytes]) -> bytes:
    lines = _decoded(content).split("\n")
    place = random.randrange(len(lines))
    there = random.choice((lines, _decoded(random.choice(others)).split("\n")))
    taken = random.choice(there)
    ways: tuple[list[str], ...] = (
        [],
        [taken],
        [lines[place]] * random.choice((2, _OFTEN)),
        [lines[place], taken],
        ["\t" * random.choice((1, 3, 250)) + lines[place]],
        [f"{'#' * random.randrange(1, 9)} {taken}"],
        [f"{lines[place][: random.randrange(80)]}{random.choice(ODD)}"],
        [lines[place].replace(" ", random.choice((" ", "\t", "|")))],
    )
    lines[place : place + 1] = random.choice(ways)
    return _encoded("\n".join(lines))


def _in_words(content: bytes, random: Random, others: Sequence[bytes]) -> bytes:
    del others
    words = re.split(r"(\W+)", _decoded(content))
    for _ in range(random.choice((1, 3, 10))):
        words[random.randrange(len(words))] = random.choice(ODD)
    return _encoded("".join(words))


def _in_markup(content: bytes, random: Random, others: Sequence[bytes]) -> bytes:
    del others
    pieces = _PIECE.findall(_decoded(content)) or [""]
    place = random.randrange(len(pieces))
    piece = pieces[place]
    opening = re.match(r"<([\w:]+)[^<>/]*>$", piece)
    if opening and random.random() < 0.2:
        ends = f"</{opening[1]}>"
        put = piece * _DEEP + random.choice(("", "x", ends * _DEEP))
    elif piece.startswith("<") and random.random() < 0.6:
        odd = random.choice(ODD).replace('"', "").replace("<", "")
        put = _VALUE.sub(lambda _found: f'="{odd}"', piece, count=random.choice((0, 1)))
    elif piece.startswith("<"):
        other = random.choice(pieces)
        put = random.choice(("", piece * 2, other, piece * _OFTEN))
    else:
        put = random.choice(ODD)
    pieces[place] = put
    return _encoded("".join(pieces))


def _swapped(content: bytes, random: Random, others: Sequence[bytes]) -> bytes:
    """Two ranges of the markup change places: elements end up where none belong."""
    del others
    pieces = _PIECE.findall(_decoded(content)) or [""]
    ends = sorted(random.randrange(len(pieces) + 1) for _ in range(4))
    first, second, third, fourth = ends
    return _encoded(
        "".join(
            pieces[:first]
            + pieces[third:fourth]
            + pieces[second:third]
            + pieces[first:second]
            + pieces[fourth:]
        )
    )


# --- packages


def _in_parts(content: bytes, random: Random, others: Sequence[bytes]) -> bytes:
    """Damage what is inside, and pack it well again: it passes the first door."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            parts = [(part.filename, archive.read(part)) for part in archive.infolist()]
    except Exception:  # noqa: BLE001 it was damaged before: then its bytes
        return _in_bytes(content, random, others)
    if not parts:
        return content
    # The parts that hold what is read are few among the many of an office file.
    weighty = [n for n, (_name, inside) in enumerate(parts) if len(inside) > 1_500]
    for _ in range(random.choice((1, 1, 3))):
        place = random.choice(weighty or range(len(parts))) % len(parts)
        name, inside = parts[place]
        put: list[tuple[str, bytes]] = random.choice(
            (
                [(name, _in_markup(inside, random, others))],
                [(name, _in_markup(inside, random, others))],
                [(name, _swapped(inside, random, others))],
                [(name, _in_bytes(inside, random, others))],
                [(name, _cut(inside, random, others))],
                [],
                [(name, inside), (name, random.choice(parts)[1])],
                [(name, random.choice(parts)[1])],
                [
                    (
                        random.choice(("../../x", "/x", "", "x\x00y", name.upper())),
                        inside,
                    )
                ],
            )
        )
        parts[place : place + 1] = put
        if not parts:
            break
    return packed(parts)


def packed(parts: Sequence[tuple[str, bytes]]) -> bytes:
    """Return a package of these parts, the same each time."""
    made = io.BytesIO()
    with warnings.catch_warnings(), zipfile.ZipFile(made, "w") as archive:
        # two parts of one name are meant
        warnings.simplefilter("ignore")
        for name, inside in parts:
            archive.writestr(zipfile.ZipInfo(name or "x"), inside)
    return made.getvalue()


_PACKAGE = (_in_parts, _in_parts, _in_parts, _in_parts, _in_bytes, _cut, _spliced)
_TEXT = (_in_lines, _in_lines, _in_words, _in_bytes, _cut, _spliced)
_WAYS: dict[str, Sequence[Damage]] = {
    "docx": _PACKAGE,
    "xlsx": _PACKAGE,
    "odt": _PACKAGE,
    "html": (*_TEXT, _in_markup, _in_markup, _swapped),
    "md": _TEXT,
    "txt": _TEXT,
    "pdf": (_in_bytes, _in_bytes, _in_bytes, _cut, _spliced),
}
