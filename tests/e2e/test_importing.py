"""From a table to its claims in the explorer with one command, and from the explorer to another table."""

from tests.e2e.desk import Desk
from tests.intake.made import ROWS, csv_file


def test_a_table_is_in_the_explorer_with_one_command_and_another_from_there(desk: Desk) -> None:
    csv_file(desk.folder / "claims.csv", ROWS)
    csv_file(desk.folder / "more.csv", [{"Company": "Bolt", "Text": "We ship everything by train."}])
    explorer = desk.start("claims.csv", columns=100, rows=30)
    explorer.wait_for("3 claims, of 2 companies → claims.toml")
    explorer.press("\x0f", "Claims ── 3")
    explorer.search("timber")
    explorer.keep_search()
    explorer.wait_for("Claims ── 1 of 3 ── timber")  # until the index is built it says: 1 so far
    explorer.press("\x10", "Find a command")
    explorer.press("open file", "Open another dataset")
    explorer.press("\r", "Open another file")
    explorer.press("more.csv\r", "Import more.csv")
    explorer.press("\x0f", "Claims ── 1")
    explorer.wait_for("We ship everything by train.")
    explorer.quit()
    assert sorted(path.name for path in desk.folder.iterdir()) == ["claims.csv", "claims.toml", "more.csv", "more.toml"]
