"""What all formats out share: progress on the way through claims, and text handed on in pieces that stay small."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from typing import TypeVar

from esgtui.dataset.files import Progress

STEP = 500
"""How many items lie between two tellings, and so how soon an export can be stopped."""

PIECE = 1 << 16
"""How many characters are gathered before they are handed on."""

Item = TypeVar("Item")


def told(what: str, items: Sequence[Item], progress: Progress | None) -> Iterator[Item]:
    """Yield the items, and tell on the way how many are done; what `progress` raises ends the work."""
    for number, item in enumerate(items):
        tell(what, number, len(items), progress)
        yield item
    tell(what, len(items), len(items), progress)


def tell(what: str, done: int, total: int, progress: Progress | None) -> None:
    """Tell how far work is, now and then and at its end."""
    if progress and (done % STEP == 0 or done == total):
        progress(what, done, total)


def chunks(items: Iterable[Item], size: int) -> Iterator[list[Item]]:
    """Yield the items in lists of at most `size`."""
    rest = iter(items)
    while chunk := list(islice(rest, size)):
        yield chunk


def in_pieces(texts: Iterable[str]) -> Iterator[bytes]:
    """Yield the texts one after the other, in UTF-8, many of them at a time."""
    gathered: list[str] = []
    length = 0
    for text in texts:
        gathered.append(text)
        length += len(text)
        if length >= PIECE:
            yield "".join(gathered).encode()
            gathered, length = [], 0
    if gathered:
        yield "".join(gathered).encode()
