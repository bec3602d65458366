"""What is painted piece by piece comes to the same as the whole: nothing of a dialog, or of another size, stays."""

import pytest

from tests.e2e.desk import Desk
from tests.e2e.terminal import Terminal

SIZES = ((200, 60), (50, 20), (120, 40))


def _panes(terminal: Terminal) -> list[str]:
    """Return what is on the screen below the status line, which tells of what goes on."""
    return terminal.lines[1:]


@pytest.mark.parametrize("sizes", [(), SIZES], ids=["one size", "several sizes"])
def test_a_dialog_that_closes_leaves_the_panes_as_they_were(desk: Desk, sizes: tuple[tuple[int, int], ...]) -> None:
    explorer = desk.open()
    before = _panes(explorer)
    for key, title in (("t", "Tags of"), ("L", "History of"), ("?", "Help")):
        explorer.press(key, title)
        for size in sizes:
            explorer.resize(*size)
            explorer.wait_for(title)
        explorer.escape(title)
        explorer.wait_for(lambda terminal: _panes(terminal) == before)
    explorer.quit()
