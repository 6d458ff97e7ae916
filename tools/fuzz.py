"""Give the readers of files damaged ones, and see that nothing breaks or hangs.

    uv run python tools/fuzz.py                         60 seconds
    FUZZ_SECONDS=600 uv run python tools/fuzz.py        ten minutes
    FUZZ_SEED=7 uv run python tools/fuzz.py             other files
    uv run python tools/fuzz.py import-docx:123         this one again

The examples are damaged: their bytes, the parts of their packages, their markup, their
lines. Each is imported as on the page of the imports, to the last row, or judged as an
attachment and a template. Allowed is to read it, or to refuse it in words. The same
seed gives the same files; one that breaks something is kept in a folder that is told.
"""

from __future__ import annotations

import os
import sys
import tempfile
from pathlib import Path

from fuzzing import watching
from fuzzing.reading import read_what_comes

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))
SECONDS = float(os.environ.get("FUZZ_SECONDS", "60"))
SEED = int(os.environ.get("FUZZ_SEED", "1"))


def main() -> int:
    if "--reading" in sys.argv:
        read_what_comes()
        return 0
    names = sys.argv[1:]
    folder = Path(tempfile.mkdtemp(prefix="fuzz-"))
    print(f"seed {SEED}", flush=True)
    with database():
        if names:
            result = again(names, folder)
        else:
            result = watching.Run(SEED, folder).all(watching.kinds(), SECONDS)
    for name, count in sorted(result.files.items()):
        print(f"{name:12} {count:6} files, {result.taken[name]} of them read")
    print(f"{sum(result.files.values())} files, {result.megabytes} MB at most")
    for path, said in result.broken:
        print(f"\n{path}\n{said}")
    if result.broken:
        print(f"\n{len(result.broken)} files broke something.")
    return bool(result.broken)


class database:  # noqa: N801 used as a word
    """A test database of its own, with its address in the environment."""

    def __enter__(self) -> None:
        import django

        import draaischijf.config.testing  # noqa: F401 puts the address in place

        os.environ["DJANGO_SETTINGS_MODULE"] = "draaischijf.config.settings_test"
        django.setup()
        from django.test.utils import setup_databases

        self.made = setup_databases(verbosity=0, interactive=False)

    def __exit__(self, *error: object) -> None:
        from django.test.utils import teardown_databases

        teardown_databases(self.made, verbosity=0)


def again(names: list[str], folder: Path) -> watching.Result:
    run = watching.Run(SEED, folder)
    by_name = {kind.name: kind for kind in watching.kinds()}
    for name in names:
        kind, _colon, number = name.partition(":")
        run.one(by_name[kind], int(number))
    run.reader.end()
    return run.result


if __name__ == "__main__":
    sys.exit(main())
