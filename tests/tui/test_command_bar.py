"""Where there is little room, the line of keys says that there are more, and keeps the way out."""

from esgtui.tui.commands import Situation
from esgtui.tui.screens.note_editor import NoteEditor
from esgtui.tui.status import bar_items
from esgtui.tui.widgets.command_bar import CommandBar
from tests.tui.conftest import Explore


async def test_the_way_out_stays_and_a_sign_tells_of_more(explore: Explore) -> None:
    async with explore(size=(50, 24)) as explored:
        await explored.press("a")
        assert isinstance(explored.pilot.app.screen, NoteEditor)
        bar = explored.pilot.app.screen.query_one(CommandBar)
        assert str(bar.render()).split("  ")[:3] == [" ctrl+o save", "…", "esc keep draft"]

        bar.show_items(bar_items("note", explored.screen.keymap, Situation())[:2])
        assert "…" not in str(bar.render())


async def test_a_narrow_status_line_keeps_the_coder_and_how_much_is_tagged(explore: Explore) -> None:
    async with explore(size=(60, 24)) as explored:
        assert "mei ▸ 0 tagged" in explored.text().splitlines()[0]


async def test_what_has_no_room_says_so_and_can_be_left(explore: Explore) -> None:
    async with explore(size=(20, 5)) as explored:
        assert "too small (20x5): at least 24x8 is needed. q leaves." in " ".join(explored.text().split())
        await explored.press("a")
        assert "esc leaves." in " ".join(explored.text().split())
        await explored.press("escape")
        assert "q leaves." in " ".join(explored.text().split())

        await explored.pilot.resize_terminal(24, 8)
        await explored.settle()
        assert "too small" not in explored.text()
