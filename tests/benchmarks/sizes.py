"""How the program starts, how much memory it takes and how soon keys are painted, against the size of the dataset.

The real program runs in a pseudo-terminal, each size with a home of its own; what is made once is kept there.
"""

import shutil
import sys
import time
from collections.abc import Sequence
from itertools import islice
from pathlib import Path

import click
import msgspec

from tests.benchmarks.comparing import environment
from tests.benchmarks.grammar import generated
from tests.benchmarks.hands import Hands, let_nothing_come_by_itself
from tests.benchmarks.made import annotate, write_dataset
from tests.benchmarks.memory import memory_of, most_of
from tests.benchmarks.rounds import Painted, gone_through
from tests.benchmarks.telling import counted, say

FIRST = b"made-0000000"
SETTLED = 2.5
"""Seconds for which a file is left alone, so that its content is presumed the next time."""
STARTS = 3
ANNOTATED = 10
"""One claim of so many is annotated while the keys are pressed."""
CODER = "bench"
PATIENCE = 1_800.0
"""Seconds after which a cold start would have prepared all."""
AT_REST = 2.0
"""Seconds without work after which all is prepared: for a moment after a key, what is being prepared waits."""
PROGRAM = str(Path(sys.executable).with_name("esgtui"))
MARGIN = 22


class Sized(msgspec.Struct, frozen=True):
    """What was measured at one size, line by line of the table."""

    claims: int
    facts: dict[str, str]
    painted: list[Painted]


def main(sizes: Sequence[int], seed: int, folder: Path) -> None:
    """Print one table for all sizes; what is made for them is kept in `folder`."""
    measured = [_measure(size, _prepared(size, seed, folder)) for size in sizes]
    click.echo(
        "Milliseconds are to a key's first frame / last frame / longest of these; MiB with mapped files, (without)"
    )
    _line("claims", [f"{each.claims:,}" for each in measured])
    for name in measured[0].facts:
        _line(name, [each.facts[name] for each in measured])
    for rows in zip(*(each.painted for each in measured), strict=True):
        _line(rows[0].name, [f"{each.first:.0f} / {each.last:.0f} / {each.longest:.0f}" for each in rows])


def _line(name: str, cells: Sequence[str]) -> None:
    click.echo(name.ljust(MARGIN) + "".join(cell.rjust(MARGIN) for cell in cells))


def _prepared(size: int, seed: int, folder: Path) -> Path:
    """Return a folder with a dataset of a size; one that is there already is taken."""
    home = folder / f"{size}-{seed}"
    if not (home / "made.toml").exists():
        say(f"{size:,} claims are made up …")
        home.mkdir(parents=True, exist_ok=True)
        write_dataset(list(counted(islice(generated(seed), size), f"of {size:,} made up")), home)
        time.sleep(SETTLED)
    let_nothing_come_by_itself(home)
    return home


def _measure(size: int, home: Path) -> Sized:
    facts = _cold(size, home)
    _warm(home)
    say(f"{size:,} claims, warm …")
    starts = [_start(home, "bare") for _ in range(STARTS)]
    facts["warm start s"], facts["MiB then"] = f"{min(taken for taken, _ in starts):.2f}", starts[-1][1]
    if not (home / "tenth.sqlite").exists():
        say("one claim of ten is annotated …")
        annotate(home / "made.toml", home / "tenth.sqlite", CODER, every=ANNOTATED)
    shutil.copy(home / "tenth.sqlite", home / "round.sqlite")
    starts = [_start(home, "round") for _ in range(STARTS)]
    facts["  tenth annotated s"], facts["  MiB then"] = f"{min(taken for taken, _ in starts):.2f}", starts[-1][1]
    hands = _program(home, "round")
    hands.wait_until(lambda frame: FIRST in frame.content)
    hands.press_until_calm("j", quiet=AT_REST)
    facts["MiB when all is ready"] = _memory(hands)
    seen: list[float] = []
    painted = list(gone_through(hands, lambda: seen.append(memory_of(hands.program).resident)))
    facts["MiB after the round"] = _memory(hands)
    facts["most MiB in it"] = f"{max(most_of(hands.program), *seen):.0f}"
    hands.leave("q")
    return Sized(size, facts, painted)


def _cold(size: int, home: Path) -> dict[str, str]:
    """Start once with nothing in the cache, until all is prepared; return what there is to tell, or was the first time.

    That takes minutes with very many claims, and is not done again in a folder that is kept.
    """
    kept = home / "cold.json"
    if kept.exists():
        return msgspec.json.decode(kept.read_bytes(), type=dict[str, str])
    shutil.rmtree(home / "esgtui", ignore_errors=True)
    let_nothing_come_by_itself(home)
    say(f"{size:,} claims, cold …")
    begun = time.monotonic()
    hands = _program(home, "bare")
    all_of_them, is_whole = f"▸ {size:,} claims".encode(), False
    for frame in hands.frames_until(lambda frame: FIRST in frame.content):
        is_whole = is_whole or all_of_them in frame.content  # of few claims all are there at first
    taken = time.monotonic() - begun
    if not is_whole:
        hands.wait_until(lambda frame: all_of_them in frame.content)
    whole = time.monotonic() - begun
    hands.press_until_calm("j", patience=PATIENCE, quiet=AT_REST)
    ready, most = time.monotonic() - begun, most_of(hands.program)
    hands.leave("q")
    facts = {
        "cold start s": f"{taken:.2f}",
        "all claims s": f"{whole:.2f}",
        "all prepared s": f"{ready:.0f}",
        "most MiB till then": f"{most:.0f}",
    }
    kept.write_bytes(msgspec.json.encode(facts))
    return facts


def _warm(home: Path) -> None:
    """See to it that all is in the cache, also where a newer program keeps it otherwise."""
    hands = _program(home, "bare")
    hands.wait_until(lambda frame: FIRST in frame.content)
    hands.press_until_calm("j", patience=PATIENCE, quiet=AT_REST)
    hands.leave("q")


def _start(home: Path, store: str) -> tuple[float, str]:
    """Return the seconds to the first claims on the screen, and the memory by then."""
    begun = time.monotonic()
    hands = _program(home, store)
    hands.wait_until(lambda frame: FIRST in frame.content)
    taken, memory = time.monotonic() - begun, _memory(hands)
    hands.leave("q")
    return taken, memory


def _memory(hands: Hands) -> str:
    memory = memory_of(hands.program)
    return f"{memory.resident:.0f} ({memory.own:.0f})"


def _program(home: Path, store: str) -> Hands:
    arguments = [
        "--data",
        str(home / "made.toml"),
        "--store",
        str(home / f"{store}.sqlite"),
        "--coder",
        CODER,
        "--fresh",
    ]
    return Hands([PROGRAM, *arguments], environment(str(home)))
