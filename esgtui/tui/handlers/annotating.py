"""Notes, verdicts, stars, undo and redo: asks what is wanted, calls the verb, tells what came of it.

Dialogs are imported when they are first opened: they are a third of what the explorer would load to start.
"""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from esgtui.counted import claims_text
from esgtui.tui.bulk import MANY, is_agreed, touched
from esgtui.tui.drafting import bring_back, choose, keep, saved, throw_away, whereabouts
from esgtui.tui.meanwhile import own_notes, saving_changed, saving_new

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from esgtui.annotation.model import Change, Note
    from esgtui.annotation.state import Step
    from esgtui.tui.screens.explorer import Explorer
    from esgtui.verbs.drafts import Key, Offered
    from esgtui.verbs.pen import Progress
    from esgtui.workspace import Workspace


def about(targets: Sequence[str]) -> str:
    """Return which claims a dialog is about: the id of one, or how many."""
    return targets[0] if len(targets) == 1 else f"{claims_text(len(targets))} marked"


async def note(explorer: Explorer, targets: Sequence[str], *, is_outside: bool = False) -> None:
    """Open the editor for a new note, with the draft if there is one; or the user's own editor first."""
    if not await is_agreed(explorer, "Write one note on {}?", targets):
        return
    workspace = explorer.workspace
    new = await asyncio.to_thread(_new_note, targets)
    title = f"Note on {about(targets)}"
    draft = await choose(explorer, targets[0], new, f"{title}: which of your drafts?", "A new note")
    if draft is None:
        return
    known = own_notes(workspace, targets[0])
    key = workspace.drafts.begin(targets[0], new, draft)
    editor = await _edit(explorer, title, targets, key, draft, is_outside=is_outside)
    if editor is None:
        return
    text, kind = editor
    if text.strip():
        saving = await saving_new(explorer, targets, known, text, kind)
        if saving is None:
            await keep(explorer, *key, text, kind)
            return
        changes = await saved(explorer, *key, explorer.runner.perform_on(targets, saving))
        explorer.tell(f"Note saved on {touched(changes)}" if changes else "Another window has saved this note already")
    await explorer.runner.perform(lambda: workspace.drafts.save(*key, ""))


async def note_outside(explorer: Explorer, targets: Sequence[str]) -> None:
    """Open the user's own editor for a new note."""
    await note(explorer, targets, is_outside=True)


async def edit_note(explorer: Explorer) -> None:
    """Open the editor for one of the coder's notes on the claim under the cursor; emptying it takes it away."""
    claim = explorer.claim_at_cursor()
    own = explorer.workspace.annotation(claim.id) if claim else None
    if claim is None or own is None or not own.notes:
        return
    chosen = await _choose_note(explorer, claim.id, own.notes)
    if chosen is None:
        return
    workspace = explorer.workspace
    title = f"Your note on {claim.id}"
    draft = await choose(explorer, claim.id, chosen.id, f"{title}: which of your drafts?", "The note as it is")
    if draft is None:
        return
    key = workspace.drafts.begin(claim.id, chosen.id, draft)
    editor = await _edit(explorer, title, (claim.id,), key, draft, chosen)
    if editor is None:
        return
    text, kind = editor
    saving = await saving_changed(explorer, claim.id, chosen, draft.draft, text, kind)
    if saving is None:
        await keep(explorer, *key, text, kind)
        return
    changes = await saved(explorer, *key, explorer.runner.perform_on((claim.id,), saving))
    await explorer.runner.perform(lambda: workspace.drafts.save(*key, ""))
    done = "Note changed" if text.strip() else "Note taken away; u brings it back"
    explorer.tell(done if changes else "Nothing to change")


async def _choose_note(explorer: Explorer, claim: str, notes: Sequence[Note]) -> Note | None:
    from esgtui.tui.screens.choice import Choice, ChoiceScreen

    if len(notes) == 1:
        return notes[0]
    choices = [Choice(note.id, _first_line(note), f"{note.created.astimezone():%Y-%m-%d %H:%M}") for note in notes]
    chosen = await explorer.app.push_screen_wait(
        ChoiceScreen(f"Which of your notes on {claim}?", choices, explorer.keymap)
    )
    return next((note for note in notes if note.id == chosen), None)


def _first_line(note: Note) -> str:
    line = note.text.split("\n")[0]
    return f"{note.kind}: {line}" if note.kind else line


def _new_note(targets: Sequence[str]) -> str:
    """Return what drafts of a new note are kept as: apart for each claim, and for each set of claims."""
    from hashlib import blake2b

    from esgtui.verbs.drafts import SEVERAL

    if len(targets) == 1:
        return ""
    return SEVERAL + blake2b("\n".join(sorted(targets)).encode(), digest_size=8).hexdigest()


async def _edit(
    explorer: Explorer,
    title: str,
    targets: Sequence[str],
    key: Key,
    offered: Offered,
    note: Note | None = None,
    *,
    is_outside: bool = False,
) -> tuple[str, str] | None:
    """Return the text and the kind of a note, `note` or a new one, once the last draft is on the disk."""
    from esgtui.annotation.draft_rows import note_of
    from esgtui.tui.draft import DraftKeeper
    from esgtui.tui.screens.note_editor import NoteEditor

    workspace, claim, draft = explorer.workspace, targets[0], offered.draft
    drafts = workspace.drafts
    text = draft.text or (note.text if note else "")
    keeper = DraftKeeper(
        explorer.runner.writer, drafts, key, lambda trouble: explorer.call_later(explorer.warn, trouble), draft.text
    )
    statement = workspace.dataset.claim(claim).statement[:300]
    subject = statement if len(targets) == 1 else ", ".join(targets[:50])
    editor = NoteEditor(title, subject, text, bool(draft.text), keeper.keep, explorer.keymap)
    editor.kind = draft.kind if draft.text or note is None else note.kind
    editor.is_outside_first, editor.thrown = is_outside, drafts.thrown.of(claim, note_of(key[1])).text
    editor.is_typed_elsewhere = drafts.is_from_elsewhere(offered)
    editor.typed_for = drafts.typed_for(offered)
    timer = explorer.set_interval(1.0, keeper.retry)
    result = await explorer.app.push_screen_wait(editor)
    timer.stop()
    if keeper.is_emptied and (result is None or note is None):
        throw_away(explorer, *key, keeper.longest, editor.kind)
    elif result is None and keeper.has_text:
        await explorer.runner.perform(keeper.settle)
        explorer.tell(f"Not saved: {whereabouts(drafts, *key)}")
    return None if result is None else (result, editor.kind)


async def rate(explorer: Explorer, targets: Sequence[str]) -> None:
    """Ask for a verdict of the scale, or for none."""
    from esgtui.tui.screens.choice import Choice, ChoiceScreen

    workspace = explorer.workspace
    given = await asyncio.to_thread(_verdicts_on, workspace, targets)
    choices = [
        Choice(verdict.id, verdict.title, verdict.description, given == {verdict.id})
        for verdict in workspace.dataset.verdicts.values()
    ]
    choices.insert(0, Choice("", "no verdict", "Nothing said yet, or yours taken back.", given == {""}))
    title = f"Verdict on {about(targets)}"
    chosen = await explorer.app.push_screen_wait(ChoiceScreen(title, choices, explorer.keymap, keys="0123456789"))
    if chosen is None:
        return
    words = f"Verdict {workspace.dataset.verdicts[chosen].title}" if chosen else "Verdict taken back"
    if not await is_agreed(explorer, "Rate {}?", targets, words):
        return
    changes = await explorer.runner.perform_on(
        targets, lambda progress: workspace.rate(targets, chosen or None, progress)
    )
    explorer.tell(f"{words} on {touched(changes)}" if changes else "Nothing to change")


def _verdicts_on(workspace: Workspace, targets: Sequence[str]) -> set[str]:
    return {own.verdict if (own := workspace.annotation(claim)) else "" for claim in targets}


def _are_starred(workspace: Workspace, targets: Sequence[str]) -> bool:
    own = (workspace.annotation(claim) for claim in targets)
    return all(annotation and annotation.starred for annotation in own)


async def star(explorer: Explorer, targets: Sequence[str]) -> None:
    """Star the claims, or take the stars off if all of them have one."""
    workspace = explorer.workspace
    is_on = not await asyncio.to_thread(_are_starred, workspace, targets)
    if not await is_agreed(explorer, "Star {}?" if is_on else "Take the stars off {}?", targets):
        return
    changes = await explorer.runner.perform_on(
        targets, lambda progress: workspace.star(targets, on=is_on, progress=progress)
    )
    if len(targets) > 1:
        explorer.tell(f"{'Starred' if is_on else 'Star taken off'} {touched(changes)}")


async def undo(explorer: Explorer) -> None:
    """Take back the last step, and say what it was; a draft comes back that was thrown away since."""
    if explorer.workspace.drafts.thrown.is_last:
        await bring_back(explorer)
        return
    workspace = explorer.workspace
    step = workspace.history.next_undo(workspace.coder)
    explorer.tell(await _step(explorer, "Undone", step, workspace.undo))


async def redo(explorer: Explorer) -> None:
    """Do the last undone step again, and say what it was."""
    workspace = explorer.workspace
    step = workspace.history.next_redo(workspace.coder)
    explorer.tell(await _step(explorer, "Done again", step, workspace.redo))


async def _step(
    explorer: Explorer, what: str, step: Step | None, verb: Callable[[Progress | None], Sequence[Change]]
) -> str:
    """Take a step back, or do it again; return what that did. One of very many changes can be stopped."""

    def run(progress: Progress | None) -> str:
        changes = verb(progress)
        return f"{what}: {explorer.workspace.past.told(changes)}" if changes else "There was nothing left to do."

    if step is not None and step.last - step.first >= MANY:
        return await explorer.runner.perform_long(run)
    return await explorer.runner.perform(lambda: run(None))
