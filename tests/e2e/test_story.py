"""An analyst's day with the real program in a real terminal: nothing is lost, and others can open what it made."""

import re

import pytest

from tests.e2e.desk import Desk
from tests.e2e.explorer import ENTER, ESCAPE, Explorer

SIZES = [(120, 40), (50, 20)]
NOTE = "compare with the share of the whole industry"


@pytest.mark.parametrize(("columns", "rows"), SIZES)
def test_a_day_of_work(desk: Desk, columns: int, rows: int) -> None:
    explorer = desk.open(columns=columns, rows=rows)
    before = explorer.claims
    _search_with_slips(explorer)
    claim = explorer.claim
    explorer.tag("baseline", f"+#evidence/no-baseline on {claim}")
    explorer.note(NOTE)
    explorer.press("v", f"Verdict on {claim}")
    explorer.press("2", "◆")
    explorer.press("*", "★")
    _leave_search(explorer, before)
    _tag_three_and_undo(explorer)
    explorer.quit()

    again = desk.open(columns=columns, rows=rows)
    assert [line.replace("▌", " ") for line in again.claims] == [line.replace("▌", " ") for line in before]
    again.search("recyled alumnium")
    again.keep_search()
    assert re.search(r"#1 ◆ ✎ ★", again.claims[0])
    _has_everything(again.read())


def _search_with_slips(explorer: Explorer) -> None:
    """Search with two slips; smart's recycled aluminium is first, highlighted, and shown before any Enter."""
    explorer.search("recyled alumnium")
    explorer.wait_for(lambda _: explorer.underlined(explorer.row_of_cursor).startswith("recycled"))
    assert explorer.claim.startswith("smart-")
    below = explorer.find(f"─ {explorer.claim} ──")[1] + 1
    marked = " ".join(map(explorer.underlined, range(below, below + 3))).split()
    assert marked[:2] == ["recycled", "aluminium"]
    assert marked[2:] in ([], marked[:2])  # where there is room, in the metric's name too
    explorer.keep_search()


def _leave_search(explorer: Explorer, before: list[str]) -> None:
    """Escape shows what was shown before the search."""
    explorer.escape("── recyled alumnium")
    explorer.wait_for(lambda _: explorer.claims == before)


def _tag_three_and_undo(explorer: Explorer) -> None:
    """Tag three claims in one step; one undo takes back exactly these three tags."""
    explorer.send("   ")
    explorer.wait_for(lambda _: [line[1] for line in explorer.claims[:4]] == ["●", "●", "●", " "])
    explorer.press("t", "Tags of 3 claims marked")
    explorer.press("to discuss", "+ to discuss")
    explorer.press(ENTER, "+#to discuss on 3 claims")
    explorer.wait_for(
        lambda _: [line.endswith("#1") for line in map(str.rstrip, explorer.claims[:4])] == [True, True, True, False]
    )
    explorer.press("u", "Undone: ")
    assert "#to discuss on 3 claims" in explorer.line_with("Undone: ")
    explorer.wait_for(lambda _: not any(line.rstrip().endswith("#1") for line in explorer.claims))
    explorer.send(ESCAPE)
    explorer.wait_for(lambda _: not any("●" in line for line in explorer.claims))


def _has_everything(detail: str) -> None:
    """Assert that the detail tells who put which tag, verdict, star and note on the claim, and when."""
    assert "mei ★ ■#evidence/no-baseline" in detail
    assert "mei ◆ Partly substantiated" in detail
    assert f"✎ mei {NOTE}" in detail
    assert re.search(r"written 20\d\d-\d\d-\d\d \d\d:\d\d", detail)


def test_what_is_exported_opens_elsewhere_with_everything(desk: Desk) -> None:
    explorer = desk.open(columns=80, rows=30)
    explorer.search("recyled alumnium")
    explorer.keep_search()
    claim = explorer.claim
    explorer.tag("baseline", f"+#evidence/no-baseline on {claim}")
    explorer.note(NOTE)
    explorer.press("v2", "Verdict Partly substantiated")
    explorer.press("*", "★")
    explorer.press("e", "Export the dataset")
    explorer.press(ENTER, "Wrote 123 claims to ")
    explorer.press("e", "Export the dataset")
    explorer.press(ENTER, "exists already")
    explorer.escape("Export the dataset")
    explorer.quit()

    checked = desk.shell("validate", "ev-makers-annotated.toml")
    assert (checked.returncode, checked.stdout) == (0, "")
    assert "no problem" in checked.stderr
    options = ["--data", "ev-makers-annotated.toml", "--store", "elsewhere", "--coder", "Jürgen"]
    exported = desk.shell("export", *options)
    assert exported.stdout == (desk.folder / "ev-makers-annotated.toml").read_text(encoding="utf-8")
    elsewhere = desk.open(*options, columns=80, rows=30)
    elsewhere.press("/recyled alumnium" + ENTER, "◆ ✎ ★")
    assert elsewhere.claim == claim
    assert "Jürgen" in elsewhere.lines[0]
    _has_everything(elsewhere.read())
