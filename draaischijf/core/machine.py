"""Questions about the machine: its processes, users and network ports."""

from __future__ import annotations

import contextlib
import pwd
import shutil
import socket
import subprocess
from pathlib import Path

PROCESSES = Path("/proc")


def command_of(process: int) -> str:
    """Return the command line of a process, empty when there is none."""
    if (PROCESSES / "self").exists():
        try:
            words = (PROCESSES / str(process) / "cmdline").read_bytes()
        except OSError:
            return ""
        return words.replace(b"\0", b" ").decode(errors="replace")
    return subprocess.run(  # noqa: S603 fixed arguments
        ["ps", "-ww", "-o", "command=", "-p", str(process)],  # noqa: S607 its folder differs
        check=False,
        capture_output=True,
        text=True,
    ).stdout


def system_user(name: str, *, home: Path) -> pwd.struct_passwd:
    """Return the system user called `name`; root makes it the first time.

    Raises LookupError, saying what to do, when it cannot be made.
    """
    commands = (
        ["useradd", "--system", "--no-create-home", "--home-dir", str(home),
         "--shell", "/usr/sbin/nologin", name],
        ["adduser", "-S", "-D", "-H", "-h", str(home), name],  # BusyBox
    )  # fmt: skip
    for command in commands:
        with contextlib.suppress(KeyError):
            return pwd.getpwnam(name)
        if shutil.which(command[0]):
            subprocess.run(command, check=False, capture_output=True)  # noqa: S603 fixed arguments
    try:
        return pwd.getpwnam(name)
    except KeyError:
        raise LookupError(
            f"The system user '{name}' cannot be made here; make it by hand."
        ) from None


def port_is_free(host: str, port: int) -> bool:
    """Tell whether a server could listen on this port now."""
    with socket.socket() as attempt:
        attempt.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            attempt.bind((host, port))
        except OSError:
            return False
    return True
