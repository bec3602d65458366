"""Which encoding a table that is imported is in: offered with what becomes of its letters, and looked at anew."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from esgtui.intake.encoding_choices import readings
from esgtui.intake.importing import look_at
from esgtui.intake.rows import Choices, IntakeError
from esgtui.tui.screens.choice import Choice, ChoiceScreen

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from esgtui.intake.importing import Look
    from esgtui.intake.mapping import Roles
    from esgtui.tui.screens.importing import ImportingScreen

SAME = "All letters of the file's beginning are the same in every encoding."
NO_TEXT = "A file of this kind says its encoding itself."


class StoppedError(Exception):
    """The user stopped the work."""


class Encodings:
    """Offers other encodings on the import screen, and has the file looked at in the one that is chosen."""

    def __init__(self, screen: ImportingScreen) -> None:
        self._screen = screen

    def choose(self) -> None:
        """Ask in which encoding the file is, if there is a choice."""
        if self._screen.look.rows.encoding:
            self._screen.hold_keys()
            self._screen.run_worker(self._ask(), group="asking", description="choose an encoding")
        else:
            self._screen.say(NO_TEXT)

    async def _ask(self) -> None:
        screen, rows = self._screen, self._screen.look.rows
        try:
            choices, told = await asyncio.to_thread(encoding_choices, rows.path, rows.encoding), SAME
        except OSError as error:
            choices, told = [], f"{rows.path} cannot be read: {error.strerror or error}"
        if not choices:
            screen.say(told)
            screen.release_keys()
            return
        chosen = await screen.app.push_screen_wait(ChoiceScreen("The file is in", choices, screen.keymap, keys=""))
        if chosen and chosen != choices[0].id:
            screen.begin_work()
            screen.run_worker(self._look(chosen), group="importing", exclusive=True, description="look")

    async def _look(self, encoding: str) -> None:
        screen = self._screen
        try:
            look = await asyncio.to_thread(look_at, screen.look.rows.path, Choices(encoding), screen.tell_work)
        except StoppedError:
            screen.say("Stopped; the file is read as before.")
        except IntakeError as error:
            screen.say(str(error))
        else:
            screen.look_anew(look)
        screen.end_work()


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
