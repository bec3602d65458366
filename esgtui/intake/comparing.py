"""A dataset that is updated compared with what an import makes: which claims come, go and change, if any stay."""

import re
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import Any

import msgspec

from esgtui.dataset.files import CHUNK, Progress
from esgtui.dataset.pieces import BrokenError, LeaningError, parsed
from esgtui.insight.editions import Fate
from esgtui.intake.became import OlderClaim, fates_of
from esgtui.intake.by_hand import is_as_made
from esgtui.intake.filing import id_as_written
from esgtui.intake.keeping_ids import claims_as_made
from esgtui.intake.likeness import values_of
from esgtui.intake.mapping import column_named
from esgtui.intake.older import read_before
from esgtui.intake.plan import Plan
from esgtui.intake.rows import IntakeError
from esgtui.intake.spill import Spill

COMPARING = "comparing with the claims before"

_HEADER = re.compile(r"^\[\[claims\]\]", re.MULTILINE)


class Changes(msgspec.Struct, frozen=True):
    """How many claims have which fate in an update.

    `annotated_gone` tells how many of those that carry annotations are not in the dataset then.
    """

    fates: dict[Fate, int]
    annotated_gone: int = 0


def changes(path: Path, spill: Spill, progress: Progress, annotated: Collection[str] = ()) -> Changes | None:
    """Return what an update of a dataset changes; None where the dataset cannot be read, and is merely replaced.

    `annotated` are the ids of all claims that carry annotations, also of those that are gone already.
    """
    try:
        fates = fates_of(_claims(path, progress), spill)
    except (OSError, ValueError, BrokenError, LeaningError):
        return None
    return Changes(fates, sum(not spill.has(identity) for identity in annotated))


def check_is_newer(path: Path, spill: Spill, plans: Sequence[Plan], progress: Progress) -> None:
    """Raise `IntakeError` if no claim of a dataset that is updated is made anew, neither by its id nor by its text.

    Where the column of the ids is gone, texts are not enough: all annotations hang on the ids.
    """
    columns = _columns_by_cell(plans)
    marks: set[str] = set()
    known: set[str] = set()
    try:
        for each in _claims(path, progress):
            if spill.has(each.id):
                return
            marks.add(each.mark)
            if each.id in columns:
                known.add(each.id)
    except (OSError, ValueError, BrokenError, LeaningError) as error:
        advice = "see `esgtui validate`, or say --update --force to replace it"
        raise IntakeError(f"the claims in {path} cannot be read; {advice}") from error
    if marks and marks.isdisjoint(spill.all_marks()):
        told = f"{path} has no claim that is in the table, by its id or its text, so this is no newer version of it"
        advice = "name another file (--output), or replace it with `esgtui import --update --force`"
        raise IntakeError(f"{told}. Nothing is written: {advice}")
    names = [column for plan in plans for column in plan.rows.columns]
    named = [name for role, name in read_before(path).columns if role == "id"]
    if marks and named and not any(column_named(name, names) for name in named):
        told = f"none of the ids in {path} comes of the table, so that annotations would be on no claim any more"
        count = Counter(column for identity in known for column in columns[identity])
        found = min(count, key=lambda column: (-count[column], names.index(column)), default="")
        where = f"{found} has them now" if found else "see which column has them now"
        wish = f"--map 'id={found or 'COLUMN'}'"
        advice = f"they stood in {named[0]}; {where}, and say {wish}, or replace the file with --update --force"
        raise IntakeError(f"{told}. Nothing is written: {advice}")


def _columns_by_cell(plans: Sequence[Plan]) -> dict[str, set[str]]:
    """Return the columns in which each text stands that might be an id, among the first rows."""
    found: dict[str, set[str]] = {}
    for plan in plans:
        for row in plan.sample:
            for column, cell in zip(plan.rows.columns, row.cells, strict=False):
                if identity := id_as_written(cell):
                    found.setdefault(identity, set()).add(column)
    return found


def _claims(path: Path, progress: Progress) -> Iterator[OlderClaim]:
    """Yield the claims of a dataset: as they stand there, if nobody changed the file since an import wrote it."""
    done, size = 0, path.stat().st_size
    for piece, claims in _as_made(path) if is_as_made(path) else _parsed(path):
        yield from claims
        done += len(piece)
        progress(COMPARING, done, size)


def _as_made(path: Path) -> Iterator[tuple[str, Iterable[OlderClaim]]]:
    for piece, found in claims_as_made(path):
        claims = [OlderClaim(identity, body) for identity, body in found]
        is_all = len(claims) == len(_HEADER.findall(piece))
        yield piece, claims if is_all else _claims_in(values_of(piece))


def _parsed(path: Path) -> Iterator[tuple[str, Iterable[OlderClaim]]]:
    with path.open(encoding="utf-8") as file:
        for piece, values in parsed(iter(partial(file.read, CHUNK), "")):
            yield piece, _claims_in(values)


def _claims_in(values: Mapping[str, Any]) -> Iterator[OlderClaim]:
    found = values.get("claims")
    for claim in found if isinstance(found, list) else ():
        if isinstance(claim, dict):
            yield OlderClaim(str(claim.get("id", "")), values=claim)
