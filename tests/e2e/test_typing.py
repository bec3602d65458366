"""Comfort while typing, in a real terminal: offers are taken, queries come back, and stay under their names."""

from tests.e2e.desk import Desk
from tests.e2e.explorer import ENTER, ESCAPE, TAB

DOWN, UP, SAVE = "\x1b[B", "\x1b[A", "\x0f"


def test_a_query_is_put_together_saved_and_found_again_after_a_restart(desk: Desk) -> None:
    explorer = desk.open()
    explorer.press("/com", "▏company:  ")
    explorer.press(TAB, '▏"smart Automobile" ')
    explorer.press(f"ni{TAB}", "/ company:NIO ")
    explorer.press("kind:", "▏achievement ")
    explorer.press(f"{DOWN}{DOWN}", "▌")
    explorer.press(ENTER, "── company:NIO kind:")
    explorer.press(SAVE, "Save this query as")
    explorer.press("[b]mine", "[b]mine")
    explorer.press(ENTER, "Saved as “[b]mine”")
    explorer.press(ENTER, "t tag")
    query = explorer.claims_title.rsplit("── ", 1)[1]
    explorer.quit()

    assert query.startswith("company:NIO kind:")
    assert desk.shell("list", "queries").stdout.split(maxsplit=1) == ["[b]mine", f"{query}\n"]
    explorer = desk.open("--fresh", columns=80, rows=24)
    explorer.press(f"/{UP}", f"/ {query}")
    explorer.escape("esc back")
    explorer.press("\x10", "Find a command")
    explorer.press("mine", query)
    explorer.press(ENTER, f"── {query}")
    explorer.press("Q", "Saved queries")
    explorer.press("d", "Delete [b]mine?")
    explorer.press(ENTER, "No query is saved")
    explorer.quit()
    assert desk.shell("list", "queries").stdout == ""


def test_keys_typed_ahead_and_the_mouse_take_offers_on_the_smallest_screen(desk: Desk) -> None:
    explorer = desk.open(columns=40, rows=12)
    explorer.press(f"/-comp{TAB}ni{TAB}rec", "/ -company:NIO rec")
    explorer.press("ycled pil", "▏pillar:")
    explorer.send(ESCAPE)
    explorer.wait_for(lambda terminal: "▏pillar:" not in terminal.text and "esc back" in terminal.text)
    explorer.send("\x15")
    explorer.press("kind:", "▏achievement ")
    explorer.click_on("achievement ")
    explorer.wait_for("/ kind:achievement")
    explorer.press(ENTER, "? help")
    explorer.quit()
