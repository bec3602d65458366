"""How a table that is imported is read: encodings and sheets are offered, and it is looked at anew as it is chosen."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

import msgspec

from esgtui.intake.encoding_choices import readings
from esgtui.intake.importing import look_at
from esgtui.intake.job import choices_of
from esgtui.intake.rows import Choices, IntakeError
from esgtui.tui.importing_work import StoppedError
from esgtui.tui.screens.choice import Choice, ChoiceScreen

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from esgtui.dataset.files import Progress
    from esgtui.intake.importing import Look
    from esgtui.intake.mapping import Roles
    from esgtui.intake.older import Before
    from esgtui.tui.screens.importing import ImportingScreen

SAME = "All letters of the file's beginning are the same in every encoding."
NO_TEXT = "A file of this kind says its encoding itself."
ONE_SHEET = "There is no other sheet in this file."


class HowRead:
    """Offers other encodings and sheets on the import screen, and has the file looked at as it is chosen."""

    def __init__(self, screen: ImportingScreen) -> None:
        self._screen = screen

    @property
    def text(self) -> str:
        """In which encoding a text is read, or which sheet of several."""
        rows = self._screen.look.rows
        return rows.encoding.removesuffix("-sig") or (f"sheet {rows.choices.sheet}" if len(rows.sheets) > 1 else "")

    def choose_encoding(self) -> None:
        """Ask in which encoding the file is, if there is a choice."""
        if self._screen.look.rows.encoding:
            self._screen.hold_keys()
            self._screen.run_worker(self._ask_encoding(), group="asking", description="choose an encoding")
        else:
            self._screen.say(NO_TEXT)

    async def _ask_encoding(self) -> None:
        screen, rows = self._screen, self._screen.look.rows
        try:
            choices, told = await asyncio.to_thread(encoding_choices, rows.path, rows.encoding), SAME
        except OSError as error:
            choices, told = [], f"{rows.path} cannot be read: {error.strerror or error}"
        if not choices:
            screen.say(told)
            screen.release_keys()
        elif chosen := await self._chosen("The file is in", choices):
            self.look_again(msgspec.structs.replace(rows.choices, encoding=chosen))

    def choose_sheet(self) -> None:
        """Ask which sheet is imported, if there are several."""
        if len(self._screen.look.rows.sheets) > 1:
            self._screen.hold_keys()
            self._screen.run_worker(self._ask_sheet(), group="asking", description="choose a sheet")
        else:
            self._screen.say(ONE_SHEET)

    async def _ask_sheet(self) -> None:
        rows = self._screen.look.rows
        choices = [Choice(name, name, is_on=name == rows.choices.sheet) for name in rows.sheets]
        if chosen := await self._chosen("The claims are in", choices):
            self.look_again(msgspec.structs.replace(rows.choices, sheet=chosen))

    async def _chosen(self, title: str, choices: Sequence[Choice]) -> str | None:
        """Return what is chosen, None if that holds already."""
        chosen = await self._screen.app.push_screen_wait(ChoiceScreen(title, choices, self._screen.keymap, keys=""))
        return None if any(each.id == chosen and each.is_on for each in choices) else chosen

    def look_again(self, choices: Choices, before: Before | None = None) -> None:
        """Have the file looked at in another way, such as that of an import that was made `before`."""
        self._screen.work.begin()
        self._screen.run_worker(self._look(choices, before), group="importing", exclusive=True, description="look")

    async def _look(self, choices: Choices, before: Before | None) -> None:
        screen, look, told = self._screen, self._screen.look, ""
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
    """Return the encodings that a file can be read in, the present one first; none where that makes no difference."""
    return [
        Choice(each.name, f"{each.name:<11} {'  …  '.join(each.places)}", each.title, is_on=number == 0)
        for number, each in enumerate(readings(path, present))
    ]


def carried_over(before: Look, roles: Mapping[str, str], after: Look) -> Roles:
    """Return what columns are taken for in another encoding: as guessed, but for what the user changed.

    Their headings may be other ones; they are the same columns if there are as many.
    """
    found = dict(after.roles)
    if len(before.rows.columns) == len(after.rows.columns):
        for old, new in zip(before.rows.columns, after.rows.columns, strict=True):
            if roles[old] != before.roles[old]:
                found[new] = roles[old]
    return found
