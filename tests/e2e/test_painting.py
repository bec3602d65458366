"""What is painted piece by piece comes to the same as the whole: nothing of a dialog or of another place stays."""

from pathlib import Path

import pytest

from tests.e2e.desk import Desk
from tests.e2e.drawing import Cell
from tests.e2e.explorer import Explorer

DIALOGS = {"t": "Tags of", "L": "History of", "?": "Help", "a": "Note on", ":": " Commands "}
"""What opens dialogs, and their titles."""
END_OF_FRAME = b"\x1b[?2026l"


@pytest.fixture
def still(desk: Desk) -> Desk:
    """A desk at which nothing blinks, glides or is counted: what a whole frame shows is the same at any time."""
    settings = Path(desk.environment["XDG_CONFIG_HOME"]) / "esgtui" / "settings.toml"
    settings.write_text('overview = "never"\nanimations = false\nvisits = false\n', encoding="utf-8")
    return desk


def _opened(still: Desk) -> Explorer:
    """Start the explorer, and wait until all is shown of the first claim: what it states comes a moment later."""
    explorer = still.open()
    explorer.wait_for("not stated")
    return explorer


def _looks(explorer: Explorer) -> list[list[tuple[str, str, str, bool, bool]]]:
    """Return each cell below the status line, which tells of what goes on, with its look."""
    return [[_look(cell) for cell in explorer.cells(row)] for row in range(1, explorer.rows)]


def _look(cell: Cell) -> tuple[str, str, str, bool, bool]:
    return cell.data, cell.fg, cell.bg, cell.bold, cell.underscore


def _hold_to_a_whole_frame(explorer: Explorer) -> None:
    """Have all painted anew on an empty screen; wait until that is what was shown before."""
    explorer.wait_until_calm()
    shown, text = _looks(explorer), explorer.text
    explorer.attach_again()
    try:
        explorer.wait_for(lambda _: _looks(explorer) == shown)
    except AssertionError as error:
        raise AssertionError(f"this was shown, and is not what a whole frame shows:\n{text}") from error


def _resize(explorer: Explorer, columns: int, rows: int) -> None:
    """Change the size of the window, and wait for a frame that fills it."""
    begun = len(explorer.raw)
    explorer.resize(columns, rows)
    explorer.wait_for(lambda _: END_OF_FRAME in explorer.raw[begun:] and bool(explorer.lines[-1].strip()))


def test_dialogs_are_shown_whole_and_leave_nothing(still: Desk) -> None:
    explorer = _opened(still)
    for key, title in DIALOGS.items():
        explorer.press(key, title)
        _hold_to_a_whole_frame(explorer)
        explorer.escape(title)
        _hold_to_a_whole_frame(explorer)
    explorer.quit()


def test_moves_and_messages_leave_nothing(still: Desk) -> None:
    explorer = still.open(columns=80, rows=24)
    explorer.send("jjj")
    explorer.wait_for(lambda _: explorer.is_at(3))
    _hold_to_a_whole_frame(explorer)
    explorer.send("G")
    explorer.wait_for("smart-0")
    explorer.press("t", "Tags of")
    explorer.paste("x" * 9_000)
    explorer.wait_for("Nothing was put in")
    _hold_to_a_whole_frame(explorer)
    explorer.click_on("Nothing was put in")
    explorer.wait_until_gone("Nothing was put in")
    _hold_to_a_whole_frame(explorer)
    explorer.escape("Tags of")
    _hold_to_a_whole_frame(explorer)
    explorer.quit()


def test_other_sizes_leave_nothing(still: Desk) -> None:
    explorer = _opened(still)
    for key, sizes in (("t", ((60, 20), (130, 30))), ("L", ((80, 24),))):
        explorer.press(key, DIALOGS[key])
        for size in sizes:
            _resize(explorer, *size)
            _hold_to_a_whole_frame(explorer)
        explorer.escape(DIALOGS[key])
        _hold_to_a_whole_frame(explorer)
    explorer.quit()


def test_a_terminal_that_has_another_size_for_a_moment_shows_all(still: Desk) -> None:
    explorer = _opened(still)
    explorer.wait_until_calm()
    shown = _looks(explorer)
    explorer.resize(80, 24)
    explorer.resize(120, 40)
    explorer.wait_for(lambda _: _looks(explorer) == shown)
    explorer.quit()


def test_the_first_claim_is_painted_before_what_it_states_is_known(still: Desk) -> None:
    explorer = _opened(still)
    explorer.wait_for("○ not stated")
    first = explorer.raw.index("▌".encode())
    last_line = explorer.raw.index(b"commands", first)  # frames are drawn from the top to the bar of commands
    assert explorer.raw.index("○ not stated".encode()) > last_line
    explorer.quit()
