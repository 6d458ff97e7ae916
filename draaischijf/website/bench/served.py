"""The site as it is served: `draaischijf serve` in a process of its own."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from urllib.parse import quote, urlencode

from django.conf import settings
from django.db import connection

HOST = "127.0.0.1"
START_SECONDS, STOP_SECONDS = 120, 15


class ServerFailedError(RuntimeError):
    """The server did not start; its own words stand on standard error."""


@dataclass(frozen=True)
class Served:
    """Where the site answers, and the process that does it."""

    port: int
    process: int


@contextmanager
def running(*, workers: int, threads: int) -> Iterator[Served]:
    """Serve this site on a free port and tell where; stop it in the end.

    As behind a proxy on this machine, so that every visitor can have an address of
    their own: the limits hold per address. Raises ServerFailedError.
    """
    port = _free_port()
    process = subprocess.Popen(  # noqa: S603 our own command
        [
            sys.executable, "-m", "draaischijf", "serve", f"--port={port}",
            f"--workers={workers}", f"--threads={threads}",
        ],
        env=os.environ | _surroundings(port),
        stdout=subprocess.DEVNULL,
    )  # fmt: skip
    try:
        _wait_for(process, port)
        yield Served(port, process.pid)
    finally:
        _stop(process)


def _surroundings(port: int) -> dict[str, str]:
    return {
        "DATABASE_URL": _database(),
        "SECRET_KEY": settings.SECRET_KEY,
        "SITE_URL": f"http://{HOST}:{port}",
        "ALLOWED_HOSTS": HOST,
        "BEHIND_PROXY": "1",
        "TRUSTED_PROXIES": HOST,
        # The worker's business; a server that is measured sends nothing anywhere.
        "EMAIL_URL": "dummymail://",
    }


def _database() -> str:
    """Return the address of the database this process uses, also within a test."""
    found = connection.get_connection_params()
    who = quote(found.get("user") or "")
    if found.get("password"):
        who += f":{quote(found['password'])}"
    where = {name: found[name] for name in ("host", "port") if found.get(name)}
    return f"postgresql://{who}@/{found['dbname']}?{urlencode(where)}"


def _free_port() -> int:
    with socket.socket() as chosen:
        chosen.bind((HOST, 0))
        port: int = chosen.getsockname()[1]
        return port


def _wait_for(process: subprocess.Popen[bytes], port: int) -> None:
    give_up = time.monotonic() + START_SECONDS
    while time.monotonic() < give_up:
        if process.poll() is not None:
            raise ServerFailedError("The server did not start; see above.")
        try:
            socket.create_connection((HOST, port), timeout=1).close()
        except OSError:
            time.sleep(0.1)
        else:
            return
    raise ServerFailedError(f"The server did not answer within {START_SECONDS} s.")


def _stop(process: subprocess.Popen[bytes]) -> None:
    process.send_signal(signal.SIGINT)
    try:
        process.wait(STOP_SECONDS)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()
