"""Two coders' work looked at and settled with the real program: history, codebook, conflicts, each one key away."""

import pytest

from tests.e2e.desk import Desk
from tests.e2e.explorer import ENTER


@pytest.mark.parametrize(("columns", "rows"), [(120, 40), (40, 15)])
def test_what_two_coders_did_is_looked_at_settled_and_taken_back(desk: Desk, columns: int, rows: int) -> None:
    first = desk.open(columns=120, rows=40)
    claim = first.claim
    first.press("v1", "Verdict Substantiated on")
    first.quit()
    assert desk.shell("verdict", claim, "unclear", "--coder", "jo").returncode == 0

    explorer = desk.open(columns=columns, rows=rows)
    explorer.press("X", "1 to settle")
    explorer.press("s", "What holds on")
    explorer.press("3", "Done: verdict settled: unclear")
    explorer.escape("Judged differently")
    explorer.press("L", f"History of {claim}")
    explorer.press("t", "Taken back: verdict settled")
    explorer.press("a", "History of everything")
    explorer.escape("History of")
    explorer.press("C", "20 tags")
    explorer.press("jr", "another path")
    explorer.press("\x15evidence/number" + ENTER, "is #evidence/number")
    explorer.press("u", "Undone: ")
    explorer.escape("tags ━")
    explorer.press("X", "1 to settle")
    explorer.press(ENTER, f"─ {claim} ──")
    explorer.quit()
