"""Lets `python -m draaischijf` do what the command `draaischijf` does."""

from __future__ import annotations

import sys

from draaischijf.cli import main

if __name__ == "__main__":
    sys.exit(main())
