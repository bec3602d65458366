"""The search bar: opens over all claims, follows the typing hand, goes to the claims, or back to where one was."""

from __future__ import annotations

from typing import TYPE_CHECKING

from esgtui.browsing import Selection
from esgtui.tui.widgets.search_bar import SearchInput

if TYPE_CHECKING:
    from esgtui.tui.screens.explorer import Explorer


def open_search(explorer: Explorer) -> None:
    """Open the bar with the query in force; a search looks in all claims, whatever was chosen before."""
    note_place(explorer)
    explorer.read_asked()
    entry = explorer.query_one(SearchInput)
    entry.value = explorer.viewing.selection.query
    entry.action_end()
    explorer.search.display = True
    explorer.completing.close()
    explorer.go_to("claims")
    explorer.set_focus(entry)
    explorer.show_state()


def note_place(explorer: Explorer) -> None:
    """Keep where one is, to come back to from the search."""
    if explorer.before_search is None:
        explorer.before_search = (explorer.viewing.selection, explorer.claims.row)


def call(explorer: Explorer, query: str) -> None:
    """Search for a query of the user's, as if it had been typed and kept."""
    explorer.places.leave()
    note_place(explorer)
    text = in_one_line(query)
    close_bar(explorer)
    explorer.go_to("claims")
    explorer.viewing.browse(Selection(query=text, lens=explorer.viewing.selection.lens))
    explorer.remember(text)


def in_one_line(query: str) -> str:
    """Return a query without what a line to type into cannot hold; a search makes nothing of it either."""
    return "".join(character if character.isprintable() else " " for character in query)


def close_bar(explorer: Explorer) -> None:
    """Close the bar, with what it offers."""
    explorer.completing.close()
    explorer.asked.recall.rest()
    explorer.search.display = False


def accept(explorer: Explorer) -> None:
    """Close the bar and keep the search; without a query, go back. An offer that was chosen is taken instead."""
    if explorer.completing.is_chosen:
        explorer.completing.take()
        return
    if not explorer.viewing.selection.query.strip():
        leave(explorer)
        return
    keep(explorer)
    explorer.go_to("claims")


def keep(explorer: Explorer) -> None:
    """Close the bar and keep what is shown, wherever the focus is."""
    explorer.remember(explorer.viewing.selection.query)
    close_bar(explorer)
    if not explorer.viewing.selection.query.strip():
        explorer.before_search = None
    explorer.show_state()


def back(explorer: Explorer) -> None:
    """Close what is offered; without offers, leave the search."""
    if explorer.completing.is_open:
        explorer.completing.close()
    else:
        leave(explorer)


def leave(explorer: Explorer) -> None:
    """Close the bar and show what was shown before the search, with the cursor where it was."""
    if explorer.is_search_used:
        explorer.remember(explorer.viewing.selection.query)
    close_bar(explorer)
    selection, row = explorer.before_search or (Selection(lens=explorer.viewing.selection.lens), explorer.claims.row)
    explorer.before_search = None
    explorer.go_to("claims")
    explorer.viewing.browse(selection, row)


def take(explorer: Explorer) -> None:
    """Put in what is offered; a word in the status line, where it hides nothing, says when nothing is."""
    if explorer.completing.is_open:
        explorer.completing.take()
    else:
        explorer.tell("Nothing is offered: type a field's first letters, such as com, or kind:")


def down(explorer: Explorer) -> None:
    """Move to the next offer or claim; among the queries asked before, to a newer one."""
    if explorer.completing.is_choosing:
        explorer.completing.choose(1)
        return
    newer = explorer.asked.recall.newer() if explorer.claims.cursor == 0 else None
    if newer is None:
        next_claim(explorer)
    else:
        explorer.completing.put(in_one_line(newer))


def up(explorer: Explorer) -> None:
    """Move to the offer or claim before; from the first claim, to the query asked before."""
    if explorer.completing.is_choosing:
        explorer.completing.choose(-1)
        return
    if explorer.claims.cursor > 0:
        claim_before(explorer)
        return
    older = explorer.asked.recall.older(explorer.query_one(SearchInput).value)
    if older is not None:
        explorer.completing.put(in_one_line(older))


def offer_above(explorer: Explorer) -> None:
    """Move to the offer above, where values are offered; else stay, so that no key leaves what is being typed."""
    if explorer.completing.is_choosing:
        explorer.completing.choose(-1)


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
