from __future__ import annotations

import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request

import pytest

from draaischijf.cli import serving, site
from draaischijf.cli.site import CommandLineError
from draaischijf.core import messages
from draaischijf.core.machine import command_of


@pytest.fixture
def port():
    with socket.socket() as chosen:
        chosen.bind(("127.0.0.1", 0))
        return chosen.getsockname()[1]


def wait_for(found, seconds=30):
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        answer = found()
        if answer:
            return answer
        time.sleep(0.05)
    pytest.fail(f"waited {seconds} seconds in vain")
    return None


def fetch(url):
    try:
        with urllib.request.urlopen(url) as response:  # noqa: S310 our own server
            return response.status, response.read().decode()
    except urllib.error.HTTPError as error:
        return error.code, error.read().decode()
    except OSError:
        return None


def test_serve_answers_in_dutch_with_its_static_files(draaischijf, port):
    process = draaischijf.start("serve", "--port", port, "--workers", 1)
    try:
        status, page = wait_for(lambda: fetch(f"http://127.0.0.1:{port}/"))
        css = page.split('<link rel="stylesheet" href="')[1].split('"')[0]
        found = fetch(f"http://127.0.0.1:{port}{css}")[0]
    finally:
        process.send_signal(signal.SIGINT)
        _, complained = process.communicate(timeout=30)

    assert status == found == 200
    assert '<html lang="nl">' in page
    assert "Traceback" not in complained


def test_serve_refuses_a_database_that_is_behind(new_draaischijf, port):
    code, _, complained = new_draaischijf("serve", "--port", port)

    assert code == 1
    assert "changes of the database wait, the first is" in complained
    assert "run: draaischijf manage migrate" in complained


def test_demo_fills_serves_stops_and_is_quick_the_second_time(new_draaischijf, port):
    first = new_draaischijf.start("demo", "--port", port)
    try:
        status, page = wait_for(lambda: fetch(f"http://127.0.0.1:{port}/demo/"), 300)
        wait_for(lambda: new_draaischijf.ask("select 1 from procrastinate_workers"))
    finally:
        first.send_signal(signal.SIGTERM)
        said, complained = first.communicate(timeout=60)
    filled = new_draaischijf.ask("select count(*) from history_entry")
    again, _, _ = new_draaischijf("demo", "--prepare-only")

    assert (first.returncode, again) == (0, 0), complained
    assert (status, "Durmeland" in page) == (200, True)
    assert f"Draaischijf runs on http://localhost:{port}/" in said
    assert f"http://localhost:{port}/lokelare/" in said
    assert "signaalcoördinator" in said.lower() or "signal coordinator" in said
    assert fetch(f"http://127.0.0.1:{port}/") is None
    assert new_draaischijf.ask("select 1 from procrastinate_workers") == []
    assert new_draaischijf.ask("select count(*) from history_entry") == filled


@pytest.mark.parametrize("command", ["serve", "demo"])
def test_a_taken_port_is_named_before_anything_is_done(new_draaischijf, command):
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]

        code, _, complained = new_draaischijf(command, "--port", port)

    assert code == 1
    assert f"Port {port} is in use" in complained
    assert f"PORT={port + 1}" in complained


def test_worker_does_what_waits_and_stops(draaischijf):
    draaischijf.ask(
        "insert into procrastinate_jobs (queue_name, task_name, args) values"
        " ('default', 'procrastinate.builtin_tasks.remove_old_jobs',"
        " '{\"max_hours\": 1}')"
    )

    code, _, complained = draaischijf("worker", "--until-done")

    assert code == 0, complained
    # Not all jobs: at a round minute a periodic one may have come in meanwhile.
    left = draaischijf.ask(
        "select count(*) from procrastinate_jobs"
        " where task_name = 'procrastinate.builtin_tasks.remove_old_jobs'"
    )
    assert left == [(0,)]


def test_a_worker_ends_when_the_demo_that_started_it_was_killed(draaischijf):
    script = (
        "import os, subprocess, sys\n"
        "worker = subprocess.Popen([sys.executable, '-m', 'draaischijf', 'worker'],"
        " env=os.environ | {'DRAAISCHIJF_PARENT': str(os.getpid())})\n"
        "print(worker.pid, flush=True)\n"
        "worker.wait()"
    )
    parent = subprocess.Popen(
        [sys.executable, "-c", script],
        env=draaischijf.environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    )
    worker = int(parent.stdout.readline())
    wait_for(lambda: draaischijf.ask("select 1 from procrastinate_workers"))

    parent.kill()
    parent.communicate()

    wait_for(lambda: "draaischijf" not in command_of(worker))
    assert draaischijf.ask("select 1 from procrastinate_workers") == []


@pytest.fixture
def options(port):
    class Options:
        host = "127.0.0.1"

    Options.port = port
    return Options


def test_waiting_ends_with_a_message_when_a_process_does(options):
    process = subprocess.Popen(["false"])

    with pytest.raises(CommandLineError, match="did not start"):
        serving._wait_for_port(options, [process])


def test_waiting_gives_up(options, monkeypatch):
    monkeypatch.setattr(serving, "START_SECONDS", 0)
    process = subprocess.Popen(["sleep", "60"])
    try:
        with pytest.raises(CommandLineError, match="Nothing answered within 0"):
            serving._wait_for_port(options, [process])
    finally:
        serving._stop([process])

    assert process.returncode == -signal.SIGTERM


def test_a_process_that_does_not_listen_is_ended_all_the_same(monkeypatch):
    monkeypatch.setattr(serving, "STOP_SECONDS", 0.2)
    deaf = subprocess.Popen(
        ["sh", "-c", "trap '' TERM; echo ready; while :; do sleep 0.1; done"],
        stdout=subprocess.PIPE,
    )
    deaf.stdout.readline()

    serving._stop([deaf])
    deaf.stdout.close()

    assert deaf.returncode == -signal.SIGKILL


def test_a_source_that_may_not_be_written_is_told_and_no_end(
    monkeypatch, tmp_path, capsys
):
    path = messages.catalogue_path(tmp_path, "nl")
    path.with_suffix(".mo.partial").mkdir(parents=True)
    path.write_text('msgid ""\nmsgstr ""\n')
    monkeypatch.setattr(site, "PACKAGE", tmp_path)

    site.compile_messages()

    assert "Run draaischijf messages compile as the owner" in capsys.readouterr().err


def test_a_polite_request_to_end_is_an_interruption():
    before = signal.getsignal(signal.SIGTERM)
    serving._stop_like_ctrl_c()
    try:
        with pytest.raises(KeyboardInterrupt):
            signal.raise_signal(signal.SIGTERM)
    finally:
        signal.signal(signal.SIGTERM, before)
