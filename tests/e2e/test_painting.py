"""What is painted piece by piece comes to the same as the whole: nothing of a dialog or of another place stays."""

from tests.e2e.desk import Desk
from tests.e2e.explorer import Explorer
from tests.e2e.terminal import Cell


def _looks(explorer: Explorer) -> list[list[tuple[str, str, str, bool, bool]]]:
    """Return each cell below the status line, which tells of what goes on, with its look."""
    return [[_look(cell) for cell in explorer.cells(row)] for row in range(1, explorer.rows)]


def _look(cell: Cell) -> tuple[str, str, str, bool, bool]:
    return cell.data, cell.fg, cell.bg, cell.bold, cell.underscore


def _await_a_whole_frame_alike(explorer: Explorer) -> None:
    """Have all painted anew, by another size and back on an empty screen; wait until that is what was shown."""
    shown = _looks(explorer)
    columns, rows = explorer.columns, explorer.rows
    explorer.resize(columns, rows + 1)
    explorer.wait_for(lambda _: bool(explorer.lines[-1].strip()))
    explorer.wipe()
    explorer.resize(columns, rows)
    explorer.wait_for(lambda _: _looks(explorer) == shown, timeout=15)


def test_what_is_shown_after_dialogs_and_moves_is_what_a_whole_frame_shows(desk: Desk) -> None:
    explorer = desk.open()
    for key, title in (("t", "Tags of"), ("L", "History of"), ("?", "Help")):
        explorer.press(key, title)
        explorer.escape(title)
        explorer.wait_for("? help")
        _await_a_whole_frame_alike(explorer)
    explorer.send("jjj")
    explorer.wait_for(lambda _: explorer.is_at(3))
    _await_a_whole_frame_alike(explorer)
    explorer.quit()
