"""How long indexing, searching and the panes' counts take on generated claims, beside rapidfuzz over all of them."""

import random
import resource
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path

from rapidfuzz import fuzz, process

from esgtui.annotation.journal import Journal
from esgtui.browsing import Browser, Selection
from esgtui.dataset.dataset import Dataset
from esgtui.dataset.model import Claim, Company, Header, Tables
from esgtui.workspace import Workspace

SIZES = (1_000, 10_000, 100_000)
QUERIES = 60


def main() -> None:
    """Print a line for each size."""
    sizes = [int(argument) for argument in sys.argv[1:]] or SIZES
    for size in sizes:
        _measure(size, random.Random(size))


def _measure(size: int, dice: random.Random) -> None:
    words = _vocabulary(dice)
    claims = tuple(_claim(number, words, dice) for number in range(size))
    companies = tuple(Company(id=f"c{number}", name=f"Company {number}") for number in range(50))
    dataset = Dataset(Tables(header=Header(id="made", title="Made"), companies=companies, claims=claims), Path())
    with tempfile.TemporaryDirectory() as folder:
        workspace = Workspace(dataset, Journal(Path(folder) / "made.sqlite", "made"), "bench")
        start = time.perf_counter()
        workspace.finder.prepare()
        built = time.perf_counter() - start
        asked = [_query(dice.choice(claims), dice) for _ in range(QUERIES)]
        searches = [_timed(partial(workspace.finder.search, query, 200)) for query in asked]
        browser = Browser(workspace)
        views = [_timed(partial(browser.view, Selection(query=query))) for query in asked]
        statements = [claim.statement for claim in claims]
        whole = [
            _timed(partial(process.extract, query, statements, scorer=fuzz.token_set_ratio)) for query in asked[:5]
        ]
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(
        f"{size:>9,} claims: index {built:.2f} s; search median {_median(searches):.1f} ms, "
        f"p95 {sorted(searches)[int(0.95 * len(searches))]:.1f} ms; panes median {_median(views):.1f} ms; "
        f"rapidfuzz over all {_median(whole):.1f} ms; peak memory {memory:.0f} MiB"
    )


def _vocabulary(dice: random.Random) -> list[str]:
    parts = [
        "re",
        "car",
        "bon",
        "tion",
        "sus",
        "tain",
        "e",
        "mis",
        "sion",
        "cy",
        "cle",
        "wat",
        "er",
        "pow",
        "al",
        "min",
    ]
    return sorted({"".join(dice.choices(parts, k=dice.randint(2, 4))) for _ in range(20_000)})


def _claim(number: int, words: list[str], dice: random.Random) -> Claim:
    chosen = [words[min(int(dice.paretovariate(0.5)), len(words) - 1)] for _ in range(dice.randint(8, 30))]
    return Claim(id=f"made-{number:07}", company=f"c{number % 50}", statement=" ".join(chosen).capitalize() + ".")


def _query(claim: Claim, dice: random.Random) -> str:
    """Return two to four words of a claim, one of them with a slip of the finger."""
    words = claim.statement.rstrip(".").split()
    chosen = dice.sample(words, min(len(words), dice.randint(2, 4)))
    slipped = chosen[0]
    at = dice.randrange(len(slipped))
    chosen[0] = slipped[:at] + slipped[at + 1 :] if len(slipped) > 4 else slipped
    return " ".join(chosen)


def _timed(call: Callable[[], object]) -> float:
    """Return the milliseconds that a call takes."""
    start = time.perf_counter()
    call()
    return (time.perf_counter() - start) * 1000


def _median(times: list[float]) -> float:
    return statistics.median(times)
