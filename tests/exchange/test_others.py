"""What colleagues hand over: what is recognised, and what an export's codebook brings."""

import os
import tempfile
from pathlib import Path

import pytest

from esgtui.annotation.history import History
from esgtui.annotation.journal import JournalError
from esgtui.annotation.model import AnnotationError
from esgtui.annotation.storage import TOLD_EVERY
from esgtui.dataset.loader import load
from esgtui.exchange.others import LONG_AGO, is_journal, read_export, read_journal
from tests.annotation.samples import opened, star

DATASET = 'format = 1\n\n[dataset]\nid = "sample"\ntitle = "A sample"\n\n[[companies]]\nid = "c"\nname = "C"\n'
CODE = '\n[[codebook]]\ntag = "{}"\ntitle = "{}"\n'


def written(folder: Path, name: str, text: str) -> Path:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


def test_a_journal_is_told_from_an_export_by_how_it_begins(tmp_path: Path) -> None:
    journal = opened(tmp_path)
    journal.write("mei", [star("c")], {})
    assert is_journal(journal.path)
    assert not is_journal(written(tmp_path, "a.sqlite", DATASET))
    assert not is_journal(written(tmp_path, "empty.toml", ""))
    assert not is_journal(tmp_path)
    with pytest.raises(AnnotationError, match="cannot be read: No such file"):
        is_journal(tmp_path / "none")
    os.mkfifo(tmp_path / "pipe")
    for path in (tmp_path / "pipe", Path("/dev/zero")):
        with pytest.raises(AnnotationError, match="is not an ordinary file; name an export or a journal"):
            is_journal(path)


def test_all_of_a_journal_that_is_in_use_is_read(tmp_path: Path) -> None:
    journal = opened(tmp_path)
    journal.write("mei", [star("c")], {"c": "It is said."})
    journal.write("ada", [star("d")], {})
    other = read_journal(journal.path, "sample")
    assert other.changes == journal.changes()
    assert other.coders == ("ada", "mei")
    assert [statement for _, _, statement in other.statements] == ["It is said."]


def test_a_journal_for_whose_copy_there_is_no_place_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    journal = opened(tmp_path)
    journal.write("mei", [star("c")], {})
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "gone"))
    with pytest.raises(JournalError, match=r"no place .*; name one with TMPDIR"):
        read_journal(journal.path, "sample")


def test_reading_a_journal_tells_how_far_it_is_and_can_be_stopped(tmp_path: Path) -> None:
    journal = opened(tmp_path)
    journal.write("mei", [star(f"c{number}") for number in range(2 * TOLD_EVERY + 1)], {})
    told: list[tuple[int, int]] = []
    other = read_journal(journal.path, "sample", lambda done, of: told.append((done, of)))
    size = len(other.changes)
    assert other.changes == journal.changes()
    assert told == [(TOLD_EVERY, size), (2 * TOLD_EVERY, size), (size, size)]

    class StoppedError(Exception):
        pass

    def stop(done: int, of: int) -> None:
        raise StoppedError

    with pytest.raises(StoppedError):
        read_journal(journal.path, "sample", stop)


def test_an_exports_codebook_brings_the_entries_that_are_not_here(tmp_path: Path) -> None:
    mine = load(written(tmp_path, "mine.toml", DATASET + CODE.format("a", "Mine")))
    theirs = written(tmp_path, "theirs.toml", DATASET + CODE.format("a", "Theirs") + CODE.format("b", "New"))
    edits = read_export(theirs, mine, History()).edits
    assert {(edit.field, edit.value) for edit in edits} == {("code.listed:b", True), ("code.title:b", "New")}
    assert {(edit.at, edit.is_exact, edit.coder) for edit in edits} == {(LONG_AGO, True, "")}


def test_what_was_changed_here_is_newer_than_any_exports_codebook(tmp_path: Path) -> None:
    mine = load(written(tmp_path, "mine.toml", DATASET))
    theirs = written(tmp_path, "theirs.toml", DATASET + CODE.format("b", "Theirs"))
    journal = opened(tmp_path)
    journal.merge(read_export(theirs, mine, journal.history).edits)
    assert journal.history.value("", "", "code.title:b") == "Theirs"
    assert journal.merge(read_export(theirs, mine, journal.history).edits) == ()


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("mei.annotations.csv", ""),
        ("mei.md", "# A sample"),
        ("mei.jsonld", "{}"),
        ("mei.qdc", ""),
        ("claims", "\ufeffid,company,company_name\r\n"),
        ("mei.toml", "\ufeffclaim,coder,verdict\r\n"),
        ("annotations", '{"@context":["http://www.w3.org/ns/anno.jsonld"]}'),
    ],
)
def test_an_export_for_other_programs_is_refused_with_what_to_ask_for(tmp_path: Path, name: str, text: str) -> None:
    path = written(tmp_path, name, text)
    with pytest.raises(AnnotationError, match=r"have your colleague's work as TOML or JSON Lines"):
        read_export(path, load(written(tmp_path, "sample.toml", DATASET)), History())


def test_a_large_file_that_only_begins_as_a_journal_is_not_copied(tmp_path: Path) -> None:
    path = tmp_path / "sparse.sqlite"
    with path.open("wb") as file:
        file.write(b"SQLite format 3\0")
        file.truncate(1 << 40)
    with pytest.raises(JournalError, match="not a journal of esgtui; name an export or a journal"):
        read_journal(path, "sample")
