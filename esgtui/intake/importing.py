"""The whole way from files to a dataset: look at them, plan, and make claims of them row by row."""

from collections.abc import Callable, Iterator, Sequence
from functools import partial
from pathlib import Path

import msgspec

from esgtui.dataset.files import Progress
from esgtui.intake.blocks import in_blocks, role_of_blocks
from esgtui.intake.census import Older
from esgtui.intake.claims import Maker, Way
from esgtui.intake.comparing import Changes
from esgtui.intake.faults import Faults, Remark
from esgtui.intake.guessing import SAMPLE, guess
from esgtui.intake.mapping import Wishes, check_wishes, with_wishes
from esgtui.intake.own_tables import as_were, beginning, known_roles
from esgtui.intake.plan import Plan
from esgtui.intake.reading import open_rows
from esgtui.intake.roles import IGNORE
from esgtui.intake.rows import Choices, IntakeError, Row, Rows, Tell, first_rows
from esgtui.intake.sheets import EVERY, names_company, role_of_sheets
from esgtui.intake.spill import Spill, spilling
from esgtui.intake.workbook import OTHER_SHEET
from esgtui.intake.year_columns import by_year

READING, LOOKING, COUNTING, SORTING = (
    "reading rows",
    "looking through the file",
    "counting companies",
    "putting claims in order",
)
"""What progress is told of."""

_SHOWN = 5
"""So many names are told that are several companies."""


class Look(msgspec.Struct):
    """A file as it was looked at: its rows, the first of them, and the roles that its columns most likely have."""

    rows: Rows
    sample: list[Row]
    roles: dict[str, str]
    is_begin: bool
    """Whether there may be more rows than these."""


class Outcome(msgspec.Struct, frozen=True):
    """What came of an import: how many of everything, and what is to be told of the rows.

    Of claims with the same id, `repeated` ones said the same, and `renamed` ones did not. `parted` are the names that
    are several companies, `names` tells how many names there are. Rows that are `unnamed` are left out, and might have
    the company of the row above. `numbers` tells of each file how numbers were read that may be read in two ways.
    `changes` is what becomes of the claims of a dataset that is updated; None where none is, or it cannot be read.
    """

    rows: int
    claims: int
    companies: int
    names: int
    sources: int
    rejected: int
    repeated: int
    renamed: int
    parted: tuple[str, ...]
    told: tuple[str, ...]
    remarks: tuple[Remark, ...]
    unnamed: bool = False
    numbers: tuple[str, ...] = ()
    changes: Changes | None = None


def look_at(path: Path, choices: Choices, progress: Progress) -> Look:
    """Open a file and guess its columns; raise `IntakeError` if there is nothing to import in it.

    Where nobody chose a sheet, and those with the same columns are called by the companies that no column has, it is
    all of these.
    """
    tell = partial(progress, LOOKING)
    look = _look(path, choices, tell)
    rows, found = look.rows, set(look.roles.values())
    are_companies = sum(map(names_company, rows.sheets)) > 1 and found.isdisjoint({"company", "company_id"})
    if choices.sheets or not are_companies or "statement" not in found:
        return look
    every = _look(path, msgspec.structs.replace(choices, sheets=(EVERY,)), tell)
    if len(every.rows.together) < 2 or not all(map(names_company, every.rows.together)):
        return look
    every.rows.notes = (*every.rows.notes, f"{path}: each is taken for a company's; {OTHER_SHEET} one of them")
    return every


def _look(path: Path, choices: Choices, tell: Tell) -> Look:
    rows = as_were(open_rows(path, choices, tell))
    sample, is_begin = first_rows(rows.sample or rows.each(tell), SAMPLE)
    if not rows.columns:
        raise IntakeError(f"{path} has no column, since nothing stands in its rows; see that this is the file you mean")
    if blocks := in_blocks(rows, sample):
        rows, sample = blocks
    if rows.together or rows.blocks:
        first, *columns = rows.columns
        roles = _likely(columns, [row._replace(cells=row.cells[1:]) for row in sample], tell)
        role = role_of_blocks(rows.blocks, roles) if rows.blocks else role_of_sheets(rows.together, roles)
        roles = {first: role} | roles
    else:
        roles = _likely(rows.columns, sample, tell)
    if parted := by_year(rows, sample, roles):
        rows, sample, roles = parted
    return Look(rows, sample, roles, is_begin)


def _likely(columns: Sequence[str], sample: Sequence[Row], tell: Tell) -> dict[str, str]:
    """Return the roles that columns most likely have; what an import put before rows is none of the table's own."""
    begin = beginning(columns)
    here = [row._replace(cells=row.cells[len(begin) :]) for row in sample]
    return dict.fromkeys(begin, IGNORE) | guess(columns[len(begin) :], here, tell) | known_roles(columns, sample)


def plan(looks: Sequence[Look], wishes: Wishes = (), before: Wishes = ()) -> list[Plan]:
    """Return what is done with the files' columns: as guessed, but for what was done `before` and what a user wishes.

    Columns that were there before may be gone; those that a user names have to be there.
    """
    check_wishes(wishes, [look.rows.columns for look in looks], str(looks[0].rows.path))
    known = [with_wishes(look.roles, before) for look in looks]
    plans = [
        Plan(look.rows, with_wishes(roles, wishes), look.rows.path, look.sample)
        for look, roles in zip(looks, known, strict=True)
    ]
    for each in plans:
        each.check()
    return plans


Finish = Callable[[Spill, Maker, Faults], Changes | None]
"""Writes what was made, and returns what an update changes; called once all rows are read."""


def make(plans: Sequence[Plan], way: Way, older: Older, finish: Finish, progress: Progress) -> Outcome:
    """Make claims of all rows, let `finish` write them, and return what came of it; companies keep their `older` ids.

    Nothing is left if it is stopped, by what `progress` raises or otherwise. Raises `IntakeError` where no row can be
    used, or a file is written meanwhile.
    """
    before = [_look_of(plan.path) for plan in plans]
    with spilling(partial(progress, SORTING, 0, 0)) as spill:
        faults = Faults(spill, [plan.path for plan in plans])
        maker = Maker(way, spill, faults)
        for each in plans:
            for row in way.rows(each, _rows(each, partial(progress, COUNTING))):
                maker.count(each, row)
        maker.end_count(older)
        for position, each in enumerate(plans):
            _take_all(maker, each, position, partial(progress, READING))
            if _look_of(each.path) != before[position]:
                raise IntakeError(f"{each.path} changed while it was read; import it again once it is whole")
        if not spill.claims:
            raise IntakeError(f"no row can be used; {faults.told[0] if faults.told else 'there are none'}")
        repeated, renamed = spill.tell_apart()
        changes = finish(spill, maker, faults)
        return Outcome(
            maker.rows,
            spill.claims,
            len(maker.companies),
            maker.companies.names,
            spill.sources,
            faults.rejected,
            repeated,
            renamed,
            tuple(maker.companies.parted),
            tuple(faults.told),
            tuple(faults.remarks),
            maker.below_companies > 1,
            tuple(each.signs.note for each in plans if each.signs.note),
            changes,
        )


def _look_of(path: Path) -> tuple[int, int, int]:
    """Return what a file looks like from outside: which one it is, its size, and when it was written."""
    found = path.stat()
    return found.st_ino, found.st_size, found.st_mtime_ns


def _take_all(maker: Maker, plan: Plan, position: int, tell: Tell) -> None:
    for row in maker.way.rows(plan, _rows(plan, tell)):
        maker.take(plan, position, row)


def _rows(plan: Plan, tell: Tell) -> Iterator[Row]:
    """Yield the rows of a file; the plan keeps up with columns that turn up on the way."""
    width = len(plan.rows.columns)
    for row in plan.rows.each(tell):
        if len(plan.rows.columns) != width:
            plan.keep_up()
            width = len(plan.rows.columns)
        yield row


def parted_text(parted: Sequence[str]) -> list[str]:
    """Return what there is to say of names that are several companies: a sentence without a full stop, or none."""
    if not parted:
        return []
    names = ", ".join(parted[:_SHOWN]) + (f" and {len(parted) - _SHOWN:,} more" if len(parted) > _SHOWN else "")
    return [f"A name that stands with several countries is a company in each: {names}"]
