"""`draaischijf demo`, `serve` and `worker`: the running site."""

from __future__ import annotations

import argparse
import os
import signal
import subprocess
import sys
import threading
import time
from types import FrameType
from typing import Any, NoReturn

from draaischijf.cli import site
from draaischijf.cli.site import CommandLineError
from draaischijf.core.machine import port_is_free

PARENT = "DRAAISCHIJF_PARENT"
START_SECONDS = 60
STOP_SECONDS = 10


def add_commands(commands: Any) -> None:
    """Add `demo`, `serve` and `worker` to the commands of the parser."""
    demo_parser = commands.add_parser("demo", help="fill and run the demo")
    serve_parser = commands.add_parser("serve", help="run the site")
    for parser in (demo_parser, serve_parser):
        parser.add_argument("--host", default="127.0.0.1")
        parser.add_argument(
            "--port", type=int, default=os.environ.get("PORT") or "8000"
        )
    demo_parser.add_argument(
        "--prepare-only", action="store_true", help="fill the demo, do not serve"
    )
    demo_parser.set_defaults(run=demo)
    cores = os.cpu_count() or 1
    serve_parser.add_argument("--workers", type=int, default=min(cores, 4))
    serve_parser.add_argument("--threads", type=int, default=4)
    serve_parser.set_defaults(run=serve)
    worker_parser = commands.add_parser("worker", help="run the background work")
    worker_parser.add_argument("--concurrency", type=int, default=2)
    worker_parser.add_argument(
        "--until-done", action="store_true", help="stop when nothing is waiting"
    )
    worker_parser.set_defaults(run=worker)


def serve(options: argparse.Namespace) -> int:
    """Serve the site until it is told to stop."""
    _refuse_taken_port(options.host, options.port)
    site.ready()
    prepare_files()
    from granian import Granian
    from granian.constants import Interfaces
    from granian.log import LogLevels

    _end_with_parent()
    Granian(
        "draaischijf.config.wsgi:application",
        address=options.host,
        port=options.port,
        interface=Interfaces.WSGI,
        workers=options.workers,
        blocking_threads=options.threads,
        respawn_failed_workers=True,
        log_level=LogLevels.warning,
    ).serve()
    return 0


def worker(options: argparse.Namespace) -> int:
    """Do the background work until told to stop, or until none is left."""
    site.ready()
    _end_with_parent()
    words = [
        "worker", "worker", f"--concurrency={options.concurrency}",
        # What was done stands in the history; the queue stays small.
        "--delete-jobs=successful",
    ]  # fmt: skip
    if options.until_done:
        words.append("--one-shot")
    return site.run_django_command("procrastinate", words)


def prepare_files() -> None:
    """Gather the static files, where these are stale."""
    from django.core.management import call_command

    call_command("collectstatic", interactive=False, verbosity=0)


def demo(options: argparse.Namespace) -> int:
    """Fill the demo if it is empty, serve it with its worker, tell where and for whom.

    Stops both, and the database if it was started here, when it is told to stop.
    """
    address = f"http://localhost:{options.port}"
    os.environ["DRAAISCHIJF_DEMO"] = "1"
    os.environ.setdefault("SITE_URL", address)
    if not options.prepare_only:
        _refuse_taken_port(options.host, options.port)
    _stop_like_ctrl_c()
    started = site.ready(move=True)
    try:
        prepare_files()
        from django.core.management import call_command

        call_command("fill_demo", if_empty=True)
        if options.prepare_only:
            return 0
        return _run_demo(options, address)
    finally:
        if started:
            started.stop()


def _run_demo(options: argparse.Namespace, address: str) -> int:
    site_words = [
        "serve", f"--host={options.host}", f"--port={options.port}", "--workers=1",
    ]  # fmt: skip
    processes = [_start(site_words), _start(["worker"])]
    try:
        _wait_for_port(options, processes)
        print(welcome(address), flush=True)
        while all(process.poll() is None for process in processes):
            time.sleep(0.5)
        raise CommandLineError("The site or its worker stopped; see above.")
    except KeyboardInterrupt:
        print("Stopping …", flush=True)
        return 0
    finally:
        _stop(processes)


def welcome(address: str) -> str:
    """Return the lines that tell where the demo runs and who can sign in."""
    from django.urls import reverse

    lines = ["", f"Draaischijf runs on {address}/", ""]
    lines += [f"  {name:<34}{address}/{slug}/" for name, slug in _partnerships()]
    lines += [
        "",
        f"Be one of these, without a password, at {address}{reverse('website:demo')}",
    ]
    lines += [f"  {name:<34}{roles}" for name, roles in _cast()]
    return "\n".join([*lines, "", "Stop with Ctrl-C; what you did is kept."])


def _partnerships() -> list[tuple[str, str]]:
    from draaischijf.people.models import Partnership

    return list(Partnership.objects.order_by("pk").values_list("name", "slug"))


def _cast() -> list[tuple[str, str]]:
    """Return everyone with an account: the name, then where they are what."""
    from django.utils import translation

    from draaischijf.people.models import Role

    roles = (
        Role.objects.current()
        .filter(person__user__isnull=False)
        .select_related("person__user", "partnership")
        .order_by("partnership", "pk")
    )
    found: dict[str, list[str]] = {}
    with translation.override("nl"):
        for role in roles:
            place = f"{role.get_kind_display()} ({role.partnership.slug})"
            found.setdefault(str(role.person.user), []).append(place)
    return [(name, ", ".join(places)) for name, places in found.items()]


def _refuse_taken_port(host: str, port: int) -> None:
    if not port_is_free(host, port):
        raise CommandLineError(
            f"Port {port} is in use. Stop what uses it, or choose another one:"
            f" --port {port + 1} (with make: PORT={port + 1})."
        )


def _start(words: list[str]) -> subprocess.Popen[bytes]:
    return subprocess.Popen(  # noqa: S603 our own command
        [sys.executable, "-m", "draaischijf", *words],
        env=os.environ | {PARENT: str(os.getpid())},
        start_new_session=True,  # Ctrl-C reaches us alone; we stop them in order
    )


def _wait_for_port(
    options: argparse.Namespace, processes: list[subprocess.Popen[bytes]]
) -> None:
    give_up = time.monotonic() + START_SECONDS
    while port_is_free(options.host, options.port):
        if any(process.poll() is not None for process in processes):
            raise CommandLineError("The site or its worker did not start; see above.")
        if time.monotonic() > give_up:
            raise CommandLineError(f"Nothing answered within {START_SECONDS} seconds.")
        time.sleep(0.1)


def _stop(processes: list[subprocess.Popen[bytes]]) -> None:
    for process in processes:
        process.terminate()
    for process in processes:
        try:
            process.wait(STOP_SECONDS)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


def _stop_like_ctrl_c() -> None:
    """Let a polite request to end do what Ctrl-C does."""

    def interrupt(number: int, frame: FrameType | None) -> NoReturn:
        del number, frame
        raise KeyboardInterrupt

    signal.signal(signal.SIGTERM, interrupt)


def _end_with_parent() -> None:
    """End this process when the demo that started it was killed."""
    parent = int(os.environ.get(PARENT) or 0)
    if not parent:
        return

    def watch() -> None:
        while os.getppid() == parent:
            time.sleep(1)
        os.kill(os.getpid(), signal.SIGTERM)

    threading.Thread(target=watch, daemon=True).start()
