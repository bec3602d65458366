"""The explorer comes back to where one was, even if it was killed, and follows the dataset's files."""

from pathlib import Path

from tests.e2e.desk import Desk
from tests.e2e.explorer import Explorer

DATASET = """\
format = 1
[dataset]
id = "makers"
title = "Makers"
[[companies]]
id = "acme"
name = "Acme"
"""
CLAIM = '[[claims]]\nid = "c-{}"\nkind = "target"\nstatement = "Acme will make {} tonnes of steel without coal."\n'


def _write(file: Path, numbers: range, more: str = "") -> None:
    file.write_text(DATASET + "".join(CLAIM.format(number, number) for number in numbers) + more)


def test_a_killed_explorer_is_back_and_a_changed_dataset_is_seen(desk: Desk) -> None:
    file = desk.folder / "makers.toml"
    _write(file, range(10, 20))
    explorer = desk.open("--data", "makers.toml", columns=80, rows=24)
    explorer.search("steel")
    explorer.keep_search()
    explorer.press("jjj", "─ c-13 ──")
    session = desk.home / "data" / "esgtui" / "makers.session.json"
    explorer.wait_for(lambda _: session.exists() and '"c-13"' in session.read_text())
    explorer.kill()

    again = desk.start("--data", "makers.toml", columns=80, rows=24)
    again.wait_for("─ c-13 ──")
    again.wait_for("Claims ── 10 ── steel")  # until the index is built it says: so far
    _follows_the_file(again, file)
    again.quit()
    fresh = desk.open("--data", "makers.toml", "--fresh", columns=80, rows=24)
    assert fresh.claims_title == "Claims ── 9"
    fresh.quit()


def _follows_the_file(explorer: Explorer, file: Path) -> None:
    """The cursor stays on its claim; a file that is broken is told and changes nothing."""
    _write(file, range(12, 21))
    explorer.wait_for("The dataset has changed: 1 added, 2 gone")
    explorer.wait_for("─ c-13 ──")
    assert explorer.claims_title == "Claims ── 9 ── steel"
    _write(file, range(12, 21), "[[claims")
    explorer.wait_for("not as on the disk")
    explorer.press("*", "★")
    _write(file, range(12, 21))
    explorer.wait_until_gone("not as on the disk")
    explorer.wait_for("─ c-13 ──")


def test_two_editions_are_looked_at_side_by_side(desk: Desk) -> None:
    _write(desk.folder / "old.toml", range(10, 20))
    _write(desk.folder / "new.toml", range(12, 21))
    explorer = desk.start("diff", "old.toml", "new.toml", "--explore", columns=80, rows=24)
    explorer.wait_for("What changed ── 1 added, 2 gone ── 9 claims")
    explorer.press("\r", "─ c-20 ──")
    explorer.press("D", "What changed ──")
    explorer.escape("What changed ──")
    explorer.quit()
