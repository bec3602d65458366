"""Write a note. What is typed is kept as a draft with every key, so that nothing but saving or emptying ends it."""

import os
from collections.abc import Callable, Iterator

from rich.text import Text
from textual import on
from textual.app import SuspendNotSupported
from textual.widget import Widget
from textual.widgets import Static, TextArea

from esgtui.annotation.model import NOTE_KINDS
from esgtui.tui.commands import Keymap
from esgtui.tui.keys import bindings
from esgtui.tui.screens.dialog import Dialog
from esgtui.tui.widgets.kind_line import KindLine
from esgtui.visible import visible


class NoteArea(TextArea):
    """Where the note is typed; its special keys are the editor's commands."""

    BINDINGS = bindings("note")

    def get_line(self, line_index: int) -> Text:
        """Return a line, made safe to look at: a note may have come with a file, and a draft from a clipboard."""
        parts = self.document.get_line(line_index).split("\t")  # the toolkit makes its own of tabs
        return Text("\t".join(map(visible, parts)), end="", no_wrap=True)


class NoteEditor(Dialog[str]):
    """Returns the note's text, or None if it was left, in which case the draft stays."""

    PLACE = "note"

    def __init__(
        self, title: str, about: str, text: str, is_draft: bool, keep: Callable[[str, str], None], keymap: Keymap
    ) -> None:
        super().__init__(title, keymap)
        self.about, self.text, self.is_draft = about, text, is_draft
        self._keep = keep
        self.kind = ""
        """What kind of note it is, one of `NOTE_KINDS`."""
        self.thrown = ""
        """What was thrown away here before; the text's own undo brings it back."""
        self.is_typed_elsewhere = False
        """Whether another window, which may still be open, typed the draft."""
        self.typed_for = ""
        """The file of the journal that the draft was typed for, if it was another one."""
        self.is_outside_first = False
        """Whether to begin in the user's own editor; what is saved there is the note, without another look."""

    def body(self) -> Iterator[Widget]:
        """Yield the claim that the note is about, and the text."""
        yield Static(visible(self.about), markup=False, classes="about")
        if self.typed_for:
            there = visible(self.typed_for)
            yield Static(f"Typed for another journal, which could not take it: {there}.", markup=False, classes="hint")
        elif self.is_typed_elsewhere:
            yield Static("Typed in another window, which may have it open still.", classes="hint")
        elif self.is_draft:
            yield Static("Your draft from before, as you left it.", classes="hint")
        elif self.thrown and not self.text:
            key = self.keymap.shown("note.undo", 1)
            yield Static(f"You threw a draft away here; {key} brings it back.", classes="hint")
        yield KindLine(classes="kinds")
        yield NoteArea(self.text, soft_wrap=True, tab_behavior="focus", compact=True)

    def prepare(self) -> None:
        """Go on where the text ends."""
        area = self.query_one(NoteArea)
        if self.thrown and not self.text:
            with self.prevent(TextArea.Changed):
                area.insert(self.thrown)
                area.clear()
        area.move_cursor(area.document.end)
        self.query_one(KindLine).show(self.kind)
        if self.is_outside_first:
            self.call_after_refresh(self._begin_outside)

    def entry(self) -> Widget:
        """Return the text."""
        return self.query_one(NoteArea)

    @on(TextArea.Changed)
    def typed(self, event: TextArea.Changed) -> None:
        """Keep the draft."""
        self._keep(event.text_area.text, self.kind)

    @on(KindLine.Taken)
    def take_kind(self, message: KindLine.Taken) -> None:
        """Make it a note of the kind that was clicked."""
        self._make(message.kind)

    def do_kind(self) -> None:
        """Make it a note of the next kind."""
        self._make(NOTE_KINDS[(NOTE_KINDS.index(self.kind) + 1) % len(NOTE_KINDS)])

    def _make(self, kind: str) -> None:
        """Make it a note of a kind, which is kept with the draft."""
        self.kind = kind
        self.query_one(KindLine).show(kind)
        self._keep(self.query_one(NoteArea).text, kind)

    def do_undo(self) -> None:
        """Take back what was typed last."""
        self.query_one(NoteArea).undo()

    def do_redo(self) -> None:
        """Type again what was taken back."""
        self.query_one(NoteArea).redo()

    def do_outside(self) -> None:
        """Go on in the user's own editor, which has the terminal until it ends."""
        self._write_outside()

    def _begin_outside(self) -> None:
        before = self.query_one(NoteArea).text
        if self._write_outside() and self.query_one(NoteArea).text != before:
            self.do_save()

    def _write_outside(self) -> bool:
        """Take over what the user's editor saved; return whether all went well, which the user is told if it did not.

        The explorer stands still meanwhile: the terminal is the editor's.
        """
        from esgtui.tui.outside_editor import written_outside

        area = self.query_one(NoteArea)
        try:
            with self.app.suspend():
                written = written_outside(area.text, os.environ, lambda text: self._keep(text, self.kind))
        except SuspendNotSupported:
            self.notify("This terminal cannot be handed to another program.", severity="warning", markup=False)
            return False
        if written.text != area.text:
            area.replace(written.text, area.document.start, area.document.end)
            area.move_cursor(area.document.end)
        if written.trouble:
            kept = ". The text here is kept as a draft." if area.text.strip() else ""
            self.notify(visible(written.trouble + kept), severity="warning", timeout=10, markup=False)
        return not written.trouble

    def do_save(self) -> None:
        """Return the text."""
        self.dismiss(self.query_one(NoteArea).text)
