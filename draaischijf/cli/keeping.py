"""`draaischijf check`, `backup`, `restore` and `database`: keeping the site."""

from __future__ import annotations

import argparse
import json
import shutil
import sys
from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass
from importlib.metadata import version
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from draaischijf.cli import history_chain, site
from draaischijf.cli.site import CommandLineError
from draaischijf.core import backup as backups
from draaischijf.core.backup import BackupError
from draaischijf.core.database import DatabaseError, EmbeddedPostgres

OLDEST_SERVER = 15


def add_commands(commands: Any) -> None:
    """Add the commands of this file to the parser."""
    check_parser = commands.add_parser("check", help="tell whether the site is sound")
    history_chain.add_options(check_parser)
    check_parser.set_defaults(run=check)
    backup_parser = commands.add_parser(
        "backup", help="write the database and the uploads to one file"
    )
    backup_parser.add_argument("file", type=Path, nargs="?")
    backup_parser.set_defaults(run=backup)
    restore_parser = commands.add_parser(
        "restore", help="replace the database and the uploads by those of a backup"
    )
    restore_parser.add_argument("file", type=Path)
    restore_parser.add_argument("--yes", action="store_true", help="do not ask")
    restore_parser.set_defaults(run=restore)
    database_parser = commands.add_parser(
        "database", help="the embedded database, and the rights of the roles"
    )
    steps = ["start", "stop", "status", "remove", "roles"]
    database_parser.add_argument("step", choices=steps)
    database_parser.add_argument("--site", default="", help="roles: the site's role")
    database_parser.add_argument(
        "--apply", action="store_true", help="roles: give the rights, as the owner"
    )
    database_parser.add_argument("--yes", action="store_true", help="do not ask")
    database_parser.set_defaults(run=database)
    for parser in (check_parser, backup_parser, restore_parser, database_parser):
        parser.add_argument("--json", action="store_true", help="answer in JSON")


@dataclass(frozen=True)
class Finding:
    """One thing `check` looked at."""

    what: str
    sound: bool
    detail: str


def check(options: argparse.Namespace) -> int:
    """Look at the settings, the database and the folders; fail if one is not sound."""
    if options.what == "history":
        return history_chain.check_history(options)
    findings = list(_findings())
    if options.json:
        print(json.dumps([asdict(finding) for finding in findings], indent=2))
    else:
        for finding in findings:
            mark = "ok  " if finding.sound else "FAIL"
            print(f"{mark}  {finding.what}: {finding.detail}")
    return 0 if all(finding.sound for finding in findings) else 1


def _findings() -> Iterator[Finding]:
    looks: list[tuple[str, Callable[[], str]]] = [
        ("database", _look_at_server),
        ("migrations", _look_at_migrations),
        ("settings", _look_at_settings),
        ("uploads", _look_at_uploads),
        ("messages", _look_at_messages),
        ("adopted versions", _look_at_versions),
        ("history", history_chain.look_at_history),
    ]
    for what, look in looks:
        try:
            yield Finding(what, sound=True, detail=look())
        except (CommandLineError, DatabaseError) as error:
            yield Finding(what, sound=False, detail=str(error))
            if what == "database":
                return


def _look_at_server() -> str:
    import django
    from django.db import OperationalError, connection

    site.ensure_database()
    django.setup()
    try:
        connection.ensure_connection()
    except OperationalError as error:
        raise CommandLineError(f"does not answer: {str(error).strip()}") from error
    return refuse_old(connection.cursor().connection.info.server_version)


def refuse_old(number: int) -> str:
    """Return the name of a server's version. Raises CommandLineError if too old."""
    major, minor = divmod(number, 10_000)
    if major < OLDEST_SERVER:
        raise CommandLineError(
            f"PostgreSQL {major} is too old; {OLDEST_SERVER} is needed."
        )
    return f"PostgreSQL {major}.{minor}"


def _look_at_migrations() -> str:
    if waiting := site.waiting_migrations():
        raise CommandLineError(
            f"{len(waiting)} wait, the first is {waiting[0]}: run draaischijf manage"
            " migrate"
        )
    return "all done"


def _look_at_settings() -> str:
    from django.conf import settings
    from django.core import checks

    at_home = urlsplit(settings.SITE_URL).hostname in {"localhost", "127.0.0.1"}
    in_public = not (settings.DEBUG or settings.DEMO or at_home)
    found = checks.run_checks(include_deployment_checks=in_public)
    serious = [
        message
        for message in found
        if message.level >= checks.WARNING and not message.is_silenced()
    ]
    if serious:
        # Django's messages are whole paragraphs; the number leads to the rest.
        raise CommandLineError(
            "; ".join(f"{m.id} {m.msg.split('. ')[0]}" for m in serious)
        )
    return "as they should be" if in_public else "fit for this machine only"


def _look_at_uploads() -> str:
    from django.conf import settings

    folder = Path(settings.MEDIA_ROOT)
    try:
        folder.mkdir(parents=True, exist_ok=True)
        probe = folder / ".probe"
        probe.write_text("")
        probe.unlink()
    except OSError as error:
        raise CommandLineError(f"{folder} cannot be written: {error}") from error
    return str(folder)


def _look_at_messages() -> str:
    from django.conf import settings

    for folder in settings.LOCALE_PATHS:
        for source in Path(folder).rglob("*.po"):
            if not source.with_suffix(".mo").exists():
                raise CommandLineError("not compiled: run draaischijf messages compile")
    return "compiled"


def _look_at_versions() -> str:
    if site.waiting_migrations():
        return "not looked at: migrations wait"
    from draaischijf.plans.queries.versions import damaged_versions

    damaged = [
        f"{one.plan.get_absolute_url()} version {one.number}"
        for one in damaged_versions()
    ]
    if damaged:
        raise CommandLineError(f"not what was adopted: {', '.join(damaged)}")
    return "as they were adopted"


def backup(options: argparse.Namespace) -> int:
    """Write the whole site to one file and name it."""
    from django.conf import settings
    from django.utils import timezone

    site.ready()
    from draaischijf.history import chain

    target = options.file or Path(
        f"draaischijf-{timezone.localtime():%Y-%m-%d-%H%M}.tar"
    )
    if target.exists():
        raise CommandLineError(f"{target} exists already; nothing was written.")
    manifest = backups.write_backup(
        target,
        address=database_address(),
        uploads=Path(settings.MEDIA_ROOT),
        facts={
            "version": version("draaischijf"),
            "migrations": _known_migrations(),
            # Shows later that nothing was cut off: check history --expect.
            "history": str(chain.head()),
        },
    )
    _tell(
        options, manifest, f"{target}: {manifest['uploads']} uploads and the database"
    )
    return 0


def restore(options: argparse.Namespace) -> int:
    """Replace everything by what the backup holds, after asking."""
    import django
    from django.conf import settings

    manifest = backups.read_manifest(options.file)
    site.ensure_database()
    django.setup()
    unknown = sorted(set(manifest.get("migrations", [])) - set(_known_migrations()))
    if unknown:
        raise BackupError(
            f"This backup was made by a newer version ({manifest.get('version')}):"
            f" {unknown[0]} is not known here. Install that version first."
        )
    if not options.yes:
        _ask(f"Replace the whole site by the backup of {manifest['made']}?")
    backups.restore_backup(
        options.file, address=database_address(), uploads=Path(settings.MEDIA_ROOT)
    )
    site.ready(move=True)
    _tell(options, manifest, f"The site is as it was on {manifest['made']}.")
    return 0


def _known_migrations() -> list[str]:
    from django.db.migrations.loader import MigrationLoader

    loader = MigrationLoader(None)
    return sorted(f"{app}.{name}" for app, name in loader.disk_migrations)


def database_address() -> str:
    """Return the address of the site's database for PostgreSQL's own programs."""
    from django.db import connection
    from psycopg.conninfo import make_conninfo
    from psycopg.pq import Conninfo

    known = {option.keyword.decode() for option in Conninfo.get_defaults()}
    parts = connection.get_connection_params()
    return make_conninfo(
        **{name: str(part) for name, part in parts.items() if name in known}
    )


def _ask(question: str) -> None:
    if not sys.stdin.isatty():
        raise CommandLineError("Nobody is here to ask: add --yes to go on.")
    if input(f"{question} [y/N] ").strip().lower() not in {"y", "yes", "j", "ja"}:
        raise CommandLineError("Nothing was changed.")


def database(options: argparse.Namespace) -> int:
    """Start, stop, describe or remove the embedded database; tell or give rights."""
    if options.step == "roles":
        return _roles(options)
    server = site.embedded_database()
    if server is None:
        raise CommandLineError(
            "DATABASE_URL names a server: start and stop it with its own tools."
        )
    if options.step == "start":
        site.ensure_database()
    elif options.step == "stop":
        server.stop()
    elif options.step == "remove":
        if not options.yes:
            _ask(f"Remove the database in {server.base} and all that is in it?")
        server.stop()
        shutil.rmtree(server.base, ignore_errors=True)
    state = _state_of(server)
    _tell(options, state, "\n".join(f"{name}: {text}" for name, text in state.items()))
    return 0


def _roles(options: argparse.Namespace) -> int:
    """Print the rights of the site's role as SQL, or give them."""
    site.ready()
    from draaischijf.core import database_roles

    if not options.site:
        raise CommandLineError("Name the role that runs the site: --site NAME")
    work = database_roles.give if options.apply else database_roles.statements
    run = work(options.site)
    facts = {"site": options.site, "given": options.apply, "statements": run}
    _tell(options, facts, "\n".join(f"{one};" for one in run))
    return 0


def _state_of(server: EmbeddedPostgres) -> dict[str, Any]:
    return {
        "running": server.is_running(),
        "process": server.process_id(),
        "version": server.version,
        "data": str(server.data),
        "log": str(server.log),
        "address": server.url(),
    }


def _tell(options: argparse.Namespace, facts: dict[str, Any], sentence: str) -> None:
    print(json.dumps(facts, indent=2) if options.json else sentence)
