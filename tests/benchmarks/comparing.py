"""Compare esgtui's search with its peers: make the rows and the questions, and have each engine measured in turn."""

import os
import random
import subprocess
import sys
from itertools import islice
from pathlib import Path

import click
import msgspec

from tests.benchmarks import tables
from tests.benchmarks.corpus import CorpusError, read_rows, write_rows
from tests.benchmarks.fzf import Fzf
from tests.benchmarks.grammar import generated
from tests.benchmarks.measuring import Measured, Task
from tests.benchmarks.queries import write_questions
from tests.benchmarks.telling import counted, say

PEERS = ("tantivy", "fts5", "fzf", "wratio", "token_set")
SLOW = frozenset({"fts5", "wratio", "token_set"})
SLOW_FROM = 100_000
"""Above so many rows the slow peers are left out, unless they are asked for by name."""


class Plan(msgspec.Struct, frozen=True):
    """What is compared. `corpus` None: rows are made up; `peers` None: all, but no slow ones on many rows."""

    corpus: Path | None
    sizes: tuple[int, ...]
    queries: int
    peers: tuple[str, ...] | None
    seconds: float
    seed: int


def compare(plan: Plan, folder: Path) -> None:
    """Print a table for each size; what is made on the way is kept in `folder`. Raises `CorpusError`."""
    corpus, sizes = (plan.corpus, _in_file(plan.corpus, plan.sizes)) if plan.corpus else _made(plan, folder)
    for size in sizes:
        questions = write_questions(corpus, size, plan.queries, random.Random(f"{plan.seed} {size}"))
        tables.heading(size, len(questions), str(plan.corpus or f"made-up sentences, seed {plan.seed}"))
        measured = []
        for engine in ("esgtui", "panes", *_peers(plan.peers, size)):
            say(f"{size:,} rows: {engine} …")
            measured.append(_measured(Task(engine, str(corpus), size, questions, plan.seconds, str(folder))))
        tables.table(measured)
        tables.ratios(measured)


def _made(plan: Plan, folder: Path) -> tuple[Path, tuple[int, ...]]:
    path = folder / "made.jsonl"
    rows = islice(generated(plan.seed), max(plan.sizes))
    write_rows(counted(rows, f"rows of {max(plan.sizes):,} made up"), path)
    return path, plan.sizes


def _in_file(corpus: Path, sizes: tuple[int, ...]) -> tuple[int, ...]:
    """Return the sizes that the file is large enough for, and say which are left out; its own size if it has none."""
    there = sum(1 for _ in counted(read_rows(corpus), "rows of the corpus read"))
    if not there:
        raise CorpusError(f"{corpus} has no rows")
    fitting = tuple(size for size in sizes if size <= there)
    for size in sizes:
        if size > there:
            click.echo(f"{size:,} rows: left out, {corpus} has {there:,}")
    return fitting or (there,)


def _peers(wanted: tuple[str, ...] | None, size: int) -> list[str]:
    """Return the peers to measure, and say which are left out and why."""
    peers = []
    for peer in PEERS if wanted is None else wanted:
        if peer == "fzf" and (reason := Fzf.why_not()):
            click.echo(f"fzf: left out, {reason}")
        elif peer in SLOW and wanted is None and size > SLOW_FROM:
            click.echo(f"{peer}: left out, slow above {SLOW_FROM:,} rows; --peers asks for it")
        else:
            peers.append(peer)
    return peers


def _measured(task: Task) -> Measured:
    done = subprocess.run(
        [sys.executable, "-m", "tests.benchmarks.measuring"],
        input=msgspec.json.encode(task),
        stdout=subprocess.PIPE,
        check=True,
        env=environment(task.folder),
    )
    return msgspec.json.decode(done.stdout, type=Measured)


def environment(folder: str) -> dict[str, str]:
    """Return an environment in which nothing of the user's is read, written or found in a cache."""
    homes = ("HOME", "XDG_CACHE_HOME", "XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_STATE_HOME", "TMPDIR")
    return os.environ | dict.fromkeys(homes, folder)
