"""A dataset in memory: frozen tables, and the look-ups that everything above asks for.

A claim's row is its position in `Dataset.claims`, counted from 0; rows are what lists, filters and the index pass on.
"""

from collections.abc import Mapping, Sequence
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from esgtui.dataset.by_cause import ByCause, by_cause
from esgtui.dataset.causes import Causes, causes_of
from esgtui.dataset.model import Claim, Company, Framework, Pillar, Source, Tables, Topic, Verdict
from esgtui.dataset.rows_by_id import RowsById
from esgtui.dataset.tallies import Tallies

if TYPE_CHECKING:
    from esgtui.dataset.registers import Registers


class Filed(Protocol):
    """What is filed as a claim is: a claim, or the cause that it shares with others."""

    @property
    def company(self) -> str:
        """The company's id."""

    @property
    def pillar(self) -> str:
        """The pillar's id, if it is under one."""

    @property
    def topics(self) -> tuple[str, ...]:
        """References of its own topics."""


class Dataset:
    """All tables of one dataset, with every reference already known to hold.

    `fingerprint` tells the content of the files that it was read from, to the byte; it is empty if it was not. What
    follows from the claims may come with them: where they are, what they are filed under, and what views ask of them.
    `about` is how many claims there are if these are the first ones alone, as far as one can tell; 0 says that they
    are all.
    """

    def __init__(
        self,
        tables: Tables,
        folder: Path,
        fingerprint: str = "",
        *,
        row_of: Mapping[str, int] | None = None,
        causes: Causes | None = None,
        registers: "Registers | None" = None,
        about: int = 0,
    ) -> None:
        self.tables = tables
        self.folder = folder
        self.fingerprint = fingerprint
        self.about = about
        self.header = tables.header
        self.claims: Sequence[Claim] = tables.claims
        self.row_of = {claim.id: row for row, claim in enumerate(tables.claims)} if row_of is None else row_of
        self._causes = causes
        self.registers = registers

    @cached_property
    def causes(self) -> Causes:
        """What the claims are filed under."""
        return self._causes or causes_of(self.claims)

    @cached_property
    def by_cause(self) -> ByCause:
        """The rows by what their claims are filed under."""
        return self.registers.by_cause if self.registers else by_cause(self.causes)

    @cached_property
    def tallies(self) -> Tallies:
        """How many of some rows have each cause, as far as that was counted."""
        return Tallies(self.causes)

    def id_at(self, row: int) -> str:
        """Return the id of the claim at a row; costs less than the claim."""
        return self.row_of.id_at(row) if isinstance(self.row_of, RowsById) else self.claims[row].id

    @cached_property
    def companies(self) -> dict[str, Company]:
        """Companies by id, in the order of the files."""
        return {company.id: company for company in self.tables.companies}

    @cached_property
    def pillars(self) -> dict[tuple[str, str], Pillar]:
        """Pillars by company id and pillar id, in the order of the files."""
        return {(pillar.company, pillar.id): pillar for pillar in self.tables.pillars}

    @cached_property
    def sources(self) -> dict[str, Source]:
        """Sources by id."""
        return {source.id: source for source in self.tables.sources}

    @cached_property
    def frameworks(self) -> dict[str, Framework]:
        """Frameworks by id, in the order of the files."""
        return {framework.id: framework for framework in self.tables.frameworks}

    @cached_property
    def topics(self) -> dict[str, Topic]:
        """Topics by reference (`esrs:E5`), in the order of the files."""
        return {topic.reference: topic for topic in self.tables.topics}

    @cached_property
    def verdicts(self) -> dict[str, Verdict]:
        """The verdict scale by id, best first."""
        return {verdict.id: verdict for verdict in self.tables.verdicts}

    def claim(self, claim_id: str) -> Claim:
        """Return the claim with this id; raise `KeyError` if there is none."""
        return self.claims[self.row_of[claim_id]]

    def topics_of(self, filed: Filed) -> tuple[str, ...]:
        """Return a claim's own topics or, where it names none, its pillar's."""
        if filed.topics or not filed.pillar:
            return filed.topics
        return self.pillars[filed.company, filed.pillar].topics

    def pillar_title(self, claim: Claim) -> str:
        """Return the title of the claim's pillar, or an empty string where it is filed under none."""
        return self.pillars[claim.company, claim.pillar].title if claim.pillar else ""
