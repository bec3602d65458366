"""What the explorer's panes show for a selection: claims, and the counts that follow the filter.

Pure computation on rows, for any thread; nothing here draws.
"""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from functools import cached_property
from typing import TYPE_CHECKING, TypeVar

import msgspec

from esgtui.dataset.chosen import Chosen
from esgtui.dataset.describe import company_label
from esgtui.dataset.filing import Filing
from esgtui.dataset.lens import PILLARS, Group, Grouping, GroupKey, Lens, cause_counts
from esgtui.workspace import Workspace

if TYPE_CHECKING:
    from esgtui.search.found import Found

AnyFound = TypeVar("AnyFound", Chosen, "Found")

Spans = tuple[tuple[int, int], ...]

Match = tuple[Spans, str]

RANKED = 200
"""How many hits are put in order and highlighted; the claims after them follow in the dataset's order."""


SEEN_FIRST = 100
"""How many claims are seen at first at most, on a high screen."""

LARGE = 5_000
"""From how many claims on what panes show is looked up off the interface's thread, also where there is no query."""

MANY = 50
"""From how many companies, or groups, on a search lists those that have claims alone."""

MOST_GROUPS = 60_000
"""So many companies and groups the index can count at once."""


def no_match(_: int) -> Match:
    """Return that a claim does not match anything, where nothing is searched."""
    return (), ""


def no_mark(_: str) -> Spans:
    """Return that nothing in a text matches, where no words are searched."""
    return ()


class Selection(msgspec.Struct, frozen=True):
    """What the user has chosen: a query, a company ('' is all), a lens and one of its groups (None is all).

    `like` is the id of a claim: shown are that one and the claims like it. `picked` are the ids of claims that a view
    leads to, and `picked_as` says what they have in common. At most one of query, `like` and `picked` is set.
    """

    query: str = ""
    company: str = ""
    lens: Lens = PILLARS
    group: GroupKey | None = None
    like: str = ""
    picked: tuple[str, ...] = ()
    picked_as: str = ""


class Counted(msgspec.Struct, frozen=True):
    """A line of the company or the group pane: what it stands for, and how many claims it holds.

    `key` is a company's id or a group's key; None stands for all.
    """

    key: str | GroupKey | None
    title: str
    claims: int
    depth: int = 0


class View(msgspec.Struct, frozen=True):
    """All that the panes show for one selection. `rows` are in the order of the claim list.

    `match` tells where the claim at a row matches: half-open character offsets into its statement, and the name of the
    place that matches if the statement does not. `mark` tells where any other text of a claim matches. `likeness`
    tells how like the claim of `Selection.like` others are, in per cent by row. `advice` is what to try where a query
    finds nothing, or nothing but what comes closest. `as_of` is how many changes coders had made when it was looked
    up, and whether all claims were indexed: with another one, a query may find other claims.
    """

    selection: Selection
    companies: Sequence[Counted]
    groups: Sequence[Counted]
    rows: Sequence[int]
    match: Callable[[int], Match] = no_match
    mark: Callable[[str], Spans] = no_mark
    is_closest: bool = False
    hints: tuple[str, ...] = ()
    advice: tuple[str, ...] = ()
    likeness: Mapping[int, int] = {}
    as_of: tuple[int, bool] = (0, False)


class Browser:
    """Computes views of one workspace, and keeps what does not change between them."""

    def __init__(self, workspace: Workspace) -> None:
        self.workspace = workspace
        self.dataset = workspace.dataset
        self._has_unfiled: dict[tuple[str, str], bool] = {}
        """Whether any claim of a company, empty for all, is filed nowhere under a lens, as far as that was seen."""
        self._titles_known: dict[tuple[str, bool], list[str]] = {}

    @property
    def _filing(self) -> Filing:
        return self.workspace.filing

    @property
    def lenses(self) -> list[Lens]:
        """The lenses of the dataset, the pillars first."""
        return self._filing.lenses

    def grouping(self, lens: Lens) -> Grouping:
        """Return the groups under a lens."""
        return self._filing.grouping(lens)

    def next_lens(self, lens: Lens, step: int) -> Lens:
        """Return the lens that is `step` places further, around and around."""
        return self.lenses[(self.lenses.index(lens) + step) % len(self.lenses)]

    def lens(self, lens_id: str) -> Lens:
        """Return the lens with this id; the pillars where the dataset has none."""
        return next((lens for lens in self.lenses if lens.id == lens_id), PILLARS)

    def standing(self, selection: Selection) -> Selection:
        """Return what of a selection the dataset still has: one of another day, or of before the dataset changed."""
        lens = self.lens(selection.lens.id)
        is_there = selection.group in {group.key for group in self.grouping(lens).groups}
        picked = tuple(filter(self.dataset.row_of.__contains__, selection.picked))
        return Selection(
            query=selection.query,
            company=selection.company if selection.company in self.dataset.companies else "",
            lens=lens,
            group=selection.group if is_there and lens.id == selection.lens.id else None,
            like=selection.like if selection.like in self.dataset.row_of else "",
            picked=picked,
            picked_as=selection.picked_as if picked else "",
        )

    def filters_text(self, selection: Selection) -> list[str]:
        """Return what narrows the claims down: the query, the company, the group, as far as they are chosen."""
        parts = [selection.query.strip()] if selection.query.strip() else []
        if selection.like:
            parts.append(f"like {selection.like}")
        if selection.picked:
            parts.append(selection.picked_as)
        if selection.company:
            parts.append(company_label(self.dataset, selection.company))
        if selection.group is not None:
            parts.append(self.grouping(selection.lens).title(selection.group))
        return parts

    def view(self, selection: Selection) -> View:
        """Return what the panes show for a selection."""
        as_of = self.workspace.history.size, self.workspace.is_search_ready  # first: what comes later may be missing
        return msgspec.structs.replace(self._view(selection), as_of=as_of)

    def _view(self, selection: Selection) -> View:
        if selection.like:
            return self._view_of_similar(selection)
        if selection.picked:
            return self._view_of(selection, _picked(self.workspace, selection))
        query = selection.query.strip()
        chosen = self.workspace.finder.chosen(query) if query else self._everything
        if chosen is not None:
            view = self._view_of_chosen(selection, chosen)
            return self._advised(view) if query and not chosen.total else view
        found = self.workspace.finder.find(query)
        found.count_beside()
        if not selection.company and selection.group is None:
            found.rows(RANKED)  # put in order while all are counted
        if found.is_closest or self._filing.size > MOST_GROUPS:
            view = self._view_of(selection, found.rows(RANKED), found)
        else:
            view = self._view_by_index(selection, found)
        return view if found.total else self._advised(view)

    @cached_property
    def _everything(self) -> Chosen:
        return Chosen(self._filing, range(len(self.dataset.claims)))

    def _advised(self, view: View) -> View:
        return msgspec.structs.replace(view, advice=self.workspace.finder.advice(view.selection.query.strip()))

    def _view_of_similar(self, selection: Selection) -> View:
        """Return a view of a claim and of those like it, the claim itself first."""
        hits = {hit.row: hit for hit in self.workspace.finder.similar(selection.like, RANKED).hits}

        def match(row: int) -> Match:
            return (hits[row].spans, hits[row].where) if row in hits else no_match(row)

        view = self._view_of(selection, [self.dataset.row_of[selection.like], *hits])
        likeness = {row: round(hit.score) for row, hit in hits.items()}
        return msgspec.structs.replace(view, match=match, likeness=likeness)

    def _view_of_chosen(self, selection: Selection, chosen: Chosen) -> View:
        """Return a view of claims that no words were searched for."""
        companies, groups, narrowed = self._narrowed(selection, chosen)
        return View(selection, companies, groups, narrowed.rows(), hints=chosen.hints)

    def _view_by_index(self, selection: Selection, found: "Found") -> View:
        """Return a view whose claims are counted, narrowed and fetched by the index."""
        companies, groups, narrowed = self._narrowed(selection, found)
        rows = narrowed.rows(RANKED) if narrowed.total else ()  # what comes closest is shown only if nothing matches
        rows[:SEEN_FIRST]  # fetched here: who shows them must not have to wait
        return View(selection, companies, groups, rows, found.match, found.mark, hints=found.hints)

    def _narrowed(self, selection: Selection, found: AnyFound) -> tuple[Sequence[Counted], Sequence[Counted], AnyFound]:
        """Return the counts of both panes, and what is left of the claims in what is chosen there."""
        filing = self._filing
        companies = self._companies(selection, filing.company_counts(found.counts), found.total)
        narrowed = found.within(filing.company(selection.company)) if selection.company else found
        groups = self._groups(selection, filing.counts(selection.lens, narrowed.counts), narrowed.total)
        if selection.group is not None:
            narrowed = narrowed.within(filing.group(selection.lens, selection.group))
        return companies, groups, narrowed

    def _view_of(self, selection: Selection, rows: Sequence[int], found: "Found | None" = None) -> View:
        """Return a view whose claims are counted and narrowed here, row by row."""
        by_company, causes = self._by_company(rows), self.dataset.causes
        counts = list(map(by_company.__getitem__, self.dataset.companies))
        companies = self._companies(selection, counts, len(rows))
        if selection.company:
            rows = [row for row in rows if causes.company_at(row) == selection.company]
        grouping = self.grouping(selection.lens)
        groups = self._groups(selection, grouping.counts(rows), len(rows))
        if selection.group is not None:
            rows = grouping.rows_in(selection.group, rows)
        if found is None:
            return View(selection, companies, groups, rows)
        is_closest = found.is_closest and len(rows) > 0
        return View(selection, companies, groups, rows, found.match, found.mark, is_closest, found.hints)

    def _by_company(self, rows: Sequence[int]) -> Counter[str]:
        found: Counter[str] = Counter()
        for cause, times in cause_counts(self.dataset, rows):
            found[self.dataset.causes.causes[cause].company] += times
        return found

    def _companies(self, selection: Selection, counts: Sequence[int], total: int) -> list[Counted]:
        """Return the companies; of very many only those with claims, so that nobody has to look for them."""
        counted = list(zip(self.dataset.companies, counts, strict=True))
        if len(counted) > MANY and total < len(self.dataset.claims):
            counted = [(company, claims) for company, claims in counted if claims or company == selection.company]
        lines = [Counted(company, company_label(self.dataset, company), claims) for company, claims in counted]
        return [Counted(None, "All", total), *lines]

    def _groups(self, selection: Selection, counts: Sequence[int], total: int) -> list[Counted]:
        """Return the groups of the lens; of the pillars only the chosen company's.

        What is filed nowhere has a line wherever there is any, also while a search finds none of it. Of very many
        groups a search lists those with claims alone, as it does of companies.
        """
        lens, narrowing = selection.lens.id, (selection.query.strip(), selection.like, selection.picked)
        if not any(narrowing):
            self._has_unfiled[lens, selection.company] = bool(counts[-1])
        everywhere = self._has_unfiled.get((lens, ""), False)
        is_unfiled = self._has_unfiled.get((lens, selection.company), everywhere)
        groups, titles = self.grouping(selection.lens).groups, self._titles(selection)
        counted = [
            (group, title, count)
            for group, title, count in zip(groups, titles, counts, strict=True)
            if (count or is_unfiled or group.key) and (not group.company or selection.company in ("", group.company))
        ]
        if len(counted) > MANY and any(narrowing):
            counted = [each for each in counted if each[2] or each[0].key == selection.group]
        lines = [Counted(group.key, title, count, group.depth) for group, title, count in counted]
        return [Counted(None, "All", total), *lines]

    def _titles(self, selection: Selection) -> list[str]:
        """Return the titles of the lens's groups: where several companies' stand side by side, with whose it is."""
        is_of_one = bool(selection.company) or len(self.dataset.companies) == 1
        key = selection.lens.id, is_of_one
        if key not in self._titles_known:
            groups = self.grouping(selection.lens).groups
            self._titles_known[key] = [self._title(group, is_of_one=is_of_one) for group in groups]
        return self._titles_known[key]

    def _title(self, group: Group, *, is_of_one: bool) -> str:
        if is_of_one or not group.company:
            return group.title
        return f"{company_label(self.dataset, group.company)}: {group.title}"


def rows_of_query(workspace: Workspace, view: View) -> Sequence[int]:
    """Return the rows of all claims that the counts of a view are about: they follow its query, not its company."""
    query = view.selection.query.strip()
    if view.selection.like:
        return [*view.likeness, workspace.dataset.row_of[view.selection.like]]
    if view.selection.picked:
        return _picked(workspace, view.selection)
    if not query:
        return range(len(workspace.dataset.claims))
    if (chosen := workspace.finder.chosen(query)) is not None:
        return chosen.rows()
    found = workspace.finder.find(query)
    return found.rows(RANKED) if found.is_closest else found.matching


def _picked(workspace: Workspace, selection: Selection) -> list[int]:
    """Return the rows of the claims picked, those that are still in the dataset."""
    row_of = workspace.dataset.row_of
    return [row_of[claim] for claim in selection.picked if claim in row_of]
