"""Write docs/reference/permissions.md: which role reaches which address.

    uv run python tools/permissions_page.py           write it
    uv run python tools/permissions_page.py --check   tell whether it would change

Made from tests/permissions/matrix.py, which the suite walks on real rows.
"""

from __future__ import annotations

import importlib.util
import os
import sys
from itertools import groupby
from pathlib import Path
from types import ModuleType
from typing import Any

import django

ROOT = Path(__file__).resolve().parent.parent
PAGE = ROOT / "docs" / "reference" / "permissions.md"
MATRIX = ROOT / "tests" / "permissions" / "matrix.py"
HEAD = """# Who reaches which address

Made by `tools/permissions_page.py` from the matrix in
`tests/permissions/matrix.py`; a test keeps the two equal, and the suite walks every
address for every role on real rows. The rows are for things that the public may not see
yet, such as a signal in analysis, a draft of a plan or a report that is being written.

- **yes**: let in. **no**: 404, as if nothing were there. **sign in**: led to sign-in.
- *elsewhere* is somebody with every role there is, but in another partnership: the
  parent, a child, or one beside it. All three count the same: nothing. Only what is
  public is open.
- What an address shows to whoever is let in still differs by role; that nothing leaks
  is proven by `tests/permissions/test_leaks.py`.

"""
SHORT = {
    "anonymous": "nobody",
    "outsider": "elsewhere",
    "field_worker": "field worker",
    "working_group_member": "working group",
    "lead": "lead",
    "board_reader": "board",
    "theme_director": "theme director",
    "signal_coordinator": "signal coordinator",
    "coordinator": "coordinator",
    "administrator": "administrator",
    "organisation_editor": "organisation's administrator",
    "data_protection_officer": "DPO",
}
ANSWERS = {"yes": "yes", "no": "no", "login": "sign in"}


def matrix() -> ModuleType:
    """Return the matrix, which is no part of any package."""
    spec = importlib.util.spec_from_file_location("matrix_for_the_page", MATRIX)
    assert spec is not None  # noqa: S101 the file is there
    assert spec.loader is not None  # noqa: S101 the same
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module


def page() -> str:
    """Return the whole page."""
    table = matrix()
    roles: tuple[str, ...] = table.EVERYBODY
    names = sorted(table.URLS, key=_module_of)
    parts = [HEAD]
    for module, group in groupby(names, key=_module_of):
        parts.append(f"## {module}\n\n")
        heads = ["Address", *(SHORT.get(role, role) for role in roles)]
        parts.extend((_line(heads), _line(["---"] * len(heads))))
        parts.extend(_line(_cells(table.URLS[name], name, roles)) for name in group)
        parts.append("\n")
    return "".join(parts).rstrip("\n") + "\n"


def _module_of(name: str) -> str:
    return name.partition(":")[0] if ":" in name else "accounts and language"


def _line(cells: list[str]) -> str:
    return f"| {' | '.join(cells)} |\n"


def _cells(row: Any, name: str, roles: tuple[str, ...]) -> list[str]:
    method = "" if row.method == "get" else f" ({row.method.upper()})"
    shown = f"`{_address(name)}`{method}"
    return [shown, *(ANSWERS[row.expected(role)] for role in roles)]


def _address(name: str) -> str:
    """Return the path as it stands in the address bar, with names for what varies."""
    from django.urls import get_resolver

    space, _colon, last = name.rpartition(":")
    resolver: Any = get_resolver()
    base = ""
    if space:
        base, resolver = resolver.namespace_dict[space]
    path: str = resolver.reverse_dict.getlist(last)[0][0][0][0]
    return "/" + base + path.replace("%(", "<").replace(")s", ">")


def main() -> int:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "draaischijf.config.settings")
    django.setup()
    made = page()
    if "--check" in sys.argv:
        same = PAGE.exists() and PAGE.read_text(encoding="utf-8") == made
        print("up to date" if same else "run tools/permissions_page.py")
        return not same
    PAGE.write_text(made, encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
