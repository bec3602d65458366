"""A journal of an older version is brought up to date, a copy is kept, and it can be read where nobody may write."""

import os
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest

from esgtui.annotation.entries import Wanted, newest
from esgtui.annotation.journal import Journal, JournalError
from esgtui.annotation.opening import COPYING
from esgtui.annotation.storage import APPLICATION_ID, FORMAT, MIGRATIONS, SCHEMA
from tests.patience import LONG

from .samples import Clock, held, opened, star, tag

COLUMNS_1 = "seq, id, step, at, coder, claim, field, before, after, action, target, statement"
VERSION_1 = (
    f"INSERT INTO changes SELECT {COLUMNS_1} FROM new.changes",  # noqa: S608
    "INSERT INTO statements SELECT * FROM new.statements",
    "INSERT INTO drafts SELECT claim, coder, note, text, at FROM new.drafts",
    "INSERT INTO facts SELECT * FROM new.facts",
)


def first_version(folder: Path) -> Path:
    """Return a file as the first version of the program made it, with changes, a statement and a draft."""
    journal = opened(folder / "new", Clock())
    journal.write("mei", [star("c"), tag("c", "a/b")], {"c": "130 kg"})
    journal.write("mei", [tag("d")], {})
    journal.undo("mei")
    journal.save_draft("c", "mei", "", "half a thought")
    journal.close()
    path = folder / "old" / "sample.sqlite"
    path.parent.mkdir()
    with closing(sqlite3.connect(path, isolation_level=None)) as database:
        database.execute("PRAGMA journal_mode = WAL")
        database.executescript(SCHEMA)
        database.execute(f"PRAGMA application_id = {APPLICATION_ID}")
        database.execute("PRAGMA user_version = 1")
        database.execute("ATTACH ? AS new", (str(journal.path),))
        for statement in VERSION_1:
            database.execute(statement)
    return path


def version(path: Path) -> int:
    with closing(sqlite3.connect(path)) as database:
        found: tuple[int] = database.execute("PRAGMA user_version").fetchone()
    return found[0]


def test_a_journal_of_the_first_version_is_brought_up_to_date(tmp_path: Path) -> None:
    path = first_version(tmp_path)
    expected = opened(tmp_path / "new")
    journal = Journal(path, "sample")
    assert journal.changes() == expected.changes()
    assert journal.draft("c", "mei", "").text == "half a thought"
    assert journal.statement_rows() == expected.statement_rows()
    assert [change.claim for change in journal.redo("mei")] == ["d"]
    assert journal.take_recoveries() == []
    copy = path.with_name("sample.version-1.sqlite")
    assert (version(path), version(copy)) == (FORMAT, 1)
    with closing(sqlite3.connect(copy)) as database:
        assert database.execute("SELECT count(*) FROM changes").fetchone() == (4,)
    assert [file.name for file in path.parent.glob("*.part")] == []


def test_a_draft_of_the_second_version_is_of_no_kind_and_read_of_a_damaged_file_too(tmp_path: Path) -> None:
    path = first_version(tmp_path)
    with closing(sqlite3.connect(path, isolation_level=None)) as database:
        database.executescript(MIGRATIONS[1] + "PRAGMA user_version = 2")
    damaged = tmp_path / "damaged.sqlite"
    damaged.write_bytes(path.read_bytes())
    with closing(sqlite3.connect(damaged, isolation_level=None)) as database:
        database.execute("DROP TABLE facts")
    for file in (path, damaged):
        draft = Journal(file, "sample").draft("c", "mei", "")
        assert (draft.text, draft.kind) == ("half a thought", "")


def test_a_journal_of_the_third_version_gets_an_index_of_its_times(tmp_path: Path) -> None:
    path = first_version(tmp_path)
    with closing(sqlite3.connect(path, isolation_level=None)) as database:
        database.executescript(MIGRATIONS[1] + MIGRATIONS[2] + "PRAGMA user_version = 3")
    journal = Journal(path, "sample")
    assert newest(journal, Wanted(), 2) == journal.changes()[::-1][:2]
    with journal.reading() as database:
        assert database
        plan = database.execute("EXPLAIN QUERY PLAN SELECT id FROM changes ORDER BY at DESC, seq DESC").fetchall()
    assert [row[-1] for row in plan] == ["SCAN changes USING INDEX changes_by_time"]
    assert version(path.with_name("sample.version-3.sqlite")) == 3


def test_the_copy_of_an_old_journal_is_told_and_can_be_stopped(tmp_path: Path) -> None:
    path = first_version(tmp_path)
    told: list[tuple[int, int]] = []

    def stop(what: str, done: int, of: int) -> None:
        assert what == COPYING
        told.append((done, of))
        raise StopIteration

    with pytest.raises(StopIteration):
        Journal(path, "sample", progress=stop)
    assert told == [(told[0][1], told[0][1])]
    assert version(path) == 1
    assert list(path.parent.glob("*version-1*")) == []


def test_the_copy_of_an_earlier_day_is_never_written_over(tmp_path: Path) -> None:
    path = first_version(tmp_path)
    earlier = path.with_name("sample.version-1.sqlite")
    earlier.write_text("mine")
    Journal(path, "sample")
    assert earlier.read_text() == "mine"
    assert version(path.with_name("sample.version-1-2.sqlite")) == 1


def test_of_two_programs_one_brings_it_up_to_date(tmp_path: Path) -> None:
    path = first_version(tmp_path)
    look = "import sys; from pathlib import Path; from esgtui.annotation import waiting\n"
    look += f"from esgtui.annotation.journal import Journal; waiting.PATIENCE = {LONG}\n"
    look += "print(len(Journal(Path(sys.argv[1]), 'sample').changes()))"
    programs = [
        subprocess.Popen([sys.executable, "-c", look, str(path)], stdout=subprocess.PIPE, text=True) for _ in range(4)
    ]
    assert [program.communicate()[0] for program in programs] == ["4\n"] * 4
    assert [file.name for file in path.parent.glob("*version-1*")] == ["sample.version-1.sqlite"]


WITHOUT_ROOM = """
import resource, sys
from pathlib import Path
from esgtui.annotation.journal import Journal, JournalError
resource.setrlimit(resource.RLIMIT_FSIZE, (int(sys.argv[2]), resource.RLIM_INFINITY))
try:
    journal = Journal(Path(sys.argv[1]), "sample")
    print(len(journal.changes()), journal.is_read_only)
except JournalError as error:
    print(error)
"""


@pytest.mark.parametrize("room", [0, 4096, 20_000, 40_000])
def test_where_no_copy_can_be_kept_the_journal_stays_as_it_was(tmp_path: Path, room: int) -> None:
    path = first_version(tmp_path)
    command = [sys.executable, "-c", WITHOUT_ROOM, str(path), str(room)]
    told = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    assert told.startswith((f"{path}: ", "4 "))
    assert [file.name for file in path.parent.glob("*.part*")] == []
    assert version(path) == (1 if told.startswith(str(path)) or "True" in told else FORMAT)
    assert len(Journal(path, "sample").changes()) == 4


AS_NOBODY = """
import os, sys
import urllib.parse  # what a path loads for its address, while a Python in a folder of root's own can still be read
from pathlib import Path
from esgtui.annotation.journal import Journal, JournalError
from esgtui.annotation.model import Edit
if os.geteuid() == 0:
    os.setgroups([]), os.setgid(65534), os.setuid(65534)
journal = Journal(Path(sys.argv[1]), "sample")
print(len(journal.changes()), journal.draft("c", "mei", "").text)
try:
    journal.write("mei", [Edit("c", "verdict", "good")], {})
except JournalError as error:
    print(error)
print(len(journal.changes()))
"""


@pytest.mark.parametrize("is_old", [True, False])
@pytest.mark.parametrize("is_folder_writable", [True, False])
def test_a_journal_that_may_not_be_written_can_be_read(
    tmp_path: Path, *, is_old: bool, is_folder_writable: bool
) -> None:
    path = first_version(tmp_path)
    if not is_old:
        Journal(path, "sample").close()
    before = sorted(path.parent.iterdir())
    for folder in [path.parent, *path.parent.parents]:
        if folder.is_relative_to(tmp_path.parents[2]):
            folder.chmod(0o755)
    path.chmod(0o444)
    path.parent.chmod(0o777 if is_folder_writable else 0o555)
    program = subprocess.run(
        [sys.executable, "-c", AS_NOBODY, str(path)],
        capture_output=True,
        text=True,
        check=False,
        cwd="/",
        env={**os.environ, "PYTHONPATH": str(Path(__file__).parents[2])},
    )
    assert program.stderr == ""
    read, told, again = program.stdout.splitlines()
    assert (read, again) == ("4 half a thought", "4")
    assert str(path) in told
    assert "--store PATH" in told
    path.parent.chmod(0o755)
    assert sorted(file for file in path.parent.iterdir() if not file.name.endswith(("-wal", "-shm"))) == before


def test_a_journal_goes_on_elsewhere_with_all_it_holds(tmp_path: Path) -> None:
    journal = opened(tmp_path, Clock())
    journal.write("mei", [star("c")], {"c": "130 kg"})
    journal.save_draft("c", "mei", "", "half a thought")
    changes, old = journal.changes(), journal.path
    other = tmp_path / "elsewhere" / "other.sqlite"
    journal.move_to(other)
    journal.write("mei", [tag("c")], {})
    journal.undo("mei")
    journal.undo("mei")
    assert held(journal.history) == {}
    assert Journal(other, "sample").changes()[:1] == changes
    assert Journal(other, "sample").draft("c", "mei", "").text == "half a thought"
    assert Journal(old, "sample").changes() == changes
    with pytest.raises(JournalError, match="is there already"):
        journal.move_to(old)


@pytest.mark.parametrize("is_open", [True, False])
def test_what_is_known_of_a_journal_that_vanished_goes_elsewhere(tmp_path: Path, *, is_open: bool) -> None:
    journal = opened(tmp_path, Clock())
    journal.write("mei", [star("c"), tag("d")], {"c": "130 kg"})
    state, changes = held(journal.history), journal.changes()
    if not is_open:
        journal.ledger.file.close()
    journal.path.parent.rename(tmp_path / "unplugged")
    with pytest.raises(JournalError, match="put it back"):
        journal.write("mei", [star("e")], {})
    journal.move_to(tmp_path / "other.sqlite")
    journal.write("mei", [star("e")], {})
    assert held(opened(tmp_path).history) == {}
    found = Journal(tmp_path / "other.sqlite", "sample")
    assert held(found.history) == state | {("e", "mei", "star"): True}
    assert [change.id for change in found.changes()][:2] == [change.id for change in changes]
