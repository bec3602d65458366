"""What stands in the log beside a journal is part of it, as far as the log is whole; where not, the user is told."""

import sqlite3
import time
from pathlib import Path

import pytest

from esgtui.annotation.journal import Journal

from .samples import star
from .test_journal_faults import filled
from .test_recovery import PAGE


def test_what_is_only_in_the_log_is_recovered_too(tmp_path: Path) -> None:
    path = filled(tmp_path)
    journal = Journal(path, "sample")
    journal.write("mei", [star(f"c{number}") for number in range(100)], {})
    (page,) = (
        journal.ledger.file.connection().execute("SELECT rootpage FROM sqlite_master WHERE name = 'facts'").fetchone()
    )
    killed = tmp_path / "killed" / "sample.sqlite"
    killed.parent.mkdir()
    content = bytearray(path.read_bytes())
    content[(page - 1) * PAGE : page * PAGE] = b"\xff" * PAGE
    killed.write_bytes(content)
    killed.with_name("sample.sqlite-wal").write_bytes(path.with_name("sample.sqlite-wal").read_bytes())
    again = Journal(killed, "sample")
    assert again.changes() == journal.changes()
    (told,) = again.take_recoveries()
    assert told.lost == 0


def test_what_a_page_held_before_another_program_wrote_it_anew_is_recovered(tmp_path: Path) -> None:
    path = filled(tmp_path)
    changes = Journal(path, "sample").changes()
    other = sqlite3.connect(path)
    other.execute("PRAGMA secure_delete = ON")
    other.execute("DROP TABLE changes")
    assert Journal(path, "sample").changes() == changes
    other.close()


def test_a_log_that_is_broken_in_its_middle_is_read_up_to_there_and_the_user_is_told(tmp_path: Path) -> None:
    path = filled(tmp_path)
    journal = Journal(path, "sample")
    before = journal.changes()
    for number in range(9):
        journal.write("mei", [star(f"c{number}")], {})
    killed = tmp_path / "killed" / "sample.sqlite"
    killed.parent.mkdir()
    log = bytearray(path.with_name(path.name + "-wal").read_bytes())
    log[len(log) // 2] ^= 255
    killed.write_bytes(path.read_bytes())
    killed.with_name("sample.sqlite-wal").write_bytes(log)
    again = Journal(killed, "sample")
    (told,) = again.take_recoveries()
    assert len(before) < len(again.changes()) < len(journal.changes())
    assert again.changes() == journal.changes()[: len(again.changes())]
    assert "broken in the middle and was read only up to there" in str(told)
    assert Path(told.aside + "-wal").read_bytes() == log


def test_a_log_is_not_broken_that_another_program_still_writes_to(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = filled(tmp_path)
    journal = Journal(path, "sample")
    for number in range(9):
        journal.write("mei", [star(f"c{number}")], {})
    copied = tmp_path / "copied" / "sample.sqlite"
    copied.parent.mkdir()
    copied.write_bytes(path.read_bytes())
    log, whole = copied.with_name("sample.sqlite-wal"), path.with_name(path.name + "-wal").read_bytes()
    broken = bytearray(whole)
    broken[len(broken) // 2] ^= 255  # as SQLite leaves it for a moment at the end of a change larger than its cache
    log.write_bytes(broken)
    monkeypatch.setattr(time, "sleep", lambda _: log.write_bytes(whole))

    again = Journal(copied, "sample")

    assert again.changes() == journal.changes()
    assert not again.take_recoveries()
