"""Measure one engine in a process of its own, so that its memory is its own.

`python -m tests.benchmarks.measuring` reads a `Task` from stdin and prints what it `Measured` on stdout, both JSON.
"""

import resource
import statistics
import sys
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import islice
from pathlib import Path

import msgspec

from tests.benchmarks import engines
from tests.benchmarks.corpus import Row, read_rows
from tests.benchmarks.fzf import Fzf
from tests.benchmarks.queries import Question
from tests.benchmarks.telling import counted

ENGINES: dict[str, Callable[[Iterable[Row]], engines.Engine]] = {
    "esgtui": engines.esgtui,
    "panes": engines.esgtui_panes,
    "tantivy": engines.tantivy,
    "fts5": engines.fts5,
    "wratio": engines.wratio,
    "token_set": engines.token_set,
}
BROAD = ("e", "the", "a", "")
"""Queries that most rows match, or all: their cost must not grow with the number of matches."""
BROAD_RUNS = 7
LEAST = 5
"""An engine is asked so many queries however long they take."""
WARMING = "sustainabilty repo"
FZF_TIMED = 25
"""fzf's --bench takes a third of a second and more for a query: it is asked for so many at most."""


class Task(msgspec.Struct, frozen=True):
    """What is measured: an engine, on the first `rows` rows of `corpus`, for at most `seconds` of asking."""

    engine: str
    corpus: str
    rows: int
    questions: list[Question]
    seconds: float
    folder: str


class Measured(msgspec.Struct, frozen=True):
    """What came of it: for each question asked, the place of the row that was meant, from 1, or 0 if not found.

    `times` are milliseconds a query, `built` is seconds, `broad` the median milliseconds of each query in `BROAD`;
    the last two are told by esgtui alone.
    """

    engine: str
    places: list[int]
    times: list[float]
    peak_mib: float
    built: float | None = None
    broad: dict[str, float] = {}


def measure(task: Task) -> Measured:
    """Build the engine's index, ask it what there is time for, and tell."""
    if task.engine == "fzf":
        return _fzf(task)
    engine = ENGINES[task.engine](counted(read_rows(Path(task.corpus), task.rows), f"{task.engine}: rows read"))
    search = engine.search
    search(WARMING)  # what is loaded with the first query is no part of a query's time
    places, times = [], []
    for question in _in_time(task):
        start = time.perf_counter()
        found = search(question.query)
        times.append((time.perf_counter() - start) * 1000)
        places.append(_place(question, found))
    broad = {words: _broad(search, words) for words in BROAD} if engine.built is not None else {}
    return Measured(task.engine, places, times, _peak_mib(), engine.built, broad)


def _fzf(task: Task) -> Measured:
    lines = Path(task.folder) / "lines.txt"
    with lines.open("w", encoding="utf-8") as file:
        file.writelines(row.text + "\n" for row in read_rows(Path(task.corpus), task.rows))
    fzf = Fzf(lines)
    places = [_place(question, fzf.search(question.query)) for question in _in_time(task)]
    peak = fzf.peak_mib()
    times = [fzf.milliseconds(question.query) for question in islice(_in_time(task), FZF_TIMED)]
    return Measured(task.engine, places, times, peak)


def _in_time(task: Task) -> Iterator[Question]:
    """Yield questions until the engine's time is over, but a few in any case."""
    end = time.monotonic() + task.seconds
    for number, question in enumerate(
        counted(task.questions, f"{task.engine}: of {len(task.questions):,} queries asked")
    ):
        if number >= LEAST and time.monotonic() > end:
            return
        yield question


def _place(question: Question, found: Sequence[str]) -> int:
    """Return the place of the row that was meant, from 1, or 0; a row of the same text is as good."""
    return found.index(question.text) + 1 if question.text in found else 0


def _broad(search: engines.Search, words: str) -> float:
    times = []
    for _ in range(BROAD_RUNS):
        start = time.perf_counter()
        search(words)
        times.append((time.perf_counter() - start) * 1000)
    return statistics.median(times)


def _peak_mib() -> float:
    """Return the most memory that this process held; Linux's rusage counts the parent's too, its status does not."""
    status = Path("/proc/self/status")
    if status.exists():
        lines = status.read_text(encoding="ascii").splitlines()
        return next(int(line.split()[1]) / 2**10 for line in lines if line.startswith("VmHWM"))
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / (2**20 if sys.platform == "darwin" else 2**10)


if __name__ == "__main__":
    asked = msgspec.json.decode(sys.stdin.buffer.read(), type=Task)
    sys.stdout.buffer.write(msgspec.json.encode(measure(asked)))
