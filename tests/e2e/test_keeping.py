"""What the explorer keeps on every way out, what two of them see of each other, and how they meet a damaged journal."""

import re
import signal
import sqlite3
from pathlib import Path

from tests.e2e.desk import Desk
from tests.e2e.explorer import SAVE, Explorer
from tests.patience import LONG

DRAFT = "half a thought about"


def end(explorer: Explorer, way: str) -> None:
    """Leave the explorer in a way that nobody plans."""
    if way == "SIGHUP":
        explorer.hang_up()
    else:
        explorer.process.send_signal(getattr(signal, way))
    if way in ("SIGINT", "SIGTERM"):
        assert explorer.exit_code() == 128 + getattr(signal, way)
        assert explorer.raw.rfind(b"\x1b[?1049l") > explorer.raw.rfind(b"\x1b[?1049h")
    explorer.process.wait(LONG)


def go_on(explorer: Explorer) -> None:
    """Have the stopped explorer go on, and wait until it has taken the terminal anew."""
    taken = explorer.raw.count(b"\x1b[?1049h")
    explorer.process.send_signal(signal.SIGCONT)
    explorer.wait_for(lambda terminal: terminal.raw.count(b"\x1b[?1049h") > taken)


def wait_for_draft(desk: Desk, explorer: Explorer, claim: str, draft: str) -> None:
    """Wait until a note that is being typed would outlive a power cut."""
    explorer.wait_for(lambda _: desk.draft("ev-makers", claim) == draft)


def test_a_note_being_typed_is_there_again_whichever_way_the_program_ended(desk: Desk) -> None:
    explorer = desk.open(columns=80, rows=24)
    claim = explorer.claim
    explorer.press("a", f"Note on {claim}")
    draft = ""
    for way in ("SIGINT", "SIGTERM", "SIGHUP", "SIGKILL"):
        draft += f"{DRAFT} {way}. "
        explorer.press(f"{DRAFT} {way}. ", f"{way}.")
        if way == "SIGKILL":
            wait_for_draft(desk, explorer, claim, draft)
        end(explorer, way)

        assert desk.draft("ev-makers", claim) == draft
        explorer = desk.open(columns=80, rows=24)
        explorer.press("a", "Your draft from before")
        explorer.wait_for(f"{way}.")


def test_words_that_no_disk_takes_are_at_least_on_the_terminal(desk: Desk) -> None:
    explorer = desk.open(columns=80, rows=24)
    claim = explorer.claim
    explorer.press("*", "★")
    journal = desk.home / "data" / "esgtui" / "ev-makers.sqlite"
    for folder in ("XDG_STATE_HOME", "XDG_CACHE_HOME"):
        in_the_way = Path(desk.environment[folder]) / "esgtui" / "drafts"
        in_the_way.parent.mkdir(exist_ok=True, parents=True)
        in_the_way.write_text("in the way")
    journal.with_suffix(".drafts").write_text("in the way")
    journal.rename(journal.with_name("away.sqlite"))
    explorer.press("a", f"Note on {claim}")
    explorer.press(DRAFT, "The draft is not on the disk")
    end(explorer, "SIGTERM")
    explorer.wait_for(f"What you wrote on {claim} could not be kept")
    explorer.wait_for(DRAFT)


def test_a_terminal_that_goes_away_while_much_is_drawn_ends_the_program(desk: Desk) -> None:
    explorer = desk.open()
    explorer.send("j" * 40)
    explorer.hang_up()
    assert explorer.process.wait(LONG) == 128 + signal.SIGHUP


def test_a_terminal_that_was_just_taken_is_given_back(desk: Desk) -> None:
    explorer = desk.start()
    explorer.wait_for(lambda terminal: b"\x1b[?1049h" in terminal.raw)
    end(explorer, "SIGTERM")
    assert explorer.raw.rfind(b"\x1b[?25h") > explorer.raw.rfind(b"\x1b[?25l")
    assert not explorer.is_raw
    before, after = explorer.raw.partition(b"\x1b[?1049h")[0], explorer.raw.rpartition(b"\x1b[?1049l")[2]
    assert not re.sub(rb"\x1b\[[0-?]*[ -/]*[@-~]", b"", before + after).strip()  # the shell's screen is as it was


def test_a_program_that_was_stopped_goes_on_and_leaves_the_terminal_as_it_was(desk: Desk) -> None:
    explorer = desk.open(columns=80, rows=24)
    for way, is_raw in ((signal.SIGTSTP, False), (signal.SIGSTOP, True)):
        explorer.stop(way)
        assert explorer.is_raw is is_raw  # SIGSTOP leaves a program no time for anything
        go_on(explorer)
        explorer.press("?", "Help")
        explorer.send("\x1b")
        explorer.wait_until_gone("Help")
    explorer.send("q")
    assert explorer.exit_code() == 0
    assert not explorer.is_raw


def test_the_key_that_stops_programs_gives_the_terminal_to_the_shell_and_all_is_there_again(desk: Desk) -> None:
    script = '"$@"; echo "in the shell"; read line; fg >/dev/null'
    terminal = Explorer(
        ["/bin/bash", "-mc", script, "bash", str(desk.program)],
        columns=80,
        rows=24,
        environment=desk.environment,
        folder=desk.folder,
    )
    try:
        terminal.wait_for("▌")
        terminal.press("/recyc", "── recyc")
        terminal.press("\x1a", "in the shell")
        assert not terminal.is_raw
        terminal.press("\r", "── recyc")
        terminal.press("led", "── recycled")
        terminal.send("\rq")
        assert terminal.exit_code() == 0
    finally:
        terminal.close()


def test_where_no_shell_waits_the_key_that_stops_programs_says_so(desk: Desk) -> None:
    explorer = desk.open(columns=80, rows=24)
    explorer.press("\x1a", "cannot be put aside: no shell waits")
    explorer.quit()


def test_two_programs_see_each_others_changes_without_losing_a_word_or_the_cursor(desk: Desk) -> None:
    one, other = desk.open(columns=80, rows=24), desk.open(columns=80, rows=24, environment={"USER": "ada"})
    other.send("jjj")
    other.wait_for(lambda _: other.is_at(3))
    one.press("*", "★")
    other.wait_for("★")
    assert other.is_at(3)
    other.press("a", " Note on ")
    other.press(DRAFT, DRAFT)
    one.press("tbaseline\r", "+#evidence/no-baseline on")
    other.press(" baselines", f"{DRAFT} baselines")
    other.press(SAVE, "Note saved on ")
    other.wait_for("#1 ★")
    one.wait_for("✎")
    other.press("/recycl", "── recycl")
    one.press("u", "Undone")
    other.press("ed", "── recycled")
    other.escape("── recycled")
    other.wait_for(lambda _: bool(other.claims) and "★" in other.claims[0] and "#1" not in other.claims[0])


def journal_of(desk: Desk) -> Path:
    return desk.home / "data" / "esgtui" / "ev-makers.sqlite"


def damage(path: Path) -> None:
    database = sqlite3.connect(path)
    database.execute("DROP TABLE facts")
    database.close()


def test_a_damaged_journal_is_told_in_the_explorer_until_it_is_read(desk: Desk) -> None:
    explorer = desk.open()
    explorer.press("*", "★")
    explorer.quit()
    damage(journal_of(desk))
    explorer = desk.open()
    explorer.wait_for("The journal was damaged")
    explorer.press("\r", "? help")
    explorer.wait_for("★")
    explorer.quit()
    assert journal_of(desk).with_name("ev-makers.damaged.sqlite").exists()


def test_a_damaged_journal_is_told_in_the_shell(desk: Desk) -> None:
    claim = desk.shell("list", "claims").stdout.split()[0]
    assert desk.shell("star", claim).returncode == 0
    damage(journal_of(desk))
    told = desk.shell("log")
    assert told.returncode == 0
    assert "starred" in told.stdout
    assert "1 change was recovered" in told.stderr
    assert "ev-makers.damaged.sqlite" in told.stderr
    assert desk.shell("log").stderr == ""


def test_a_place_where_nothing_can_be_written_is_told_with_advice(desk: Desk) -> None:
    (desk.folder / "file").write_text("")
    told = desk.shell("star", "smart-001", "--store", "file/journal.sqlite")
    assert told.returncode == 1
    assert "--store PATH" in told.stderr


def test_a_folder_that_vanishes_is_told_and_the_work_goes_on_elsewhere(desk: Desk) -> None:
    explorer = desk.open("--store", "stick/work.sqlite")
    explorer.press("*", "★")
    (desk.folder / "stick").rename(desk.folder / "unplugged")
    explorer.press("j*", "Not saved")
    explorer.press("e", "Save in another place")
    explorer.press("here.sqlite\r", "Saved in another place")
    explorer.press("\r", "? help")
    explorer.quit()
    assert "esgtui --store" in explorer.text
    log = desk.shell("log", "--store", "here.sqlite")
    assert log.stdout.count("starred") == 2
    assert list((desk.folder / "unplugged").iterdir())
