"""What a large dataset's files hold is presumed from how they look from outside, and only where that can be trusted."""

import os
import time
from pathlib import Path

import pytest

from esgtui.dataset import stamps
from esgtui.dataset.stamps import fingerprint_of, holds, presumed, remember, stamps_of
from esgtui.shelf.kept import Shelf

LATER = 10 * stamps.SETTLED


@pytest.fixture
def shelf(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Shelf:
    """Return a shelf that takes files of any size."""
    monkeypatch.setattr(stamps, "WORTH_PRESUMING", 1)
    return Shelf(tmp_path / "cache")


def written(folder: Path, text: str = "one") -> Path:
    path = folder / "a.toml"
    path.write_text(text)
    return path


def test_files_left_alone_are_presumed_to_hold_what_they_held(tmp_path: Path, shelf: Shelf) -> None:
    path = written(tmp_path)
    remember(shelf, stamps_of([path]), "mark", time.time_ns() + LATER)
    assert presumed(shelf, stamps_of([path])) == "mark"


def test_nothing_is_presumed_of_a_file_of_the_same_size_and_time(tmp_path: Path, shelf: Shelf) -> None:
    path = written(tmp_path)
    before = path.stat()
    remember(shelf, stamps_of([path]), "mark", time.time_ns() + LATER)
    while path.stat().st_ctime_ns == before.st_ctime_ns:  # until the clock of the file system has ticked
        path.write_text("two")
        os.utime(path, ns=(before.st_atime_ns, before.st_mtime_ns))
    assert presumed(shelf, stamps_of([path])) == ""


def test_nothing_is_presumed_of_a_file_in_another_place(tmp_path: Path, shelf: Shelf) -> None:
    path = written(tmp_path)
    remember(shelf, stamps_of([path]), "mark", time.time_ns() + LATER)
    assert presumed(shelf, stamps_of([path.rename(tmp_path / "b.toml")])) == ""


def test_files_just_written_are_not_remembered(tmp_path: Path, shelf: Shelf) -> None:
    path = written(tmp_path)
    looks = stamps_of([path])
    for since, is_remembered in ((stamps.SETTLED - 1, False), (stamps.SETTLED, True)):
        remember(shelf, looks, "mark", looks[0].changed + since)
        assert presumed(shelf, looks) == ("mark" if is_remembered else "")


def test_small_files_and_those_that_are_gone_are_not_remembered(tmp_path: Path) -> None:
    shelf, path = Shelf(tmp_path / "cache"), written(tmp_path)
    remember(shelf, stamps_of([path]), "mark", time.time_ns() + LATER)
    remember(shelf, stamps_of([tmp_path / "none.toml"]), "mark", time.time_ns() + LATER)
    assert not (tmp_path / "cache").exists()


def test_the_fingerprint_is_the_contents(tmp_path: Path) -> None:
    path = written(tmp_path)
    first = fingerprint_of([path])
    assert fingerprint_of([path.rename(tmp_path / "b.toml")]) == first
    assert fingerprint_of([written(tmp_path, "two")]) != first


def test_what_was_presumed_wrongly_is_seen_and_presumed_no_more(tmp_path: Path, shelf: Shelf) -> None:
    path, told = written(tmp_path), list[tuple[int, int]]()
    for mark, is_right in ((fingerprint_of([path]), True), ("mark", False)):
        if found := shelf.entries():
            shelf.discard(found[0].folder)
        remember(shelf, stamps_of([path]), mark, time.time_ns() + LATER)
        assert holds(shelf, [path], mark, lambda *progress: told.append(progress)) is is_right
        assert presumed(shelf, stamps_of([path])) == (mark if is_right else "")
    assert told == [(3, 3), (3, 3)]
