"""Read one file of a dataset in one of the ways in which that can be, and judge its claims by themselves.

What is wrong between tables is judged once all files are read.
"""

from collections.abc import Callable, Iterator, Sequence
from itertools import count
from typing import Any, NamedTuple, Protocol

from esgtui.dataset.claim_columns import ClaimColumns
from esgtui.dataset.content import Digest
from esgtui.dataset.findings import MOST_LOOKED_FOR, Findings, Part, Spot
from esgtui.dataset.fitting import fit
from esgtui.dataset.model import Claim
from esgtui.dataset.parts import CLAIMS, entries_of, spared_company
from esgtui.dataset.piece_lines import PieceLines
from esgtui.dataset.pieces import join, parsed, parsed_at_once
from esgtui.dataset.references import undeclared
from esgtui.dataset.rules import flaws_of
from esgtui.dataset.shapes import KeyPath
from esgtui.dataset.texts import MARK, Text, decoded
from esgtui.dataset.undeclared import Undeclared


class Keeper(Protocol):
    """Takes in claims in the order of their rows."""

    def add(self, claim: Claim) -> None:
        """Take in the claim of the next row."""

    def cut(self, rows: int) -> None:
        """Forget the claims from a row on."""


class Way(NamedTuple):
    """How a file is read: as a whole or piece by piece, and what stands in it under `companies`, if that is known.

    Else it is presumed of claims that name no company that no others follow than those above.
    """

    is_at_once: bool = False
    companies: Any = None
    knows_companies: bool = False


class FileReading:
    """One way through a file; `is_alone` says that it is the only one, so that nothing is declared elsewhere."""

    def __init__(
        self, text: Text, way: Way, columns: ClaimColumns, keeper: Keeper, findings: Findings, *, is_alone: bool = False
    ) -> None:
        self._text, self._way, self._lines = text, way, PieceLines(text)
        self.part = Part(str(text.file), self._lines, len(columns))
        """What was read of the file."""
        self._columns, self._keeper, self._findings = columns, keeper, findings
        self._presumed: set[str | None] = set()
        """The companies of claims that named none."""
        self._positions = count()
        self._repeated = 0
        self._undeclared = Undeclared(text) if is_alone else None

    @property
    def is_cut_short(self) -> bool:
        """Whether so much is wrong with the file that the rest of it was not read."""
        return self._findings.are_too_many or self._repeated > MOST_LOOKED_FOR

    def run(self, digest: Digest, tell: Callable[[int], None]) -> Way | None:
        """Hand on the file's claims, and put the rest into its part; return the way in which it has to be read instead.

        `tell` is told how many bytes are read. Raises `BrokenError` for what is no TOML, `LeaningError` for what cannot
        be read piece by piece, and `DatasetError` for what cannot be read at all.
        """
        done = [0]
        read = parsed_at_once if self._way.is_at_once else parsed
        for piece, found in read(self._chunks(digest, done, tell)):
            self._lines.add(piece, found)
            claims = entries_of(self.part, CLAIMS, found.pop(CLAIMS, []), self._findings)
            join(self.part.data, found)
            if self._undeclared:
                self._undeclared.declare(self.part.data.get("companies"))
            self._take(claims)
            tell(done[0])
            if self._undeclared and self._undeclared.are_too_many(self._lines.end):
                self._tell_undeclared(self._undeclared)
                self._undeclared = None
            if self.is_cut_short:
                return None
        companies = self.part.data.get("companies")
        if self._presumed <= {spared_company(companies)}:
            return None
        return self._way._replace(companies=companies, knows_companies=True)

    def _chunks(self, digest: Digest, done: list[int], tell: Callable[[int], None]) -> Iterator[str]:
        for number, (chunk, read) in enumerate(decoded(self._text, digest)):
            if number:  # a long text may have nowhere to be cut
                tell(done[0])
            done[0] = read
            is_marked = number == 0 and chunk.startswith(MARK)
            if is_marked:
                self._lines.skip(len(MARK.encode()))
            yield chunk[is_marked:]

    def _take(self, entries: Sequence[Any]) -> None:
        ids: set[str] = set()
        for entry, position in zip(entries, self._positions, strict=False):
            unfit: list[KeyPath] = []
            if isinstance(entry, dict) and "company" not in entry:
                unfit += self._spare_the_company(entry)
            claim, flaws, others = fit(entry, Claim)
            unfit += others
            flaws += (flaw for flaw in flaws_of(claim) if not _is_in(flaw.path, unfit))
            for flaw in flaws:
                self._findings.tell(Spot(self.part, (CLAIMS, position)), claim, flaw)
            self._columns.add(claim)
            if self._undeclared:
                self._undeclared.add(position, claim.company)
            self._repeated += claim.id in ids  # within a piece: who gave very many one id need not wait for all of them
            ids.add(claim.id)
            if self._findings.are_none:  # else nobody will ask for claims
                self._keeper.add(claim)
            elif self._findings.are_too_many:
                return

    def _tell_undeclared(self, found: Undeclared) -> None:
        """Tell what names companies that nothing declares, until that is too much."""
        for position, company in found.claims:
            if self._findings.are_too_many:
                return
            claim_id = self._columns.id_at(self.part.first_claim + position)
            claim = Claim(id=claim_id, company=company, statement="")
            self._findings.tell(
                Spot(self.part, (CLAIMS, position)), claim, undeclared("company", company, found.companies)
            )

    def _spare_the_company(self, entry: dict[str, Any]) -> list[KeyPath]:
        """Fill in the company of a claim that names none; return what nobody knows then."""
        way = self._way
        company = spared_company(way.companies if way.knows_companies else self.part.data.get("companies"))
        self._presumed.add(company)
        if company is None:
            return []
        entry["company"] = company
        return [] if company else [("company",)]


def _is_in(path: KeyPath, others: Sequence[KeyPath]) -> bool:
    return any(path[: len(other)] == other for other in others)
