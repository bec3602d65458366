"""Print what was measured: a table for each size, and how the engines stand to each other."""

from collections.abc import Sequence

from tests.benchmarks.measuring import Measured

TITLES = {
    "esgtui": "esgtui",
    "panes": "esgtui, all panes",
    "tantivy": "tantivy, fuzzy",
    "fts5": "SQLite FTS5, trigrams",
    "fzf": "fzf",
    "wratio": "rapidfuzz WRatio",
    "token_set": "rapidfuzz token_set_ratio",
}
HEADS = ("engine", "queries", "recall@1", "recall@10", "MRR", "median ms", "p95 ms", "build s", "peak MiB")


def heading(rows: int, questions: int, corpus: str) -> None:
    """Print what the next table is about."""
    print(f"\n{rows:,} rows, {questions} queries ({corpus})", flush=True)


def table(measured: Sequence[Measured]) -> None:
    """Print a line for each engine, numbers aligned."""
    lines = [HEADS, *map(_cells, measured)]
    widths = [max(map(len, column)) for column in zip(*lines, strict=True)]
    for line in lines:
        first, *numbers = line
        cells = [first.ljust(widths[0]), *map(str.rjust, numbers, widths[1:])]
        print("  ".join(cells), flush=True)


def ratios(measured: Sequence[Measured]) -> None:
    """Print how esgtui's time stands to its peers', and its time for broad queries to its median."""
    by_engine = {one.engine: one for one in measured}
    own = by_engine["esgtui"]
    for peer in measured:
        if peer.engine not in ("esgtui", "panes"):
            print(f"esgtui is {_times(peer.median / own.median)} as fast as {TITLES[peer.engine]}")
    for one in (own, by_engine["panes"]):
        broad = ", ".join(
            f"{words or 'an empty query'!s} {ms:.2f} ms ({_times(ms / one.median)})" for words, ms in one.broad.items()
        )
        print(f"{TITLES[one.engine]}, broad queries beside its median: {broad}", flush=True)


def _times(ratio: float) -> str:
    return f"{ratio:.0f} times" if ratio >= 10 else f"{ratio:.2g} times"


def _cells(one: Measured) -> tuple[str, ...]:
    asked = str(one.asked) if one.timed == one.asked else f"{one.asked} ({one.timed} timed)"
    shares = (f"{share:.3f}" for share in (one.first, one.ten, one.reciprocal))
    built = "" if one.built is None else f"{one.built:.2f}"
    return (TITLES[one.engine], asked, *shares, f"{one.median:.2f}", f"{one.p95:.2f}", built, f"{one.peak_mib:.0f}")
