"""Annotations go into an export and come out of it with their coder, their times and the curator's own keys."""

from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path

import msgspec
import pytest
from hypothesis import given

from esgtui.annotation.conflicts import settlements_on
from esgtui.annotation.history import History
from esgtui.annotation.journal import Journal
from esgtui.annotation.model import SHARED, Annotation, Change, Edit, ForeignEdit, Note
from esgtui.dataset.model import ExportedAnnotation, ExportedNote
from esgtui.dataset.rules import flaws_of
from esgtui.exchange.annotations import exported, exported_settlement, foreign_edits, settled
from tests.annotation.samples import Clock, held, opened

from .samples import annotations, folder

AT = datetime(2026, 11, 21, 10, 2, 11, tzinfo=UTC)
TABLE = ExportedAnnotation(
    claim="c",
    coder="mei",
    tags=("a", "b"),
    verdict="good",
    starred=True,
    updated=AT,
    notes=(ExportedNote(id="n", text="compare", created=AT, edited=AT),),
)


def changes_of(edits: list[ForeignEdit]) -> list[Change]:
    return [
        Change(
            id=f"{number}", step="s", at=edit.at, coder=edit.coder, claim=edit.claim, field=edit.field,
            before=None, after=edit.value, action="merge",
        )
        for number, edit in enumerate(edits)
    ]  # fmt: skip


def test_every_part_of_a_table_is_a_cell() -> None:
    edits = list(foreign_edits(TABLE, History()))
    note = Note(id="n", text="compare", created=AT, edited=AT)
    assert {edit.field: edit.value for edit in edits} == {
        "tag:a": True,
        "tag:b": True,
        "verdict": "good",
        "star": True,
        "note:n": note,
    }
    assert {(edit.claim, edit.coder, edit.at) for edit in edits} == {("c", "mei", AT)}
    assert list(foreign_edits(ExportedAnnotation(claim="c", coder="mei", updated=AT), History())) == []


@given(annotations())
def test_what_came_in_goes_out_to_the_second(tables: tuple[ExportedAnnotation, ...]) -> None:
    with folder() as path:
        journal = opened(path)
        journal.merge([edit for table in tables for edit in foreign_edits(table, journal.history)])
        for table in tables:
            annotation = journal.history.annotation(table.claim, table.coder)
            if annotation is None:
                assert (table.tags, table.verdict, table.starred, table.notes) == ((), "", False, ())
                continue
            again = exported(annotation, table)
            assert set(again.tags) == set(table.tags)
            assert (again.verdict, again.starred, again.extra) == (table.verdict, table.starred, table.extra)
            assert again.updated == table.updated.replace(microsecond=0)
            assert {note.id: note for note in again.notes} == {note.id: to_the_second(note) for note in table.notes}
            assert exported(annotation, again) == again
        journal.close()


def to_the_second(note: ExportedNote) -> ExportedNote:
    edited = note.edited.replace(microsecond=0) if note.edited else None
    return msgspec.structs.replace(note, created=note.created.replace(microsecond=0), edited=edited)


def test_times_of_other_zones_are_the_same_moments() -> None:
    zone = timezone(timedelta(hours=8))
    local = datetime(2026, 11, 21, 18, 2, 11, 999999, tzinfo=zone)
    note = ExportedNote(id="n", text="compare", created=local, edited=local)
    edits = list(foreign_edits(ExportedAnnotation(claim="c", coder="mei", updated=local, notes=(note,)), History()))
    annotation = History(changes_of(edits)).annotation("c", "mei")
    assert annotation is not None
    out = exported(annotation)
    assert [out.updated, out.notes[0].created, out.notes[0].edited] == [AT, AT, AT]
    assert {time.tzinfo for time in (out.updated, out.notes[0].created)} == {UTC}


def test_notes_of_one_second_stand_in_the_order_that_they_are_read_in() -> None:
    late, early = (
        Note(id=name, text="x", created=AT + timedelta(microseconds=us)) for name, us in (("a", 9), ("b", 1))
    )
    annotation = Annotation(claim="c", coder="mei", notes=(early, late), updated=AT)
    assert [note.id for note in exported(annotation).notes] == ["a", "b"]


def test_a_note_whose_id_is_taken_gets_one_of_its_own_always_the_same(tmp_path: Path) -> None:
    journal = opened(tmp_path)
    for claim, coder in (("c", "mei"), ("renamed", "mei"), ("c", "ada")):
        table = msgspec.structs.replace(TABLE, claim=claim, coder=coder)
        for _ in range(2):
            journal.merge(foreign_edits(table, journal.history))
    fields = sorted(key for key in held(journal.history) if key[2].startswith("note:"))
    assert [key[:2] for key in fields] == [("c", "ada"), ("c", "mei"), ("renamed", "mei")]
    assert len({field for _, _, field in fields}) == 3
    assert fields[1][2] == "note:n"
    for claim, coder, field in fields:
        assert journal.history.value(claim, coder, field) == Note(
            id=field.removeprefix("note:"), text="compare", created=AT, edited=AT
        )


@pytest.mark.parametrize("is_newer", [False, True])
def test_an_older_note_never_takes_the_place_of_one_edited_here_since(tmp_path: Path, *, is_newer: bool) -> None:
    """The table's `updated` is the latest of all its cells, and says nothing of how old the note is."""
    clock = Clock()
    journal = opened(tmp_path, clock)
    here = Note(id="n", text="here", created=clock())
    journal.write("mei", [Edit("c", "note:n", here)], {})
    written = clock() + timedelta(hours=1 if is_newer else -1)
    there = ExportedNote(id="n", text="there", created=clock() - timedelta(days=1), edited=written)
    table = msgspec.structs.replace(TABLE, updated=clock() + timedelta(days=1), notes=(there,))
    journal.merge(foreign_edits(table, journal.history))
    kept = journal.history.value("c", "mei", "note:n")
    assert isinstance(kept, Note)
    assert kept.text == ("there" if is_newer else "here")
    assert journal.merge(foreign_edits(table, journal.history)) == ()


def test_a_note_edited_after_its_tables_time_is_as_old_as_the_table(tmp_path: Path) -> None:
    clock = Clock()
    journal = opened(tmp_path, clock)
    journal.write("mei", [Edit("c", "note:n", Note(id="n", text="here", created=clock()))], {})
    hour = timedelta(hours=1)
    there = ExportedNote(id="n", text="there", created=clock() - hour, edited=clock() + hour)
    table = ExportedAnnotation(claim="c", coder="mei", updated=clock() - hour, notes=(there,))
    for _ in range(2):
        assert journal.merge(foreign_edits(table, journal.history)) == ()


def test_what_was_taken_away_is_taken_away_elsewhere_too_in_any_order(tmp_path: Path) -> None:
    clock = Clock()
    home = opened(tmp_path / "home", clock)
    home.write(
        "mei", [Edit("c", "tag:a", value=True), Edit("c", "verdict", "good"), Edit("c", "visited", value=True)], {}
    )
    before = table_of(home)
    clock.move(seconds=0.2)
    home.write("mei", [Edit("c", "tag:a", None), Edit("c", "visited", value=False)], {})
    after = table_of(home)
    for number, order in enumerate(([before, after], [after, before], [after, before, after])):
        other = opened(tmp_path / str(number))
        for table in order:
            other.merge(foreign_edits(table, other.history))
        assert held(other.history) == held(home.history)
        assert other.merge(foreign_edits(after, other.history)) == ()
    assert home.merge(foreign_edits(before, home.history)) == ()


def table_of(journal: Journal) -> ExportedAnnotation:
    annotation = journal.history.record("c", "mei")
    assert annotation is not None
    return exported(annotation, cells=journal.history.cells("c", "mei"))


def test_a_settlement_goes_out_and_comes_in(tmp_path: Path) -> None:
    home, other = opened(tmp_path / "home"), opened(tmp_path / "other")
    home.write("mei", [Edit("c", "settled:tag:a", (("", True), ("ada", False), ("mei", True)), SHARED)], {})
    home.write("mei", [Edit("c", "settled:verdict", (("", "good"), ("ada", "poor"), ("mei", "good")), SHARED)], {})
    tables = tuple(map(exported_settlement, settlements_on(home.history, "c")))
    assert [(table.about, table.decision) for table in tables] == [("tag:a", "on"), ("verdict", "good")]
    assert not [flaw for table in tables for flaw in flaws_of(table)]
    other.merge(map(settled, tables))
    assert held(other.history) == held(home.history)
    assert other.merge(map(settled, tables)) == home.merge(map(settled, tables)) == ()
