"""Print what was measured: a table for each size, and how the engines stand to each other."""

import statistics
from collections.abc import Sequence

import click

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
    click.echo(f"\n{rows:,} rows, {questions} queries ({corpus})")


def table(measured: Sequence[Measured]) -> None:
    """Print a line for each engine, numbers aligned."""
    lines = [HEADS, *map(_cells, measured)]
    widths = [max(map(len, column)) for column in zip(*lines, strict=True)]
    for first, *numbers in lines:
        click.echo("  ".join([first.ljust(widths[0]), *map(str.rjust, numbers, widths[1:])]))


def ratios(measured: Sequence[Measured]) -> None:
    """Print how esgtui's time stands to its peers', and its time for broad queries to its median."""
    own = measured[0]
    for peer in measured:
        if not peer.broad:
            taken = _times(_median(peer) / _median(own))
            click.echo(f"{TITLES[peer.engine]} takes {taken} as long as esgtui{_on_same(own, peer)}")
    for one in measured:
        if one.broad:
            broad = ", ".join(
                f"{words or '(empty)'} {ms:.2f} ms ({_times(ms / _median(one))})" for words, ms in one.broad.items()
            )
            click.echo(f"{TITLES[one.engine]}, broad queries beside the median: {broad}")


def _on_same(own: Measured, peer: Measured) -> str:
    """Return both recalls on the queries that both were asked, if those are not all: shares of few say little alone."""
    if len(peer.places) == len(own.places):
        return ""
    both = min(len(peer.places), len(own.places))
    shares = [f"{first:.3f} and {ten:.3f}" for first, ten, _ in (_recalls(one.places[:both]) for one in (own, peer))]
    return f"; on the first {both} queries esgtui's recall is {shares[0]}, its {shares[1]}"


def _recalls(places: Sequence[int]) -> tuple[float, float, float]:
    """Return recall at 1, recall at 10 and the mean reciprocal rank."""
    count = len(places)
    first, ten = sum(place == 1 for place in places), sum(place > 0 for place in places)
    return first / count, ten / count, sum(1 / place for place in places if place) / count


def _median(one: Measured) -> float:
    return statistics.median(one.times)


def _times(ratio: float) -> str:
    return f"{ratio:.0f} times" if ratio >= 10 else f"{ratio:.2g} times"


def _cells(one: Measured) -> tuple[str, ...]:
    timed, asked = len(one.times), len(one.places)
    p95 = sorted(one.times)[int(0.95 * timed)]
    return (
        TITLES[one.engine],
        str(asked) if timed == asked else f"{asked} ({timed} timed)",
        *(f"{share:.3f}" for share in _recalls(one.places)),
        f"{_median(one):.2f}",
        f"{p95:.2f}",
        "" if one.built is None else f"{one.built:.2f}",
        f"{one.peak_mib:.0f}",
    )
