"""How far a coder is: which of some claims carry a tag of theirs, by company and by group. For any thread."""

from collections.abc import Mapping, Sequence
from itertools import compress

import msgspec

from esgtui.browsing import View, rows_of_query
from esgtui.dataset.chosen import Chosen
from esgtui.dataset.lens import GroupKey
from esgtui.workspace import Workspace


class Progress(msgspec.Struct, frozen=True):
    """How many claims the coder has tagged, by the keys of the lines of both panes; None is the line for all."""

    companies: Mapping[str | None, int]
    groups: Mapping[GroupKey | None, int]


def tagged(workspace: Workspace, rows: Sequence[int]) -> list[int]:
    """Return those of the rows whose claims carry a tag by the coder at work, in their order."""
    return list(compress(rows, map(workspace.carried.tagged().__getitem__, rows)))


def progress_of(workspace: Workspace, view: View) -> Progress:
    """Return how far the coder is with the claims that a view counts: they follow its query, not its company."""
    selection, filing = view.selection, workspace.filing
    done = Chosen(filing, tagged(workspace, rows_of_query(workspace, view)))
    companies: dict[str | None, int] = {
        company: done.count(filing.company(company)) for company in workspace.dataset.companies
    }
    narrowed = done.within(filing.company(selection.company)) if selection.company else done
    groups = filing.grouping(selection.lens).groups
    counts = zip(groups, filing.counts(selection.lens, narrowed.count), strict=True)
    return Progress(
        companies | {None: done.total}, {None: narrowed.total} | {group.key: count for group, count in counts}
    )


def next_untagged(workspace: Workspace, rows: Sequence[int], place: int, step: int) -> int | None:
    """Return the next place in `rows` whose claim has no tag by the coder, going by `step`; None if there is none."""
    flags = workspace.carried.tagged()
    if 0 not in flags:
        return None
    are_tagged = bytes(map(flags.__getitem__, rows))
    found = are_tagged.find(0, place + 1) if step > 0 else are_tagged.rfind(0, 0, max(0, place))
    return None if found < 0 else found
