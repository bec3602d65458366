"""A program that is killed loses nothing that it said was done, and leaves nothing half done."""

import os
import signal
import sqlite3
import subprocess
import sys
from collections import Counter
from pathlib import Path

from esgtui.annotation.history import History, Progress
from esgtui.annotation.model import Note

from .samples import opened
from .writer import CLAIMS

ROUNDS = (0, 1, 2, 6, 17, 40)
"""After how many lines the program is killed; before the first it makes the journal."""


def start(path: Path, *arguments: object) -> subprocess.Popen[str]:
    command = [sys.executable, "-m", "tests.annotation.writer", str(path), *map(str, arguments)]
    return subprocess.Popen(command, stdout=subprocess.PIPE, text=True, cwd=Path(__file__).parents[2])


def killed_after(lines: int, path: Path, first: int) -> list[int]:
    """Let the program write from step `first` on, kill it after so many lines, and return the steps it said it did."""
    with start(path, "mei", first) as program:
        assert program.stdout is not None
        read = [program.stdout.readline() for _ in range(lines + 1)]
        os.kill(program.pid, signal.SIGKILL)
        read += program.stdout.readlines()
    assert program.returncode == -signal.SIGKILL
    return [int(line) for line in read[1:] if line.endswith("\n")]


def test_a_killed_program_loses_nothing_that_was_acknowledged(tmp_path: Path) -> None:
    path = tmp_path / "store" / "sample.sqlite"
    acknowledged: list[int] = []
    for lines in ROUNDS:
        first = 1000 * (1 + len(acknowledged))
        done = killed_after(lines, path, first)
        acknowledged += done
        journal = opened(tmp_path)
        history = journal.history
        steps = Counter(change.step for change in journal.changes())
        assert set(steps.values()) <= {CLAIMS + 1}
        tags = history.tags_in_use()
        assert {str(number) for number in acknowledged} <= set(tags)
        assert set(tags.values()) <= {CLAIMS}
        unannounced = [tag for tag in tags if int(tag) >= first and int(tag) not in done]
        assert len(unannounced) <= 1  # the step that was being done
        notes = {note.id for claim in history.known_claims() for note in noted(history, claim)}
        assert notes >= {f"mei{number}" for number in acknowledged}
        if done:
            assert int(opened(tmp_path).draft("c0", "mei", "").removeprefix("draft ")) >= done[-1]
    assert len(acknowledged) >= sum(ROUNDS)
    database = sqlite3.connect(path)
    assert database.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
    database.close()


def noted(history: History, claim: str) -> list[Note]:
    return [note for annotation in history.annotations(claim) for note in annotation.notes]


def test_undo_goes_on_after_a_crash(tmp_path: Path) -> None:
    done = killed_after(3, tmp_path / "store" / "sample.sqlite", 0)
    journal = opened(tmp_path)
    steps = 0
    while journal.undo("mei"):
        steps += 1
    assert len(done) <= steps <= len(done) + 1
    assert list(journal.history.annotated_claims()) == []


def test_programs_that_make_and_fill_one_journal_at_once_lose_nothing(tmp_path: Path) -> None:
    path = tmp_path / "store" / "sample.sqlite"
    coders = ("mei", "ada", "bo")
    programs = [start(path, coder, 0, 8) for coder in coders]
    told = [program.communicate()[0].split() for program in programs]
    assert told == [["here", *map(str, range(8))]] * len(coders)
    assert [program.returncode for program in programs] == [0, 0, 0]
    history = opened(tmp_path).history
    assert history.tags_in_use() == {str(number): CLAIMS * len(coders) for number in range(8)}
    assert all(history.progress(coder) == Progress(CLAIMS, CLAIMS) for coder in coders)
