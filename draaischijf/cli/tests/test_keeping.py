from __future__ import annotations

import json
import os
import pty
import subprocess
import sys
import tarfile
from pathlib import Path

import pytest

from draaischijf import cli
from draaischijf.cli import keeping
from draaischijf.core.database import EmbeddedPostgres


def test_check_of_a_sound_site(draaischijf):
    draaischijf("messages", "compile")

    code, said, _ = draaischijf("check")

    assert [line[:4] for line in said.splitlines()] == ["ok  "] * 7
    assert code == 0


DAMAGED = """
import datetime
from draaischijf.people.tests.factories import make_partnership
from draaischijf.plans.tests.factories import make_plan
plan = make_plan(make_partnership())
plan.versions.create(
    number=1, adopted=datetime.date(2026, 5, 4), body="Raad", content={}, sha256="0"
)
"""


def test_check_names_a_version_that_is_not_what_was_adopted(draaischijf):
    code, _, complained = draaischijf("manage", "shell", "-c", DAMAGED)
    assert code == 0, complained

    code, said, _ = draaischijf("check")
    draaischijf.ask("delete from plans_planversion")

    assert code == 1
    assert "FAIL  adopted versions: not what was adopted: /durmeland/plannen/" in said


RECORDED = """
from django.contrib.auth import get_user_model
from draaischijf.history.domain import record
user = get_user_model().objects.create_user("bo@example.org")
for number in range(3):
    record(user, "role_given", actor=None, note=f"regel {number}")
"""


def test_check_history_tells_the_verdict_and_names_what_was_changed(draaischijf):
    assert draaischijf("manage", "shell", "-c", RECORDED)[0] == 0

    code, said, _ = draaischijf("check", "history")
    head = said.split("ends at ")[1].strip()
    as_json = json.loads(draaischijf("check", "history", "--json")[1])
    kept = draaischijf("check", "history", "--expect", head)

    assert (code, kept[0]) == (0, 0)
    assert said.startswith("The history is sound: 3 entries, 0 redacted.")
    assert as_json == {
        "sound": True, "entries": 3, "redacted": 0, "head": head, "problem": ""
    }  # fmt: skip

    draaischijf.ask(
        "set session_replication_role = replica;"
        "update history_entry set note = 'anders' where note = 'regel 1'"
    )
    code, said, _ = draaischijf("check", "history")
    short = draaischijf("check")

    [(number,)] = draaischijf.ask("select id from history_entry where note = 'anders'")
    assert code == 1
    assert said == (
        f"The history is NOT sound: entry {number} was changed: it says something else"
        " now. 1 entries before it fit.\n"
    )
    assert f"FAIL  history: entry {number} was changed" in short[1]
    assert json.loads(draaischijf("check", "history", "--json")[1])["sound"] is False
    draaischijf.ask(
        "set session_replication_role = replica;"
        "delete from history_link; delete from history_entry"
    )
    cut = draaischijf("check", "history", "--expect", head)
    assert cut[0] == 1
    assert "the end was cut off" in cut[1]


def test_check_history_wants_an_end_it_can_read(draaischijf):
    code, _, complained = draaischijf("check", "history", "--expect", "gisteren")

    assert code == 1
    assert "--expect takes what an earlier check printed" in complained


def test_check_in_public_wants_more(draaischijf):
    code, said, _ = draaischijf("check", "--json", SITE_URL="https://signalen.example")

    findings = {finding["what"]: finding for finding in json.loads(said)}
    assert code == 1
    assert findings["settings"]["sound"] is False
    assert "security.W008" in findings["settings"]["detail"]
    assert findings["migrations"] == {
        "what": "migrations", "sound": True, "detail": "all done"
    }  # fmt: skip


def test_check_names_what_waits_and_what_cannot_be_written(new_draaischijf):
    (new_draaischijf.folder / "var").mkdir()
    (new_draaischijf.folder / "var" / "uploads").write_text("in the way")

    code, said, _ = new_draaischijf("check")

    assert code == 1
    assert "FAIL  migrations: " in said
    assert "FAIL  uploads: " in said


def test_check_stops_at_a_database_that_does_not_answer(new_draaischijf):
    code, said, _ = new_draaischijf(
        "check", DATABASE_URL="postgresql://nobody@localhost:1/none"
    )

    assert code == 1
    assert len(said.splitlines()) >= 1
    assert said.startswith("FAIL  database: does not answer: connection failed")


def test_check_refuses_a_server_that_is_too_old():
    with pytest.raises(keeping.CommandLineError, match="PostgreSQL 14 is too old"):
        keeping.refuse_old(140_011)

    assert keeping.refuse_old(180_006) == "PostgreSQL 18.6"


def test_backup_and_restore_bring_everything_back(draaischijf):
    upload = draaischijf.folder / "var" / "uploads" / "foto.jpg"
    upload.parent.mkdir(parents=True, exist_ok=True)
    upload.write_bytes(b"picture")
    draaischijf.ask(
        "insert into accounts_user (email, name, password, is_superuser, language,"
        " is_active, date_joined)"
        " values ('a@example.org', 'A', '!', false, 'nl', true, now())"
    )
    target = draaischijf.folder / "site.tar"
    # Other tests of this database may have left an account.
    accounts = "select email from accounts_user order by email"
    before = draaischijf.ask(accounts)

    made = draaischijf("backup", target, "--json")
    draaischijf.ask("delete from accounts_user")
    upload.unlink()
    restored = draaischijf("restore", target, "--yes")

    assert json.loads(made[1])["uploads"] == 1
    assert restored[0] == 0, restored
    assert "The site is as it was on 20" in restored[1]
    assert ("a@example.org",) in before
    assert draaischijf.ask(accounts) == before
    assert upload.read_bytes() == b"picture"


def test_a_backup_gets_a_name_of_its_own_and_replaces_nothing(draaischijf):
    code, said, _ = draaischijf("backup")
    name = said.split(":")[0]

    again, _, complained = draaischijf("backup", name)

    assert code == 0
    assert tarfile.is_tarfile(draaischijf.folder / name)
    assert again == 1
    assert "exists already; nothing was written" in complained


def test_a_backup_of_a_newer_version_is_refused(draaischijf):
    target = draaischijf.folder / "newer.tar"
    draaischijf("backup", target)
    with tarfile.open(target) as tar:
        manifest = json.load(tar.extractfile("manifest.json"))
        dump = tar.extractfile("database.dump").read()
    manifest["migrations"].append("signals.9999_from_the_future")
    rewrite(
        target, {"manifest.json": json.dumps(manifest).encode(), "database.dump": dump}
    )

    code, _, complained = draaischijf("restore", target, "--yes")

    assert code == 1
    assert "signals.9999_from_the_future is not known here" in complained


def rewrite(target, members):
    import io

    with tarfile.open(target, "w") as tar:
        for name, data in members.items():
            entry = tarfile.TarInfo(name)
            entry.size = len(data)
            tar.addfile(entry, io.BytesIO(data))


def test_restore_asks_and_takes_no_for_an_answer(draaischijf):
    target = draaischijf.folder / "asked.tar"
    draaischijf("backup", target)

    unattended = draaischijf("restore", target)
    terminal, other_end = pty.openpty()
    process = subprocess.Popen(
        [sys.executable, "-m", "draaischijf", "restore", target],
        env=draaischijf.environment,
        stdin=other_end,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    os.write(terminal, b"n\n")
    said, complained = process.communicate(timeout=60)
    os.close(terminal)

    assert unattended[0] == process.returncode == 1
    assert "add --yes to go on" in unattended[2]
    assert said.startswith("Replace the whole site by the backup of 20")
    assert "Nothing was changed." in complained


def test_database_tells_what_it_is_and_stops(monkeypatch, capsys, tmp_path):
    monkeypatch.setenv("DATABASE_URL", "")
    monkeypatch.setenv("SECRET_KEY", "x" * 50)
    monkeypatch.setenv("DRAAISCHIJF_VAR", str(tmp_path))

    codes = [
        cli.main(["database", *words, "--json"])
        for words in (["start"], ["status"], ["stop"], ["remove", "--yes"])
    ]
    unattended = cli.main(["database", "remove"])

    told = capsys.readouterr()
    states = json.loads("[" + told.out.replace("}\n{", "},{") + "]")
    assert codes == [0, 0, 0, 0]
    assert unattended == 1
    assert [state["running"] for state in states] == [True, True, False, False]
    assert not Path(states[3]["data"]).exists()
    assert states[0]["process"] == states[1]["process"]
    assert states[0]["version"] == EmbeddedPostgres(tmp_path).version
    assert "Making the database in" in told.err


def test_database_leaves_another_server_alone(draaischijf):
    code, _, complained = draaischijf("database", "stop")

    assert code == 1
    assert "start and stop it with its own tools" in complained
