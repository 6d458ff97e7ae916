"""Which organisation a name in a document means: one record, never one per spelling."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from draaischijf.accounts.models import User
from draaischijf.people.domain import find_organisation, propose_alias
from draaischijf.people.models import Organisation, Partnership
from draaischijf.people.queries import abbreviations_of
from draaischijf.signals.exchange.names import propose_aliases

# The cells of a row that name organisations.
NAME_FIELDS = ("partner_names", "lead_names", "raised_by_names", "actor_names")


def names_in(parsed: Mapping[str, object]) -> list[str]:
    """Return all names of organisations in one row."""
    found: list[str] = []
    for field in NAME_FIELDS:
        names = parsed.get(field)
        if isinstance(names, list | tuple):
            found.extend(str(name) for name in names)
    return found


class Organisations:
    """Finds the organisation for each name of one document.

    All names are looked at together first, with those the partnership knows, so that
    two spellings in one document become one organisation and a proposed alias.
    """

    def __init__(
        self, partnership: Partnership, names: Iterable[str], *, actor: User | None
    ) -> None:
        self.partnership = partnership
        self.actor = actor
        self._best: dict[str, str] = {}
        known = frozenset(
            Organisation.objects.filter(partnership=partnership).values_list(
                "name", flat=True
            )
        )
        for group in propose_aliases(
            names, known=known, abbreviations=abbreviations_of(partnership)
        ):
            for alias in group.aliases:
                if alias not in known:
                    self._best[alias] = group.name
        self._found: dict[str, Organisation] = {}

    def find(self, name: str) -> Organisation:
        """Return the organisation a name means, added unconfirmed when it is new."""
        if name not in self._found:
            best = self._best.get(name, name)
            organisation = find_organisation(
                self.partnership, best, actor=self.actor
            ).organisation
            if best != name:
                propose_alias(organisation, name)
            self._found[name] = organisation
        return self._found[name]

    def known(self, name: str) -> Organisation | None:
        """Return the organisation that goes by a name here, or None; adds nothing."""
        same = Organisation.objects.known_as(name)
        return same.filter(partnership=self.partnership).first()
