"""What the benchmarks say on stderr while they work, so that nobody waits in the dark."""

import time
from collections.abc import Iterable, Iterator
from typing import TypeVar

import click

PAUSE = 5.0
"""Seconds between two lines of progress."""

Item = TypeVar("Item")


def say(text: str) -> None:
    """Print a line of narration."""
    click.echo(text, err=True)


def counted(items: Iterable[Item], what: str) -> Iterator[Item]:
    """Yield the items, and say now and then how many there were."""
    told = time.monotonic()
    for number, item in enumerate(items):
        if time.monotonic() - told > PAUSE:
            told = time.monotonic()
            say(f"  {what}: {number:,} …")
        yield item
