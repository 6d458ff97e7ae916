"""On what was measured: the machine, the programs, and how busy it was."""

from __future__ import annotations

import os
import platform
from pathlib import Path
from typing import Any

from django.db import connection


def described() -> dict[str, Any]:
    """Return the processor, memory, versions and load, for beside the figures."""
    with connection.cursor() as cursor:
        version = cursor.connection.info.server_version
    return {
        "processor": _first_line_of("/proc/cpuinfo", "model name")
        or platform.machine(),
        "cores": os.cpu_count() or 1,
        "memory_gib": _memory(),
        "python": platform.python_version(),
        "postgresql": f"{version // 10_000}.{version % 10_000}",
        # Above the number of cores others used the machine too, and times are longer.
        "load": round(os.getloadavg()[0], 1),
    }


def in_words(machine: dict[str, Any]) -> str:
    """Return a machine as one line."""
    return (
        f"{machine['processor']}, {machine['cores']} cores, {machine['memory_gib']}"
        f" GiB; Python {machine['python']}, PostgreSQL {machine['postgresql']};"
        f" load {machine['load']}"
    )


def _memory() -> int:
    pages, size = os.sysconf("SC_PHYS_PAGES"), os.sysconf("SC_PAGE_SIZE")
    return round(pages * size / 2**30)


def _first_line_of(path: str, name: str) -> str:
    try:
        lines = Path(path).read_text(encoding="utf-8").splitlines()
    except OSError:
        return ""
    found = (line.partition(":") for line in lines)
    return next((value.strip() for key, _, value in found if key.strip() == name), "")
