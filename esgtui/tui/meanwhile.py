"""What another window did to a note while it was written here: it is not saved twice, nor over that, unless wished."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING

from esgtui.annotation.journal import JournalError

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Sequence

    from esgtui.annotation.model import Change, Draft, Note
    from esgtui.tui.screens.explorer import Explorer
    from esgtui.verbs.pen import Progress
    from esgtui.workspace import Workspace

    Verb = Callable[[Progress | None], tuple[Change, ...]]

BOTH, INSTEAD = "both", "instead"


def own_notes(workspace: Workspace, claim: str) -> dict[str, Note]:
    """Return the coder's notes on a claim, by their ids."""
    own = workspace.annotation(claim)
    return {note.id: note for note in own.notes} if own else {}


async def saving_new(
    explorer: Explorer, targets: Sequence[str], known: Collection[str], text: str, kind: str
) -> Verb | None:
    """Return what saves a new note; None where the user would rather keep the draft.

    `known` are the notes that were on the first claim when it was begun. One that came since may have come of the same
    draft, in another window: what says the same is not saved again.
    """
    workspace, claim = explorer.workspace, targets[0]
    await _look(explorer)
    later = [note for note in own_notes(workspace, claim).values() if note.id not in known]
    if any((note.text, note.kind) == (text.strip(), kind) for note in later):
        return lambda _: ()
    if later:
        wanted = await _asked(
            explorer, "Saved here by another window meanwhile", later[-1], may_replace=len(targets) == 1
        )
        if wanted != BOTH:
            other = later[-1].id
            return (lambda _: workspace.edit_note(claim, other, text, kind)) if wanted else None
    return lambda progress: workspace.note(targets, text, kind, progress)


async def saving_changed(
    explorer: Explorer, claim: str, before: Note, draft: Draft, text: str, kind: str
) -> Verb | None:
    """Return what saves a note that was changed here, from a `draft`; None where the user would rather keep that.

    One that another window took away is saved as a new one, if any words are left.
    """
    workspace = explorer.workspace
    await _look(explorer)
    note = own_notes(workspace, claim).get(before.id)
    if note is None:
        return (lambda progress: workspace.note([claim], text, kind, progress)) if text.strip() else lambda _: ()
    was_older = draft.at is not None and note.edited is not None and draft.at < note.edited
    if (note != before or was_older) and text.strip() not in ("", note.text):
        when = "by another window meanwhile" if note != before else "since you began with this draft"
        wanted = await _asked(explorer, f"Changed {when}", note, may_replace=True)
        if wanted != INSTEAD:
            return (lambda progress: workspace.note([claim], text, kind, progress)) if wanted else None
    return lambda _: workspace.edit_note(claim, before.id, text, kind)


async def _look(explorer: Explorer) -> None:
    """Take in what other windows did; where that cannot be, saving will tell."""
    with suppress(JournalError):
        await explorer.runner.attempt(explorer.workspace.journal.refresh)


async def _asked(explorer: Explorer, title: str, other: Note, *, may_replace: bool) -> str | None:
    """Return what is to become of the text here, beside a note that another window wrote; None keeps it as a draft."""
    from esgtui.tui.screens.choice import Choice, ChoiceScreen

    there = f"There: {other.text}"
    choices = [Choice(BOTH, "Save yours beside it, as a note of its own", there)]
    if may_replace:
        choices.append(Choice(INSTEAD, "Save yours in its place", there))
    return await explorer.app.push_screen_wait(ChoiceScreen(title, choices, explorer.keymap))
