"""A program of its own that reads a large dataset onto a shelf, for `aside.py`: it writes how far it is, and what came.

Whoever shows a dataset meanwhile is not held up by it, and keeps none of the memory that it takes.
"""

import os
import sys
from pathlib import Path
from time import monotonic

import msgspec

from esgtui.dataset.loader import load
from esgtui.dataset.problems import DatasetError, Problem
from esgtui.shelf.kept import Shelf

PAUSE = 0.1
"""Seconds between two tellings."""


POLITENESS = 5
"""By how much it steps back behind whoever answers keys, where processors are scarce."""


class Told(msgspec.Struct, frozen=True, omit_defaults=True):
    """A line that the program writes: how far it is or, in the end, what is on the shelf, or what is wrong."""

    what: str = ""
    done: int = 0
    total: int = 0
    fingerprint: str = ""
    problems: tuple[Problem, ...] = ()
    untold: int = 0


def main(path: str, shelf: str) -> None:
    """Read the dataset at a path onto the shelf in a folder."""
    if sys.platform != "win32":
        os.nice(POLITENESS)
    due = 0.0

    def tell(what: str, done: int, total: int) -> None:
        nonlocal due
        if (now := monotonic()) >= due:
            due = now + PAUSE
            _write(Told(what, done, total))

    try:
        dataset = load(Path(path), tell, Shelf(Path(shelf)))
    except DatasetError as error:
        _write(Told(problems=error.told, untold=error.untold))
    else:
        _write(Told(fingerprint=dataset.fingerprint))


def _write(told: Told) -> None:
    sys.stdout.buffer.write(msgspec.json.encode(told) + b"\n")
    sys.stdout.buffer.flush()


if __name__ == "__main__":
    main(*sys.argv[1:])
