"""Tags: picked by typing, put on by their key or by the number of a recent one, and the last tagging once more."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from esgtui.annotation.recent import TagEdit
from esgtui.tui.bulk import is_agreed, touched
from esgtui.tui.handlers.annotating import about
from esgtui.tui.known_tags import known_tags, tags_by_key, tags_on

if TYPE_CHECKING:
    from collections import Counter
    from collections.abc import Callable, Mapping, Sequence

    from esgtui.annotation.codebook import KnownTag
    from esgtui.tui.screens.explorer import Explorer
    from esgtui.workspace import Workspace


async def tag(explorer: Explorer, targets: Sequence[str]) -> None:
    """Ask which tags to put on and to take off, and do it in one step."""
    from esgtui.tui.screens.tag_picker import TagPicker

    known, on = await _known(explorer, targets)
    picker = TagPicker(f"Tags of {about(targets)}", known, on, len(targets), explorer.keymap)
    await _apply(explorer, targets, await explorer.app.push_screen_wait(picker))


async def tag_by_key(explorer: Explorer, targets: Sequence[str]) -> None:
    """Wait for the key of a tag, and turn that tag."""
    from esgtui.tui.screens.key_tags import KeyTags, keyed

    known, on = await _known(explorer, targets, tags_by_key)
    lines = keyed(known, explorer.keymap.keys["claim.tag_recent"], on, len(targets))
    if not lines:
        explorer.warn("tag by key: no tag of the codebook has a key, and you have used none yet: t puts one on")
        return
    chosen = await explorer.app.push_screen_wait(KeyTags(f"Tag {about(targets)}", lines, explorer.keymap))
    if chosen is not None:
        await _turn(explorer, targets, chosen, on)


async def tag_recent(explorer: Explorer, targets: Sequence[str], number: int) -> None:
    """Turn the recent tag with a number; without one, as from the palette, show them all."""
    if not number:
        await tag_by_key(explorer, targets)
        return
    known, on = await _known(explorer, targets, tags_by_key)
    chosen = next((entry.tag for entry in known if entry.number == number), None)
    if chosen is None:
        key = explorer.keymap.shown("claim.tag_key", 1)
        explorer.warn(f"recent tag: no tag has the number {number} yet: {key} shows those that have a key")
    else:
        await _turn(explorer, targets, chosen, on)


async def tag_again(explorer: Explorer, targets: Sequence[str]) -> None:
    """Put on and take off what the last tagging did, also one of an earlier day."""
    await asyncio.to_thread(explorer.recent.catch_up, explorer.workspace.journal)
    edit = explorer.recent.last
    if edit:
        await _apply(explorer, targets, edit)
    else:
        explorer.warn("tag again: you have not tagged anything yet")


async def _known(
    explorer: Explorer,
    targets: Sequence[str],
    tags: Callable[[Workspace, Mapping[str, int]], list[KnownTag]] = known_tags,
) -> tuple[list[KnownTag], Counter[str]]:
    """Return the tags there are, and on how many of the claims each is; for many claims that takes a while."""
    recent, workspace = explorer.recent, explorer.workspace

    def look() -> tuple[list[KnownTag], Counter[str]]:
        recent.catch_up(workspace.journal)
        return tags(workspace, recent.numbers), tags_on(workspace, targets)

    return await asyncio.to_thread(look)


async def _turn(explorer: Explorer, targets: Sequence[str], name: str, on: Counter[str]) -> None:
    """Put a tag on, or take it off if all of the claims have it."""
    is_on = on[name] == len(targets)
    await _apply(explorer, targets, TagEdit(remove=(name,)) if is_on else TagEdit(add=(name,)))


async def _apply(explorer: Explorer, targets: Sequence[str], edit: TagEdit | None) -> None:
    if not edit:
        return
    words = " ".join([*(f"+#{name}" for name in edit.add), *(f"-#{name}" for name in edit.remove)])
    if not await is_agreed(explorer, "Tag {}?", targets, words):
        return
    workspace = explorer.workspace
    changes = await explorer.runner.perform_on(
        targets, lambda progress: workspace.tag(targets, add=edit.add, remove=edit.remove, progress=progress)
    )
    explorer.tell(f"{words} on {touched(changes)}" if changes else f"Nothing to change: {words} was so already")
