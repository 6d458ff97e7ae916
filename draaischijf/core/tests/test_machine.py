from __future__ import annotations

import os
import pwd
import socket
from pathlib import Path

import pytest

from draaischijf.core import machine


def test_command_of_a_living_process():
    assert "python" in machine.command_of(os.getpid())


def test_command_of_a_number_no_process_has():
    beyond = int(Path("/proc/sys/kernel/pid_max").read_text()) + 1

    assert machine.command_of(beyond) == ""


def test_command_of_asks_ps_where_there_is_no_proc(monkeypatch, tmp_path):
    ps = tmp_path / "ps"
    ps.write_text("#!/bin/sh\necho asked for $5\n")
    ps.chmod(0o755)
    monkeypatch.setenv("PATH", str(tmp_path), prepend=":")
    monkeypatch.setattr(machine, "PROCESSES", tmp_path / "no-proc")

    assert machine.command_of(7) == "asked for 7\n"


def test_system_user_that_is_there(tmp_path):
    name = pwd.getpwuid(os.geteuid()).pw_name

    assert machine.system_user(name, home=tmp_path).pw_uid == os.geteuid()


def test_system_user_that_cannot_be_made(monkeypatch, tmp_path):
    monkeypatch.setenv("PATH", str(tmp_path))

    with pytest.raises(LookupError, match="'nobody-of-ours' cannot be made here"):
        machine.system_user("nobody-of-ours", home=tmp_path)


def test_system_user_is_made_with_what_the_machine_has(monkeypatch, tmp_path):
    adduser = tmp_path / "adduser"
    adduser.write_text(f'#!/bin/sh\necho "$@" > {tmp_path}/asked\n')
    adduser.chmod(0o755)
    monkeypatch.setenv("PATH", str(tmp_path))

    with pytest.raises(LookupError):
        machine.system_user("nobody-of-ours", home=Path("/nowhere"))

    asked = (tmp_path / "asked").read_text()
    assert asked == "-S -D -H -h /nowhere nobody-of-ours\n"


def test_port_is_free_until_someone_listens():
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        port = listener.getsockname()[1]
        before = machine.port_is_free("127.0.0.1", port)
        listener.listen()

        taken = machine.port_is_free("127.0.0.1", port)

    assert before is False  # bound without SO_REUSEADDR: nobody else may have it
    assert taken is False
    assert machine.port_is_free("127.0.0.1", port) is True
