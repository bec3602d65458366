"""A dialog that keeps what is typed, which may fail: until that is known, keys wait for what comes then."""

from __future__ import annotations

from typing import TYPE_CHECKING, Generic

from esgtui.tui.key_gate import KeyGate
from esgtui.tui.screens.dialog import Dialog, Result
from esgtui.tui.widgets.line_input import LineInput

if TYPE_CHECKING:
    from textual.await_complete import AwaitComplete
    from textual.timer import Timer

PATIENCE = 1.0
"""Seconds for which keys wait; then they may stop what takes long, but change no text that is on its way."""


class KeepingDialog(Dialog[Result], Generic[Result]):
    """What is typed while a text is kept is meant for what comes then, and would be lost with the dialog."""

    is_keeping = False
    """Whether what was typed is on its way."""
    _patience: Timer | None = None

    def begin_keeping(self) -> None:
        """Let no key get into what is on its way."""
        self.is_keeping = True
        self._hold_lines(is_held=True)
        if isinstance(self.app, KeyGate):
            self.app.hold_keys("a text is kept")
        self._patience = self.set_timer(PATIENCE, self._release_keys)

    def refuse(self, why: str) -> None:
        """Say why it cannot be kept, and let it be mended; what was typed ahead was not meant for that."""
        self.is_keeping = False
        self._hold_lines(is_held=False)
        if isinstance(self.app, KeyGate):
            self.app.forget_keys()
        self._release_keys()
        self.say(why)

    def dismiss(self, result: Result | None = None) -> AwaitComplete:
        """Close, kept or not; keys go to what comes now."""
        closing = super().dismiss(result)
        self._release_keys()
        return closing

    def _hold_lines(self, *, is_held: bool) -> None:
        for line in self.query(LineInput):
            line.is_held = is_held

    def _release_keys(self) -> None:
        if self._patience:
            self._patience.stop()
        if isinstance(self.app, KeyGate):
            self.app.release_keys("a text is kept")
