"""From a table to its claims in the explorer with one command, and from the explorer to another table."""

import json

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


def test_an_update_tells_before_and_afterwards_what_becomes_of_annotated_claims(desk: Desk) -> None:
    csv_file(desk.folder / "claims.csv", ROWS)
    assert desk.shell("import", "claims.csv", "--output", "ours.toml").returncode == 0
    listed = desk.shell("--data", "ours.toml", "list", "claims", "--json").stdout.splitlines()
    (timber,) = (json.loads(line)["id"] for line in listed if "timber" in line)
    assert desk.shell("--data", "ours.toml", "tag", timber, "--add", "seen").returncode == 0
    csv_file(desk.folder / "claims.csv", ROWS[:2])
    explorer = desk.start("claims.csv", "--output", "ours.toml", columns=100, rows=30)
    explorer.wait_for("An update of Claims")
    explorer.press("\x0f", "1 annotated claim would be gone.")
    explorer.press("\x0f", "What changed ── 1 gone")
    explorer.escape("What changed ──")
    explorer.wait_for("Claims ── 2")
    explorer.quit()
    assert "1 annotated claim is gone: `esgtui --data ours.toml orphans`." in explorer.raw.decode()
