"""The journal only ever grows, is durable before a verb returns, and is one for all programs that have it open."""

import sqlite3
import threading
from datetime import UTC, datetime, timedelta
from itertools import permutations
from pathlib import Path

import pytest
from hypothesis import given

from esgtui.annotation.journal import JournalError
from esgtui.annotation.model import Edit, ForeignEdit, Note

from .samples import SAID, START, Clock, cells, held, opened, star, tag, verdict


def _foreign(claim: str, coder: str, field: str, value: str, at: datetime) -> ForeignEdit:
    return ForeignEdit(claim=claim, coder=coder, field=field, value=value, at=at)


@pytest.mark.parametrize("forbidden", ["UPDATE changes SET coder = 'bo'", "DELETE FROM changes"])
def test_changes_are_never_rewritten(tmp_path: Path, forbidden: str) -> None:
    journal = opened(tmp_path)
    journal.write("mei", [star("c")], {})
    journal.close()
    database = sqlite3.connect(journal.path)
    with pytest.raises(sqlite3.IntegrityError, match="append-only"):
        database.execute(forbidden)
    database.close()
    assert opened(tmp_path).changes() == journal.changes()


def test_a_change_is_on_the_disk_before_anyone_is_told(tmp_path: Path) -> None:
    journal = opened(tmp_path)
    journal.write("mei", [star("c")], {})
    assert journal.ledger.file.connection().execute("PRAGMA journal_mode").fetchone() == ("wal",)
    assert journal.ledger.file.connection().execute("PRAGMA synchronous").fetchone() == (2,)  # FULL
    reopened = opened(tmp_path)
    reopened.refresh()
    assert reopened.ledger.file.connection().execute("PRAGMA synchronous").fetchone() == (2,)


def test_looking_makes_no_file(tmp_path: Path) -> None:
    journal = opened(tmp_path)
    assert journal.draft("c", "mei", "").text == ""
    journal.save_draft("c", "mei", "", "")
    assert not journal.refresh()
    assert journal.undo("mei") == journal.redo("mei") == journal.merge([]) == ()
    assert journal.write("mei", [star("c", on=False), verdict("c", None)], {}) == ()
    journal.close()
    assert list(tmp_path.iterdir()) == []


def test_a_change_says_who_did_what_to_which_claim_and_what_the_claim_said(tmp_path: Path) -> None:
    journal = opened(tmp_path, Clock())
    journal.write("mei", [verdict("c", "partly")], {"c": "130 kg"})
    (change,) = journal.write("mei", [verdict("c", "good"), star("c", on=False)], {"c": "131 kg"})
    assert (change.coder, change.claim, change.field) == ("mei", "c", "verdict")
    assert (change.before, change.after, change.action) == ("partly", "good", "do")
    assert change.at == START + timedelta(microseconds=1)
    journal.close()
    database = sqlite3.connect(journal.path)
    rows = database.execute("SELECT digest, statement FROM statements WHERE claim = 'c'").fetchall()
    database.close()
    assert dict(rows)[change.statement] == "131 kg"
    assert sorted(text for _, text in rows) == ["130 kg", "131 kg"]


def test_of_two_wishes_for_one_cell_in_a_step_the_last_one_counts(tmp_path: Path) -> None:
    journal = opened(tmp_path)
    for _ in range(10):
        changes = journal.write("mei", [verdict("c", "a"), star("c"), verdict("c", "b"), star("c", on=False)], {})
        assert [(change.field, change.after) for change in changes] == [("verdict", "b")]
        assert held(journal.history) == {("c", "mei", "verdict"): "b"}
        journal.undo("mei")
        assert held(journal.history) == {}


def test_two_programs_see_each_others_changes(tmp_path: Path) -> None:
    one, other = opened(tmp_path), opened(tmp_path)
    one.write("mei", [star("c")], {})
    assert other.refresh()
    assert not other.refresh()
    other.write("ada", [verdict("c", "good")], {})
    (change,) = one.write("mei", [tag("c")], {})
    assert one.history.value("c", "ada", "verdict") == "good"
    assert change.at > one.changes()[1].at
    other.refresh()
    assert one.changes() == other.changes()
    assert [change.before for change in other.write("mei", [verdict("c", "poor")], {})] == [None]
    assert other.write("mei", [star("c")], {}) == ()


@pytest.mark.parametrize("what", ["write", "undo"])
def test_a_program_that_is_quicker_in_the_middle_of_a_verb_is_heeded(tmp_path: Path, what: str) -> None:
    one, other = opened(tmp_path), opened(tmp_path)
    one.write("mei", [star("c"), star("d")], {})
    others_turn = [lambda: other.write("mei", [verdict("c", "poor"), star("d", on=False)], {})]

    def clock() -> datetime:
        while others_turn:
            others_turn.pop()()
        return START

    one._clock = clock
    if what == "write":
        changes = one.write("mei", [verdict("c", "good"), star("d", on=False)], {})
        assert [(change.field, change.before) for change in changes] == [("verdict", "poor")]
    else:
        assert [change.field for change in one.undo("mei")] == ["star", "verdict"]
    assert one.changes()[-1].at > one.changes()[-3].at
    assert len({change.id for change in opened(tmp_path).changes()}) == len(one.changes())


@pytest.mark.parametrize("what", ["write", "redo"])
def test_a_program_that_did_the_same_just_before_leaves_nothing_to_do(tmp_path: Path, what: str) -> None:
    one, other = opened(tmp_path), opened(tmp_path)
    one.write("mei", [star("c")], {})
    one.write("mei", [tag("c")], {})
    if what == "redo":
        one.undo("mei")
    verbs = {
        "write": lambda journal: journal.write("mei", [verdict("c", "good")], {}),
        "redo": lambda journal: journal.redo("mei"),
    }
    other.refresh()
    others_turn = [lambda: verbs[what](other)]

    def clock() -> datetime:
        while others_turn:
            assert others_turn.pop()()
        return START

    one._clock = clock
    assert verbs[what](one) == ()
    assert one.changes() == other.changes() == opened(tmp_path).changes()


def test_nobody_writes_between_the_last_look_and_the_writing(tmp_path: Path) -> None:
    one, other = opened(tmp_path), opened(tmp_path)
    one.write("mei", [star("c")], {})
    other.refresh()
    other.ledger.file.connection().execute("PRAGMA busy_timeout = 1")
    others_turns = [verdict("c", "poor"), verdict("c", "good")]
    refused: list[str] = []

    def clock() -> datetime:
        if others_turns:
            try:
                other.write("ada", [others_turns.pop()], {})
            except JournalError as error:
                refused.append(str(error))
        return START

    one._clock = clock  # is read on the last look, and again after the other program was quicker
    one.write("mei", [tag("c")], {})
    assert len(refused) == 1
    assert held(opened(tmp_path).history)["c", "ada", "verdict"] == "good"


def test_a_merge_tells_how_far_it_is_while_it_compares_too_and_can_be_stopped_then(tmp_path: Path) -> None:
    edits = [_foreign(f"c{number}", "mei", "verdict", "good", START) for number in range(1_000)]
    journal = opened(tmp_path)

    def stop(_: int, __: int) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        journal.merge(edits, progress=stop)
    told: list[tuple[int, int]] = []
    assert len(journal.merge(edits, progress=lambda done, of: told.append((done, of)))) == 1_000
    assert told == [(number, 2_000) for number in range(0, 2_001, 500)]


def test_of_two_values_of_one_moment_the_same_one_wins_in_every_store(tmp_path: Path) -> None:
    edits = [_foreign("c", "mei", "verdict", value, START) for value in ("good", "poor", "fair")]
    winners = set()
    for number, order in enumerate(permutations(edits)):
        journal = opened(tmp_path / str(number))
        for edit in order:
            journal.merge([edit])
        winners.add(journal.history.value("c", "mei", "verdict"))
    assert len(winners) == 1


def test_undo_and_redo_survive_a_restart_and_belong_to_each_coder(tmp_path: Path) -> None:
    journal = opened(tmp_path)
    journal.write("mei", [tag("c1"), tag("c2"), tag("c3")], {})
    journal.write("ada", [star("c1")], {})
    journal.write("mei", [verdict("c1", "good")], {})
    journal = opened(tmp_path)
    assert [change.field for change in journal.undo("mei")] == ["verdict"]
    journal = opened(tmp_path)
    assert len(journal.undo("mei")) == 3
    assert journal.undo("mei") == ()
    assert held(journal.history) == {("c1", "ada", "star"): True}
    journal = opened(tmp_path)
    assert [change.claim for change in journal.redo("mei")] == ["c1", "c2", "c3"]
    assert journal.redo("mei")[0].after == "good"
    assert journal.redo("mei") == ()
    assert len(held(journal.history)) == 5


def test_undo_never_overwrites_a_newer_value(tmp_path: Path) -> None:
    one, other = opened(tmp_path), opened(tmp_path)
    one.write("mei", [verdict("c1", "good"), verdict("c2", "good")], {})
    at = one.changes()[-1].at + timedelta(hours=1)
    other.merge([_foreign("c1", "mei", "verdict", "poor", at)])
    changes = one.undo("mei")
    assert {change.claim: change.after for change in changes} == {"c1": "poor", "c2": None}
    assert held(one.history) == {("c1", "mei", "verdict"): "poor"}
    one.redo("mei")
    assert held(one.history) == {("c1", "mei", "verdict"): "poor", ("c2", "mei", "verdict"): "good"}


def test_something_new_after_an_undo_ends_the_redos(tmp_path: Path) -> None:
    journal = opened(tmp_path)
    journal.write("mei", [star("c")], {})
    journal.undo("mei")
    journal.write("mei", [tag("c")], {})
    assert journal.redo("mei") == ()
    assert [change.field for change in journal.undo("mei")] == ["tag:a"]
    assert journal.undo("mei") == ()


def test_time_never_goes_back_even_if_the_clock_does(tmp_path: Path) -> None:
    clock = Clock()
    journal = opened(tmp_path, clock)
    journal.write("mei", [star("c")], {})
    clock.move(days=-400)
    journal.write("mei", [star("c", on=False)], {})
    journal.undo("mei")
    assert journal.now() > journal.changes()[-1].at
    journal = opened(tmp_path, clock)
    journal.redo("mei")
    times = [change.at for change in journal.changes()]
    assert times == sorted(set(times))
    assert times[0] == START
    assert held(journal.history) == {}


def test_a_colleagues_clock_that_is_ahead_dates_only_what_is_the_colleagues(tmp_path: Path) -> None:
    journal = opened(tmp_path, Clock())
    ahead = datetime(2030, 1, 1, tzinfo=UTC)
    journal.merge([_foreign("c", "ada", "verdict", "good", ahead)])
    (own,) = journal.write("mei", [star("c")], {})
    assert own.at == START
    (theirs,) = journal.write("ada", [verdict("c", "poor")], {})
    assert theirs.at == ahead + timedelta(microseconds=1)
    assert held(journal.history) == {("c", "mei", "star"): True, ("c", "ada", "verdict"): "poor"}


def test_drafts_outlive_the_program_are_replaced_and_forgotten(tmp_path: Path) -> None:
    journal = opened(tmp_path)
    journal.save_draft("c", "mei", "", "half a thou")
    journal.save_draft("c", "mei", "", "half a thought")
    journal.save_draft("c", "mei", "n1", "of a note")
    journal.save_draft("c", "ada", "", "hers")
    journal = opened(tmp_path)
    assert journal.changes() == []
    assert journal.draft("c", "mei", "").text == "half a thought"
    journal.save_draft("c", "mei", "", "")
    journal = opened(tmp_path)
    drafts = [journal.draft("c", *key).text for key in (("mei", ""), ("mei", "n1"), ("ada", ""), ("bo", ""))]
    assert drafts == ["", "of a note", "hers", ""]

    assert not journal.save_draft("c", "mei", "n1", "of the note", known="of the")
    assert journal.save_draft("c", "mei", "n1", "of the note", known="of a note")
    assert journal.draft("c", "mei", "n1").text == "of the note"


@given(SAID)
def test_any_text_is_kept_to_the_letter(tmp_path_factory: pytest.TempPathFactory, text: str) -> None:
    folder = tmp_path_factory.mktemp("texts")
    note = Note(id="n", text=text, created=START, edited=START + timedelta(seconds=1))
    journal = opened(folder)
    journal.write("mei", [Edit("c", "note:n", note), tag("c", text)], {"c": text})
    journal.save_draft("c", "mei", "n", text)
    journal.close()
    journal = opened(folder)
    assert journal.history.value("c", "mei", "note:n") == note
    assert journal.history.value("c", "mei", f"tag:{text}") is True
    assert journal.draft("c", "mei", "n").text == text
    journal.close()


def test_a_note_of_megabytes_is_a_note(tmp_path: Path) -> None:
    text = "每辆 [x] \x1b\n" * 300_000
    note = Note(id="n", text=text, created=START)
    opened(tmp_path).write("mei", [Edit("c", "note:n", note)], {})
    assert opened(tmp_path).history.value("c", "mei", "note:n") == note


@pytest.mark.usefixtures("threads_take_turns")
def test_threads_may_write_and_read_at_once(tmp_path: Path) -> None:
    journal, failures = opened(tmp_path), []
    stop = threading.Event()

    def write(coder: str) -> None:
        for number in range(15):
            journal.write(coder, [star(f"c{number}"), tag(f"c{number}", f"{number}")], {})
            journal.undo(coder)
            journal.redo(coder)

    def look() -> None:
        while not stop.is_set():
            try:
                journal.history.next_undo("mei"), journal.history.next_redo("mei")
                journal.history.tags_in_use(), list(journal.history.annotated_claims())
            except (RuntimeError, LookupError) as error:
                failures.append(error)

    writers = [threading.Thread(target=write, args=[coder]) for coder in ("mei", "ada")]
    looker = threading.Thread(target=look)
    for thread in (looker, *writers):
        thread.start()
    for thread in writers:
        thread.join()
    stop.set()
    looker.join()
    assert failures == []
    assert len(journal.changes()) == 2 * 15 * 2 * 3
    assert cells(opened(tmp_path).history) == cells(journal.history)
