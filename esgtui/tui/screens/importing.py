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

from esgtui.annotation.model import AnnotationError
from esgtui.encodings import ADVICE
from esgtui.intake.claims import Way
from esgtui.intake.job import before_at, choices_of, header_of, way_of
from esgtui.intake.mapping import gone, with_wishes
from esgtui.intake.roles import IGNORE, OWN, ROLES
from esgtui.intake.rows import Choices
from esgtui.intake.trying import try_out
from esgtui.intake.workbook import ALL_SHEETS, OTHER_SHEET
from esgtui.settings import SettingsError, as_path
from esgtui.tui.beside import begin_beside
from esgtui.tui.commands import BY_ID, Situation
from esgtui.tui.faults import Faults
from esgtui.tui.importing_choices import HowRead, carried_over
from esgtui.tui.importing_words import column_line, sample_line, tried_text
from esgtui.tui.importing_work import ImportWork
from esgtui.tui.key_gate import KeyGate
from esgtui.tui.keys import bindings
from esgtui.tui.screens.choice import Choice, ChoiceScreen
from esgtui.tui.screens.dialog import Dialog
from esgtui.tui.screens.text_dialog import Field, TextDialog
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
    from esgtui.tui.widgets.pieces import Piece


class SampleList(PlainList, can_focus=False):
    """What stands in the column under the cursor, row by row."""


class ImportingScreen(Dialog[Path]):
    """Returns the dataset's file once it is written, or None."""

    PLACE = "import"
    BINDINGS = bindings("import")

    def __init__(self, look: Look, target: Path, keymap: Keymap, before: Before | None = None) -> None:
        super().__init__(f"Import {look.rows.path.name}", keymap)
        self.look = look
        self.target = target
        self.roles = dict(look.roles)
        self.faults, self._how, self.work = Faults(self, "import.faults"), HowRead(self), ImportWork(self)
        self.way = Way(title=header_of(look.rows.path, "", "", None).title)
        self._known_from = ""
        self._gone: Sequence[str] = ()
        self._follow(before)
        self._in_column: list[tuple[int, str]] = []

    def _follow(self, before: Before | None) -> None:
        """Do as an older import did that this one is to take the place of, so that ids of claims stay."""
        if before:
            self.roles = with_wishes(self.roles, before.columns)
            way = way_of(self.way.company, before, cuts=self.way.cuts or None, fills=self.way.fills or None)
            self.way = msgspec.structs.replace(way, title=before.header.title)
            self._known_from, self._gone = self.target.name, gone(before.columns, [self.look.rows.columns])

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
        self.columns.show_lines(len(self.look.rows.columns), self.columns.cursor)
        self._show_column()
        self.show_roles()
        self._tell_look()

    def _tell_look(self) -> None:
        """Say what was assumed of the file and of its columns."""
        advice = f"{self.keymap.shown('import.encoding', 1)} changes that if letters look wrong"
        rows, known = self.look.rows, f"columns are taken for what they are in {self._known_from}"
        notes = (note.removeprefix(f"{rows.path}: ") for note in rows.notes)  # the frame names the file
        told = "; ".join([*notes, *([known] if self._known_from else []), *self._gone])
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
        return self.look.rows.columns[self.columns.cursor]

    def situation(self) -> Situation:
        """Return what decides which commands can be used."""
        at_work = "the import is at work: escape stops it" if self.work.is_busy else ""
        return Situation(not_here=at_work, faults=len(self.faults.all))

    @on(RowList.Moved, "#import-columns")
    def _show_column(self) -> None:
        """Show what stands in the column under the cursor."""
        place = self.columns.cursor
        rows = (row for row in self.look.sample if place < len(row.cells) and row.cells[place].strip())
        self._in_column = [(row.number, row.cells[place]) for row in rows]
        self.query_one(SampleList).show_lines(len(self._in_column))
        self._explain()

    def _explain(self) -> None:
        """Say at the lower edge what the column under the cursor is taken for."""
        told = f"{self.here}: {ROLES[self.roles[self.here]].title}"
        self.query_one(".dialog").border_subtitle = Content(visible(told))

    def _column_line(self, index: int, width: int) -> Sequence[Piece]:
        name = self.look.rows.columns[index]
        return column_line(name, self.roles[name], width)

    def _sample_line(self, index: int, _: int) -> Sequence[Piece]:
        return sample_line(*self._in_column[index])

    @work(group="trying", exclusive=True, description="try out")
    async def _try_out(self) -> None:
        trial = await asyncio.to_thread(try_out, self.look, dict(self.roles), self.way)
        text = tried_text(trial, self.target, self.way)
        self.query_one("#import-tried", Static).update(Content(visible_block(text)))

    def say(self, text: str) -> None:
        """Say what happens, or what stands in the way; the line is there only while there is something to say."""
        told = self.query_one(".told", Static)
        told.display = bool(text)
        told.update(Content(visible(text)))

    # What is done

    def action_command(self, command_id: str) -> None:
        """Run one of this screen's commands; while the import is at work, all that can be done is to stop it."""
        if self.work.is_busy and command_id != "import.leave":
            self.say(f"{BY_ID[command_id].title}: {self.situation().not_here}")
            return
        if not self.work.is_busy:
            self.say("")
        super().action_command(command_id)

    @on(RowList.Chosen, "#import-columns")
    def do_pick(self) -> None:
        """Choose what the column under the cursor is."""
        self.hold_keys()
        self._pick(self.here)

    @work(group="asking", description="pick")
    async def _pick(self, column: str) -> None:
        choices = [Choice(role.name, role.name, role.title, self.roles[column] == role.name) for role in ROLES.values()]
        chosen = await self.app.push_screen_wait(ChoiceScreen(f"{column} is", choices, self.keymap, keys=""))
        if chosen:
            self.take_for(column, chosen)

    def take_for(self, column: str, role: str) -> None:
        """Take a column for something; another one that was taken for it is kept as it is, unless both can be."""
        if not ROLES[role].is_many:
            self.roles.update({other: OWN for other, its in self.roles.items() if its == role})
        self.roles[column] = role
        self.show_roles()

    def do_keep(self) -> None:
        """Keep the column as it is."""
        self.take_for(self.here, OWN)

    def do_ignore(self) -> None:
        """Leave the column out."""
        self.take_for(self.here, IGNORE)

    def do_guess(self) -> None:
        """Take all columns for what was guessed."""
        self.roles = dict(self.look.roles)
        self.show_roles()

    def do_sentences(self) -> None:
        """Cut texts into sentences, or no longer."""
        self.way = msgspec.structs.replace(self.way, cuts=not self.way.cuts)
        self.show_roles()

    def do_above(self) -> None:
        """Let rows that name no company have that of the row above, or no longer."""
        self.way = msgspec.structs.replace(self.way, fills=not self.way.fills)
        self.show_roles()

    def do_company(self) -> None:
        """Ask who makes the claims of rows that name nobody."""
        self._ask("Who makes claims of rows that name nobody", Field("Company", self.way.company, "such as ABB"))

    def do_encoding(self) -> None:
        """Choose in which encoding the file is."""
        self._how.choose_encoding()

    def do_delimiter(self) -> None:
        """Choose what divides cells."""
        self._how.choose_delimiter()

    def do_headings(self) -> None:
        """Choose which row has the headings."""
        self._how.choose_headings()

    def do_sheet(self) -> None:
        """Choose which sheet is imported."""
        self._how.choose_sheet()

    def look_anew(self, look: Look, before: Before | None = None) -> None:
        """Show the file as it was looked at once more; what the user changed of its columns, or did `before`, stays."""
        self.roles = dict(look.roles) if before else carried_over(self.look, self.roles, look)
        self.look = look
        self._follow(before)
        self._show_look()

    def do_file(self) -> None:
        """Ask for the dataset's file."""
        self._ask("Where the dataset is written", Field("File", str(self.target), "such as claims.toml"))

    def _ask(self, title: str, field: Field) -> None:
        async def keep(typed: Sequence[str]) -> None:
            text = typed[0].strip()
            if field.label == "Company":
                self.way = msgspec.structs.replace(self.way, company=text)
            elif text:
                self.target = as_target(text)
                await self._do_as_before()
            self.show_roles()

        self.hold_keys()
        self.app.push_screen(TextDialog(title, "", [field], keep, lambda: None, self.keymap))

    async def _do_as_before(self) -> None:
        """Do as the import did that the target was made by, if there is one."""
        before = await asyncio.to_thread(before_at, self.target)
        rows = self.look.rows
        choices = await asyncio.to_thread(choices_of, rows.path, Choices(), before) if before else rows.choices
        if choices != rows.choices:
            self._how.look_again(choices, before)
        else:
            self._follow(before)
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
        """Stop the import, or close."""
        if self.work.is_busy:
            self.work.stop()
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
        title = " ▸ ".join(filter(None, [f"Import {self.look.rows.path.name}", self._how.text, self.faults.text]))
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


def as_target(text: str) -> Path:
    """Return the file that was typed; raise `AnnotationError`, which the dialog tells, for one that cannot be."""
    try:
        path = as_path(text).expanduser()
    except (SettingsError, RuntimeError) as error:
        raise AnnotationError(str(error)) from error
    if path.suffix.lower() != ".toml":
        raise AnnotationError("give it a name that ends in .toml")
    return path
