"""Killed at any moment, the program has kept what it showed as done, and what was being typed."""

from tests.e2e.desk import Desk
from tests.e2e.explorer import Explorer

DRAFT = "half a thought about"


def test_a_note_that_was_being_typed_is_there_again(desk: Desk) -> None:
    explorer = desk.open(columns=80, rows=24)
    claim = explorer.claim
    explorer.press("a", f"Note on {claim}")
    explorer.press(DRAFT, DRAFT)
    explorer.wait_for(lambda _: desk.draft("ev-makers", claim) == DRAFT)
    explorer.kill()

    again = desk.open(columns=80, rows=24)
    again.press("a", "Your draft from before")
    assert DRAFT in _dialog(again)
    again.press(" baselines", f"{DRAFT} baselines")
    again.press("\x0f", "Note saved on")
    again.press("a", "Note on")
    assert DRAFT not in _dialog(again)


def _dialog(explorer: Explorer) -> str:
    """Return the lines of the screen that the dialog lies on."""
    top = explorer.find("━ Note on")[1]
    return "\n".join(explorer.lines[top : top + 12])


def test_what_the_screen_showed_as_done_is_done(desk: Desk) -> None:
    explorer = desk.open(columns=80, rows=24)
    explorer.send("tbaseline\r")
    explorer.wait_for("+#evidence/no-baseline on")
    explorer.kill()

    again = desk.open(columns=80, rows=24)
    assert again.claims[0].rstrip().endswith("#1")
    again.press("*", "★")
    again.kill()

    assert desk.open(columns=80, rows=24).claims[0].rstrip().endswith("#1 ★")
    log = desk.shell("log")
    assert log.returncode == 0
    assert "#evidence/no-baseline" in log.stdout
    assert "starred" in log.stdout
