"""Round trips over real databases on the test server."""

from __future__ import annotations

import io
import json
import os
import stat
import tarfile
from pathlib import Path

import psycopg
import pytest

from draaischijf.core import backup
from draaischijf.core.backup import BackupError

SCHEMA = """
create extension pg_trgm;
create table municipality (
    id int primary key, name text not null,
    words tsvector generated always as (to_tsvector('dutch', name)) stored
);
create index on municipality using gin (name gin_trgm_ops);
create table entry (
    id serial primary key, about int references municipality, note text
);
create function refuse() returns trigger language plpgsql as
    $$ begin raise exception 'append only'; end $$;
create trigger keep before update or delete on entry execute function refuse();
insert into municipality values (1, 'Lokelare'), (2, E'Wachtbeke\\nen "omstreken"');
insert into entry (about, note) values (1, 'één'), (2, null);
"""


@pytest.fixture
def address():
    """A database of our own with a few things in it."""
    server = os.environ["TEST_DATABASE_URL"]
    name = (
        f"{os.environ['TEST_RUN']}_backup_{os.environ.get('PYTEST_XDIST_WORKER', '')}"
    )
    with psycopg.connect(server, autocommit=True) as connection:
        connection.execute(f'drop database if exists "test_{name}" with (force)')
        connection.execute(f'create database "test_{name}"')
    own = psycopg.conninfo.make_conninfo(server, dbname=f"test_{name}")
    ask(own, SCHEMA)
    yield own
    with psycopg.connect(server, autocommit=True) as connection:
        connection.execute(f'drop database "test_{name}" with (force)')


@pytest.fixture
def uploads(tmp_path):
    folder = tmp_path / "var" / "uploads"
    (folder / "2026").mkdir(parents=True)
    (folder / "2026" / "foto.jpg").write_bytes(bytes(range(256)))
    return folder


@pytest.fixture
def made(address, uploads, tmp_path):
    target = tmp_path / "site.tar"
    backup.write_backup(target, address=address, uploads=uploads, facts={"by": "test"})
    return target


def ask(address, question):
    with psycopg.connect(address) as connection:
        found = connection.execute(question)
        return found.fetchall() if found.description else None


def contents(address):
    return (
        ask(address, "select id, name, words::text from municipality order by id"),
        ask(address, "select id, about, note from entry order by id"),
    )


def rewrite(source, target, changes):
    """Copy a backup with other contents for some of its members."""
    with tarfile.open(source) as old, tarfile.open(target, "w") as new:
        for member in old:
            data = changes.pop(member.name, None)
            if data is None:
                data = old.extractfile(member).read()
            member.size = len(data)
            new.addfile(member, io.BytesIO(data))
        for name, data in changes.items():
            member = tarfile.TarInfo(name)
            member.size = len(data)
            new.addfile(member, io.BytesIO(data))
    return target


def test_round_trip_brings_back_rows_triggers_and_files(address, uploads, made):
    before = contents(address)
    ask(address, "drop table entry; update municipality set name = 'weg'")
    ask(address, "create table newer (id int)")
    (uploads / "2026" / "foto.jpg").write_text("spoilt")
    (uploads / "later.txt").write_text("made after the backup")

    backup.restore_backup(made, address=address, uploads=uploads)

    assert contents(address) == before
    assert ask(address, "select to_regclass('newer')") == [(None,)]
    with pytest.raises(psycopg.errors.RaiseException, match="append only"):
        ask(address, "delete from entry")
    assert [p.relative_to(uploads).as_posix() for p in uploads.rglob("*.*")] == [
        "2026/foto.jpg"
    ]
    assert (uploads / "2026" / "foto.jpg").read_bytes() == bytes(range(256))


def test_the_manifest_tells_what_it_is_and_nobody_else_reads_the_file(made):
    manifest = backup.read_manifest(made)

    assert manifest["format"] == backup.FORMAT
    assert manifest["uploads"] == 1
    assert manifest["by"] == "test"
    assert stat.S_IMODE(made.stat().st_mode) == 0o600


def test_a_backup_that_fails_leaves_nothing_behind(uploads, tmp_path):
    nowhere = "postgresql://nobody@localhost:1/none"

    with pytest.raises(BackupError, match="The database does not answer"):
        backup.write_backup(
            tmp_path / "site.tar", address=nowhere, uploads=uploads, facts={}
        )

    assert [path.name for path in tmp_path.iterdir()] == ["var"]


def test_a_target_that_cannot_be_written_is_named(address, uploads, tmp_path):
    with pytest.raises(BackupError, match=r"cannot be written: .*nowhere"):
        backup.write_backup(
            tmp_path / "nowhere" / "site.tar",
            address=address, uploads=uploads, facts={},
        )  # fmt: skip


@pytest.mark.parametrize("spoil", [lambda dump: dump[: len(dump) // 2], lambda _: b"x"])
def test_a_damaged_dump_changes_nothing(address, uploads, made, tmp_path, spoil):
    before = contents(address)
    with tarfile.open(made) as tar:
        dump = tar.extractfile("database.dump").read()
    broken = rewrite(made, tmp_path / "broken.tar", {"database.dump": spoil(dump)})

    with pytest.raises(BackupError, match="failed and nothing was changed"):
        backup.restore_backup(broken, address=address, uploads=uploads)

    assert contents(address) == before
    assert (uploads / "2026" / "foto.jpg").exists()


def test_nothing_is_restored_under_somebody_who_works(
    address, uploads, made, monkeypatch
):
    monkeypatch.setattr(
        backup, "PREAMBLE", backup.PREAMBLE.replace(b"'10s'", b"'100ms'")
    )

    with psycopg.connect(address) as connection:
        connection.execute("select * from municipality")
        with pytest.raises(BackupError, match="Somebody still works"):
            backup.restore_backup(made, address=address, uploads=uploads)

    assert len(contents(address)[0]) == 2


def test_a_missing_role_is_explained(address, uploads, tmp_path):
    role = f"reader_{os.environ['TEST_RUN']}"
    ask(address, f"create role {role}; grant select on entry to {role}")
    target = tmp_path / "site.tar"
    backup.write_backup(target, address=address, uploads=uploads, facts={})
    ask(address, f"drop owned by {role}; drop role {role}")

    with pytest.raises(BackupError, match="Make that role first"):
        backup.restore_backup(target, address=address, uploads=uploads)


def test_a_backup_cannot_write_outside_the_uploads(address, uploads, made, tmp_path):
    sly = rewrite(
        made, tmp_path / "sly.tar",
        {"uploads/../escaped": b"x", "/absolute": b"x", "other/file": b"x"},
    )  # fmt: skip

    backup.restore_backup(sly, address=address, uploads=uploads)

    assert {p.name for p in tmp_path.rglob("*") if p.is_file()} == {
        "site.tar", "sly.tar", "foto.jpg"
    }  # fmt: skip


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"manifest.json": b"[1"}, "unreadable manifest"),
        ({"manifest.json": json.dumps({"format": 9}).encode()}, "of another kind"),
    ],
)
def test_what_is_no_backup_of_ours_is_refused(made, tmp_path, changes, message):
    other = rewrite(made, tmp_path / "other.tar", changes)

    with pytest.raises(BackupError, match=message):
        backup.read_manifest(other)


def test_what_is_no_backup_at_all_is_refused(tmp_path):
    text = tmp_path / "notes.txt"
    text.write_text("hello")
    empty = tmp_path / "empty.tar"
    tarfile.open(empty, "w").close()

    with pytest.raises(BackupError, match="is not a readable backup"):
        backup.read_manifest(text)
    with pytest.raises(BackupError, match=r"it has no manifest\.json"):
        backup.read_manifest(empty)


def fake_program(folder, name, version):
    folder.mkdir(parents=True, exist_ok=True)
    program = folder / name
    program.write_text(f"#!/bin/sh\necho '{name} (PostgreSQL) {version}'\n")
    program.chmod(0o755)
    return str(program)


def test_the_program_of_the_server_s_own_version_is_preferred(monkeypatch, tmp_path):
    old = fake_program(tmp_path, "pg_dump", "15.4 (Debian)")
    monkeypatch.setenv("PATH", str(tmp_path), prepend=":")

    chosen = [backup._program("pg_dump", major) for major in (15, 16, 18)]

    newest = str(Path(backup.installed_packages(), backup.PROGRAMS, "pg_dump"))
    assert chosen == [old, newest, newest]


def test_a_server_newer_than_every_program_says_what_to_install():
    with pytest.raises(BackupError, match="install the package postgresql-client-99"):
        backup._program("pg_dump", 99)


def test_what_an_older_server_refuses_is_left_out():
    head = b"SET lock_timeout = 0;\nSET transaction_timeout = 0;\nselect 1;\n"
    older, same = io.BytesIO(), io.BytesIO()

    backup._copy_sql(io.BytesIO(head), older, 15)
    backup._copy_sql(io.BytesIO(head), same, 18)

    assert older.getvalue() == b"SET lock_timeout = 0;\n\nselect 1;\n"
    assert same.getvalue() == head


def test_the_password_is_not_among_the_processes(monkeypatch):
    monkeypatch.setenv("PGHOST", "elsewhere")

    place, environment = backup._without_password("postgresql://a:secret@db/site")

    assert "secret" not in place
    assert environment["PGPASSWORD"] == "secret"
    assert "PGHOST" not in environment


def test_pg_dump_that_fails_is_quoted(address, uploads, tmp_path, monkeypatch):
    monkeypatch.setattr(backup, "_program", lambda name, major: "false")

    with pytest.raises(BackupError, match="pg_dump failed"):
        backup.write_backup(
            tmp_path / "site.tar", address=address, uploads=uploads, facts={}
        )
