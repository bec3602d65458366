"""What is wrong between claims and the rest of a dataset, told by their columns: what they name, and their ids."""

from bisect import bisect_right
from collections.abc import Iterator, Sequence

from esgtui.dataset.claim_columns import ClaimColumns
from esgtui.dataset.findings import MOST_LOOKED_FOR, Findings, Flaw, Part, Spot
from esgtui.dataset.identities import check_claim_id
from esgtui.dataset.model import Claim, Place
from esgtui.dataset.parts import CLAIMS
from esgtui.dataset.references import References


def check_claims(parts: Sequence[Part], columns: ClaimColumns, references: References, findings: Findings) -> None:
    """Find what claims name that is not declared, and ids that are given twice."""
    firsts = [part.first_claim for part in parts]

    def spot(row: int) -> Spot:
        part = parts[bisect_right(firsts, row) - 1]
        return Spot(part, (CLAIMS, row - part.first_claim))

    for row, flaw in _flaws(columns, references):
        findings.tell(spot(row), _claim_at(columns, row), flaw)
        if findings.are_enough(spot(row)):
            return
    for row, first in columns.repeated():
        check_claim_id(spot(row), _claim_at(columns, row), spot(first), findings)
        if findings.are_enough(spot(row)):
            return


def _flaws(columns: ClaimColumns, references: References) -> Iterator[tuple[int, Flaw]]:
    """Yield what claims name that is not declared, each with the claim's row.

    It is looked for once for each cause that claims are filed under, and for each source that they name.
    """
    causes = columns.causes
    of_cause: list[tuple[Flaw, ...]] = []
    found = 0
    for cause, count in zip(causes.causes, causes.counts, strict=True):
        is_looked_for = count and found <= MOST_LOOKED_FOR
        filed = _filed(cause.company, cause.pillar, cause.topics)
        of_cause.append(tuple(references.flaws_of(CLAIMS, filed)) if is_looked_for else ())
        found += count * len(of_cause[-1])
    if any(of_cause):
        yield from ((row, flaw) for row, number in enumerate(causes.numbers) for flaw in of_cause[number])
    of_source = {source: tuple(references.flaws_of(CLAIMS, _placed(source))) for source in columns.sources}
    if unknown := {source for source, flaws in of_source.items() if flaws}:
        for row, position, source in columns.citing(unknown):
            yield from ((row, _at(flaw, position)) for flaw in of_source[source])


def _filed(company: str, pillar: str, topics: tuple[str, ...]) -> Claim:
    return Claim(id="-", company=company, pillar=pillar, topics=topics, statement="-")


def _placed(source: str) -> Claim:
    return Claim(id="-", company="", statement="-", places=(Place(source=source),))


def _at(flaw: Flaw, position: int) -> Flaw:
    """Return a flaw of a place that stands at another position."""
    return flaw._replace(path=(flaw.path[0], position, *flaw.path[2:]))


def _claim_at(columns: ClaimColumns, row: int) -> Claim:
    """Return as much of a claim as is told of it."""
    return Claim(id=columns.id_at(row), company="", statement="")
