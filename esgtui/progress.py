"""How far a coder is: which of some claims carry a tag of theirs, by company and by group. For any thread."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

import msgspec

from esgtui.browsing import View, rows_of_query
from esgtui.dataset.lens import GroupKey
from esgtui.workspace import Workspace


class Progress(msgspec.Struct, frozen=True):
    """How many claims the coder has tagged, by the keys of the lines of both panes; None is the line for all."""

    companies: Mapping[str | None, int]
    groups: Mapping[GroupKey | None, int]


def tagged(workspace: Workspace, rows: Iterable[int]) -> list[int]:
    """Return those of the rows whose claims carry a tag by the coder at work, in their order."""
    flags = workspace.tagged.flags()
    return [row for row in rows if flags[row]]


def progress_of(workspace: Workspace, view: View) -> Progress:
    """Return how far the coder is with the claims that a view counts: they follow its query, not its company."""
    selection, company_at = view.selection, workspace.dataset.causes.company_at
    done = tagged(workspace, rows_of_query(workspace, view))
    companies: dict[str | None, int] = {None: len(done), **Counter(map(company_at, done))}
    if selection.company:
        done = [row for row in done if company_at(row) == selection.company]
    grouping = workspace.filing.grouping(selection.lens)
    counts = zip(grouping.groups, grouping.counts(done), strict=True)
    return Progress(companies, {None: len(done)} | {group.key: count for group, count in counts})


def next_untagged(workspace: Workspace, rows: Sequence[int], place: int, step: int) -> int | None:
    """Return the next place in `rows` whose claim has no tag by the coder, going by `step`; None if there is none."""
    flags = workspace.tagged.flags()
    places = range(place + 1, len(rows)) if step > 0 else range(place - 1, -1, -1)
    if 0 not in flags:
        return None
    return next((at for at in places if not flags[rows[at]]), None)
