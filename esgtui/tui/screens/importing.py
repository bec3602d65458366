"""Import a table: what each column is taken for, beside what stands in it; changed by key and tried out at once."""

from __future__ import annotations

import asyncio
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec
from textual import on, work
from textual.containers import Container
from textual.content import Content
from textual.widgets import Static

from esgtui.encodings import ADVICE
from esgtui.intake.job import before_at, choices_of
from esgtui.intake.roles import IGNORE, OWN, ROLES
from esgtui.intake.rows import Choices
from esgtui.intake.trying import try_out
from esgtui.intake.workbook import ALL_SHEETS, OTHER_SHEET
from esgtui.tui.beside import begin_beside
from esgtui.tui.commands import BY_ID, Situation
from esgtui.tui.faults import Faults
from esgtui.tui.importing_choices import HowRead
from esgtui.tui.importing_dialogs import ask_company, ask_target
from esgtui.tui.importing_words import column_line, sample_line, tried_text
from esgtui.tui.importing_work import ImportWork
from esgtui.tui.key_gate import KeyGate
from esgtui.tui.keys import bindings
from esgtui.tui.screens.choice import Choice, ChoiceScreen
from esgtui.tui.screens.dialog import Dialog
from esgtui.tui.status import bar_items
from esgtui.tui.widgets.command_bar import CommandBar
from esgtui.tui.widgets.plain_list import PlainList
from esgtui.tui.widgets.row_list import RowList
from esgtui.visible import visible, visible_block

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from textual.await_complete import AwaitComplete
    from textual.widget import Widget

    from esgtui.intake.importing import Look
    from esgtui.intake.older import Before
    from esgtui.tui.commands import Keymap
    from esgtui.tui.importing_state import ImportState
    from esgtui.tui.importing_work import Annotated
    from esgtui.tui.widgets.pieces import Piece


class SampleList(PlainList, can_focus=False):
    """What stands in the column under the cursor, row by row."""


class ImportingScreen(Dialog[Path]):
    """Returns the dataset's file once it is written, or None."""

    PLACE = "import"
    BINDINGS = bindings("import")

    def __init__(self, state: ImportState, keymap: Keymap, annotated: Annotated | None) -> None:
        super().__init__(f"Import {state.look.rows.path.name}", keymap)
        self.state = state
        self.faults, self._how = Faults(self, "import.faults"), HowRead(self)
        self.work = ImportWork(self, annotated)
        self._is_leaving = False
        self._in_column: list[tuple[int, str]] = []

    # What is seen

    def body(self) -> Iterator[Widget]:
        """Yield the columns beside a sample, what came of trying them, and a line for what happens."""
        columns, sample = PlainList(self._column_line, id="import-columns"), SampleList(self._sample_line)
        yield Container(columns, sample, id="import-panes")
        yield Static("", id="import-tried", markup=False)
        yield Static("", classes="told", markup=False)

    def entry(self) -> Widget:
        """Return the columns."""
        return self.columns

    @property
    def columns(self) -> PlainList:
        """The columns with what they are taken for."""
        return self.query_one("#import-columns", PlainList)

    def prepare(self) -> None:
        """Show the guess, and what comes of it."""
        self._show_look()
        self.show_state()

    def _show_look(self) -> None:
        """Show the file as it was looked at."""
        self.columns.show_lines(len(self.state.look.rows.columns), self.columns.cursor)
        self._show_column()
        self.show_roles()
        self._tell_look()

    def _tell_look(self) -> None:
        """Say what was assumed of the file and of its columns."""
        advice = f"{self.keymap.shown('import.encoding', 1)} changes that if letters look wrong"
        rows, known = self.state.look.rows, f"columns are taken for what they are in {self.state.target.name}"
        notes = (note.removeprefix(f"{rows.path}: ") for note in rows.notes)  # the frame names the file
        told = "; ".join([*notes, *([known] if self.state.before else []), *self.state.gone])
        sheet = f"{self.keymap.shown('import.sheet', 1)} reads"
        told = told.replace(OTHER_SHEET, sheet).replace(f", {ALL_SHEETS}", ", or")
        self.say(told.replace(ADVICE, advice).replace(str(rows.path), rows.path.name))

    def show_roles(self) -> None:
        """Show what columns are taken for by now, and try it out."""
        self.columns.refresh_rows()
        self._explain()
        self._try_out()

    @property
    def here(self) -> str:
        """The column under the cursor."""
        return self.state.look.rows.columns[self.columns.cursor]

    def situation(self) -> Situation:
        """Return what decides which commands can be used."""
        at_work = "the import is at work: escape stops it" if self.work.is_busy else ""
        return Situation(not_here=at_work, faults=len(self.faults.all))

    @on(RowList.Moved, "#import-columns")
    def _show_column(self) -> None:
        """Show what stands in the column under the cursor."""
        place = self.columns.cursor
        rows = (row for row in self.state.look.sample if place < len(row.cells) and row.cells[place].strip())
        self._in_column = [(row.number, row.cells[place]) for row in rows]
        self.query_one(SampleList).show_lines(len(self._in_column))
        self._explain()

    def _explain(self) -> None:
        """Say at the lower edge what the column under the cursor is taken for."""
        told = f"{self.here}: {ROLES[self.state.roles[self.here]].title}"
        self.query_one(".dialog").border_subtitle = Content(visible(told))

    def _column_line(self, index: int, width: int) -> Sequence[Piece]:
        name = self.state.look.rows.columns[index]
        return column_line(name, self.state.roles[name], width)

    def _sample_line(self, index: int, _: int) -> Sequence[Piece]:
        return sample_line(*self._in_column[index])

    @work(group="trying", exclusive=True, description="try out")
    async def _try_out(self) -> None:
        state = self.state
        trial = await asyncio.to_thread(try_out, state.look, dict(state.roles), state.made)
        text = tried_text(trial, state, self.keymap)
        self.query_one("#import-tried", Static).update(Content(visible_block(text)))

    def say(self, text: str) -> None:
        """Say what happens, or what stands in the way; the line is there only while there is something to say."""
        told = self.query_one(".told", Static)
        told.display = bool(text)
        told.update(Content(visible_block(text)))

    # What is done

    def action_command(self, command_id: str) -> None:
        """Run one of this screen's commands; while the import is at work, all that can be done is to stop it."""
        if self.work.is_busy and command_id != "import.leave":
            self.work.refuse(f"{BY_ID[command_id].title}: {self.situation().not_here}")
            return
        if not self.work.is_busy:
            self.say("")
        self._is_leaving = self._is_leaving and command_id == "import.leave"
        super().action_command(command_id)

    @on(RowList.Chosen, "#import-columns")
    def do_pick(self) -> None:
        """Choose what the column under the cursor is."""
        self.hold_keys()
        self._pick(self.here)

    @work(group="asking", description="pick")
    async def _pick(self, column: str) -> None:
        choices = [
            Choice(role.name, role.name, role.title, self.state.roles[column] == role.name) for role in ROLES.values()
        ]
        chosen = await self.app.push_screen_wait(ChoiceScreen(f"{column} is", choices, self.keymap, keys=""))
        if chosen:
            self.take_for(column, chosen)

    def take_for(self, column: str, role: str) -> None:
        """Take a column for something."""
        self.state.take_for(column, role)
        self.show_roles()

    def do_keep(self) -> None:
        """Keep the column as it is."""
        self.take_for(self.here, OWN)

    def do_ignore(self) -> None:
        """Leave the column out."""
        self.take_for(self.here, IGNORE)

    def do_guess(self) -> None:
        """Take all columns for what was guessed."""
        self.state.guess()
        self.show_roles()

    def do_sentences(self) -> None:
        """Cut texts into sentences, or no longer."""
        self.state.way = msgspec.structs.replace(self.state.way, cuts=not self.state.way.cuts)
        self.show_roles()

    def do_above(self) -> None:
        """Let rows that name no company have that of the row above, or no longer."""
        self.state.way = msgspec.structs.replace(self.state.way, fills=not self.state.does_fill)
        self.show_roles()

    def do_company(self) -> None:
        """Ask who makes the claims of rows that name nobody."""
        ask_company(self)

    def do_encoding(self) -> None:
        """Choose in which encoding the file is."""
        self._how.choose_encoding()

    def do_delimiter(self) -> None:
        """Choose what divides cells."""
        self._how.choose_delimiter()

    def do_headings(self) -> None:
        """Choose which row has the headings."""
        self._how.choose_headings()

    def do_numbers(self) -> None:
        """Choose what divides decimals."""
        self._how.choose_decimal()

    def do_sheet(self) -> None:
        """Choose which sheet is imported."""
        self._how.choose_sheet()

    def look_anew(self, look: Look, before: Before | None = None) -> None:
        """Show the file as it was looked at once more; what the user changed of its columns, or did `before`, stays."""
        self.state.look_anew(look, before)
        self._show_look()

    def do_file(self) -> None:
        """Ask for the dataset's file, and what it is called."""
        ask_target(self)

    async def follow(self) -> None:
        """Do as the import did that the target was made by, if there is one."""
        before = await asyncio.to_thread(before_at, self.state.target)
        rows = self.state.look.rows
        choices = await asyncio.to_thread(choices_of, rows.path, Choices(), before) if before else rows.choices
        if choices != rows.choices:
            self._how.look_again(choices, before)
        else:
            self.state.follow(before)
            self._tell_look()

    def hold_keys(self) -> None:
        """Keep what is typed for a dialog that is about to open."""
        if isinstance(self.app, KeyGate):
            self.app.hold_keys("a dialog opens")

    def release_keys(self) -> None:
        """Let keys through: no dialog comes."""
        if isinstance(self.app, KeyGate):
            self.app.release_keys("a dialog opens")

    def action_copy_text(self) -> None:
        """Copy what is selected; while the import is at work, ctrl+c is meant for that."""
        if self.work.is_busy:
            self.do_leave()
        else:
            super().action_copy_text()

    def do_leave(self) -> None:
        """Stop the import, or close; where choices would be gone with that, only when asked again."""
        if self.work.is_busy:
            self.work.stop()
        elif self.state.is_changed and not self.work.written and not self._is_leaving:
            self._is_leaving = True
            leave, run = (self.keymap.shown(f"import.{name}", 1) for name in ("leave", "run"))
            self.say(f"What you changed here would be gone: {leave} again leaves, {run} imports the table.")
        else:
            self.dismiss(self.work.written)

    def do_run(self) -> None:
        """Import the table; once that is told of, open the dataset."""
        if self.work.written:
            self.dismiss(self.work.written)
        else:
            self.work.start()

    def show_state(self) -> None:
        """Show what can be done as things stand, and what cannot be used."""
        title = " ▸ ".join(filter(None, [f"Import {self.state.look.rows.path.name}", self._how.text, self.faults.text]))
        self.query_one(".dialog").border_title = Content(visible(title))
        self.query_one(CommandBar).show_items(bar_items(self.PLACE, self.keymap, self.situation()))

    def do_faults(self) -> None:
        """Read what cannot be used."""
        if self.faults.all:
            self.hold_keys()
            begin_beside(self, self.faults.show(), group="asking", description="show faults")
        else:
            self.say("Nothing in your settings is at fault.")

    def dismiss(self, result: Path | None = None) -> AwaitComplete:
        """Close; what is still being tried out is of no interest any more."""
        closing = super().dismiss(result)
        self.workers.cancel_node(self)
        return closing
