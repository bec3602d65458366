"""The search bar: opens, follows the typing hand, goes to the claims, or back to where one was."""

from __future__ import annotations

from typing import TYPE_CHECKING

from esgtui.browsing import Selection
from esgtui.tui.widgets.search_bar import SearchInput

if TYPE_CHECKING:
    from esgtui.tui.screens.explorer import Explorer


def open_search(explorer: Explorer) -> None:
    """Open the bar with the query in force; a search looks in all claims, whatever was chosen before."""
    if explorer.before_search is None:
        explorer.before_search = (explorer.selection, explorer.claims.row)
    entry = explorer.query_one(SearchInput)
    entry.value = explorer.selection.query
    entry.action_end()
    explorer.search.display = True
    explorer.go_to("claims")
    explorer.set_focus(entry)
    explorer.show_state()


def accept(explorer: Explorer) -> None:
    """Close the bar and keep the search; without a query, go back."""
    if not explorer.selection.query.strip():
        leave(explorer)
        return
    explorer.search.display = False
    explorer.go_to("claims")
    explorer.show_state()


def leave(explorer: Explorer) -> None:
    """Close the bar and show what was shown before the search, with the cursor where it was."""
    explorer.search.display = False
    selection, row = explorer.before_search or (Selection(lens=explorer.selection.lens), explorer.claims.row)
    explorer.before_search = None
    explorer.go_to("claims")
    explorer.browse(selection, row)


def next_claim(explorer: Explorer) -> None:
    """Move to the next claim."""
    explorer.claims.move_by(1)


def claim_before(explorer: Explorer) -> None:
    """Move to the claim before."""
    explorer.claims.move_by(-1)


def page_down(explorer: Explorer) -> None:
    """Move a page down."""
    explorer.claims.move_by(explorer.claims.page)


def page_up(explorer: Explorer) -> None:
    """Move a page up."""
    explorer.claims.move_by(-explorer.claims.page)
