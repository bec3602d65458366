"""The tour: five keys that one needs first, each learned by pressing it; a strip says which is next."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec
from textual.content import Content
from textual.widgets import Static

if TYPE_CHECKING:
    from esgtui.tui.screens.explorer import Explorer
    from esgtui.workspace import Workspace


class TourStep(msgspec.Struct, frozen=True):
    """A step: what is said, with the key of `command` in place of `{key}`, and the commands that do it.

    `{undo}` is the key that takes back.
    """

    command: str
    text: str
    done_by: frozenset[str]


def _step(command: str, text: str, *others: str) -> TourStep:
    return TourStep(command, text, frozenset({command, *others}))


STEPS = (
    _step("search.open", "press {key} and type a word, such as carbon"),
    _step("search.accept", "press {key} to go to the claims found", "explorer.open"),
    _step("claim.tag", "press {key} to tag this claim; {undo} takes it back"),
    _step("pane.next", "press {key} to go on to the next pane", "pane.previous"),
    _step("explorer.help", "press {key} for all keys, found by typing"),
)


class TourStrip(Static):
    """What the tour says."""


class Tour:
    """Where the tour of an explorer is; None before it began and after it ended."""

    def __init__(self, explorer: Explorer) -> None:
        self._explorer = explorer
        self.step: int | None = None

    @property
    def is_on(self) -> bool:
        """Whether the tour is on the screen."""
        return self.step is not None

    def begin(self) -> None:
        """Begin with the first step."""
        self.step = 0
        self._show()

    def leave(self) -> None:
        """Leave the tour, and say where it is found again."""
        self.step = None
        self._show()
        key = self._explorer.keymap.shown("explorer.help", 1)
        self._explorer.tell(f"The tour is in the help: {key} tour")

    def follow(self, command: str) -> None:
        """Go on when a command was run that the step asks for."""
        if self.step is None:
            return
        if command in STEPS[self.step].done_by:
            self.step += 1
        elif command == "search.leave" and self.step == 1:
            self.step = 0
        if self.step == len(STEPS):
            self.leave()
        else:
            self._show()

    def _show(self) -> None:
        strip = self._explorer.query_one(TourStrip)
        if self.step is not None:
            strip.update(Content(self._text(self.step)))
        strip.display = self.step is not None

    def _text(self, step: int) -> str:
        keymap, now = self._explorer.keymap, STEPS[step]
        back = keymap.shown("explorer.back", 1)
        leaving = "" if step == 1 else f" ({back}: leave)"
        text = now.text.format(key=keymap.shown(now.command, 1), undo=keymap.shown("history.undo", 1))
        return f"Tour {step + 1}/{len(STEPS)}: {text}{leaving}"


def is_newcomer(workspace: Workspace) -> bool:
    """Whether a coder did nothing in this dataset yet."""
    done = workspace.history.progress(workspace.coder)
    return not (done.tagged or done.visited or workspace.history.next_undo(workspace.coder))
