"""Getting around: back and forward through where one was, panes made larger, smaller or alone."""

from __future__ import annotations

from typing import TYPE_CHECKING

from esgtui.browsing import Selection
from esgtui.tui.handlers.searching import close_bar

if TYPE_CHECKING:
    from esgtui.tui.layout import Axis
    from esgtui.tui.screens.explorer import Explorer


def jump(explorer: Explorer) -> None:
    """Show letters on panes and lines, and wait for one."""
    explorer.jumping.begin()


def leave_jump(explorer: Explorer) -> None:
    """Take the letters away, and stay."""
    explorer.jumping.take("")


def back(explorer: Explorer) -> None:
    """Go back to where one was, and into the view in which one was."""
    _enter(explorer, explorer.places.back())


def forward(explorer: Explorer) -> None:
    """Go on to where one went back from."""
    _enter(explorer, explorer.places.forward())


def show_everything(explorer: Explorer) -> None:
    """Show all claims under the lens in force, whatever narrowed them down."""
    close_bar(explorer)
    explorer.before_search = None
    explorer.trail.clear()
    explorer.viewing.browse(Selection(lens=explorer.viewing.selection.lens), explorer.claims.row)


def _enter(explorer: Explorer, view: str) -> None:
    if view:
        explorer.views.returns_to = view
        explorer.action_command(f"{view}.open")


def turn_alone(explorer: Explorer) -> None:
    """Give the screen to the pane in use, or share it again."""
    explorer.panes.turn_alone()
    explorer.show_state()


def wider(explorer: Explorer) -> None:
    """Make the pane in use wider."""
    _change(explorer, "width", 1)


def narrower(explorer: Explorer) -> None:
    """Make the pane in use narrower."""
    _change(explorer, "width", -1)


def taller(explorer: Explorer) -> None:
    """Make the pane in use taller."""
    _change(explorer, "height", 1)


def lower(explorer: Explorer) -> None:
    """Make the pane in use lower."""
    _change(explorer, "height", -1)


def _change(explorer: Explorer, axis: Axis, sign: int) -> None:
    why_not = explorer.panes.change(axis, sign)
    if why_not:
        explorer.tell(f"The size stays: {why_not}")


def usual_sizes(explorer: Explorer) -> None:
    """Give all panes their usual sizes."""
    explorer.panes.reset()
    explorer.tell("All panes have their usual sizes")
