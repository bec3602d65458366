"""Torture a journal: kill programs that write to it, and let its writes fail at every single step; then look closely.

`python -m tests.annotation.torture` (`make torture`) does it a thousand times and prints counts; tests do it in a short
form. Whatever is found to be wrong raises `AssertionError`.
"""

import os
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

from .torture_counts import Counts
from .torture_faults import FAULTS, faults
from .torture_kept import kept
from .torture_kills import kill_many, kill_recovery

LARGE = 2_500
"""How many claims are changed at once by programs that are killed while they keep what that comes to."""


def main(kills: int = 1_000, per_journal: int = 50) -> None:
    """Do it all, and print the counts."""
    total = Counts()
    with TemporaryDirectory(prefix="esgtui-torture-") as name:
        folder = Path(name)
        for what in FAULTS:
            (folder / what).mkdir()
            counts = faults(what, folder / what, 8)
            print(f"writes that fail ({what}): {told(counts)}", flush=True)
            total.add(counts)
        (folder / "recovery").mkdir()
        counts = kill_recovery(folder / "recovery", kills // 20, 7)
        print(f"recoveries that are killed: {told(counts)}", flush=True)
        total.add(counts)
        (folder / "kept").mkdir()
        counts = kept(folder / "kept", LARGE, kills // 20)
        print(f"programs that are killed while they keep what many changes come to: {told(counts)}", flush=True)
        total.add(counts)
        seed = int.from_bytes(os.urandom(4))
        print(f"killing with the seed {seed}", flush=True)
        for number in range(kills // per_journal):
            counts = kill_many(folder / f"killed{number}.sqlite", per_journal, seed + number)
            total.add(counts)
            print(f"journal {number + 1} of {kills // per_journal}: {told(counts)}", flush=True)
    print(f"in all: {told(total)}; nothing was lost, and no step was half done")


def told(counts: Counts) -> str:
    return ", ".join(
        [
            f"{counts.kills:,} kills",
            f"{counts.faults:,} faults",
            f"{counts.acknowledged:,} changes acknowledged",
            f"{counts.found:,} changes found",
        ]
    )


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
