"""The command line: `draaischijf …`.

Starts what a person starts: the site, the worker, an import, a backup. What an
import or a set-up does stands in the management command of the module it belongs
to. Stands above every module and owns nothing.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Sequence

from django.core.exceptions import ImproperlyConfigured
from django.db.utils import OperationalError, ProgrammingError

from draaischijf.cli import keeping, serving, site, wording
from draaischijf.cli.site import CommandLineError
from draaischijf.core.backup import BackupError
from draaischijf.core.database import DatabaseError

# Our word for it → the management command that does it, and what it is for.
PASSED_ON = {
    "import": ("import_document", "bring a document of an office into a partnership"),
    "export": ("export_signals", "write the signals of a partnership to a file"),
    "report": ("make_report", "make a year plan, a year report or a dossier"),
    "bench": ("bench", "measure the works of the site against their budgets"),
    "seed-scale": ("seed_scale", "fill an empty site with made data to measure on"),
    "retention": ("retention", "empty or remove what was kept long enough"),
    "setup": ("setup", "make the first partnership and administrator"),
}
EXPECTED = (
    CommandLineError,
    BackupError,
    DatabaseError,
    ImproperlyConfigured,
    OperationalError,
    ProgrammingError,
)


def main(words: Sequence[str] | None = None) -> int:
    """Do what the words ask and return the exit code; every failure is one message."""
    words = list(sys.argv[1:] if words is None else words)
    try:
        return _run(words)
    except EXPECTED as error:
        print(f"draaischijf: {_told(error)}", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        return 130


def _run(words: list[str]) -> int:
    if words and words[0] in PASSED_ON:
        site.prepare_environment()
        command, _ = PASSED_ON[words[0]]
        return site.run_django_command(command, words, move=words[0] == "setup")
    if words[:1] == ["manage"]:
        site.prepare_environment()
        return site.run_manage(words[1:])
    options = _parser().parse_args(words)
    site.prepare_environment()
    run: Callable[[argparse.Namespace], int] = options.run
    return run(options)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="draaischijf",
        description="The whole path of a policy signal in one place.",
        epilog="docs/reference/commands.md tells more about each command.",
    )
    commands = parser.add_subparsers(title="commands", metavar="COMMAND", required=True)
    serving.add_commands(commands)
    for word, (_, purpose) in PASSED_ON.items():
        commands.add_parser(word, help=purpose, add_help=False)
    keeping.add_commands(commands)
    wording.add_commands(commands)
    commands.add_parser("manage", help="Django's own commands", add_help=False)
    return parser


def _told(error: Exception) -> str:
    """Return the message a person can use."""
    text = str(error).strip()
    if isinstance(error, OperationalError):
        return f"The database does not do what was asked. {text}"
    if isinstance(error, ProgrammingError) and "does not exist" in text:
        return f"The database is not up to date: run draaischijf manage migrate. {text}"
    return text
