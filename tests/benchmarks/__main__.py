"""Measure the program: `make bench`. Figures and ratios come from one run, side by side; nothing is asserted."""

import tempfile
from pathlib import Path
from typing import Literal

import click

from tests.benchmarks import annotated, checklist, comparing, felt, sizes, startup
from tests.benchmarks.corpus import CorpusError


def _sizes(_context: click.Context, _option: click.Parameter, typed: str) -> tuple[int, ...]:
    """Return the whole numbers of a list with commas, ascending."""
    parts = [part.strip().replace("_", "") for part in typed.split(",")]
    if not all(part.isdecimal() and int(part) for part in parts):
        raise click.BadParameter(f"{typed!r} is no list of whole numbers such as 1000,100000")
    return tuple(sorted(set(map(int, parts))))


def _peers(_context: click.Context, _option: click.Parameter, typed: str | None) -> tuple[str, ...] | None:
    """Return the peers of a list with commas, or None if there is no list."""
    if typed is None:
        return None
    names = tuple(dict.fromkeys(name.strip() for name in typed.split(",") if name.strip() not in {"", "none"}))
    for name in names:
        if name not in comparing.PEERS:
            raise click.BadParameter(f"{name!r} is no peer; there are {', '.join(comparing.PEERS)}")
    return names


@click.command()
@click.option(
    "--only",
    type=click.Choice(["startup", "search", "felt", "annotated", "checklist", "size"]),
    help="Measure one alone.",
)
@click.option(
    "--corpus",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="Search this file's rows: JSON Lines with id, company and text. Without it, sentences are made up.",
)
@click.option(
    "--rows",
    metavar="N,N,…",
    callback=_sizes,
    default="1000,10000,100000",
    show_default=True,
    help="How many rows to search: a table for each. Sizes above the file's are left out. Felt is what most come to.",
)
@click.option("--queries", type=click.IntRange(1), default=300, show_default=True, help="How many queries to ask.")
@click.option(
    "--peers",
    metavar="NAME,…",
    callback=_peers,
    help=f"Of {', '.join(comparing.PEERS)}, or none. By default all of them; above {comparing.SLOW_FROM:,} rows "
    f"{', '.join(sorted(comparing.SLOW))} only if they are named here.",
)
@click.option(
    "--seconds",
    type=click.FloatRange(0),
    default=20.0,
    show_default=True,
    help="An engine is asked no further query after this time, but five in any case; the table tells how many.",
)
@click.option("--seed", default=1, show_default=True, help="Another seed makes other sentences and queries.")
@click.option(
    "--folder",
    type=click.Path(file_okay=False, path_type=Path),
    help="Keep here what is made for sizes, and take what is there, so that a million claims are made once.",
)
def main(
    *,
    only: Literal["startup", "search", "felt", "annotated", "checklist", "size"] | None,
    corpus: Path | None,
    rows: tuple[int, ...],
    queries: int,
    peers: tuple[str, ...] | None,
    seconds: float,
    seed: int,
    folder: Path | None,
) -> None:
    """Measure how esgtui starts, feels, reads what claims state, and finds claims beside other engines; all in one run.

    A query is two to four words of one row as a person types them. recall@1 is the share of queries for which that
    row (or one with the same text) comes first, recall@10 the share for which it is among the first ten, MRR the mean
    of 1 / its place. Each engine has a process of its own: peak MiB is that process's memory, rows and index included.
    fzf's time is its matcher's, by its own --bench; the memory told for it is its own. "all panes" is esgtui's search
    with the counts of all panes of the explorer. Progress is told on stderr.
    """
    plan = comparing.Plan(corpus, rows, queries, peers, seconds, seed)
    if only in {None, "startup"}:
        startup.main()
    if only in {None, "felt"}:
        felt.main(max(rows), seed)
    if only in {None, "annotated"}:
        annotated.main(max(rows), seed)
    if only in {None, "checklist"}:
        checklist.main(max(rows), seed, corpus)
    if only in {None, "size"}:
        with tempfile.TemporaryDirectory() as passing:
            sizes.main(rows, seed, folder or Path(passing))
    if only in {None, "search"}:
        with tempfile.TemporaryDirectory() as passing:
            try:
                comparing.compare(plan, Path(passing))
            except CorpusError as error:
                raise click.ClickException(str(error)) from error


if __name__ == "__main__":
    main(prog_name="python -m tests.benchmarks")
