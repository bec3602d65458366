"""Ask fzf: what it finds with `--filter`, and how long its matcher takes by its own `--bench`."""

import re
import resource
import shutil
import subprocess
import sys
from pathlib import Path

from tests.benchmarks.engines import LIMIT

BENCH = "--bench=300ms"
MILLISECONDS = {"µs": 0.001, "us": 0.001, "ms": 1.0, "s": 1000.0}


class Fzf:
    """fzf over the lines of a file. It is a program of its own, and reads them anew for every query."""

    def __init__(self, lines: Path) -> None:
        self._lines = lines

    @staticmethod
    def why_not() -> str:
        """Return why it cannot be measured, or nothing."""
        if shutil.which("fzf") is None:
            return "there is no such program on PATH"
        tried = subprocess.run(["fzf", BENCH, "--filter", "a"], input=b"a\n", capture_output=True, check=False)
        return "" if tried.returncode == 0 else f"the one on PATH is too old to know {BENCH.partition('=')[0]}"

    def search(self, words: str) -> list[str]:
        """Return the best lines."""
        return self._run("--filter", words).split("\n", LIMIT)[:LIMIT]

    def milliseconds(self, words: str) -> float:
        """Return how long its matcher takes for a query on average, reading the lines aside."""
        told = self._run(BENCH, "--filter", words)
        found = re.search(r"avg: ([\d.]+)(µs|us|ms|s)", told)
        if found is None:
            raise ValueError(f"fzf {BENCH} told no average: {told[:200]!r}")
        return float(found[1]) * MILLISECONDS[found[2]]

    def peak_mib(self) -> float:
        """Return the memory of the largest fzf so far. No less than what this process held when it was started."""
        peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss
        return peak / (2**20 if sys.platform == "darwin" else 2**10)

    def _run(self, *options: str) -> str:
        with self._lines.open("rb") as lines:
            done = subprocess.run(["fzf", *options], stdin=lines, stdout=subprocess.PIPE, check=False)
        if done.returncode not in (0, 1):  # 1: no line matches
            raise ValueError(f"fzf {options} ended with {done.returncode}")
        return done.stdout.decode("utf-8", "replace")
