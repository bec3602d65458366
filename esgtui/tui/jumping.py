"""Jump mode: letters stand on panes and on the lines that are seen, and the next letter goes there."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

from esgtui.tui.commands import PANES
from esgtui.tui.widgets.command_bar import CommandBar
from esgtui.tui.widgets.jump_line import JumpLine
from esgtui.tui.widgets.paper import Paper
from esgtui.tui.widgets.row_list import RowList

if TYPE_CHECKING:
    from collections.abc import Iterator

    from esgtui.tui.screens.explorer import Explorer

LETTERS = "asdfghjklqwertyuiopzxcvbnm"
"""The letters, those under resting fingers first."""

TITLE = -1
"""The line that a pane's title is."""


class Target(msgspec.Struct, frozen=True):
    """A line of a pane, or its title, which stands for the pane."""

    pane: str
    line: int


def codes(count: int) -> list[str]:
    """Return the letters for so many targets: one each as far as they go, else two; none begins another.

    The first get one letter. There are 676 at most.
    """
    size = len(LETTERS)
    pairs = next((pairs for pairs in range(size) if size - pairs + pairs * size >= count), size)
    singles, beginnings = LETTERS[: size - pairs], LETTERS[size - pairs :]
    return [*singles, *(first + second for first in beginnings for second in LETTERS)][:count]


class Jumping:
    """The jump mode of one explorer."""

    def __init__(self, explorer: Explorer) -> None:
        self._explorer = explorer
        self.targets: dict[str, Target] = {}
        self._typed = ""

    @property
    def _line(self) -> JumpLine:
        return self._explorer.query_one(JumpLine)

    def begin(self) -> None:
        """Show the letters, and wait for one."""
        targets = list(self.seen())
        self.targets = dict(zip(codes(len(targets)), targets, strict=False))
        self._typed = ""
        leave = self._explorer.keymap.shown("jump.leave", 1)
        self._line.hint = f" Jump: press a letter   {leave} leave"
        self._turn(is_on=True)
        self._explorer.set_focus(self._line)
        self._label()

    def seen(self) -> Iterator[Target]:
        """Yield what is on the screen: the panes, then the lines of the pane in use, then those of the others."""
        explorer = self._explorer
        panes = [pane for pane in PANES if explorer.panes.is_seen(pane)]
        yield from (Target(pane, TITLE) for pane in panes)
        for pane in sorted(panes, key=lambda pane: (pane != explorer.pane, -PANES.index(pane))):
            widget = explorer.query_one(f"#{pane}")
            if isinstance(widget, RowList):
                yield from (Target(pane, line) for line in widget.seen_lines)

    def take(self, letter: str) -> None:
        """Take in a letter: go where it stands, or wait for the second one; leave the mode if there is no such."""
        if not self.targets:
            return  # left already: the focus that goes says so once more
        self._typed += letter
        target = self.targets.get(self._typed)
        if letter and target is None and any(code.startswith(self._typed) for code in self.targets):
            self._label()
            return
        is_there = self._explorer.focused is self._line
        self._end()
        if target is not None:
            self._go(target)
        elif is_there:
            self._explorer.go_to(self._explorer.pane)
            if letter:
                self._explorer.tell(f"{letter} stands nowhere: nothing was moved")

    def _go(self, target: Target) -> None:
        self._explorer.go_to(target.pane)
        widget = self._explorer.query_one(f"#{target.pane}")
        if target.line != TITLE and isinstance(widget, RowList):
            widget.move_to(target.line)

    def _label(self) -> None:
        """Put letters on all that can still be meant."""
        typed = self._typed
        waiting = {target: code[len(typed) :] for code, target in self.targets.items() if code.startswith(typed)}
        for pane in PANES:
            widget = self._explorer.query_one(f"#{pane}", Paper)
            widget.show_code(waiting.get(Target(pane, TITLE), ""))
            if isinstance(widget, RowList):
                widget.show_codes({target.line: code for target, code in waiting.items() if target.pane == pane})

    def _end(self) -> None:
        self.targets = {}
        self._label()
        self._turn(is_on=False)

    def _turn(self, *, is_on: bool) -> None:
        self._line.display = is_on
        self._explorer.query_one("#bar", CommandBar).display = not is_on
