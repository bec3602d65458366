"""The dataset that an import makes, as one file: written whole or not at all, and over an older one when that is meant.

The file says in `[dataset.x-import]` what it was made of, so that a newer version of the same files can take its place.
"""

import csv
import io
import shutil
import uuid
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain
from pathlib import Path
from typing import Any

from esgtui.dataset.files import Progress
from esgtui.dataset.model import FORMAT
from esgtui.exchange.files import write_whole
from esgtui.exchange.spreadsheet import cell
from esgtui.exchange.streams import in_pieces
from esgtui.intake.by_hand import MADE, MadeIds, is_as_made, sealed
from esgtui.intake.claims import Maker, Way
from esgtui.intake.faults import Faults
from esgtui.intake.mapping import columns_table, wishes_text
from esgtui.intake.older import IMPORT, Header, choices_table
from esgtui.intake.own_tables import LEFT_OUT, beginning
from esgtui.intake.plan import Plan
from esgtui.intake.spill import Spill
from esgtui.intake.toml_text import table
from esgtui.visible import visible

WRITING = "writing claims"

_LONGEST_MAP = 2000
"""So many characters of what columns were taken for stand in each row that is left out, at most."""


def dataset_pieces(
    header: Header, plans: Sequence[Plan], spill: Spill, maker: Maker, made: MadeIds, progress: Progress
) -> Iterator[bytes]:
    """Yield the file piece by piece, in order as `esgtui fmt` has it; the same rows give the same bytes."""
    tables = _tables(spill, maker, progress)
    head = _head(header, plans, maker.way, made.kept())
    return sealed(in_pieces(chain([head], (f"\n{text}" for text in tables))))


def _tables(spill: Spill, maker: Maker, progress: Progress) -> Iterator[str]:
    yield from maker.companies.tables()
    yield from maker.companies.pillar_tables()
    for identity, body in spill.all_sources():
        yield f"{table('sources', [('id', identity)])}{body}"
    for number, (identity, body) in enumerate(spill.all_claims()):
        if number % 500 == 0:
            progress(WRITING, number, spill.claims)
        yield f"{table('claims', [('id', identity)])}{body}"
    progress(WRITING, spill.claims, spill.claims)
    yield from maker.topics.tables()
    yield from _verdicts()


def _head(header: Header, plans: Sequence[Plan], way: Way, made: dict[str, str]) -> str:
    import tomli_w

    names_none = not any(plan.places["company"] or plan.places["company_id"] for plan in plans)
    company = way.company or (way.title if names_none else "")
    made_of: dict[str, Any] = {"files": [visible(plan.path.name) for plan in plans]}
    made_of |= {"company": company} if company else {}
    made_of |= {"sentences": True} if way.cuts else {}
    made_of |= {"fill-down": True} if any(map(way.does_fill, plans)) else {}
    made_of |= choices_table([plan.rows for plan in plans])
    made_of[MADE] = made
    made_of["columns"] = _columns(plans)
    named = {"id": header.id, "title": header.title} | header.more | {IMPORT: made_of}
    return f"format = {FORMAT}\n\n{tomli_w.dumps({'dataset': named})}"


def _columns(plans: Sequence[Plan]) -> dict[str, Any]:
    roles: dict[str, str] = {}
    for plan in plans:
        roles |= plan.roles
    return columns_table(roles)


def _verdicts() -> Iterator[str]:
    """Yield the scale that a new dataset begins with, so that claims can be rated."""
    import tomli

    from esgtui.curating.template import template

    for verdict in tomli.loads(template("-", "-"))["verdicts"]:
        yield table("verdicts", verdict.items())


def kept_beside(path: Path) -> Path:
    """Return where the version before of a dataset is kept that was updated: of several, the latest."""
    return _numbered(path, _latest(path))


def _latest(path: Path) -> int:
    begin = f"{path.name}.old-"
    names = [each.name.removeprefix(begin) for each in path.parent.glob("*.old-*") if each.name.startswith(begin)]
    return max((int(name) for name in names if name.isdecimal()), default=1)


def _numbered(path: Path, number: int) -> Path:
    return path.with_name(f"{path.name}.old" if number == 1 else f"{path.name}.old-{number}")


def _free_beside(path: Path) -> Path:
    """Return where the present version is kept from now on: never in the place of what somebody changed by hand."""
    last = kept_beside(path)
    return _numbered(path, _latest(path) + 1) if last.exists() and not is_as_made(last) else last


def write_over(path: Path, pieces: Iterable[bytes]) -> None:
    """Put a file in the place of an older one, which is kept beside it."""
    kept = _free_beside(path)
    copy = path.with_name(f".{uuid.uuid4().hex}.part")
    try:
        shutil.copy2(path, copy)
        write_whole(path, pieces, overwrite=True)
        copy.replace(kept)
    finally:
        copy.unlink(missing_ok=True)


def rejected_pieces(faults: Faults, plans: Sequence[Plan]) -> Iterator[bytes]:
    """Yield a CSV file with the rows that are left out, each with its number, what is wrong, and the mapping."""
    begun = {plan.path: len(beginning(plan.rows.columns)) for plan in plans}  # as rows that were left out before do
    by_path = {plan.path: plan.rows.columns[begun[plan.path] :] for plan in plans}
    columns = list(dict.fromkeys(name for names in by_path.values() for name in names))
    maps = {plan.path: _map(plan, by_path[plan.path]) for plan in plans}
    several = len(plans) > 1
    yield _csv([*(["file"] if several else []), *LEFT_OUT, *columns])
    for path, number, reason, cells in faults.rows():
        own = cells[begun[path] :]
        here = dict(zip(by_path[path], own, strict=False))
        beyond = own[len(by_path[path]) :]
        first: list[str | int] = [*([visible(path.name)] if several else []), number, reason, maps[path]]
        yield _csv([*first, *(here.get(name, "") for name in columns), *beyond])


def _map(plan: Plan, columns: Sequence[str]) -> str:
    """Return what columns were taken for, so that the rows can be imported alone; of very many it is guessed anew."""
    text = wishes_text({name: plan.roles[name] for name in columns})
    return text if len(text) <= _LONGEST_MAP else ""


def _csv(values: Iterable[str | int]) -> bytes:
    line = io.StringIO()
    csv.writer(line, lineterminator="\r\n").writerow([cell(value) for value in values])
    return line.getvalue().encode()
