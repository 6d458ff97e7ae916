"""`draaischijf check history`: is the history still what was recorded?"""

from __future__ import annotations

import argparse
import json
from typing import Any

from draaischijf.cli import site
from draaischijf.cli.site import CommandLineError

# What the short look of `check` takes; the whole is for `check history`.
SHORT = 20_000


def add_options(parser: Any) -> None:
    """Add what `check history` takes to the parser of `check`."""
    parser.add_argument(
        "what", nargs="?", choices=["history"], help="look at the whole history"
    )
    parser.add_argument(
        "--expect",
        metavar="POSITION:CHAIN",
        default="",
        help="an end of the chain that was kept elsewhere: it must still be there",
    )


def check_history(options: argparse.Namespace) -> int:
    """Go through the whole chain, print the verdict; fail naming the first misfit."""
    site.ready()
    from draaischijf.history import chain

    verdict = chain.verify(expected=_expected(options.expect))
    if options.json:
        facts = {
            "sound": verdict.is_sound,
            "entries": verdict.entries,
            "redacted": verdict.redacted,
            "head": str(verdict.head),
            "problem": verdict.problem,
        }
        print(json.dumps(facts, indent=2))
    elif verdict.is_sound:
        print(
            f"The history is sound: {verdict.entries} entries,"
            f" {verdict.redacted} redacted."
        )
        print(f"It ends at {verdict.head}")
    else:
        print(
            f"The history is NOT sound: {verdict.problem}."
            f" {verdict.entries} entries before it fit."
        )
    return 0 if verdict.is_sound else 1


def _expected(given: str) -> Any:
    from draaischijf.history.chain import Head

    if not given:
        return None
    position, _, chain = given.partition(":")
    if not (position.isdigit() and len(chain) == 64):
        raise CommandLineError(
            "--expect takes what an earlier check printed: a position, a colon and 64"
            " characters."
        )
    return Head(int(position), chain)


def look_at_history() -> str:
    """Look at the end of the chain, and whether this role could change it.

    Raises CommandLineError when a link does not fit.
    """
    if site.waiting_migrations():
        return "not looked at: migrations wait"
    from draaischijf.core import database_roles
    from draaischijf.history import chain

    verdict = chain.verify(last=SHORT)
    if not verdict.is_sound:
        raise CommandLineError(f"{verdict.problem}: see draaischijf check history")
    if database_roles.can_change_history():
        return (
            "the chain fits; this database role owns it"
            " (docs/how-to/deploy.md, two roles)"
        )
    return "the chain fits, and this database role can only add to it"
