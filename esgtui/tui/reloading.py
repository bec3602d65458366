"""Shows the dataset as it is on the disk: when its files change, they are read and indexed aside, and then swapped in.

So is what claims state, when the user's rules of the checklist change. Commands and dialogs hold rows of the dataset
that they began with, so the swap waits until none of them is at work. A dataset that cannot be used is told, and
changes nothing.
"""

from __future__ import annotations

import asyncio
from functools import partial
from typing import TYPE_CHECKING

from esgtui.annotation.journal import JournalError
from esgtui.bits import bits_of
from esgtui.browsing import Browser
from esgtui.dataset.problems import DatasetError
from esgtui.dataset.watching import Watch, marks_of
from esgtui.rows import Rows
from esgtui.settings import checklist_file
from esgtui.tui.beside import begin_beside
from esgtui.tui.faults import COMMAND as FAULTS
from esgtui.tui.past_shown import PastShown
from esgtui.visible import visible

if TYPE_CHECKING:
    from collections.abc import Iterable

    from esgtui.browsing import Selection, View
    from esgtui.dataset.dataset import Dataset
    from esgtui.tui.screens.explorer import Explorer
    from esgtui.workspace import Workspace

EVERY = 1.0
"""Seconds between two looks at the files."""

KEPT = 100_000
"""So many claims at most are kept as they were, beside those that there are now."""

_CHANGED = "The dataset was changed, and cannot be used. You see it as it was before."

GONE = -1
"""The row of a claim that is not in the dataset any more: the cursor stays in its place."""


class Reloading:
    """Keeps one explorer up to date with its dataset's files."""

    def __init__(self, explorer: Explorer) -> None:
        self._explorer = explorer
        workspace = explorer.workspace
        self._watch = Watch(workspace.data, workspace.marks) if workspace.data else None
        self._rules = Watch(checklist_file(), marks_of(checklist_file()))
        self._is_looking = False
        self._is_presumed = True
        """Whether a large dataset's files have not been compared yet with what they were presumed to hold."""
        self.before: Dataset | None = None
        """The edition that claims are compared with: the dataset as it was opened, if it is not too large to keep."""

    @property
    def _fingerprint(self) -> str:
        return self._explorer.workspace.dataset.fingerprint

    def look(self) -> None:
        """Look at the files, unless that or other long work is going on."""
        is_busy = self._explorer.readying.preparation.is_at_work or not self._explorer.whole.is_read
        if not self._is_looking and not is_busy:
            self._is_looking = True
            begin_beside(self._explorer, self._look(), group="reload", description="reload")

    async def _look(self) -> None:
        try:
            watch = self._watch
            if watch is not None and await asyncio.to_thread(watch.has_changed):
                await self._read(watch)
            elif watch is not None and self._is_presumed:
                self._is_presumed = False
                if not await self._explorer.readying.preparation.holds(watch.path, self._fingerprint):
                    await self._read(watch)
            elif await asyncio.to_thread(self._rules.has_changed):
                await self._read_rules()
        finally:
            self._is_looking = False

    async def _read(self, watch: Watch) -> None:
        """Read what is on the disk now, and go on with it if that can be."""
        explorer, marks = self._explorer, watch.marks
        try:
            dataset = await explorer.readying.preparation.load(watch.path)
            if dataset is None:
                return
            if dataset.header.id != explorer.workspace.dataset.header.id:
                another = f"it is another dataset now, {visible(dataset.header.id)}: leave, and open that one"
                self._refuse(f"{_CHANGED} {another}")
            elif dataset.fingerprint != explorer.workspace.dataset.fingerprint:
                await self._take(await explorer.runner.attempt(lambda: explorer.workspace.renewed(dataset, marks)))
            elif explorer.faults.of_dataset:
                self._told_sound("The dataset is again as you see it")
        except DatasetError as error:
            self.refuse(error, _CHANGED)
        except JournalError as error:
            explorer.warn(str(error))

    async def _read_rules(self) -> None:
        """Go on with the rules of the checklist as they are now, and tell what of them cannot be used."""
        explorer, present = self._explorer, self._explorer.workspace
        marks = self._watch.marks if self._watch else present.marks
        workspace = await explorer.runner.attempt(lambda: present.renewed(present.dataset, marks))
        before, rules = await asyncio.to_thread(lambda: (present.checklist.rules, workspace.checklist.rules))
        explorer.faults.tell_rules(rules.warnings)
        if rules.digest != before.digest:
            await self._take(workspace, "Claims are read by your changed rules")

    def refuse(self, error: DatasetError, what: str) -> None:
        """Tell that the dataset on the disk cannot be used, and what that means, with the first of what is wrong."""
        first, others = error.problems[0], error.count - 1
        more = f" (and {others:,} more: esgtui validate lists them)" if others else ""
        self._refuse(f"{what} {first}{more}")

    def _refuse(self, why: str) -> None:
        explorer = self._explorer
        explorer.faults.of_dataset = why
        explorer.show_state()
        explorer.warn(f"The dataset on the disk cannot be used: {explorer.keymap.shown(FAULTS, 1)} tells why")

    def _told_sound(self, text: str) -> None:
        self._explorer.faults.of_dataset = ""
        self._explorer.show_state()
        self._explorer.tell(text)

    async def _take(self, workspace: Workspace, *told: str) -> None:
        """Index another state of the dataset, and show it once nothing is at work on the present one.

        `told` is what is told of it; without it, what became of the claims.
        """
        explorer = self._explorer
        if not await explorer.readying.preparation.run(workspace, is_first=False):
            return
        await explorer.readying.preparation.read_claims(workspace)
        what = "Your rules have changed" if told else "The dataset has changed on the disk"
        told = told or await self._changes(explorer.workspace.dataset, workspace.dataset)
        if explorer.app.screen is not explorer:
            explorer.notify(f"{what}: you see it when you close this", markup=False)
        await explorer.runner.in_turn(partial(self.swap, workspace))
        if not explorer.is_mounted:
            return
        explorer.faults.of_dataset = ""
        explorer.noticed.renew(*told)

    async def _changes(self, old: Dataset, new: Dataset) -> tuple[str, ...]:
        """Return what became of the claims, the shorter text last, and keep the edition they can be compared with."""
        told = await asyncio.to_thread(changes_text, old, new)
        if self.before is None and len(old.claims) <= KEPT:
            self.before = old
        key = self._explorer.keymap.shown("editions.open", 1)
        return (f"{told}; {key} shows what", told) if self.before else (told,)

    async def swap(self, workspace: Workspace) -> None:
        """Show another state of the dataset, with the cursor and the marks on the claims where they were."""
        explorer, old = self._explorer, self._explorer.workspace
        await explorer.visits.keep()  # these were of claims as they were worded before
        browser = Browser(workspace)
        if workspace.team.is_blind != old.team.is_blind:  # it was turned while all this was read
            await asyncio.to_thread(workspace.hide_others, on=old.team.is_blind)
        await asyncio.to_thread(workspace.checklist.get_ready)
        marked = await asyncio.to_thread(_moved, explorer.claims.marked, old.dataset, workspace.dataset)
        while True:
            chosen = explorer.viewing.selection
            view = await asyncio.to_thread(_view_of, browser, chosen)
            if chosen is explorer.viewing.selection:
                break
        if explorer.is_mounted:
            self._show(workspace, browser, view, marked)
        old.retire()

    def _show(self, workspace: Workspace, browser: Browser, view: View, marked: Rows) -> None:
        explorer, before = self._explorer, self._explorer.workspace.dataset
        here, claim, begun = explorer.claims.row, explorer.claim_at_cursor(), explorer.claims.range_row
        explorer.workspace, explorer.browser, explorer.past = workspace, browser, PastShown(explorer)
        explorer.views.forget_worked()

        def place(selection: Selection, row: int | None) -> tuple[Selection, int | None]:
            return browser.standing(selection), _row(row, before, workspace.dataset)

        if explorer.before_search:
            explorer.before_search = place(*explorer.before_search)
        for number, step in enumerate(explorer.trail):
            selection, row = place(step.selection, step.row)
            origin = place(*step.before_search) if step.before_search else None
            explorer.trail[number] = type(step)(selection, row, origin)
        explorer.claims.marked = marked
        row = _row(here, before, workspace.dataset)
        is_same = claim is not None and row is not None and workspace.dataset.claims[row] == claim
        explorer.viewing.renew(view, row if row is not None or here is None else GONE, is_same=is_same)
        begun = _row(begun, before, workspace.dataset)
        if begun is not None and row is not None and explorer.claims.row == row:  # both ends are still shown
            explorer.claims.begin_range(begun)
            explorer.show_state()


def _row(row: int | None, old: Dataset, new: Dataset) -> int | None:
    """Return where the claim at a row of one state of a dataset is in another; None if it is gone."""
    return None if row is None else new.row_of.get(old.claims[row].id)


def _moved(rows: Iterable[int], old: Dataset, new: Dataset) -> Rows:
    return Rows(bits_of(moved for row in rows if (moved := _row(row, old, new)) is not None))


def _view_of(browser: Browser, selection: Selection) -> View:
    """Return what is shown of a selection, as far as the dataset has it: its groups may be looked at first here."""
    return browser.view(browser.standing(selection))


def changes_text(old: Dataset, new: Dataset) -> str:
    """Return how many claims have which fate."""
    from esgtui.insight.editions import claim_changes, fates_in, fates_text

    return f"The dataset has changed: {fates_text(fates_in(claim_changes(old, new))) or 'none of its claims'}"
