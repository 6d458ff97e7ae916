from __future__ import annotations

import os
import stat
import threading

import pytest
from django.db import connection

from draaischijf.cli import site
from draaischijf.cli.site import CommandLineError


@pytest.fixture
def var(monkeypatch, tmp_path):
    folder = tmp_path / "var"
    monkeypatch.setenv("DRAAISCHIJF_VAR", str(folder))
    monkeypatch.setenv("SECRET_KEY", "")
    return folder


def test_a_secret_key_is_made_once_and_kept_private(var, monkeypatch):
    site.prepare_environment()
    first = os.environ["SECRET_KEY"]
    monkeypatch.setenv("SECRET_KEY", "")
    site.prepare_environment()

    assert os.environ["SECRET_KEY"] == first
    assert len(first) >= 50
    assert stat.S_IMODE((var / "secret-key").stat().st_mode) == 0o600


def test_a_given_secret_key_is_left_alone(var, monkeypatch):
    monkeypatch.setenv("SECRET_KEY", "given")

    site.prepare_environment()

    assert os.environ["SECRET_KEY"] == "given"
    assert not var.exists()


def test_an_empty_secret_key_file_is_refused(var):
    var.mkdir()
    (var / "secret-key").write_text("")

    with pytest.raises(CommandLineError, match="secret-key is empty"):
        site.prepare_environment()


def test_a_var_folder_that_cannot_be_made_is_named(var):
    var.write_text("a file stands in the way")

    with pytest.raises(CommandLineError, match="cannot be written"):
        site.prepare_environment()


def test_the_embedded_database_serves_when_no_other_is_named(var, monkeypatch):
    monkeypatch.setenv("DATABASE_URL", "")
    embedded = site.embedded_database()
    monkeypatch.setenv("DATABASE_URL", "postgresql://db/site")

    assert embedded.home == var / "postgres"
    assert site.embedded_database() is None
    assert site.ensure_database() is None


@pytest.mark.django_db(transaction=True)
def test_two_that_start_at_once_bring_the_database_up_to_date_once(monkeypatch):
    waiting, runs = ["signals.0099_later"], []
    both = threading.Barrier(2, timeout=20)

    def migrate(*_command, **_rest):
        runs.append(threading.current_thread().name)
        waiting.clear()

    def start():
        try:
            both.wait()
            site.bring_up_to_date()
        finally:
            connection.close()

    monkeypatch.setattr(site, "waiting_migrations", lambda: list(waiting))
    monkeypatch.setattr("django.core.management.call_command", migrate)
    starting = [threading.Thread(target=start) for _ in range(2)]
    for one in starting:
        one.start()
    for one in starting:
        one.join(timeout=30)

    assert len(runs) == 1
    with connection.cursor() as cursor:
        cursor.execute(
            "select count(*) from pg_locks join pg_database on oid = database"
            " where locktype = 'advisory' and datname = current_database()"
        )
        assert cursor.fetchone() == (0,)
