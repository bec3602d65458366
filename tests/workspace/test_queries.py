"""Queries under a name and the last ones asked: kept on the disk, for several programs, whatever the file is like."""

import os
import resource
import signal
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest

from esgtui import queries as kept_queries
from esgtui.database_files import Stamp, stamp
from esgtui.queries import LONGEST_NAME, MOST_ASKED, NameTakenError, Queries, QueriesError, QueryNameError, SavedQuery
from esgtui.settings import journal_file, queries_file

from .samples import workspace


@pytest.fixture
def queries(tmp_path: Path) -> Queries:
    return Queries(tmp_path / "store" / "saved_queries.sqlite")


def names(queries: Queries) -> list[str]:
    return [each.name for each in queries.saved()]


def test_reading_makes_no_file(queries: Queries) -> None:
    assert (queries.saved(), queries.asked()) == ((), ())
    assert not queries.path.parent.exists()


def test_a_query_is_saved_found_renamed_overwritten_and_deleted(queries: Queries) -> None:
    queries.save(" weak \n targets ", " kind:target -has:base ")
    queries.save("Alpha", "company:nio")
    assert queries.saved() == (SavedQuery("Alpha", "company:nio"), SavedQuery("weak targets", "kind:target -has:base"))
    assert queries.query("weak targets") == "kind:target -has:base"

    with pytest.raises(NameTakenError, match="company:nio"):
        queries.save("Alpha", "other")
    with pytest.raises(NameTakenError):
        queries.rename("weak targets", "Alpha")
    assert queries.query("Alpha") == "company:nio"
    queries.save("Alpha", "company:nio")  # the same again takes nothing away
    queries.save("Alpha", "other", overwrite=True)
    queries.rename("Alpha", "Beta")
    queries.rename("weak targets", "Beta", overwrite=True)
    assert queries.saved() == (SavedQuery("Beta", "kind:target -has:base"),)
    queries.rename("Beta", "Beta")
    queries.delete("Beta")
    queries.delete("Beta")
    assert queries.saved() == ()


def test_an_unknown_name_is_told_with_the_nearest(queries: Queries) -> None:
    queries.save("weak targets", "kind:target")
    with pytest.raises(QueryNameError, match="did you mean 'weak targets'"):
        queries.query("weak target")
    with pytest.raises(QueryNameError, match="no query is saved as 'x'"):
        queries.rename("x", "y")


@pytest.mark.parametrize("name", ["", " \n ", "x" * (LONGEST_NAME + 1), "\ud800"])
def test_a_name_has_to_be_one(queries: Queries, name: str) -> None:
    with pytest.raises(QueryNameError):
        queries.save(name, "steel")


def test_the_last_queries_come_once_each_the_latest_last(queries: Queries) -> None:
    for number in range(MOST_ASKED + 5):
        queries.remember(f"q{number}")
    for query in ("q204", "q10", " q10 ", "", "\udc80"):
        queries.remember(query)

    asked = queries.asked()
    assert len(asked) == MOST_ASKED
    assert asked[-2:] == ("q204", "q10")
    assert asked[0] == "q5"
    assert len(set(asked)) == len(asked)


def test_two_programs_see_what_the_other_keeps(queries: Queries) -> None:
    other = Queries(queries.path)
    queries.save("one", "1")
    assert names(other) == ["one"]
    other.save("two", "2")
    other.remember("asked")
    assert names(queries) == ["one", "two"]
    assert queries.asked() == ("asked",)
    with pytest.raises(NameTakenError):
        queries.save("two", "mine")


def start(path: Path, *arguments: object) -> subprocess.Popen[str]:
    command = [sys.executable, "-m", "tests.workspace.asker", str(path), *map(str, arguments)]
    return subprocess.Popen(command, stdout=subprocess.PIPE, text=True, cwd=Path(__file__).parents[2])


@pytest.mark.parametrize("lines", [1, 4, 20])
def test_a_killed_program_loses_nothing_that_it_said_was_saved(queries: Queries, lines: int) -> None:
    with start(queries.path, "mei") as program:
        assert program.stdout is not None
        read = [program.stdout.readline() for _ in range(lines)]
        os.kill(program.pid, signal.SIGKILL)
        read += program.stdout.readlines()
    done = [line.strip() for line in read if line.endswith("\n")]
    assert len(done) >= lines
    assert {f"mei {number}" for number in done} <= set(names(queries))
    assert queries.asked()[-1].startswith("mei asks")
    queries.close()
    database = sqlite3.connect(queries.path)
    assert database.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
    database.close()


def test_programs_that_make_and_fill_one_file_at_once_lose_nothing(queries: Queries) -> None:
    programs = [start(queries.path, who, 10) for who in ("mei", "ada", "bo")]
    for program in programs:
        program.communicate()
    assert [program.returncode for program in programs] == [0, 0, 0]
    assert len(queries.saved()) == len(queries.asked()) == 30


def test_who_comes_while_another_program_begins_the_file_waits_for_it(
    queries: Queries, monkeypatch: pytest.MonkeyPatch
) -> None:
    queries.path.parent.mkdir()
    other = sqlite3.connect(queries.path, isolation_level=None)
    looks: list[str] = []

    def looked(database: sqlite3.Connection) -> Stamp:
        if len(looks) < 2:
            looks.append(("BEGIN IMMEDIATE", "ROLLBACK")[len(looks)])
            other.execute(looks[-1])
        return stamp(database)

    monkeypatch.setattr(kept_queries, "stamp", looked)
    queries.save("one", "1")
    assert looks == ["BEGIN IMMEDIATE", "ROLLBACK"]
    assert names(queries) == ["one"]
    other.close()


def refused(path: Path, *words: str) -> None:
    """See that reading and keeping are refused with the file's name, the words, and advice, and leave it as it is."""
    before = path.read_bytes() if path.is_file() else None
    queries = Queries(path)
    for attempt in (queries.saved, queries.asked, lambda: queries.save("a", "b"), lambda: queries.remember("a")):
        with pytest.raises(QueriesError) as error:
            attempt()
        for word in (str(path), *words, "--store"):
            assert word in str(error.value)
    assert before == (path.read_bytes() if path.is_file() else None)


def test_a_damaged_file_is_left_as_it_is(tmp_path: Path) -> None:
    path = tmp_path / "saved_queries.sqlite"
    path.write_bytes(b"these are no queries, and never were" * 100)
    refused(path, "damaged")


def test_a_file_of_another_kind_or_version_is_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "other.sqlite"
    database = sqlite3.connect(path)
    database.execute("CREATE TABLE songs (title)")
    database.close()
    refused(path, "not a file of esgtui's queries")
    newer = Queries(tmp_path / "newer.sqlite")
    newer.save("a", "b")
    newer.close()
    database = sqlite3.connect(newer.path)
    database.execute("PRAGMA user_version = 9")
    database.close()
    refused(newer.path, "version 9")


def test_a_folder_that_cannot_be_written_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("not a folder")
    queries = Queries(tmp_path / "file" / "saved_queries.sqlite")
    with pytest.raises(QueriesError, match="--store"):
        queries.save("a", "b")
    (tmp_path / "folder.sqlite").mkdir()
    refused(tmp_path / "folder.sqlite")


def test_where_there_is_no_room_that_is_told(queries: Queries) -> None:
    queries.save("mine", "fleet")
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, before[1]))
    try:
        with pytest.raises(QueriesError, match="Make room there and try again"):
            queries.save("other", "2030")
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)
    queries.save("other", "2030")
    assert names(queries) == ["mine", "other"]


def test_a_locked_file_is_told_and_goes_on_later(queries: Queries, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("esgtui.queries.PATIENCE", 0.0)
    queries.save("one", "1")
    holder = sqlite3.connect(queries.path, isolation_level=None)
    holder.execute("BEGIN IMMEDIATE")
    queries.close()
    with pytest.raises(QueriesError, match="try again"):
        queries.save("two", "2")
    assert names(queries) == ["one"]
    holder.execute("ROLLBACK")
    holder.close()
    queries.save("two", "2")
    assert names(queries) == ["one", "two"]


def test_a_file_that_was_removed_or_replaced_is_made_or_opened_anew(queries: Queries, tmp_path: Path) -> None:
    queries.save("one", "1")
    queries.path.unlink()
    for rest in queries.path.parent.iterdir():
        rest.unlink()
    queries.save("two", "2")
    assert names(Queries(queries.path)) == ["two"]


def test_they_lie_beside_the_journal_under_a_name_that_no_dataset_has(tmp_path: Path) -> None:
    assert queries_file(journal_file("nio", str(tmp_path))) == tmp_path / "saved_queries.sqlite"
    opened = workspace(tmp_path)
    opened.queries.save("steel", "recycled steel")
    assert opened.queries.path.parent == opened.journal.path.parent
    opened.close()
    assert opened.queries.query("steel") == "recycled steel"
