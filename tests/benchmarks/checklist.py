"""How long the checklist takes to read what very many claims state: sentences, and notes of several of them."""

import time
from collections.abc import Iterator
from itertools import islice
from pathlib import Path

import click

from esgtui.checklist.columns import columns_of
from esgtui.checklist.reading import Reader
from esgtui.checklist.rules import read_rules
from esgtui.checklist.sharing import columns_by_two
from esgtui.dataset.model import Claim
from tests.benchmarks.corpus import read_rows
from tests.benchmarks.grammar import generated
from tests.benchmarks.telling import say

NOTE = 400
"""A note ends with the sentence with which it has so many characters."""
PER = 100_000


def main(rows: int, seed: int, corpus: Path | None) -> None:
    """Print the time of the processor, on one core, for claims of each kind, or for the texts of a file."""
    if corpus:
        _measure(corpus.name, [row.text for row in read_rows(corpus, rows)])
        return
    _measure("sentences", [row.text for row in islice(generated(seed), rows)])
    _measure("notes", list(islice(_notes(seed), rows)))


def _notes(seed: int) -> Iterator[str]:
    """Yield texts of several sentences, without end."""
    note = ""
    for row in generated(seed):
        note = f"{note} {row.text}".strip()
        if len(note) >= NOTE:
            yield note
            note = ""


def _measure(kind: str, texts: list[str]) -> None:
    say(f"reading {len(texts):,} {kind} …")
    claims = [Claim(id=f"c{number}", company="c", statement=text) for number, text in enumerate(texts)]
    start = time.process_time()
    columns_of(claims, Reader(read_rules()))
    taken = time.process_time() - start
    characters = sum(map(len, texts)) / len(texts)
    click.echo(
        f"checklist: {len(texts):,} {kind} of {characters:.0f} characters: {taken:.2f} s of one core's time, "
        f"rules included; {taken / len(texts) * PER:.1f} s for {PER:,}"
    )
    since = time.perf_counter()
    columns_by_two(claims, Reader(read_rules()), None)
    waited = time.perf_counter() - since
    click.echo(f"checklist: the same in two processes: {waited:.2f} s by the clock; {waited / len(texts) * PER:.1f} s")
