"""What stands in the log beside a journal is part of it, as far as the log is whole; where not, the user is told."""

import sqlite3
import time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from esgtui.annotation.journal import Journal
from esgtui.annotation.log import is_whole, read_log

from .samples import held, star
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


@pytest.fixture(scope="module")
def killed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A journal as a program leaves it that is killed: its log also has what an earlier use of the file left there."""
    path = filled(tmp_path_factory.mktemp("killed"))
    journal = Journal(path, "sample")
    for number in range(30):
        journal.write("mei", [star(f"c{number}")], {})
        if number == 24:
            journal.ledger.file.connection().execute("PRAGMA wal_checkpoint(RESTART)")
    copied = path.parent.with_name("copied") / path.name
    copied.parent.mkdir()
    for suffix in ("", "-wal"):
        copied.with_name(copied.name + suffix).write_bytes(path.with_name(path.name + suffix).read_bytes())
    journal.close()
    return copied


@given(st.data())
def test_a_log_is_as_whole_as_the_sums_of_all_its_frames_say(
    tmp_path_factory: pytest.TempPathFactory, killed: Path, data: st.DataObject
) -> None:
    path = tmp_path_factory.mktemp("damaged") / killed.name
    path.write_bytes(killed.read_bytes())
    log, content = path.with_name(path.name + "-wal"), bytearray(killed.with_name(killed.name + "-wal").read_bytes())
    for position in data.draw(st.lists(st.integers(0, len(content) // 2), max_size=2)):
        content[position] = data.draw(st.integers(0, 255))
    del content[data.draw(st.sampled_from([len(content), 0, 32, 3 * (24 + PAGE) + 32, len(content) // 3])) :]
    log.write_bytes(content)
    with log.open("rb") as file:
        expected = read_log(file, PAGE).is_whole

    assert is_whole(path) == expected

    assert log.read_bytes() == content
    assert path.read_bytes() == killed.read_bytes()


def test_how_far_the_reading_of_very_many_changes_is_is_told_and_it_goes_on_where_it_was_stopped(
    tmp_path: Path,
) -> None:
    path = filled(tmp_path)
    journal = Journal(path, "sample")
    journal.write("mei", [star(f"c{number}") for number in range(5_000)], {})
    told = list[tuple[str | int, ...]]()

    def stop(*far: str | int) -> None:
        told.append(far)
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        Journal(path, "sample", progress=stop)
    later = Journal(path, "sample", progress=lambda *far: told.append(far))

    assert told[0] == ("Reading the latest changes", 2_000, journal.last)
    assert held(later.history) == held(journal.history)
