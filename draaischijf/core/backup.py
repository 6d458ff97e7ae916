"""The whole site in one file: the database and the uploads.

A tar file holds `manifest.json`, `database.dump` (PostgreSQL's custom format) and
`uploads/…`. Restoring replaces everything or changes nothing.
"""

from __future__ import annotations

import contextlib
import io
import json
import os
import re
import shutil
import subprocess
import tarfile
import tempfile
from collections.abc import Iterator
from pathlib import Path, PurePosixPath
from typing import IO, Any

import psycopg
from django.utils import timezone
from psycopg.conninfo import conninfo_to_dict, make_conninfo

from draaischijf.core.database import PROGRAMS, installed_packages

FORMAT = 1
# A newer pg_restore sets what an older server does not know.
UNKNOWN_BEFORE = {17: rb"^SET transaction_timeout = 0;$"}
# What an extension says of itself is written by whoever made it, and only by that role.
WORDS_OF_EXTENSIONS = rb"^COMMENT ON EXTENSION .*$"
# The first lines of a dump, far before any row of a table.
HEAD = 65_536
# A role that may not make the extension `vector` may not lose it either: it empties
# what is its own and leaves what a superuser made.
PREAMBLE = b"""\
set lock_timeout = '10s';
do $$ begin
    if (select rolsuper from pg_roles where rolname = current_user) then
        drop schema public cascade;
    else
        drop owned by current_user cascade;
    end if;
end $$;
create schema if not exists public;
grant usage on schema public to public;
"""


class BackupError(RuntimeError):
    """The backup cannot be made or restored; the message says what to do."""


def write_backup(
    target: Path, *, address: str, uploads: Path, facts: dict[str, Any]
) -> dict[str, Any]:
    """Write the database at `address` and the uploads to `target`; return the manifest.

    `facts` are kept in the manifest. The file is for its owner's eyes only, and
    appears under its name when it is complete. Raises BackupError.
    """
    partial = target.with_name(f"{target.name}.partial")
    try:
        with tempfile.TemporaryDirectory(dir=target.parent) as folder:
            dump = Path(folder, "database.dump")
            server = _dump_database(address, dump)
            files = sorted(path for path in uploads.rglob("*") if path.is_file())
            manifest = {
                "format": FORMAT,
                "made": timezone.now().isoformat(timespec="seconds"),
                "server": server,
                "uploads": len(files),
                **facts,
            }
            descriptor = os.open(partial, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
            with (
                os.fdopen(descriptor, "wb") as file,
                tarfile.open(fileobj=file, mode="w") as tar,
            ):
                _add_text(tar, "manifest.json", json.dumps(manifest, indent=2))
                tar.add(dump, "database.dump")
                for path in files:
                    tar.add(path, f"uploads/{path.relative_to(uploads).as_posix()}")
            partial.replace(target)
    except OSError as error:
        raise BackupError(f"The backup cannot be written: {error}") from error
    finally:
        partial.unlink(missing_ok=True)
    return manifest


def read_manifest(source: Path) -> dict[str, Any]:
    """Return what a backup says about itself. Raises BackupError if it is none."""
    with _opened(source) as tar:
        file = _member(tar, "manifest.json")
        try:
            manifest = dict(json.load(file))
        except (ValueError, TypeError) as error:
            raise BackupError(f"{source} has an unreadable manifest.") from error
    if manifest.get("format") != FORMAT:
        raise BackupError(
            f"{source} is a backup of another kind ({manifest.get('format')}); restore"
            " it with the version that made it."
        )
    return manifest


def restore_backup(source: Path, *, address: str, uploads: Path) -> dict[str, Any]:
    """Replace the database and the uploads by those of the backup.

    The database is replaced in one transaction, so a failure changes nothing; the
    uploads follow it. Raises BackupError, also when somebody is still working in
    the database.
    """
    manifest = read_manifest(source)
    uploads.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=uploads.parent) as folder:
        restored = Path(folder, "uploads")
        restored.mkdir()
        with _opened(source) as tar:
            dump = Path(folder, "database.dump")
            with dump.open("wb") as file:
                shutil.copyfileobj(_member(tar, "database.dump"), file)
            _extract_uploads(tar, restored)
        _load_database(address, dump)
        # Child by child: the folder itself may be a mounted disk.
        uploads.mkdir(exist_ok=True)
        before = Path(folder, "before")
        before.mkdir()
        for child in list(uploads.iterdir()):
            shutil.move(child, before)
        for child in list(restored.iterdir()):
            shutil.move(child, uploads)
    return manifest


def _dump_database(address: str, dump: Path) -> str:
    server = _server_version(address)
    program = _program("pg_dump", int(server.split(".")[0]))
    place, environment = _without_password(address)
    done = subprocess.run(  # noqa: S603 PostgreSQL's own program
        [program, "--format=custom", "--no-owner", f"--file={dump}", place],
        check=False,
        capture_output=True,
        text=True,
        env=environment,
    )
    if done.returncode:
        raise BackupError(f"pg_dump failed: {done.stderr.strip()}")
    return server


def _load_database(address: str, dump: Path) -> None:
    """Turn the dump into SQL and run it as one transaction after emptying the place."""
    major = int(_server_version(address).split(".")[0])
    place, environment = _without_password(address)
    restore = [_program("pg_restore", major), "--no-owner", "--file=-", str(dump)]
    # The exclusive locks of the first lines wait for everyone: ten seconds at most.
    load = [
        _program("psql", major), "--no-psqlrc", "--quiet", "--single-transaction",
        "--set=ON_ERROR_STOP=1", "--output=/dev/null", place,
    ]  # fmt: skip
    with (
        tempfile.TemporaryFile() as said,
        _piped(restore, stdout=subprocess.PIPE, stderr=said) as reader,
        _piped(load, stdin=subprocess.PIPE, stderr=said, env=environment) as writer,
    ):
        assert reader.stdout is not None  # noqa: S101 told by PIPE
        assert writer.stdin is not None  # noqa: S101 told by PIPE
        # A broken pipe: psql stopped at an error, which it has written down.
        with contextlib.suppress(BrokenPipeError):
            writer.stdin.write(PREAMBLE)
            _copy_sql(reader.stdout, writer.stdin, major)
        reader.stdout.close()
        if reader.wait() and writer.poll() is None:
            # Half a dump must not be committed: cut the connection instead.
            writer.kill()
        with contextlib.suppress(BrokenPipeError):
            writer.stdin.close()
        if writer.wait() or reader.returncode:
            said.seek(0)
            raise BackupError(_explain(said.read().decode(errors="replace")))


def _piped(command: list[str], **options: Any) -> subprocess.Popen[bytes]:
    return subprocess.Popen(command, **options)  # noqa: S603 PostgreSQL's own program


def _copy_sql(source: IO[bytes], target: IO[bytes], major: int) -> None:
    """Copy the SQL, leaving out of its first lines what would be refused."""
    head = re.sub(WORDS_OF_EXTENSIONS, b"", source.read(HEAD), flags=re.MULTILINE)
    for first, pattern in UNKNOWN_BEFORE.items():
        if major < first:
            head = re.sub(pattern, b"", head, flags=re.MULTILINE)
    target.write(head)
    shutil.copyfileobj(source, target)


def _explain(said: str) -> str:
    if "lock timeout" in said:
        return (
            "Somebody still works in the database. Stop the site and the worker, and"
            " restore again. Nothing was changed."
        )
    if "role" in said and "does not exist" in said:
        hint = " Make that role first, as docs/how-to/deploy.md tells."
    else:
        hint = ""
    return f"Restoring failed and nothing was changed: {said.strip()}{hint}"


def _program(name: str, major: int) -> str:
    """Return a PostgreSQL program that fits a server of that major version.

    The one of the server's own version if the machine has it, else a newer one: an
    older pg_dump refuses a newer server.
    """
    places = [str(installed_packages() / PROGRAMS / name), shutil.which(name)]
    versions: dict[int, str] = {}
    for place in filter(None, places):
        done = subprocess.run(  # noqa: S603 PostgreSQL's own program
            [place, "--version"], check=False, capture_output=True, text=True
        )
        if found := re.search(r"(\d+)(\.|beta|rc|devel)", done.stdout):
            versions.setdefault(int(found[1]), place)
    fitting = sorted(version for version in versions if version >= major)
    if not fitting:
        raise BackupError(
            f"The server is PostgreSQL {major} and no {name} of that version is here:"
            f" install the package postgresql-client-{major}."
        )
    return versions[fitting[0]]


def _server_version(address: str) -> str:
    try:
        with psycopg.connect(address) as connection:
            number = connection.info.server_version
    except psycopg.OperationalError as error:
        raise BackupError(f"The database does not answer: {error}") from error
    return f"{number // 10_000}.{number % 10_000}"


def _without_password(address: str) -> tuple[str, dict[str, str]]:
    """Return the address without its password, and an environment that has it.

    Everyone on the machine can read the words of a running command.
    """
    parts = {name: str(text) for name, text in conninfo_to_dict(address).items()}
    environment = {name: text for name, text in os.environ.items() if name[:2] != "PG"}
    environment["PGPASSWORD"] = parts.pop("password", "")
    return make_conninfo(**parts), environment


@contextlib.contextmanager
def _opened(source: Path) -> Iterator[tarfile.TarFile]:
    try:
        with tarfile.open(source) as tar:
            yield tar
    except (OSError, tarfile.TarError) as error:
        raise BackupError(f"{source} is not a readable backup: {error}") from error


def _member(tar: tarfile.TarFile, name: str) -> IO[bytes]:
    try:
        file = tar.extractfile(name)
    except KeyError:
        file = None
    if file is None:
        raise BackupError(f"The file is not a backup: it has no {name}.")
    return file


def _extract_uploads(tar: tarfile.TarFile, folder: Path) -> None:
    """Write the uploads, and nothing outside their folder."""
    for member in tar:
        parts = PurePosixPath(member.name).parts
        if not member.isfile() or parts[0] != "uploads" or ".." in parts:
            continue
        path = folder.joinpath(*parts[1:])
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("wb") as file:
            shutil.copyfileobj(_member(tar, member.name), file)
        path.chmod(member.mode & 0o666)


def _add_text(tar: tarfile.TarFile, name: str, text: str) -> None:
    data = text.encode()
    entry = tarfile.TarInfo(name)
    entry.size = len(data)
    entry.mode = 0o600
    tar.addfile(entry, io.BytesIO(data))
