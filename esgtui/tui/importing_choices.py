"""How a table that is imported is read: what can be said of it is offered, and it is looked at anew as it is chosen."""

from __future__ import annotations

import asyncio
import codecs
from typing import TYPE_CHECKING, Any

import msgspec

from esgtui.annotation.model import AnnotationError
from esgtui.intake.delimiter_choices import divisions, name_of
from esgtui.intake.encoding_choices import readings
from esgtui.intake.importing import look_at
from esgtui.intake.job import choices_of
from esgtui.intake.rows import Choices, IntakeError, WishError
from esgtui.intake.separated import NOTHING, delimiter_named
from esgtui.intake.sheets import EVERY
from esgtui.tui.beside import begin_beside
from esgtui.tui.importing_work import StoppedError
from esgtui.tui.screens.choice import Choice, ChoiceScreen
from esgtui.tui.screens.text_dialog import Field, TextDialog

if TYPE_CHECKING:
    from collections.abc import Callable, Coroutine, Sequence
    from pathlib import Path

    from esgtui.dataset.files import Progress
    from esgtui.intake.importing import Look
    from esgtui.intake.older import Before
    from esgtui.intake.rows import Rows
    from esgtui.tui.screens.importing import ImportingScreen

SAME = "All letters of the file's beginning are the same in every encoding."
NO_TEXT = "A file of this kind says its encoding itself."
NOT_DIVIDED = "No sign divides the cells of a file of this kind."
NAMED = "A file of this kind names its columns itself."
ONE_SHEET = "There is no other sheet in this file."

ANOTHER, FOUND_OUT = "another", "found out"
MOST_ROWS = 20
"""So many rows are offered as the headings."""
MOST_CELLS = 30
"""So many cells of a row are shown, more than a screen has room for."""


class HowRead:
    """Offers other ways to read the file of an import screen, and has it looked at as it is chosen."""

    def __init__(self, screen: ImportingScreen) -> None:
        self._screen = screen

    @property
    def text(self) -> str:
        """In which encoding a text is read and what divides its cells, or which sheet of several; and the headings.

        Behind each stands the key that changes it: the bar has no room for these.
        """
        rows, shown = self._screen.state.look.rows, self._screen.keymap.shown
        divided = f"divided by {name_of(rows.delimiter)}" if rows.delimiter.strip(NOTHING) else ""
        several = "all sheets alike" if EVERY in rows.choices.sheets else f"sheets {', '.join(rows.choices.sheets)}"
        sheet = several if len(rows.choices.sheets) > 1 or EVERY in rows.choices.sheets else ""
        if not sheet and len(rows.sheets) > 1:
            sheet = f"sheet {rows.choices.sheets[0]}"
        headings = f"headings in row {rows.heading_row}" if rows.heading_row else "no headings" if rows.begin else ""
        told = [
            ("import.encoding", rows.encoding.removesuffix("-sig")),
            ("import.delimiter", divided),
            ("import.sheet", sheet),
            ("import.headings", headings),
        ]
        return " ▸ ".join(f"{text} ({shown(command, 1)})" for command, text in told if text)

    def choose_encoding(self) -> None:
        """Ask in which encoding the file is, if there is a choice."""
        self._ask(self._ask_encoding, "" if self._screen.state.look.rows.encoding else NO_TEXT)

    def _ask(self, ask: Callable[[], Coroutine[Any, Any, None]], why_not: str) -> None:
        """Ask for something with a dialog that gets the keys typed ahead, or say why there is nothing to ask."""
        if why_not:
            self._screen.say(why_not)
        else:
            self._screen.hold_keys()
            begin_beside(self._screen, ask(), group="asking", description="choose how the file is read")

    def _give_up(self, told: str) -> None:
        """Say why there is nothing to choose."""
        self._screen.say(told)
        self._screen.release_keys()

    async def _ask_encoding(self) -> None:
        rows = self._screen.state.look.rows
        try:
            choices, told = await asyncio.to_thread(encoding_choices, rows.path, rows.encoding), SAME
        except OSError as error:
            choices, told = [], f"{rows.path} cannot be read: {error.strerror or error}"
        if not choices:
            self._give_up(told)
        elif chosen := await self._chosen("The file is in", choices):
            self.look_again(msgspec.structs.replace(rows.choices, encoding=chosen))

    def choose_delimiter(self) -> None:
        """Ask what divides the cells of a text."""
        self._ask(self._ask_delimiter, "" if self._screen.state.look.rows.delimiter else NOT_DIVIDED)

    async def _ask_delimiter(self) -> None:
        rows = self._screen.state.look.rows
        try:
            choices = await asyncio.to_thread(delimiter_choices, rows)
        except (OSError, IntakeError) as error:
            self._give_up(str(error))
            return
        chosen = await self._chosen("Cells are divided by", choices)
        if chosen == ANOTHER:
            chosen = await self._typed_delimiter()
        if chosen:
            self.look_again(msgspec.structs.replace(rows.choices, delimiter=chosen))

    async def _typed_delimiter(self) -> str:
        typed: list[str] = []

        async def keep(values: Sequence[str]) -> None:
            try:
                typed.append(name_of(delimiter_named(values[0] if values[0].isspace() else values[0].strip())))
            except WishError as error:
                raise AnnotationError(str(error)) from error

        screen = self._screen
        screen.hold_keys()
        field = Field("Sign", "", "such as : or ~")
        dialog = TextDialog("Cells are divided by", "", [field], keep, lambda: None, screen.keymap)
        return typed[0] if await screen.app.push_screen_wait(dialog) else ""

    def choose_headings(self) -> None:
        """Ask which row has the headings."""
        self._ask(self._ask_headings, "" if self._screen.state.look.rows.begin else NAMED)

    async def _ask_headings(self) -> None:
        rows = self._screen.state.look.rows
        chosen = await self._chosen("The headings are in", heading_choices(rows))
        if chosen:
            row = int(chosen)
            self.look_again(msgspec.structs.replace(rows.choices, heading_row=row, has_headings=None if row else False))

    def choose_sheet(self) -> None:
        """Ask which sheet is imported, if there are several."""
        self._ask(self._ask_sheet, "" if len(self._screen.state.look.rows.sheets) > 1 else ONE_SHEET)

    async def _ask_sheet(self) -> None:
        rows = self._screen.state.look.rows
        choices = [Choice(name, name, is_on=rows.choices.sheets == (name,)) for name in rows.sheets]
        together = "as one table; the sheet of a row is a column of its own"
        choices.append(Choice(EVERY, "all that have the same columns", together, is_on=EVERY in rows.choices.sheets))
        if chosen := await self._chosen("The claims are in", choices):
            self.look_again(msgspec.structs.replace(rows.choices, sheets=(chosen,)))

    def choose_decimal(self) -> None:
        """Ask what divides decimals."""
        self._ask(self._ask_decimal, "")

    async def _ask_decimal(self) -> None:
        choices = self._screen.state.look.rows.choices
        if chosen := await self._chosen("1.234 is", decimal_choices(choices.decimal)):
            decimal = "" if chosen == FOUND_OUT else chosen
            self.look_again(msgspec.structs.replace(choices, decimal=decimal))

    async def _chosen(self, title: str, choices: Sequence[Choice]) -> str | None:
        """Return what is chosen, None if that holds already."""
        chosen = await self._screen.app.push_screen_wait(ChoiceScreen(title, choices, self._screen.keymap, keys=""))
        return None if any(each.id == chosen and each.is_on for each in choices) else chosen

    def look_again(self, choices: Choices, before: Before | None = None) -> None:
        """Have the file looked at in another way, such as that of an import that was made `before`."""
        self._screen.work.begin()
        begin_beside(
            self._screen, self._look(choices, before), group="importing", is_exclusive=True, description="look"
        )

    async def _look(self, choices: Choices, before: Before | None) -> None:
        screen, look, told = self._screen, self._screen.state.look, ""
        try:
            look = await asyncio.to_thread(look_at, look.rows.path, choices, screen.work.tell)
        except StoppedError:
            told = "Stopped; the file is read as before."
        except IntakeError as error:
            told = str(error)
        if before or not told:
            screen.look_anew(look, before)
        if told:
            screen.say(told)
        screen.work.end()


def look_as_before(path: Path, before: Before | None, progress: Progress) -> Look:
    """Look at a file as an older import did or, where it cannot be read so any more, as at a new one."""
    choices = choices_of(path, Choices(), before)
    try:
        return look_at(path, choices, progress)
    except IntakeError:
        if choices == Choices():
            raise
        return look_at(path, Choices(), progress)


def encoding_choices(path: Path, present: str) -> Sequence[Choice]:
    """Return the encodings that a file can be read in, the likeliest first; none where that makes no difference."""
    now = codecs.lookup(present).name.removesuffix("-sig")
    return [
        Choice(each.name, f"{each.name:<11} {'  …  '.join(each.places)}", each.title, is_on=each.name == now)
        for each in readings(path, now)
    ]


def delimiter_choices(rows: Rows) -> Sequence[Choice]:
    """Return the signs that may divide a text's cells, the likeliest first, with what each makes of a row."""
    found = [
        Choice(
            name_of(each.sign), f"{name_of(each.sign):<8} {_row_text(each.cells)}", is_on=each.sign == rows.delimiter
        )
        for each in divisions(rows.path, rows.encoding, rows.delimiter)
    ]
    return [*found, Choice(ANOTHER, "another sign …")]


def heading_choices(rows: Rows) -> Sequence[Choice]:
    """Return the rows that may have the headings, and that none may have them."""
    found = [
        Choice(str(row.number), f"row {row.number:<4} {_row_text(row.cells)}", is_on=row.number == rows.heading_row)
        for row in rows.begin[:MOST_ROWS]
    ]
    return [*found, Choice("0", "none: columns are named by letters", is_on=not rows.heading_row)]


def decimal_choices(present: str) -> Sequence[Choice]:
    """Return what may divide decimals: a point, a comma, or what a file's other numbers have."""
    return [
        Choice(FOUND_OUT, "as other numbers of the file have it", is_on=not present),
        Choice(",", "1234: points divide thousands, and commas decimals", is_on=present == ","),
        Choice(".", "1.234: points divide decimals, and commas thousands", is_on=present == "."),
    ]


def _row_text(cells: Sequence[str]) -> str:
    """Return the cells in a line that say something, with how many these are."""
    filled = [plain for cell in cells if (plain := " ".join(cell.split()))]
    count = f"{len(filled):,} cells" if len(filled) != 1 else "1 cell"
    return f"{count}: {' · '.join(filled[:MOST_CELLS])}"
