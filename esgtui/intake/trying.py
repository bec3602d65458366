"""What would come of a file's first rows: how many claims, and what rows lack or have wrong. Nothing is written."""

import msgspec

from esgtui.intake.claims import Maker, Way
from esgtui.intake.faults import Faults
from esgtui.intake.importing import Look, parted_text
from esgtui.intake.plan import Plan
from esgtui.intake.rows import IntakeError
from esgtui.intake.spill import spilling


class Trial(msgspec.Struct, frozen=True):
    """What came of the first rows. Where `reason` says why nothing can be imported, the rest is empty.

    With `is_begin` the file may have more rows. `left_out` is how many rows no claim could be made of; `rejected` says
    it of the first of them. Those that are `unnamed` might have the company of the row above. `numbers` tells how those
    were read that may be read in two ways.
    """

    rows: int
    claims: int = 0
    companies: int = 0
    left_out: int = 0
    rejected: tuple[str, ...] = ()
    unnamed: bool = False
    remarks: tuple[str, ...] = ()
    reason: str = ""
    is_begin: bool = False
    numbers: str = ""


def try_out(look: Look, roles: dict[str, str], way: Way) -> Trial:
    """Make claims of the rows that were looked at, with these roles of columns."""
    count = len(look.sample)
    plan = Plan(look.rows, roles, look.rows.path, look.sample)
    if not plan.places["statement"]:
        return Trial(count, reason="no column is the claim (statement)", is_begin=look.is_begin)
    with spilling() as spill:
        faults = Faults(spill, [plan.path])
        maker = Maker(way, spill, faults)
        try:
            for row in way.rows(plan, look.sample):
                maker.count(plan, row)
            maker.end_count({})
            for row in way.rows(plan, look.sample):
                maker.take(plan, 0, row)
        except IntakeError as error:
            return Trial(count, reason=str(error), is_begin=look.is_begin)
        told = tuple(each.removeprefix(f"{plan.path}: ") for each in faults.told)
        remarks = (*parted_text(maker.companies.parted), *map(str, faults.remarks))
        claims, companies = spill.claims, len(maker.companies)
        unnamed = maker.below_companies > 1
        left, note = faults.rejected, plan.signs.note
        return Trial(count, claims, companies, left, told, unnamed, remarks, is_begin=look.is_begin, numbers=note)
