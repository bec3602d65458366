"""Killed at any moment, the program has kept what it showed as done, and what was being typed."""

from functools import partial

from tests.e2e.desk import Desk
from tests.e2e.explorer import Explorer

DRAFT, MORE, OTHER = "half a thought about", " baselines", "a question"


def test_what_two_windows_were_typing_in_one_note_is_there_again(desk: Desk) -> None:
    windows = [desk.open(columns=80, rows=24) for _ in range(2)]
    claim = windows[0].claim
    for window in windows:
        window.press("a", f"Note on {claim}")
    one, other = windows
    for window, text, all_of_it in ((one, DRAFT, DRAFT), (other, OTHER, OTHER), (one, MORE, DRAFT + MORE)):
        window.press(text, all_of_it)
        window.wait_for(partial(has_draft, desk, claim, all_of_it))
    for window in windows:
        window.kill()

    again = desk.open(columns=80, rows=24)
    again.press("a", "which of your drafts?")
    again.press("1", "Your draft from before")
    assert DRAFT + MORE in _dialog(again)
    again.press(".", f"{DRAFT}{MORE}.")
    again.press("\x0f", "Note saved on")
    again.press("a", "Your draft from before")
    assert OTHER in _dialog(again)
    again.press("\x0f", "Note saved on")
    again.press("a", "Note on")
    assert OTHER not in _dialog(again)


def has_draft(desk: Desk, claim: str, text: str, _: Explorer) -> bool:
    return desk.draft("ev-makers", claim) == text


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
