"""The document behind a claim: where in its text the claim stands, the document's facts, and all claims from it.

Reads no file: `dataset/documents.py` does. How a quote is found stands in `alignment.py`.
"""

from collections.abc import Callable, Sequence
from typing import Literal
from urllib.parse import urlsplit

import msgspec

from esgtui.bits import flags_of
from esgtui.dataset.columns import NOTHING
from esgtui.dataset.dataset import Dataset
from esgtui.dataset.describe import Fact
from esgtui.dataset.model import Claim, Place, Source
from esgtui.dataset.placed import Placed, PlacedGathered
from esgtui.insight.alignment import align
from esgtui.insight.document import Document, Stretch
from esgtui.insight.table import Table
from esgtui.looked_up import LookedUp
from esgtui.rows import bits_in

How = Literal["verbatim", "close", "statement", "paragraph", "nowhere"]

SCHEMES = frozenset({"http", "https"})
"""What kind of address is ever handed to a browser."""


class Passage(msgspec.Struct, frozen=True):
    """Where in a document's text a claim stands, and how that was found.

    `verbatim`: the quote stands there word for word; `close`: what is most like the quote stands there; `statement`:
    there is no quote, and what is most like the statement stands there; `paragraph`: it is the paragraph that the
    curator names; `nowhere`: `stretch` is None.
    """

    stretch: Stretch | None
    how: How
    alike: int = 0
    is_quoted: bool = True
    """Whether the claim has a quote that could be looked for."""

    @property
    def mark(self) -> str:
        """A sign for it, that tells without colour: `=`, `≈`, `¶` or `∅`."""
        return {"verbatim": "=", "close": "≈", "statement": "≈", "paragraph": "¶", "nowhere": "∅"}[self.how]

    @property
    def told(self) -> str:
        """How it was found, in words."""
        quote = "the quote is not found in it" if self.is_quoted else "the claim has no quote"
        return {
            "verbatim": "the quote, word for word",
            "close": f"not the quote word for word: {self.alike} % alike",
            "statement": f"no quote is given: what is most like the statement, {self.alike} % alike",
            "paragraph": f"the paragraph that is named; {quote}",
            "nowhere": f"the place is not found in the text{'' if self.is_quoted else f'; {quote}'}",
        }[self.how]


class Entry(msgspec.Struct, frozen=True):
    """A claim at one of its places in a source; `is_let_through` says whether query and filters let it through."""

    row: int
    place: Place
    is_let_through: bool = True


def passage(document: Document, claim: Claim, place: Place) -> Passage:
    """Return where a claim stands in the text of the source that `place` names."""
    near = document.paragraph(place.paragraph) if place.paragraph is not None else None
    if claim.quote:
        found = align(document, claim.quote, near)
        if found:
            return Passage(found.stretch, "verbatim" if found.is_verbatim else "close", found.alike)
    elif near is None:
        found = align(document, claim.statement)
        if found:
            return Passage(found.stretch, "statement", found.alike)
    return Passage(near, "paragraph" if near else "nowhere", is_quoted=bool(claim.quote))


class Entries(LookedUp[Entry]):
    """The claims from a source in its order, each as often as it stands there; those without a paragraph come last.

    They are made when they are looked at. `is_let_through` tells it of a row.
    """

    def __init__(self, dataset: Dataset, placed: Placed, source: str, is_let_through: Callable[[int], object]) -> None:
        stretch = placed.stretch(source)
        self._claims, self._is_let_through = dataset.claims, is_let_through
        self._rows, self._places = placed.rows[stretch], placed.places[stretch]
        self.paragraphs = frozenset(placed.paragraphs[stretch]) - {NOTHING}
        """The numbers of the paragraphs that they stand in."""
        rows = set(self._rows)
        self.claims, self.let_through = len(rows), sum(map(bool, map(is_let_through, rows)))
        """How many claims these are, and how many of them query and filters let through."""

    def __len__(self) -> int:
        return len(self._rows)

    def at(self, place: int) -> Entry:
        """Return the entry at a place."""
        row = self._rows[place]
        return Entry(row, self._claims[row].places[self._places[place]], bool(self._is_let_through(row)))

    def first_of(self, row: int) -> int:
        """Return where the claim at a row stands first; raise `ValueError` where it does not stand."""
        return list(self._rows).index(row)


def claims_from(dataset: Dataset, source: str, rows: Sequence[int] | None = None) -> Entries:
    """Return the claims from a source in its order.

    `rows` are those that query and filters let through; None is all.
    """
    registers, size = dataset.registers, len(dataset.claims)
    flags = b"" if rows is None or rows == range(size) else flags_of(bits_in(rows), size)
    is_let_through = flags.__getitem__ if flags else _all_are
    return Entries(dataset, registers.placed if registers else _gone_through(dataset, source), source, is_let_through)


def _all_are(_: int) -> bool:
    """Tell that a claim is let through, where all are."""
    return True


def _gone_through(dataset: Dataset, source: str) -> Placed:
    gathered = PlacedGathered()
    for row, claim in enumerate(dataset.claims):
        if claim.places:
            gathered.add(row, claim, source)
    return gathered.placed()


def source_facts(dataset: Dataset, source: Source) -> list[Fact]:
    """Return what is known of a source, label by label."""
    found: list[Fact] = [
        ("title", source.title),
        ("company", dataset.companies[source.company].name),
        ("publisher", source.publisher),
        ("published", source.published.isoformat() if source.published else ""),
        ("kind", source.kind),
        ("language", source.language),
        ("address", source.url),
        ("file", source.file),
    ]
    return [(label, text) for label, text in found if text]


def address(source: Source) -> str:
    """Return the address that a browser may be asked to open; empty where there is none, or one of another kind."""
    try:
        parts = urlsplit(source.url)
    except ValueError:
        return ""
    return source.url if parts.scheme in SCHEMES and parts.netloc else ""


def address_of(sources: Sequence[Source]) -> tuple[str, str]:
    """Return the address of the first source that has one, else an empty text, and why there is none."""
    found = next(filter(None, map(address, sources)), "")
    if found:
        return found, ""
    if not sources:
        return "", "no source is named"
    odd = next((source.url for source in sources if source.url), "")
    return "", f"{odd} is no address of the web" if odd else f"the dataset has no address of: {sources[0].title}"


def source_table(dataset: Dataset, source: Source, entries: Sequence[Entry]) -> Table:
    """Return the claims from a source as a table, with its facts as notes."""
    rows = [
        (entry.place.paragraph, entry.place.section, claim.id, claim.kind or "", claim.statement, claim.quote)
        for entry in entries
        for claim in (dataset.claims[entry.row],)
    ]
    notes = tuple(f"{label}: {text}" for label, text in source_facts(dataset, source))
    columns = ("paragraph", "section", "claim", "kind", "statement", "quote")
    return Table(f"Claims from {source.title}", columns, rows, notes=notes)
