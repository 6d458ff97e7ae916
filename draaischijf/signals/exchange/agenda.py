"""The dynamic work agenda: needs in four rubrics, each with its route.

Rubric 1 stands under the challenges of the year, 2 goes to existing services by social
right, 3 to bilateral consultation, 4 is signalled to a higher authority. A need is a
row of a table (nood, partners, trekker) or, where organisations recommended something,
a bullet with the actors in brackets. The rubric decides the route, never a word in the
need itself.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from draaischijf.documents.blocks import Document, ListItem, Place, Row, Table
from draaischijf.documents.spelling import alike, plain
from draaischijf.documents.tables import adjoining, join_split_rows
from draaischijf.signals.enums import Route
from draaischijf.signals.exchange.challenges import (
    ParsedChallenge,
    challenge_of,
    parse_challenges,
)
from draaischijf.signals.exchange.columns import Columns, columns_of, kind_of_head
from draaischijf.signals.exchange.names import (
    names_somebody,
    split_bracket,
    split_names,
)
from draaischijf.signals.exchange.outline import (
    MAX_TITLE,
    Title,
    may_be_title,
    title_of,
    title_of_text,
)
from draaischijf.signals.exchange.repeats import mark_repeats
from draaischijf.signals.exchange.rights import is_right, right_code
from draaischijf.signals.exchange.rows import (
    ImportKind,
    Parsed,
    ParsedRow,
    Problem,
    one_line,
    with_keys,
)

_IN_EXECUTION = re.compile(
    r"\s*[-–=:(]*\s*(?:reeds|al) in uitvoering\)?\s*[.]?$", re.IGNORECASE
)
_LAST_BRACKET = re.compile(r"\(([^()]*)\)[\s.]*$")
_BY_PLACE = {
    False: {"text": 0, "partners": 1, "leads": 2},
    True: {"text": 0, "raised_by": 1, "addressee": 2},
}


@dataclass(frozen=True, kw_only=True)
class AgendaRow(ParsedRow):
    """One need. The cells are kept as written beside the names found in them."""

    kind = ImportKind.AGENDA

    text: str
    route: str
    rubric: str
    challenge: str = ""
    challenge_position: int | None = None
    right: str = ""
    right_code: str = ""
    partners: str = ""
    partner_names: tuple[str, ...] = ()
    leads: str = ""
    lead_names: tuple[str, ...] = ()
    raised_by: str = ""
    raised_by_names: tuple[str, ...] = ()
    addressee: str = ""
    actors: str = ""
    actor_names: tuple[str, ...] = ()
    in_execution: bool = False
    joined: tuple[Place, ...] = ()

    def content(self) -> tuple[str, ...]:
        return self.route, self.challenge or self.right, self.text


@dataclass(frozen=True)
class ParsedAgenda(Parsed):
    """The needs, and the challenges of the year that some of them stand under."""

    rows: Sequence[AgendaRow]
    challenges: Sequence[ParsedChallenge] = ()


def has_agenda(document: Document) -> bool:
    """Tell whether a table with the head of an agenda is in the document."""
    return any(
        kind_of_head([one_line(text) for text in row.texts]) is ImportKind.AGENDA
        for table in document.tables
        for row in table.rows
    )


def parse_agenda(document: Document) -> ParsedAgenda:
    """Return the needs of an agenda with their routes, and its challenges."""
    challenges = parse_challenges(document)
    reader = _Reader(challenges)
    found = mark_repeats((row, row.text) for row in reader.rows(document))
    return ParsedAgenda(ImportKind.AGENDA, with_keys(found), (), challenges)


def route_of(title: str) -> Route | None:
    """Return the route that the title of a rubric names, or None."""
    shown = plain(title)
    if "bilatera" in shown:
        return Route.BILATERAL
    if re.search(r"bestaande (?:dienst|netwerk)|diensten of netwerken", shown):
        return Route.EXISTING_SERVICE
    first = shown.partition(" ")[0]
    if alike(first, "signalen") or alike(first, "signaal"):
        return Route.HIGHER_AUTHORITY
    if re.search(r"uitdaging|hefbo+men?\b|highlight", shown):
        return Route.CHALLENGE
    return None


@dataclass
class _Reader:
    """Goes through the blocks and remembers the titles it stands under."""

    challenges: Sequence[ParsedChallenge]
    route: Route | None = None
    rubric: str = ""
    rubric_level: int | None = None
    challenge: str = ""
    right: str = ""
    # Tables without a head and bullets count only straight under a title we know.
    is_open: bool = False
    columns: Columns | None = None
    above: tuple[str, ...] = field(default=())
    count: int = 0

    def rows(self, document: Document) -> Iterator[AgendaRow]:
        for block in adjoining(document.blocks):
            if isinstance(block, Table):
                yield from self._table(block)
            elif title := title_of(block):
                self._title(title)
            elif isinstance(block, ListItem) and self._takes_bullets():
                yield self._bullet(block)

    # --- titles

    def _title(self, title: Title) -> None:
        route = route_of(title.text)
        below = self._is_below(title)
        if is_right(title.text):
            self.right, self.is_open = title.text, self.route is not None
        elif self.route is Route.CHALLENGE and below and not title.is_numbered:
            self.challenge, self.is_open = title.text, True
        elif route is not None:
            self._begin(route, title)
        elif title.is_numbered or (title.level is not None and not below):
            self.route, self.rubric, self.is_open = None, "", False
        else:
            self.is_open = False

    def _is_below(self, title: Title) -> bool:
        """Tell whether a title divides the rubric: a letter, or a deeper heading."""
        if title.level is not None and self.rubric_level is not None:
            return title.level > self.rubric_level
        return title.is_lettered

    def _begin(self, route: Route, title: Title) -> None:
        self.route, self.rubric, self.rubric_level = route, title.text, title.level
        self.challenge = self.right = ""
        self.is_open = True
        self.columns = None

    # --- bullets

    def _takes_bullets(self) -> bool:
        if not self.is_open or self.route is None:
            return False
        return self.route is not Route.CHALLENGE or bool(self.challenge)

    def _bullet(self, item: ListItem) -> AgendaRow:
        text = one_line(item.text)
        bracket = _LAST_BRACKET.search(_IN_EXECUTION.sub("", text))
        actors = bracket[1].strip() if bracket and names_somebody(bracket[1]) else ""
        return self._made(
            text, item.place, item.verbatim, actors=actors, joined=(), cells={}
        )

    # --- tables

    def _table(self, table: Table) -> Iterator[AgendaRow]:
        """Read a table from its head on, or from its first row under a known title."""
        self.above = ()
        has_head = False
        for number, row in enumerate(join_split_rows(table.rows)):
            texts = self._texts(row)
            kind = kind_of_head(texts)
            if kind is ImportKind.AGENDA:
                self.columns = columns_of(texts, ImportKind.AGENDA)
                has_head = True
            elif kind is not None:
                return  # a table of another kind
            elif not self._cell_title(texts):
                if number == 0:
                    has_head = self._fits_without_head(texts)
                if has_head:
                    yield self._need(row, texts)

    def _texts(self, row: Row) -> tuple[str, ...]:
        """Return the cells on one line each; a merged cell counts for every row."""
        texts = []
        for number, cell in enumerate(row.cells):
            text = one_line(cell.text)
            if cell.covered == "above" and number < len(self.above):
                text = self.above[number]
            texts.append(text)
        self.above = tuple(texts)
        return self.above

    def _fits_without_head(self, texts: Sequence[str]) -> bool:
        """Take a table without a head straight under a rubric, by place."""
        if not self.is_open or self.route is None or len(texts) != 3:
            return False
        if self.columns is None:
            self.columns = _BY_PLACE[self.route is Route.HIGHER_AUTHORITY]
        return True

    def _cell_title(self, texts: Sequence[str]) -> bool:
        """Take a row with one filled cell as a title when it is one that we know."""
        filled = [text for text in texts if text]
        if len(filled) != 1 or not texts[0] or len(filled[0]) > MAX_TITLE:
            return False
        title = title_of_text(filled[0])
        known = is_right(title.text)
        known |= title.is_numbered and route_of(title.text) is not None
        known |= title.is_lettered and self.route is Route.CHALLENGE
        if known and may_be_title(filled[0]):
            columns = self.columns
            self._title(title)
            self.columns = columns
            return True
        return False

    def _need(self, row: Row, texts: Sequence[str]) -> AgendaRow:
        columns = self.columns or {}
        is_signal = self.route is Route.HIGHER_AUTHORITY
        if is_signal and "addressee" not in columns:
            columns = _BY_PLACE[True]
        cells = {
            name: texts[number].strip(" ,;")
            for name, number in columns.items()
            if number < len(texts)
        }
        return self._made(
            cells.pop("text", ""),
            row.place,
            row.verbatim,
            actors="",
            joined=row.joined,
            cells=cells,
        )

    def _made(
        self,
        text: str,
        place: Place,
        verbatim: str,
        *,
        actors: str,
        joined: tuple[Place, ...],
        cells: dict[str, str],
    ) -> AgendaRow:
        self.count += 1
        shown = _IN_EXECUTION.sub("", text)
        under, right = self._stands_under()
        partners, leads = cells.get("partners", ""), cells.get("leads", "")
        raised_by = cells.get("raised_by", "")
        return AgendaRow(
            position=self.count,
            place=place,
            verbatim=verbatim,
            text=shown,
            route=self.route or "",
            rubric=self.rubric,
            challenge=under,
            challenge_position=challenge_of(under, self.challenges),
            right=right,
            right_code=right_code(right),
            partners=partners,
            partner_names=split_names(partners),
            leads=leads,
            lead_names=split_names(leads),
            raised_by=raised_by,
            raised_by_names=split_names(raised_by),
            addressee=cells.get("addressee", ""),
            actors=actors,
            actor_names=split_bracket(actors),
            in_execution=shown != text,
            joined=joined,
            problems=tuple(self._problems(shown, place)),
            warnings=tuple(_warnings(place, joined)),
        )

    def _stands_under(self) -> tuple[str, str]:
        """Return the title of the challenge and that of the right a row is under."""
        return (
            self.challenge if self.route is Route.CHALLENGE else "",
            self.right if self.route is Route.EXISTING_SERVICE else "",
        )

    def _problems(self, text: str, place: Place) -> Iterator[Problem]:
        if not text:
            yield Problem(place.where(), _("The row has no text for the need."))
        if self.route is None:
            yield Problem(
                place.where(),
                _(
                    "The row stands under no rubric we know (challenges, existing "
                    "services, bilateral consultation, signals)."
                ),
            )


def _warnings(place: Place, joined: tuple[Place, ...]) -> Iterator[Problem]:
    if joined:
        yield Problem(
            place.where(),
            _("Read as one row with %(places)s: a page break cut it in two.")
            % {"places": "; ".join(other.where() for other in joined)},
        )
