"""How far a coder is: which of some claims carry a tag of theirs, by company and by group. For any thread."""

from collections.abc import Mapping, Sequence

import msgspec

from esgtui.browsing import View, rows_of_query
from esgtui.dataset.chosen import Chosen
from esgtui.dataset.lens import GroupKey
from esgtui.rows import Rows, bits_in
from esgtui.workspace import Workspace


class Progress(msgspec.Struct, frozen=True):
    """How many claims the coder has tagged, by the keys of the lines of both panes; None is the line for all."""

    companies: Mapping[str | None, int]
    groups: Mapping[GroupKey | None, int]


def tagged(workspace: Workspace, rows: Sequence[int]) -> Rows:
    """Return those of the rows whose claims carry a tag by the coder at work."""
    return Rows(bits_in(rows) & workspace.carried.tagged())


def progress_of(workspace: Workspace, view: View) -> Progress:
    """Return how far the coder is with the claims that a view counts: they follow its query, not its company."""
    selection, filing = view.selection, workspace.filing
    done = Chosen(filing, tagged(workspace, rows_of_query(workspace, view)))
    companies: dict[str | None, int] = dict(
        zip(workspace.dataset.companies, filing.company_counts(done.counts), strict=True)
    )
    narrowed = done.within(filing.company(selection.company)) if selection.company else done
    groups = filing.grouping(selection.lens).groups
    counts = zip(groups, filing.counts(selection.lens, narrowed.counts), strict=True)
    return Progress(
        companies | {None: done.total}, {None: narrowed.total} | {group.key: count for group, count in counts}
    )


def next_untagged(workspace: Workspace, rows: Sequence[int], place: int, step: int) -> int | None:
    """Return the next place in `rows` whose claim has no tag by the coder, going by `step`; None if there is none."""
    if len(rows) == 0:
        return None
    done = workspace.carried.tagged()
    if isinstance(rows, range | Rows):
        return _next_row(rows, bits_in(rows) & ~done, rows[place], step)
    untagged = Rows(((1 << workspace.carried.size) - 1) & ~done)
    if not untagged:
        return None
    places = range(place + 1, len(rows)) if step > 0 else range(place - 1, -1, -1)
    return next((at for at in places if rows[at] in untagged), None)


def _next_row(rows: Sequence[int], wanted: int, row: int, step: int) -> int | None:
    """Return the place of the wanted row that comes after one, or of the one before it."""
    if step > 0:
        after = wanted >> row + 1
        return rows.index(row + (after & -after).bit_length()) if after else None
    before = wanted & (1 << row) - 1
    return rows.index(before.bit_length() - 1) if before else None
