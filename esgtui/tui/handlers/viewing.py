"""The views over many claims: each opens on what the explorer shows, and may end at claims of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from esgtui.browsing import rows_of_query
from esgtui.tui.handlers.searching import close_bar, note_place
from esgtui.tui.screens.view import Destination, Subject

if TYPE_CHECKING:
    from collections.abc import Sequence
    from typing import Any

    from esgtui.tui.screens.explorer import Explorer
    from esgtui.tui.screens.view import View


def subject_of(explorer: Explorer) -> Subject:
    """Return what a view is about that opens now."""
    workspace, selection = explorer.workspace, explorer.viewing.selection
    listed, view = explorer.claims.rows, explorer.viewing.view
    filters = tuple(explorer.browser.filters_text(selection))
    query = filters[:1] if selection.query.strip() or selection.like else ()

    def rows() -> Sequence[int]:
        return list(listed)

    def of_query() -> Sequence[int]:
        return rows_of_query(workspace, view) if view else list(listed)

    return Subject(workspace, selection, rows, of_query, filters, query, explorer.claims.row)


async def show_view(explorer: Explorer, view: View[Any]) -> None:
    """Show a view, and go to the claims that are chosen there."""
    go_to(explorer, await explorer.app.push_screen_wait(view))


def go_to(explorer: Explorer, target: Destination | None) -> None:
    """Show what a view leads to; a query that it asks can be left, to where one was before."""
    if target is None:
        return
    close_bar(explorer)
    if target.selection.query != explorer.viewing.selection.query:
        note_place(explorer)
    explorer.go_to("claims")
    explorer.viewing.browse(target.selection, target.row)


async def show_matrix(explorer: Explorer) -> None:
    """Show companies by pillars or topics."""
    from esgtui.tui.screens.matrix import MatrixScreen

    await show_view(explorer, MatrixScreen(subject_of(explorer), explorer.keymap))
