"""A dataset that is updated compared with what an import makes: which claims come, go and change, if any stay."""

from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from functools import partial
from pathlib import Path

import msgspec

from esgtui.dataset.files import CHUNK, Progress
from esgtui.dataset.pieces import BrokenError, LeaningError, parsed
from esgtui.intake.filing import digest, id_as_written
from esgtui.intake.mapping import column_named
from esgtui.intake.older import read_before
from esgtui.intake.plan import Plan
from esgtui.intake.rows import IntakeError
from esgtui.intake.spill import Spill

COMPARING = "comparing with the claims before"


class Changes(msgspec.Struct, frozen=True):
    """How many claims an update adds, drops and rewords.

    `annotated_gone` tells how many of those that carry annotations are not in the dataset then.
    """

    added: int
    gone: int
    reworded: int
    annotated_gone: int


def changes(path: Path, spill: Spill, annotated: Collection[str], progress: Progress) -> Changes | None:
    """Return what an update of a dataset changes; None where the dataset cannot be read, and is merely replaced.

    `annotated` are the ids of all claims that carry annotations, also of those that are gone already.
    """
    stay = gone = reworded = 0
    try:
        for identity, mark in _claims(path, progress):
            new = spill.mark(identity)
            stay += new is not None
            gone += new is None
            reworded += new not in (None, mark)
    except (OSError, ValueError, BrokenError, LeaningError):
        return None
    lost = sum(spill.mark(identity) is None for identity in annotated)
    return Changes(spill.claims - stay, gone, reworded, lost)


def check_is_newer(path: Path, spill: Spill, plans: Sequence[Plan], progress: Progress) -> None:
    """Raise `IntakeError` if no claim of a dataset that is updated is made anew, neither by its id nor by its text.

    Where the column of the ids is gone, texts are not enough: all annotations hang on the ids.
    """
    columns = _columns_by_cell(plans)
    marks: set[str] = set()
    known: set[str] = set()
    try:
        for identity, mark in _claims(path, progress):
            if spill.mark(identity) is not None:
                return
            marks.add(mark)
            if identity in columns:
                known.add(identity)
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


def _claims(path: Path, progress: Progress) -> Iterator[tuple[str, str]]:
    """Yield the id of each claim of a dataset, and what tells its text from others."""
    with path.open(encoding="utf-8") as file:
        size, done = path.stat().st_size, 0
        for piece, values in parsed(iter(partial(file.read, CHUNK), "")):
            claims = values.get("claims")
            for claim in claims if isinstance(claims, list) else ():
                if isinstance(claim, dict):
                    yield str(claim.get("id", "")), digest(str(claim.get("statement", "")))
            done += len(piece)
            progress(COMPARING, done, size)
