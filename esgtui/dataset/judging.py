"""Judge the rows of all files of a dataset together, and make its tables of them; claims are in `claims_judged.py`."""

from collections.abc import Sequence
from itertools import chain
from pathlib import Path
from typing import Any

from esgtui.dataset.claim_columns import ClaimColumns
from esgtui.dataset.claims_judged import check_claims
from esgtui.dataset.files import Progress
from esgtui.dataset.findings import Findings, Part, Spot, Unread
from esgtui.dataset.identities import check_identities
from esgtui.dataset.model import Header, Tables
from esgtui.dataset.parts import CLAIMS
from esgtui.dataset.references import References
from esgtui.dataset.roots import check_roots, left_out
from esgtui.dataset.rules import flaws_of
from esgtui.dataset.shapes import OWN_PREFIX, TABLES

CHECKING = "checking"

STEP = 1000
"""After how many rows progress is told."""


def judged(
    path: Path,
    parts: Sequence[Part],
    columns: ClaimColumns,
    references: References,
    findings: Findings,
    unread: Unread,
    tell: Progress,
) -> Header | None:
    """Find all that is wrong with the parts and between claims; return the dataset's header, if any file has one."""
    _check_rows(parts, references, findings, tell)
    check_claims(parts, columns, references, findings)
    check_identities(parts, findings)
    header = check_roots(parts, findings)
    if unread.is_empty:
        findings.add(*left_out(path, parts))
    return header


def tables_of(parts: Sequence[Part], header: Header) -> Tables:
    """Return the tables that parts make together, in which nothing is wrong; claims are none of these."""
    names = [name for name in TABLES if name != CLAIMS]
    rows: dict[str, Any] = {name: tuple(chain.from_iterable(part.rows[name] for part in parts)) for name in names}
    extra = {key: value for part in parts for key, value in part.data.items() if key.startswith(OWN_PREFIX)}
    return Tables(header=header, extra=extra, **rows)


def _check_rows(parts: Sequence[Part], references: References, findings: Findings, tell: Progress) -> None:
    total = sum(len(rows) for part in parts for rows in part.rows.values())
    done = 0
    for part in parts:
        for table, rows in part.rows.items():
            for position, row in enumerate(rows):
                spot = Spot(part, (table, position))
                for flaw in chain(flaws_of(row), references.flaws_of(table, row)):
                    findings.tell(spot, row, flaw)
                    if findings.are_enough(spot):
                        return
                done += 1
                if done % STEP == 0:
                    tell(CHECKING, done, total)
    tell(CHECKING, total, total)
