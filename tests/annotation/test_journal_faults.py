"""Whatever is wrong with a journal's file, the user reads which file, why, and what to do."""

import os
import shlex
import sqlite3
import subprocess
import sys
from pathlib import Path
from shutil import which

import pytest

from esgtui.annotation.journal import Journal, JournalError
from esgtui.annotation.model import Edit, Note
from esgtui.annotation.recovery import WRITING
from esgtui.annotation.salvage import RECOVERING
from esgtui.annotation.waiting import LOCKED

from .samples import START, Clock, held, opened, star, tag
from .torture_faults import room


def refused(path: Path, *words: str) -> None:
    """Assert that reading is refused with the file's name, the words, and advice, and that the file stays as it was."""
    before = _content(path)
    with pytest.raises(JournalError) as error:
        Journal(path, "sample")
    for word in (str(path), *words):
        assert word in str(error.value)
    assert _content(path) == before


def _content(path: Path) -> bytes | None:
    return path.read_bytes() if path in path.parent.iterdir() and path.is_file() else None


def filled(folder: Path) -> Path:
    """Return the file of a journal with a few changes, which no program has open."""
    journal = opened(folder, Clock())
    note = Note(id="n", text="compare", created=START)
    journal.write("mei", [star("c"), tag("c", "a/b"), Edit("c", "note:n", note)], {"c": "130 kg"})
    journal.undo("mei")
    journal.close()
    return journal.path


def altered(path: Path, *statements: str) -> Path:
    database = sqlite3.connect(path)
    for statement in statements:
        database.execute(statement)
    database.commit()
    database.close()
    return path


def test_a_journal_of_another_dataset(tmp_path: Path) -> None:
    path = opened(tmp_path).path
    other = Journal(path, "other")
    other.write("mei", [star("c")], {})
    other.close()
    refused(path, "belongs to the dataset 'other', not to 'sample'", "--store PATH")


def test_a_foreign_database(tmp_path: Path) -> None:
    refused(altered(tmp_path / "notes.sqlite", "CREATE TABLE notes (text)"), "not a journal of esgtui", "--store PATH")
    empty = altered(tmp_path / "other.sqlite", "PRAGMA application_id = 7")
    refused(empty, "not a journal of esgtui", "--store PATH")


def test_a_journal_of_a_newer_version(tmp_path: Path) -> None:
    refused(altered(filled(tmp_path), "PRAGMA user_version = 99"), "version 99", "a newer esgtui", "--store PATH")


@pytest.mark.parametrize("content", [b"garbage", b"garbage" * 1000, b"SQLite format 3\x00" + b"\xff" * 4096])
def test_a_file_of_another_kind(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "sample.sqlite"
    path.write_bytes(content)
    refused(path, "not a journal of esgtui", "--store PATH")


def test_an_empty_file_is_a_journal_to_be(tmp_path: Path) -> None:
    path = tmp_path / "store" / "sample.sqlite"
    path.parent.mkdir()
    path.touch()
    opened(tmp_path).write("mei", [star("c")], {})
    assert held(opened(tmp_path).history) == {("c", "mei", "star"): True}


def test_places_where_no_file_can_be(tmp_path: Path) -> None:
    folder = tmp_path / "folder.sqlite"
    folder.mkdir()
    refused(folder, "Is a directory", "--store PATH")
    (tmp_path / "file").write_text("")
    below_a_file = Journal(tmp_path / "file" / "sample.sqlite", "sample")
    with pytest.raises(JournalError, match=r"choose another place with --store PATH"):
        below_a_file.write("mei", [star("c")], {})
    with pytest.raises(JournalError, match=r"choose another place with --store PATH"):
        below_a_file.save_draft("c", "mei", "", "text")
    refused(tmp_path / ("long" * 100), "File name too long", "--store PATH")


def test_a_failed_write_changes_nothing_here_either(tmp_path: Path) -> None:
    journal = opened(tmp_path)
    journal.write("mei", [star("c")], {})
    before = list(journal.changes())
    database = journal.ledger.file.connection()
    (held,) = database.execute("PRAGMA page_count").fetchone()
    database.execute(f"PRAGMA max_page_count = {held}")  # what SQLite tells then, it tells of a disk that is full
    with pytest.raises(JournalError, match="the disk is full, and nothing was changed"):
        journal.write("mei", [star("d"), tag("d")], {"d": "text" * held * 1024})
    assert journal.changes() == before
    database.execute("PRAGMA max_page_count = 1073741823")
    assert len(journal.write("mei", [tag("d")], {})) == 1
    assert opened(tmp_path).changes() == journal.changes()


ON_A_FULL_DISK = """
import sys
from pathlib import Path
from esgtui.annotation.journal import Journal, JournalError
from esgtui.annotation.model import Edit, STAR
disk = Path(sys.argv[1])
star = lambda claim: journal.write("mei", [Edit(claim, STAR, value=True)], {})
journal = Journal(disk / "sample.sqlite", "sample")
star("c")
journal.close()
rest = (disk / "rest").open("wb", buffering=0)
try:
    while rest.write(bytes(1024)):
        pass
except OSError:
    pass
journal = Journal(disk / "sample.sqlite", "sample")
print(len(journal.changes()), journal.in_the_way)
try:
    star("d")
except JournalError as error:
    print(error)
rest.truncate(0)
star("d")
print(len(journal.changes()), journal.is_read_only)
"""


FULL = (
    "the disk is full, and nothing was changed. Make room there and try again, or choose another place with "
    "--store PATH."
)


def test_on_a_full_disk_that_is_told_and_what_is_there_can_be_read(tmp_path: Path) -> None:
    program = shlex.join([sys.executable, "-c", ON_A_FULL_DISK, str(tmp_path)])
    command = ["unshare", "-rm", "sh", "-c", f"mount -t tmpfs -o size=400k none {tmp_path} && {program}"]
    if not which("unshare") or subprocess.run([*command[:4], "true"], check=False).returncode:
        pytest.skip("no disk of its own can be had here")
    told = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    assert told.splitlines() == [
        "1 the disk is full; make room there",
        f"{tmp_path}/sample.sqlite: {FULL}",
        "2 False",
    ]


def test_a_journal_that_there_is_no_room_for_is_not_told_to_be_of_the_kind_that_can_only_be_read(
    tmp_path: Path,
) -> None:
    journal = opened(tmp_path)
    for _ in range(2):
        with room(0), pytest.raises(JournalError, match="no file may grow that large here, and nothing was changed"):
            journal.write("mei", [star("c")], {})
    assert len(journal.write("mei", [star("c")], {})) == 1


@pytest.mark.parametrize("replaced", [False, True])
def test_a_journal_that_is_taken_away_while_in_use_takes_no_more_changes(tmp_path: Path, *, replaced: bool) -> None:
    journal = opened(tmp_path)
    journal.write("mei", [star("c")], {})
    aside = tmp_path / "aside"
    aside.mkdir()
    for part in sorted(journal.path.parent.iterdir()):
        part.rename(aside / part.name)
    if replaced:
        opened(tmp_path).write("mei", [tag("another")], {})
    for verb in (
        lambda: journal.write("mei", [star("d")], {}),
        lambda: journal.undo("mei"),
        lambda: journal.save_draft("c", "mei", "", "text"),
    ):
        with pytest.raises(JournalError, match=r"moved, removed or replaced .* put it back"):
            verb()
    for part in sorted(aside.iterdir(), reverse=True):
        part.replace(journal.path.with_name(part.name))
    journal.undo("mei")
    assert held(opened(tmp_path).history) == {}


def test_what_is_acknowledged_is_never_in_a_log_that_somebody_removed(tmp_path: Path) -> None:
    journal = opened(tmp_path)
    journal.write("mei", [star("c")], {})
    log = journal.path.with_name(journal.path.name + "-wal")
    log.unlink()
    journal.write("mei", [tag("c")], {})
    journal.save_draft("c", "mei", "", "text")
    other = opened(tmp_path)
    assert held(other.history) == held(journal.history) == {("c", "mei", "star"): True, ("c", "mei", "tag:a"): True}
    assert other.draft("c", "mei", "").text == "text"


def test_a_program_that_comes_and_goes_takes_nothing_with_it(tmp_path: Path) -> None:
    journal = opened(tmp_path)
    for number in range(3):
        journal.write("mei", [star(f"c{number}")], {})
        look = "import sys; from pathlib import Path; from esgtui.annotation.journal import Journal\n"
        look += "Journal(Path(sys.argv[1]), 'sample').close()"
        subprocess.run([sys.executable, "-c", look, str(journal.path)], check=True)
        assert journal.path.with_name(journal.path.name + "-wal").exists()
    assert len(opened(tmp_path).changes()) == 3


def test_a_journal_that_another_program_holds(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("esgtui.annotation.waiting.PATIENCE", 0.0)
    journal = opened(tmp_path)
    journal.write("mei", [star("c")], {})
    other = sqlite3.connect(journal.path, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    assert journal.write("mei", [star("c")], {}) == ()  # nothing to change needs no file
    with pytest.raises(JournalError, match="locked by another program, and nothing was changed"):
        journal.write("mei", [tag("c")], {})
    other.execute("ROLLBACK")
    other.close()
    assert len(journal.write("mei", [tag("c")], {})) == 1


class ImpatientError(Exception):
    """Whoever waits has had enough."""


@pytest.mark.parametrize("hold", ["BEGIN IMMEDIATE", "PRAGMA locking_mode = EXCLUSIVE"])
def test_who_waits_for_another_program_is_told_and_may_stop(tmp_path: Path, hold: str) -> None:
    path = filled(tmp_path)
    journal = Journal(path, "sample") if "BEGIN" in hold else None
    other = sqlite3.connect(path, isolation_level=None)
    other.execute(hold)
    other.execute("DELETE FROM drafts")
    told = list[str]()

    def listen(what: str, _done: int, _of: int) -> None:
        told.append(what)
        raise ImpatientError

    if journal:
        journal.listen(listen)
    with pytest.raises(ImpatientError):
        _ = journal.write("mei", [tag("d")], {}) if journal else Journal(path, "sample", progress=listen)
    assert told == [LOCKED]
    other.close()
    again = journal or Journal(path, "sample")
    again.listen(None)
    assert len(again.write("mei", [tag("d")], {})) == 1


def test_a_recovery_that_is_stopped_changes_nothing_and_may_be_done_later(tmp_path: Path) -> None:
    path = altered(filled(tmp_path), "DROP TABLE drafts")
    before, told = path.read_bytes(), list[str]()

    def stop(what: str, _done: int, _of: int) -> None:
        told.append(what)
        if what == WRITING:
            raise ImpatientError

    with pytest.raises(ImpatientError):
        Journal(path, "sample", progress=stop)
    assert path.read_bytes() == before
    assert [file.name for file in path.parent.iterdir()] == [path.name]
    assert told == [RECOVERING, WRITING]
    assert len(Journal(path, "sample").take_recoveries()) == 1


def test_a_pipe_is_not_waited_for(tmp_path: Path) -> None:
    path = tmp_path / "a.sqlite"
    os.mkfifo(path)
    with pytest.raises(JournalError, match="is not an ordinary file; choose another place with --store PATH"):
        Journal(path, "sample")
