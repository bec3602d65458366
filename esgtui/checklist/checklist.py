"""The checklist of one dataset: what each claim states, and columns of what all of them do, kept between runs."""

from collections.abc import Collection, Iterator
from contextlib import suppress
from functools import cached_property
from pathlib import Path
from threading import Lock

from esgtui.checklist.columns import Progress, Stated, columns_of, stated_by, unpacked
from esgtui.checklist.findings import Figure, Finding
from esgtui.checklist.reading import Reader
from esgtui.checklist.rules import Rules, read_rules
from esgtui.checklist.sharing import WORTH_SHARING, columns_by_two
from esgtui.dataset.dataset import Dataset
from esgtui.dataset.model import Claim
from esgtui.rows import Rows
from esgtui.shelf.kept import Shelf

WORTH_KEEPING = 2_000
"""From how many claims on the columns are kept: fewer are read in less than half a second."""

SOME = 100
"""So many claims have nearly all phrases that are often met: each is compiled when it is met for the first time."""

_FILE = "stated.msgpack"


class Checklist:
    """Tells what claims of a dataset state. Any thread may ask; one of them reads all claims.

    `own` is the user's file of rules, which need not exist; `shelf` is where columns are kept, if anywhere.
    """

    def __init__(self, dataset: Dataset, own: Path | None = None, shelf: Shelf | None = None) -> None:
        self._dataset = dataset
        self._own = own
        self._shelf = shelf or Shelf(None)
        self._reading = Lock()
        self._has_read_some = False
        self._stated: Stated | None = None

    @cached_property
    def rules(self) -> Rules:
        """The rules in force; `warnings` say what in the user's file could not be used."""
        return read_rules(self._own)

    @cached_property
    def _reader(self) -> Reader:
        return Reader(self.rules)

    @property
    def can_read(self) -> bool:
        """Whether claims can be read at once; never compiles rules itself, which takes a tenth of a second."""
        return "_reader" in self.__dict__

    def get_ready(self) -> None:
        """Compile the rules, with all that is made up when the first claim is read."""
        self.read(Claim(id="", company="", statement="1"))

    def read_some(self) -> Iterator[None]:
        """Read some claims, one by one from the first to the last, so that what is often met is compiled.

        Whoever looks at a claim would else wait for that. Where it was done before there is nothing to do.
        """
        claims = self._dataset.claims
        for row in () if self._has_read_some else range(0, len(claims), max(1, len(claims) // SOME)):
            self.read(claims[row])
            yield
        self._has_read_some = True

    @property
    def is_ready(self) -> bool:
        """Whether all claims were read."""
        return self._stated is not None

    @property
    def is_soon_ready(self) -> bool:
        """Whether all claims were read, or are so few that it takes no time."""
        return self.is_ready or len(self._dataset.claims) < WORTH_KEEPING

    def read(self, claim: Claim) -> tuple[Finding, ...]:
        """Return what a claim states: a finding for each attribute (`ASPECTS`), always in the same order."""
        return self._reader.read(claim)

    def read_all(self, claim: Claim) -> tuple[tuple[Finding, ...], tuple[Figure, ...]]:
        """Return what a claim states, and its figures, at the cost of one of them."""
        return self._reader.read_all(claim)

    def figures(self, claim: Claim) -> tuple[Figure, ...]:
        """Return the curator's metrics or, where a claim has none, the numbers with a unit that its words have."""
        return self._reader.figures(claim)

    def named_in(self, text: str, attributes: Collection[str]) -> tuple[str, ...]:
        """Return which of some attributes words show that are in no claim yet: each by its aspect, if that is known."""
        findings = self.read(Claim(id="", company="", statement=text)) if text.strip() else ()
        shown = (each for each in findings if each.is_stated and each.attribute in attributes)
        return tuple(dict.fromkeys(name for each in shown for name in each.aspects or (each.attribute,)))

    def basis(self, attribute: str) -> str:
        """Return why an attribute is asked, in a line: the standards and laws that ask it."""
        return self.rules.bases[attribute]

    def stated(self, progress: Progress | None = None) -> Stated:
        """Return what all claims state; reads them the first time.

        `progress` is told how many claims are read, of how many, and may raise to stop.
        """
        if self._stated is None:
            with self._reading:
                if self._stated is None:
                    self._stated = self._kept() or self._read_all(progress)
        return self._stated

    def rows(self, name: str) -> Rows:
        """Return the rows of the claims that state an attribute or an aspect."""
        return self.stated().rows(name)

    def bits(self, name: str) -> int:
        """Return the set of the rows that state an attribute or an aspect."""
        return self.stated().stated[name]

    @property
    def _key(self) -> str:
        """What columns are kept under: all that they depend on; empty where they are not worth it."""
        dataset = self._dataset
        is_worth_it = dataset.fingerprint and len(dataset.claims) >= WORTH_KEEPING
        return f"{dataset.fingerprint} {self.rules.digest}" if is_worth_it else ""

    def _kept(self) -> Stated | None:
        found = self._shelf.find(self._key) if self._key else None
        if found is None:
            return None
        with suppress(OSError, ValueError):
            kept = unpacked((found / _FILE).read_bytes())
            if kept.size == len(self._dataset.claims):
                return kept
        return None

    def _read_all(self, progress: Progress | None) -> Stated:
        claims = self._dataset.claims
        if len(claims) >= WORTH_SHARING:
            columns = columns_by_two(claims, self._reader, self._own, progress)
        else:
            columns = columns_of(claims, self._reader, progress)
        found = stated_by(columns, len(claims))
        folder = self._shelf.begin() if self._key else None
        if folder:
            with suppress(OSError):  # a full disk: then all is read again the next time
                (folder / _FILE).write_bytes(found.packed())
                self._shelf.publish(self._key, folder)
            self._shelf.discard(folder)  # as far as it was not published
        return found
