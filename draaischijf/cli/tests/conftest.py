"""A database of its own for the command line, which runs as another process."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from urllib.parse import urlsplit

import psycopg
import pytest

ROOT = Path(__file__).resolve().parents[3]


class CommandLine:
    """Runs `draaischijf …` as a person would, on one database and one folder."""

    def __init__(self, folder, address):
        self.folder = folder
        self.address = address
        self.environment = {
            name: text
            for name, text in os.environ.items()
            if not name.startswith(("DJANGO_", "PG", "TEST_"))
        } | {
            "DATABASE_URL": address,
            "DRAAISCHIJF_VAR": str(folder / "var"),
            "SITE_URL": "http://localhost",
            "PYTHONPATH": str(ROOT),
        }

    def start(self, *words, **changes):
        return subprocess.Popen(
            [sys.executable, "-m", "draaischijf", *map(str, words)],
            env=self.environment | changes,
            cwd=self.folder,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )

    def __call__(self, *words, **changes):
        """Return the exit code, what was said and what was complained."""
        process = self.start(*words, **changes)
        said, complained = process.communicate(timeout=120)
        return process.returncode, said, complained

    def ask(self, question):
        with psycopg.connect(self.address, autocommit=True) as connection:
            found = connection.execute(question)
            return found.fetchall() if found.description else None


def own_database(name):
    """Make an empty database on the test server and give its address."""
    server = os.environ["TEST_DATABASE_URL"]
    worker = os.environ.get("PYTEST_XDIST_WORKER", "main")
    full = f"test_{os.environ['TEST_RUN']}_{worker}_{name}"
    with psycopg.connect(server, autocommit=True) as connection:
        connection.execute(f'drop database if exists "{full}" with (force)')
        connection.execute(f'create database "{full}"')
    yield urlsplit(server)._replace(path=f"/{full}").geturl()
    with psycopg.connect(server, autocommit=True) as connection:
        connection.execute(f'drop database "{full}" with (force)')


@pytest.fixture(scope="session")
def migrated_database():
    yield from own_database("cli")


@pytest.fixture(scope="session")
def draaischijf(migrated_database, tmp_path_factory):
    """The command line on a site that is set up but empty."""
    run = CommandLine(tmp_path_factory.mktemp("site"), migrated_database)
    code, _, complained = run("manage", "migrate", "--verbosity=0")
    assert code == 0, complained
    return run


@pytest.fixture
def empty_database():
    yield from own_database("empty")


@pytest.fixture
def new_draaischijf(empty_database, tmp_path):
    """The command line where nothing was ever done."""
    return CommandLine(tmp_path, empty_database)
