"""Queries under a name: save the one in force, search with one, rename it, delete it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from esgtui.queries import QueriesError, QueryNameError
from esgtui.tui.handlers.searching import call

if TYPE_CHECKING:
    from esgtui.queries import SavedQuery
    from esgtui.tui.screens.explorer import Explorer


async def save(explorer: Explorer) -> None:
    """Ask for a name, and save the query in force under it."""
    from esgtui.tui.screens.name_dialog import NameDialog

    query = explorer.viewing.selection.query.strip()
    names = {each.query: each.name for each in await explorer.asked.saved()}

    async def keep(name: str, overwrite: bool) -> SavedQuery:
        return await explorer.asked.perform(lambda: explorer.asked.queries.save(name, query, overwrite=overwrite))

    dialog = NameDialog("Save this query as", query, names.get(query, ""), keep, explorer.keymap)
    kept = await explorer.app.push_screen_wait(dialog)
    if kept:
        explorer.remember(query)
        explorer.tell(f"Saved as “{kept.name}”: {explorer.keymap.shown('query.open', 1)} or the palette calls it")


async def show_saved(explorer: Explorer) -> None:
    """Show the saved queries, and do what is decided, until one is called or none is left."""
    from esgtui.tui.screens.saved_queries import SavedQueries

    at = ""
    while saved := await explorer.asked.saved():
        decision = await explorer.app.push_screen_wait(SavedQueries(saved, at, explorer.keymap))
        if decision is None:
            return
        at = decision.saved.name
        if decision.action == "search":
            call(explorer, decision.saved.query)
            return
        if decision.action == "rename":
            at = await _rename(explorer, decision.saved)
        else:
            await _delete(explorer, decision.saved)
    explorer.tell(f"No query is saved: {explorer.keymap.shown('query.save', 1)} saves the one in force")


async def _rename(explorer: Explorer, saved: SavedQuery) -> str:
    """Ask for another name; return the name that the query has then."""
    from esgtui.tui.screens.name_dialog import NameDialog

    async def keep(name: str, overwrite: bool) -> SavedQuery:
        return await explorer.asked.perform(
            lambda: explorer.asked.queries.rename(saved.name, name, overwrite=overwrite)
        )

    dialog = NameDialog(f"Another name for {saved.name}", saved.query, saved.name, keep, explorer.keymap)
    kept = await explorer.app.push_screen_wait(dialog)
    return kept.name if kept else saved.name


async def _delete(explorer: Explorer, saved: SavedQuery) -> None:
    try:
        await explorer.asked.perform(lambda: explorer.asked.queries.delete(saved.name))
    except (QueriesError, QueryNameError) as error:
        explorer.warn(f"Not deleted: {error}")
    else:
        explorer.tell(f"Deleted “{saved.name}”: {saved.query}")
