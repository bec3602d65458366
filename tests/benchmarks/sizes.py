"""How the program starts, how much memory it takes and how soon a key is painted, against the size of the dataset.

The real program runs in a pseudo-terminal, each size with a home of its own.
"""

import statistics
import sys
import tempfile
import time
from collections.abc import Sequence
from itertools import islice
from pathlib import Path

import click
import msgspec

from tests.benchmarks.comparing import environment
from tests.benchmarks.grammar import generated
from tests.benchmarks.hands import Hands
from tests.benchmarks.made import write_dataset
from tests.benchmarks.telling import say

FIRST = "made-0000000"
KEYS, CALM = 15, 0.3
SETTLED = 2.5
"""Seconds for which a file is left alone, so that its content is presumed the next time."""
STARTS = 3
HEADS = ("claims", "cold start s", "warm start s", "MiB, warm", "index whole s", "MiB, then", "key ms", "search ms")
PROGRAM = str(Path(sys.executable).with_name("esgtui"))


class Sized(msgspec.Struct, frozen=True):
    """What was measured at one size: seconds, resident MiB, and milliseconds."""

    claims: int
    cold: float
    warm: float
    memory: float
    indexed: float
    memory_at_work: float
    key: float
    search: float


def main(sizes: Sequence[int], seed: int) -> None:
    """Print a line for each size."""
    click.echo("".join(head.rjust(15) for head in HEADS))
    for size in sizes:
        say(f"{size:,} claims are made up …")
        with tempfile.TemporaryDirectory() as folder:
            measured = _measure(size, seed, folder)
        cells = (
            f"{measured.claims:,}",
            *(f"{seconds:.2f}" for seconds in (measured.cold, measured.warm)),
            f"{measured.memory:.0f}",
            f"{measured.indexed:.2f}",
            f"{measured.memory_at_work:.0f}",
            f"{measured.key:.0f}",
            f"{measured.search:.0f}",
        )
        click.echo("".join(cell.rjust(15) for cell in cells))


def _measure(size: int, seed: int, folder: str) -> Sized:
    data = write_dataset(list(islice(generated(seed), size)), Path(folder))
    time.sleep(SETTLED)
    cold, _ = _start(data, folder)
    starts = [_start(data, folder) for _ in range(STARTS)]
    hands = _program(data, folder)
    begun = time.monotonic()
    hands.wait_for(FIRST)
    hands.press("/", CALM)
    hands.press("a", CALM)
    hands.wait_until(lambda frame: b" so far" not in frame.content)
    indexed = time.monotonic() - begun
    searches = [hands.press(letter, CALM).last() for letter in "nd emissions"]
    hands.press("\r", CALM)
    hands.press("\x1b", CALM)
    keys = [hands.press("j", CALM).last() for _ in range(KEYS)]
    memory = hands.memory()
    hands.leave("q")
    return Sized(
        size, cold, min(taken for taken, _ in starts), starts[-1][1], indexed, memory, _median(keys), _median(searches)
    )


def _start(data: Path, folder: str) -> tuple[float, float]:
    """Return the seconds to the first claims on the screen, and the memory by then."""
    begun = time.monotonic()
    hands = _program(data, folder)
    hands.wait_for(FIRST)
    taken, memory = time.monotonic() - begun, hands.memory()
    hands.leave("q")
    return taken, memory


def _program(data: Path, folder: str) -> Hands:
    return Hands([PROGRAM, "--data", str(data), "--store", folder, "--fresh"], environment(folder))


def _median(waits: Sequence[float | None]) -> float:
    """Return the median in milliseconds of those that were painted at all."""
    return 1000 * statistics.median(wait for wait in waits if wait is not None)
