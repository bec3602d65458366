"""Of a damaged journal all that can be read is recovered, the damaged file is set aside, and the user is told."""

import os
import random
import sqlite3
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from esgtui.annotation.journal import Journal, JournalError
from esgtui.annotation.model import Edit, Note
from esgtui.annotation.recovery import Recovery

from .samples import START, Clock, cells, held, opened, star, tag
from .test_journal_faults import altered, filled

PAGE = 4096


def large(folder: Path, steps: int = 150) -> Path:
    """Return the file of a journal of some 50 pages, long notes among them, with a draft; no program has it open."""
    journal = opened(folder, Clock())
    for number in range(steps):
        note = Note(id=f"n{number}", text="long " * (2_000 if number % 50 == 0 else 20), created=START)
        edits = [tag(f"c{number}"), Edit(f"c{number}", f"note:n{number}", note)]
        journal.write("mei", edits, {f"c{number}": f"statement {number}"})
    journal.undo("mei")
    journal.save_draft("c", "mei", "", "half a thought")
    journal.close()
    return journal.path


def recovered(path: Path) -> tuple[Journal, Recovery]:
    """Open a damaged journal; return it, and what is told of it, having seen that the damaged file is set aside."""
    before = path.read_bytes()
    journal = Journal(path, "sample")
    (told,) = journal.take_recoveries()
    assert Path(told.aside).read_bytes() == before
    assert told.recovered == len(journal.changes())
    for words in (str(path), told.aside, f"{told.recovered:,} changes were recovered"):
        assert words in str(told)
    assert Journal(path, "sample").take_recoveries() == []
    database = sqlite3.connect(path)
    assert database.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
    database.close()
    return journal, told


DAMAGED_ROW = (
    "INSERT INTO changes SELECT 99, 'z', step, {at}, coder, claim, field, 'null', 'null', 'do', '', '', '', '' "
    "FROM changes LIMIT 1"
)


@pytest.mark.parametrize(
    "damage",
    [
        DAMAGED_ROW.format(at="'noon'"),
        DAMAGED_ROW.format(at="'2026-11-21T10:02:11'"),
        DAMAGED_ROW.format(at="at").replace("'null'", "'{}'"),
        DAMAGED_ROW.format(at="at").replace("'do'", "'hop'"),
        DAMAGED_ROW.format(at="at").replace("coder", "CAST(x'ff' AS TEXT)"),
    ],
)
def test_a_change_that_cannot_be_read_is_left_out(tmp_path: Path, damage: str) -> None:
    whole = Journal(filled(tmp_path), "sample")
    changes, state = whole.changes(), cells(whole.history)
    whole.close()
    journal, told = recovered(altered(whole.path, damage))
    assert journal.changes() == changes
    assert cells(journal.history) == state
    assert told.lost == 99 - len(changes)
    assert f"{told.lost} could not be read" in str(told)
    (change,) = journal.write("mei", [star("new")], {})
    assert journal.changes()[-1] == change
    assert journal.ledger.rows("SELECT CAST(max(seq) AS TEXT) FROM changes") == [("100",)]  # no number is given twice


@pytest.mark.parametrize(
    "damage", ["DROP TABLE facts", "DELETE FROM facts", "DROP TABLE drafts", "DROP TABLE snapshots"]
)
def test_a_lost_table_takes_nothing_else_with_it(tmp_path: Path, damage: str) -> None:
    whole = Journal(large(tmp_path), "sample")
    changes, statements = whole.changes(), sorted(whole.statement_rows())
    whole.close()
    journal, told = recovered(altered(whole.path, damage))
    assert (journal.changes(), told.lost) == (changes, 0)
    assert sorted(journal.statement_rows()) == statements
    assert journal.draft("c", "mei", "").text == ("" if "drafts" in damage else "half a thought")
    assert "none is missing" in str(told)
    assert len(journal.redo("mei")) == 2


@pytest.mark.parametrize(("index", "column"), [("changes_by_claim", "claim"), ("changes_by_time", "at")])
def test_a_wrong_index_is_built_anew(tmp_path: Path, index: str, column: str) -> None:
    path = large(tmp_path)
    database = sqlite3.connect(path)
    database.execute("PRAGMA writable_schema = ON")
    database.execute("UPDATE sqlite_master SET sql = replace(sql, ?, '(coder)') WHERE name = ?", (f"({column})", index))
    database.commit()
    database.close()
    journal, told = recovered(path)
    assert told.lost == 0
    assert len(journal.changes("c7")) == 2


def test_a_falsified_snapshot_is_never_believed(tmp_path: Path) -> None:
    path = filled(tmp_path)
    journal = Journal(path, "sample")
    state, seen = cells(journal.history), journal.changes()[-1].id
    journal.close()
    row = f"INSERT INTO snapshots SELECT seq, id, '1-00', x'80' FROM changes WHERE id = '{seen}'"  # noqa: S608
    journal = Journal(altered(path, row), "sample")
    assert cells(journal.history) == state
    assert journal.take_recoveries() == []


@pytest.mark.parametrize("number", range(1, 12))
def test_whichever_page_is_garbage_the_others_are_recovered(tmp_path: Path, number: int) -> None:
    whole = Journal(large(tmp_path), "sample")
    changes = {change.id: change for change in whole.changes()}
    whole.close()
    content = bytearray(whole.path.read_bytes())
    assert len(content) > 40 * PAGE
    content[(number - 1) * PAGE : number * PAGE] = random.Random(number).randbytes(PAGE)
    whole.path.write_bytes(content)
    journal, told = recovered(whole.path)
    found = journal.changes()
    assert all(change == changes[change.id] for change in found)
    assert len(found) >= len(changes) - 20
    assert told.lost in (len(changes) - len(found), 0)  # 0 where the page told how many there were
    assert len(journal.write("mei", [star("new")], {})) == 1


def test_a_file_that_was_cut_off_keeps_what_came_before(tmp_path: Path) -> None:
    path = large(tmp_path)
    content = path.read_bytes()
    path.write_bytes(content[: len(content) // 2 + 100])
    journal, told = recovered(path)
    assert told.lost > 0
    assert told.recovered > 50
    assert len(journal.write("mei", [star("new")], {})) == 1


def test_a_file_of_nothing_but_zeros_is_set_aside(tmp_path: Path) -> None:
    path = filled(tmp_path)
    path.write_bytes(bytes(path.stat().st_size))
    journal = Journal(path, "sample")
    (told,) = journal.take_recoveries()
    assert not journal.changes()
    assert not any(Path(told.aside).read_bytes())
    assert "how many there were cannot be told" in str(told)
    journal.write("mei", [star("c")], {})
    assert len(Journal(path, "sample").changes()) == 1


@given(st.data())
def test_any_damaged_byte_leaves_a_journal_or_advice(
    tmp_path_factory: pytest.TempPathFactory, data: st.DataObject
) -> None:
    folder = tmp_path_factory.mktemp("damaged")
    content = bytearray(filled(folder).read_bytes())
    where = data.draw(st.lists(st.integers(0, len(content) - 1), min_size=1, max_size=4))
    for position in where:
        content[position] = data.draw(st.integers(0, 255))
    path = folder / "store" / "sample.sqlite"
    path.write_bytes(content)
    try:
        journal = Journal(path, "sample")
        journal.history.annotations("c")
        journal.redo("mei")
        journal.write("mei", [star("new")], {})
        journal.close()
    except JournalError as error:
        told = str(error)
    else:
        told = ""
    if told:
        assert str(path) in told
        assert "--store PATH" in told
        assert path.read_bytes() == content
    else:
        assert held(Journal(path, "sample").history)["new", "mei", "star"] is True


def test_damage_that_shows_while_the_journal_is_open_is_recovered_from(tmp_path: Path) -> None:
    path = filled(tmp_path)
    journal = Journal(path, "sample")
    state = cells(journal.history)
    altered(path, DAMAGED_ROW.format(at="'noon'"))
    journal.write("mei", [star("new")], {})
    assert len(journal.take_recoveries()) == 1
    assert cells(journal.history).keys() == state.keys() | {("new", "mei", "star")}


@pytest.mark.parametrize("secure", [False, True])
def test_a_dropped_table_of_changes_is_read_from_its_pages_and_nothing_is_promised(
    tmp_path: Path, secure: bool
) -> None:
    whole = Journal(filled(tmp_path), "sample")
    changes = whole.changes()
    whole.close()
    altered(whole.path, f"PRAGMA secure_delete = {'ON' if secure else 'OFF'}", "DROP TABLE changes")
    journal, told = recovered(whole.path)
    assert journal.changes() == ([] if secure else changes)
    assert "more may be missing: how many there were cannot be told" in str(told)
    assert "none is missing" not in str(told)


@pytest.mark.parametrize(
    ("damage", "said"),
    [
        ("DROP TABLE statements", "what claims said when they were annotated (statements: 1)"),
        ("DROP TABLE merges", "who took in the work of others, and from which file (merges: 1)"),
        ("DROP TABLE drafts", "drafts of notes that were not saved, if there were any"),
    ],
)
def test_what_is_lost_beside_changes_is_told(tmp_path: Path, damage: str, said: str) -> None:
    path = filled(tmp_path)
    journal = Journal(path, "sample")
    other = opened(tmp_path / "other", Clock())
    other.write("ada", [star("c")], {})
    journal.merge_changes(other.changes(), [], "mei", "other.sqlite")
    journal.close()
    _, told = recovered(altered(path, "PRAGMA secure_delete = ON", damage))
    assert told.lost == 0
    assert said in str(told)


def test_how_far_a_file_is_looked_through_is_told_even_where_it_has_no_rows(tmp_path: Path) -> None:
    path = tmp_path / "sample.sqlite"
    path.write_bytes(random.Random(1).randbytes(3 << 20))
    told: list[tuple[int, ...]] = []
    with pytest.raises(JournalError, match="not a journal of esgtui"):
        Journal(path, "sample", progress=lambda _what, *far: told.append(far)).changes()
    assert told == [(1, 768), (257, 768), (513, 768)]
    assert path.stat().st_size == 3 << 20


def test_a_very_large_file_that_is_no_database_is_not_looked_through(tmp_path: Path) -> None:
    path = tmp_path / "journal.sqlite"
    path.touch()
    os.truncate(path, 500_000_000_000)
    told: list[str] = []
    with pytest.raises(JournalError, match="not a journal of esgtui"):
        Journal(path, "wec", progress=lambda what, *_: told.append(what)).changes()
    assert told == []
    assert path.stat().st_size == 500_000_000_000
