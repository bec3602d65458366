"""The views over many claims: each opens on what the explorer shows, and may end at claims of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from esgtui.browsing import LARGE, rows_of_query
from esgtui.rows import Rows, RowSet
from esgtui.tui.handlers.searching import close_bar, note_place

if TYPE_CHECKING:
    from collections.abc import Sequence
    from typing import Any

    from esgtui.tui.screens.explorer import Explorer
    from esgtui.tui.screens.view import Destination, Subject, View


def subject_of(explorer: Explorer) -> Subject:
    """Return what a view is about that opens now."""
    from esgtui.tui.screens.view import Subject  # with all that views have in common, which no start needs

    workspace, view = explorer.workspace, explorer.viewing.view
    selection = view.selection if view else explorer.viewing.selection  # and not what is still being looked up
    listed, as_of = explorer.claims.rows, view.as_of if view else (0, False)
    filters = tuple(explorer.browser.filters_text(selection))
    query = filters[:1] if selection.query.strip() or selection.like or selection.picked else ()

    def rows() -> Sequence[int]:
        if isinstance(listed, RowSet) and len(listed) > LARGE:
            return listed.ascending
        return listed if isinstance(listed, range | Rows) else list(listed)

    def of_query() -> Sequence[int]:
        return rows_of_query(workspace, view) if view else rows()

    return Subject(workspace, selection, rows, of_query, filters, query, explorer.claims.row, as_of)


async def show_view(explorer: Explorer, view: View[Any]) -> None:
    """Show a view as it was left the last time, and go to the claims that are chosen there; `b` leads back to it."""
    explorer.views.take_up(view)
    if view.under_way is None:
        explorer.readying.foreseeing.follow()  # what it works out now has to wait until the one asked for is painted
    try:
        target = await explorer.app.push_screen_wait(view)
    finally:
        explorer.views.keep(view, explorer.workspace)
    if target is not None:
        explorer.places.leave(view.PLACE)
    go_to(explorer, target)


def go_to(explorer: Explorer, target: Destination | None) -> None:
    """Show what a view leads to, which can be left to where one was before."""
    if target is None:
        return
    close_bar(explorer)
    if target.selection != explorer.viewing.selection:
        note_place(explorer)
    explorer.go_to("claims")
    explorer.viewing.browse(target.selection, target.row)


def comes_from_view(explorer: Explorer) -> bool:
    """Return whether the claims in use are those that a view led to, so that there is somewhere to go back to."""
    return explorer.pane == "claims" and explorer.before_search is not None


async def show_matrix(explorer: Explorer) -> None:
    """Show companies by pillars or topics."""
    from esgtui.tui.screens.matrix import MatrixScreen

    await show_view(explorer, MatrixScreen(subject_of(explorer), explorer.keymap))


async def show_timeline(explorer: Explorer) -> None:
    """Show who says what by when."""
    from esgtui.tui.screens.timeline import TimelineScreen

    await show_view(explorer, TimelineScreen(subject_of(explorer), explorer.keymap))


async def show_metrics(explorer: Explorer) -> None:
    """Show the metrics, side by side with those that they can be compared with."""
    from esgtui.tui.screens.metrics import MetricsScreen

    await show_view(explorer, MetricsScreen(subject_of(explorer), explorer.keymap))


async def show_source(explorer: Explorer) -> None:
    """Show the document that the claim under the cursor comes from, at its place."""
    from esgtui.tui.screens.source import SourceScreen

    claim = explorer.claim_at_cursor()
    if claim is None:
        return
    if not claim.places:
        explorer.warn(f"{claim.id} names no source")
        return
    await show_view(explorer, SourceScreen(claim, subject_of(explorer), explorer.keymap))


async def show_checklist(explorer: Explorer) -> None:
    """Show what the claim under the cursor states, attribute by attribute."""
    from esgtui.tui.screens.checklist import ChecklistScreen

    claim = explorer.claim_at_cursor()
    if claim is not None:
        screen = ChecklistScreen(claim, explorer.workspace, explorer.viewing.selection, explorer.keymap)
        go_to(explorer, await explorer.app.push_screen_wait(screen))


async def open_address(explorer: Explorer) -> None:
    """Open the address of the claim's source in the browser, and say which one, or that there is none."""
    from esgtui.insight.source import address_of
    from esgtui.tui.browser import open_in_browser

    claim = explorer.claim_at_cursor()
    if claim is not None:
        sources = explorer.workspace.dataset.sources
        found, why_not = address_of([sources[place.source] for place in claim.places])
        if found:
            explorer.tell(await open_in_browser(explorer.app, found))
        else:
            explorer.warn(f"{claim.id}: {why_not}")


async def show_coverage(explorer: Explorer) -> None:
    """Show what claims leave open."""
    from esgtui.tui.screens.coverage import CoverageScreen

    await show_view(explorer, CoverageScreen(subject_of(explorer), explorer.keymap))


async def show_overview(explorer: Explorer) -> None:
    """Show what is in it."""
    from esgtui.tui.screens.overview import OverviewScreen

    await show_view(explorer, OverviewScreen(subject_of(explorer), explorer.keymap))


async def show_editions(explorer: Explorer) -> None:
    """Show what became of claims since the edition that the dataset is compared with."""
    from esgtui.tui.screens.editions import EditionsScreen

    before = explorer.reloading.before
    if before:
        await show_view(explorer, EditionsScreen(before, subject_of(explorer), explorer.keymap))
