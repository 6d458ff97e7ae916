"""The two roles of docs/how-to/deploy.md: one owns the tables, one runs the site.

The site really signs in as its own role and is refused by the database itself.
"""

from __future__ import annotations

import os
from urllib.parse import urlsplit

import psycopg
import pytest

from draaischijf.cli.tests.conftest import CommandLine


@pytest.fixture
def as_role(empty_database):
    """Return a function: the database as the owner or the site sees it."""
    names = {kind: f"{kind}_{os.environ['TEST_RUN']}" for kind in ("owner", "site")}
    database = urlsplit(empty_database).path[1:]
    with psycopg.connect(empty_database, autocommit=True) as connection:
        for name in names.values():
            connection.execute(f"create role {name} login password 'x'")
        connection.execute(f'alter database "{database}" owner to {names["owner"]}')
        connection.execute("create extension vector")

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
    "drop trigger pgtrigger_append_only_988c8 on history_entry",
    "drop table history_entry",
    "create or replace procedure history_content() language sql as 'select 1'",
    "set session_replication_role = replica",
    "set pgtrigger.ignore = '{pgtrigger_append_only_988c8}'; delete from history_entry",
    "set draaischijf.redacting_history = 'on'; update history_entry set note = 'y'",
    "insert into history_link (position, entry_id, chain) values (99, 99, '')",
    "update history_link set chain = ''",
    "delete from history_link",
    "truncate history_link",
    "delete from history_commit",
    "delete from django_migrations",
)
WORKS = """
from draaischijf.history import chain
from draaischijf.history.domain import record, redact
from draaischijf.people.models import Partnership
made = Partnership.objects.create(slug="durmeland", name="Durmeland", kind="regional")
made.name = "Welzijnsoverleg"
made.save()
entry = record(made, "partnership_created", actor=None, note="een naam")
entry.note = "[weggehaald]"
vouched = {"redacted_entries": {str(entry.pk): redact(entry)}}
record(made, "text_redacted", actor=None, **vouched)
verdict = chain.verify()
assert (verdict.entries, verdict.redacted, verdict.problem) == (2, 1, ""), verdict
made.delete()
"""


def test_the_site_works_but_cannot_lift_the_seal_of_the_history(as_role, tmp_path):
    owner = CommandLine(tmp_path, as_role("owner"))
    site = CommandLine(tmp_path, as_role("site"))
    role = urlsplit(as_role("site")).username

    # A backup and its restore keep the rights of both.
    for words in (
        ["manage", "migrate", "--verbosity=0"],
        ["database", "roles", "--site", role, "--apply"],
        ["backup", tmp_path / "site.tar"],
        ["restore", tmp_path / "site.tar", "--yes"],
    ):
        done = owner(*words)
        assert done[0] == 0, done
    worked, sound = site("worker", "--until-done"), site("check")
    lived = site("manage", "shell", "-c", WORKS)

    assert lived[0] == 0, lived
    assert worked[0] == 0, worked
    assert sound[0] == 0, sound
    assert "this database role can only add to it" in sound[1]
    assert "this database role owns it" in owner("check")[1]
    for forbidden in SEALED:
        with pytest.raises(psycopg.DatabaseError):
            site.ask(forbidden)
    assert site("check", "history")[1].startswith("The history is sound: 2 entries, 1")


def test_the_rights_can_be_read_before_they_are_given(as_role, tmp_path):
    owner = CommandLine(tmp_path, as_role("owner"))
    assert owner("manage", "migrate", "--verbosity=0")[0] == 0

    code, said, _ = owner("database", "roles", "--site", "de_site")
    nameless = owner("database", "roles")

    assert code == 0
    assert 'revoke all on "history_entry" from "de_site";' in said
    assert 'grant select, insert on "history_entry" to "de_site";' in said
    assert 'grant select on "history_link" to "de_site";' in said
    assert nameless[0] == 1
    assert "--site NAME" in nameless[2]
