"""A way to ask for rows by many keys at once."""

from __future__ import annotations

from typing import Any

from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models import Field, Lookup
from django.db.models.sql.compiler import SQLCompiler


class OneOf(Lookup):
    """`pk__one_of=[…]`: as `pk__in`, but the keys go as one array.

    A thousand keys are then one parameter and not a thousand: what asks for the same
    keys several times, as the filters beside a search, spends its time on the rows.
    """

    lookup_name = "one_of"
    prepare_rhs = False

    def as_sql(
        self, compiler: SQLCompiler, connection: BaseDatabaseWrapper
    ) -> tuple[str, tuple[Any, ...]]:
        """Return the comparison and its one parameter."""
        left, parameters = self.process_lhs(compiler, connection)
        return f"{left} = any(%s)", (*parameters, list(self.rhs))


def register() -> None:
    """Let every field be asked this way."""
    Field.register_lookup(OneOf)
