"""What every command needs first: surroundings, a database, Django."""

from __future__ import annotations

import contextlib
import os
import secrets
import sys
from collections.abc import Sequence
from pathlib import Path

from draaischijf.core import messages
from draaischijf.core.database import EmbeddedPostgres

PACKAGE = Path(__file__).resolve().parent.parent
ROOT = Path(__file__).resolve().parent.parent.parent

# Any number that nothing else of ours locks.
_MOVING = 4_015_003


class CommandLineError(RuntimeError):
    """What was asked cannot be done; the message says why and what to do."""


def var_folder() -> Path:
    """Return the folder for what the site keeps, by the rule of the settings."""
    return Path(os.environ.get("DRAAISCHIJF_VAR") or ROOT / "var")


def prepare_environment() -> None:
    """Name the settings, and give the site a secret key if it has none yet."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "draaischijf.config.settings")
    if not os.environ.get("SECRET_KEY"):
        os.environ["SECRET_KEY"] = _own_secret_key()


def _own_secret_key() -> str:
    """Return the key kept in the var folder; the first to ask makes it."""
    path = var_folder() / "secret-key"
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with contextlib.suppress(FileExistsError):
            descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
            with os.fdopen(descriptor, "w") as file:
                file.write(secrets.token_urlsafe(50))
    except OSError as error:
        raise CommandLineError(
            f"{path} cannot be written: {error}. Set SECRET_KEY, or DRAAISCHIJF_VAR to"
            " a folder this user may write."
        ) from error
    key = path.read_text().strip()
    if not key:
        raise CommandLineError(f"{path} is empty. Remove it and try again.")
    return key


def embedded_database() -> EmbeddedPostgres | None:
    """Return the embedded server, or None when DATABASE_URL names another."""
    if os.environ.get("DATABASE_URL"):
        return None
    return EmbeddedPostgres(var_folder() / "postgres")


def ensure_database() -> EmbeddedPostgres | None:
    """Have the embedded server running; return it if this call started it."""
    server = embedded_database()
    if server is None:
        return None
    if not (server.data / "PG_VERSION").exists():
        print(f"Making the database in {server.base} …", file=sys.stderr)
    started = server.start()
    server.create_database("draaischijf")
    return server if started else None


def compile_messages() -> None:
    """Compile the messages if they are stale; a site that may not goes on with the old.

    On a server the source belongs to another user than the one that runs the site.
    """
    try:
        messages.compile_catalogues(PACKAGE)
    except OSError as error:
        print(
            f"The messages are not up to date and cannot be compiled here: {error}."
            " Run draaischijf messages compile as the owner of the source.",
            file=sys.stderr,
        )


def ready(*, move: bool = False) -> EmbeddedPostgres | None:
    """Have Django set up on a database that is up to date.

    The embedded database is brought up to date by itself; another one only when
    `move` is set, because its owner decides when. Returns as ensure_database does.
    """
    import django

    # Before Django looks for them: what is not there then is not looked for again.
    compile_messages()
    started = ensure_database()
    django.setup()
    if waiting := waiting_migrations():
        if not move and os.environ.get("DATABASE_URL"):
            raise CommandLineError(
                f"{len(waiting)} changes of the database wait, the first is"
                f" {waiting[0]}. Make a backup and run: draaischijf manage migrate"
            )
        bring_up_to_date()
    return started


def bring_up_to_date() -> None:
    """Run the migrations that wait, or wait until another process has run them.

    The site and its worker start at once: whoever comes second finds nothing to do.
    """
    from django.core.management import call_command
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("select pg_advisory_lock(%s)", [_MOVING])
    try:
        if waiting_migrations():
            print("Bringing the database up to date …", file=sys.stderr)
            call_command("migrate", verbosity=0, interactive=False)
    finally:
        with connection.cursor() as cursor:
            cursor.execute("select pg_advisory_unlock(%s)", [_MOVING])


def waiting_migrations() -> list[str]:
    """Return the names of the migrations this database lacks, in order."""
    from django.db import connection
    from django.db.migrations.executor import MigrationExecutor

    executor = MigrationExecutor(connection)
    plan = executor.migration_plan(executor.loader.graph.leaf_nodes())
    return [f"{migration.app_label}.{migration.name}" for migration, _ in plan]


def run_django_command(
    command: str, words: Sequence[str], *, move: bool = False
) -> int:
    """Run a management command under the word a person typed for it."""
    import django
    from django.core.management import ManagementUtility

    if {"--help", "-h"} & set(words):
        django.setup()
    else:
        ready(move=move)
    utility = ManagementUtility(["draaischijf", command])
    utility.fetch_command(command).run_from_argv(["draaischijf", *words])
    return 0


def run_manage(words: Sequence[str]) -> int:
    """Run one of Django's own commands."""
    from django.core.management import ManagementUtility

    ensure_database()
    ManagementUtility(["draaischijf manage", *words]).execute()
    return 0
