"""What the explorer begins with: the overview where a dataset is opened for the first time, or what changed in it."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from esgtui.tui.key_gate import KeyGate

if TYPE_CHECKING:
    from textual.screen import Screen

    from esgtui.dataset.dataset import Dataset
    from esgtui.session import Session
    from esgtui.settings import Settings
    from esgtui.tui.screens.explorer import Explorer


def is_due(settings: Settings, session: Session) -> bool:
    """Whether the explorer begins with the overview."""
    return settings.overview == "always" or (settings.overview == "first" and session.is_new)


def begin(screen: Screen[object], settings: Settings, session: Session, before: Dataset | None) -> None:
    """Begin with what became of another edition's claims, if there is one, or with the overview if that is due.

    It is about all claims: what narrowed them down the last time would hide most of what changed.
    """
    from esgtui.tui.screens.explorer import Explorer

    if not isinstance(screen, Explorer):
        return
    if before:
        screen.reloading.before = before
        screen.call_after_refresh(screen.action_command, "place.everything")
        screen.call_after_refresh(screen.action_command, "editions.open")
    elif is_due(settings, session):
        screen.call_after_refresh(screen.aside, partial(greet, screen))


async def greet(explorer: Explorer) -> None:
    """Show the overview over what the explorer has painted; whoever is quicker and uses a key needs none.

    A key that means nothing in the overview closes it, and does in the explorer what it does there.
    """
    from esgtui.tui.handlers.viewing import show_view, subject_of
    from esgtui.tui.screens.overview import OverviewScreen

    await explorer.whole.is_there.wait()
    await explorer.viewing.shown.wait()
    app = explorer.app
    if not isinstance(app, KeyGate):
        return
    gate, view = app, OverviewScreen(subject_of(explorer), explorer.keymap, is_greeting=True)

    async def show() -> None:
        if not gate.last_input and gate.screen is explorer:
            explorer.resuming.is_new = False
            await show_view(explorer, view)

    await explorer.runner.in_turn(show)
    if view.passed_on:
        gate.press_again(view.passed_on)
        gate.release_keys("a key goes on")
