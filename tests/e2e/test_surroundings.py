"""Terminals without colour, terminals that can do nothing, and no terminal at all."""

import re

from tests.e2e.desk import Desk
from tests.e2e.explorer import ENTER, Explorer

LOOKS = re.compile(rb"\x1b\[([0-9;]*)m")
WITHOUT_COLOUR = {b"", *(b"%d" % number for number in range(30)), b"39", b"49"}
"""The parameters that set no colour: plain, bold, underlined and so on, and the terminal's own two colours."""


def test_no_color_sends_no_colour_and_shows_all_the_same(desk: Desk) -> None:
    explorer = desk.open(environment={"NO_COLOR": "1"})
    explorer.search("recyled alumnium")
    explorer.wait_for(lambda _: explorer.underlined(explorer.row_of_cursor).startswith("recycled"))
    assert _reversed(explorer, explorer.find("/ recyled")[1]) == " "
    explorer.keep_search()
    assert explorer.claims[0].startswith("▌")
    explorer.press(" ", "● Every")
    explorer.press("t", "▌○ ")
    explorer.press("\t", "●*")
    explorer.press(ENTER, "+#")
    explorer.press("e", "○ only the")
    explorer.press("\t ", "● only the")
    explorer.escape("Export the dataset")
    explorer.press("u", "Undone")
    explorer.press("?", "Everywhere in the explorer")
    explorer.escape("Everywhere in the explorer")
    explorer.press(":", "Find a command")
    explorer.press("quit", "everything is saved already")
    explorer.send(ENTER)
    assert explorer.exit_code() == 0
    sent = {part for look in LOOKS.findall(explorer.raw) for part in look.split(b";")}
    assert sent <= WITHOUT_COLOUR


def _reversed(explorer: Explorer, row: int) -> str:
    return "".join(cell.data for cell in explorer.cells(row) if cell.reverse)


def test_colours_are_sent_where_nobody_minds(desk: Desk) -> None:
    assert b"38;2;" in bytes(desk.open().raw)


def test_a_terminal_that_can_do_nothing_gets_the_overview(desk: Desk) -> None:
    terminal = desk.start(environment={"TERM": "dumb"})
    assert terminal.exit_code() == 0
    assert b"\x1b" not in terminal.raw
    assert "Companies" in terminal.text


def test_without_a_terminal_the_overview_is_data(desk: Desk) -> None:
    told = desk.shell()
    assert (told.returncode, told.stderr) == (0, "")
    assert "Companies" in told.stdout
    assert "\x1b" not in told.stdout
