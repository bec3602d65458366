"""What the explorer's panes show for a selection: claims, and the counts that follow the filter.

Pure computation on rows, for any thread; nothing here draws.
"""

from collections import Counter
from collections.abc import Sequence
from functools import cached_property

import msgspec

from esgtui.dataset.describe import company_label
from esgtui.dataset.lens import PILLARS, Group, Grouping, GroupKey, Lens, lenses
from esgtui.workspace import Workspace

Spans = tuple[tuple[int, int], ...]

RANKED = 200
"""How many hits are put in order and highlighted; the claims after them follow in the dataset's order."""


class Selection(msgspec.Struct, frozen=True):
    """What the user has chosen: a query, a company ('' is all), a lens and one of its groups (None is all)."""

    query: str = ""
    company: str = ""
    lens: Lens = PILLARS
    group: GroupKey | None = None


class Counted(msgspec.Struct, frozen=True):
    """A line of the company or the group pane: what it stands for, and how many claims it holds.

    `key` is a company's id or a group's key; None stands for all.
    """

    key: str | GroupKey | None
    title: str
    claims: int
    depth: int = 0


class View(msgspec.Struct, frozen=True):
    """All that the panes show for one selection. `rows` are in the order of the claim list."""

    selection: Selection
    companies: Sequence[Counted]
    groups: Sequence[Counted]
    rows: Sequence[int]
    spans: dict[int, Spans]
    where: dict[int, str]
    is_closest: bool = False
    hints: tuple[str, ...] = ()


class Browser:
    """Computes views of one workspace, and keeps what does not change between them."""

    def __init__(self, workspace: Workspace) -> None:
        self.workspace = workspace
        self.dataset = workspace.dataset
        self._groupings: dict[str, Grouping] = {}

    @cached_property
    def lenses(self) -> list[Lens]:
        """The lenses of the dataset, the pillars first."""
        return lenses(self.dataset)

    @cached_property
    def _company_of(self) -> list[str]:
        return [claim.company for claim in self.dataset.claims]

    def grouping(self, lens: Lens) -> Grouping:
        """Return the groups under a lens."""
        if lens.id not in self._groupings:
            self._groupings[lens.id] = Grouping(self.dataset, lens)
        return self._groupings[lens.id]

    def next_lens(self, lens: Lens, step: int) -> Lens:
        """Return the lens that is `step` places further, around and around."""
        return self.lenses[(self.lenses.index(lens) + step) % len(self.lenses)]

    def filters_text(self, selection: Selection) -> list[str]:
        """Return what narrows the claims down: the query, the company, the group, as far as they are chosen."""
        parts = [selection.query.strip()] if selection.query.strip() else []
        if selection.company:
            parts.append(company_label(self.dataset, selection.company))
        if selection.group is not None:
            parts.append(self.grouping(selection.lens).title(selection.group))
        return parts

    def view(self, selection: Selection) -> View:
        """Return what the panes show for a selection."""
        found: Sequence[int] = range(len(self.dataset.claims))
        spans: dict[int, Spans] = {}
        where: dict[int, str] = {}
        is_closest = False
        hints: tuple[str, ...] = ()
        if selection.query.strip():
            results = self.workspace.finder.search(selection.query, RANKED)
            spans = {hit.row: hit.spans for hit in results.hits}
            where = {hit.row: hit.where for hit in results.hits}
            is_closest, hints = results.closest, results.hints
            ranked = [hit.row for hit in results.hits]
            found = ranked if is_closest else self._ranked_first(ranked, selection.query)
        companies = self._companies(found)
        if selection.company:
            found = [row for row in found if self._company_of[row] == selection.company]
        groups = self._groups(selection, found)
        if selection.group is not None:
            found = self.grouping(selection.lens).rows_in(selection.group, found)
        return View(selection, companies, groups, found, spans, where, is_closest and bool(found), hints)

    def _ranked_first(self, ranked: list[int], query: str) -> list[int]:
        if len(ranked) < RANKED:
            return ranked
        first = set(ranked)
        return ranked + [row for row in self.workspace.finder.rows(query) if row not in first]

    def _companies(self, rows: Sequence[int]) -> list[Counted]:
        counts = Counter(map(self._company_of.__getitem__, rows))
        lines = [
            Counted(company.id, company_label(self.dataset, company.id), counts[company.id])
            for company in self.dataset.companies.values()
        ]
        return [Counted(None, "All", len(rows)), *lines]

    def _groups(self, selection: Selection, rows: Sequence[int]) -> list[Counted]:
        """Return the groups of the lens; of the pillars only the chosen company's, and no empty 'none' line."""
        grouping = self.grouping(selection.lens)
        lines = [
            Counted(group.key, self._title(group, selection), count, group.depth)
            for group, count in zip(grouping.groups, grouping.counts(rows), strict=True)
            if (count or group.key) and (not group.company or selection.company in ("", group.company))
        ]
        return [Counted(None, "All", len(rows)), *lines]

    def _title(self, group: Group, selection: Selection) -> str:
        if not group.company or selection.company or len(self.dataset.companies) == 1:
            return group.title
        return f"{company_label(self.dataset, group.company)}: {group.title}"
