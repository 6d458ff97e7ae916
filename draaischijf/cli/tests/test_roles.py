"""The two roles of docs/how-to/deploy.md: one owns the tables, one runs the site."""

from __future__ import annotations

import os
from urllib.parse import urlsplit

import psycopg
import pytest

from draaischijf.cli.tests.conftest import CommandLine

# As docs/how-to/deploy.md has it.
RIGHTS = """
alter default privileges for role {owner}
    grant select, insert, update, delete on tables to {site};
alter default privileges for role {owner}
    grant usage, select, update on sequences to {site};
"""


@pytest.fixture
def as_role(empty_database):
    """Return a function: the database as the owner or the site sees it."""
    names = {kind: f"{kind}_{os.environ['TEST_RUN']}" for kind in ("owner", "site")}
    database = urlsplit(empty_database).path[1:]
    with psycopg.connect(empty_database, autocommit=True) as connection:
        for name in names.values():
            connection.execute(f"create role {name} login password 'x'")
        connection.execute(f'alter database "{database}" owner to {names["owner"]}')
        connection.execute(RIGHTS.format(**names))

    def address(kind):
        parts = urlsplit(empty_database)
        place = parts.netloc.rpartition("@")[2]
        return parts._replace(netloc=f"{names[kind]}:x@{place}").geturl()

    yield address
    with psycopg.connect(empty_database, autocommit=True) as connection:
        connection.execute(f'alter database "{database}" owner to current_user')
        for name in names.values():
            connection.execute(f"drop owned by {name} cascade; drop role {name}")


SEALED = (
    "update history_entry set verb = 'y'",
    "delete from history_entry",
    "truncate history_entry",
    "alter table history_entry disable trigger all",
    "drop table history_entry",
    "set session_replication_role = replica",
)


def test_the_site_works_but_cannot_lift_the_seal_of_the_history(as_role, tmp_path):
    owner = CommandLine(tmp_path, as_role("owner"))
    site = CommandLine(tmp_path, as_role("site"))

    # A backup and its restore keep the rights of both.
    for words in (
        ["manage", "migrate", "--verbosity=0"],
        ["backup", tmp_path / "site.tar"],
        ["restore", tmp_path / "site.tar", "--yes"],
    ):
        assert owner(*words)[0] == 0
    worked, sound = site("worker", "--until-done"), site("check")
    site.ask(
        "insert into django_content_type (app_label, model) values ('x', 'x');"
        "insert into history_entry (at, content_type_id, object_id, verb, data, note,"
        " is_public, actor_name, on_behalf_of) select now(), id, 1, 'x', '{}', '',"
        " false, '', '' from django_content_type where app_label = 'x'"
    )

    assert worked[0] == 0, worked
    assert sound[0] == 0, sound
    for forbidden in SEALED:
        with pytest.raises(psycopg.DatabaseError):
            site.ask(forbidden)
    assert site.ask("select verb from history_entry") == [("x",)]
