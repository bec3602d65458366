"""Between the journal's annotations and the `[[annotations]]` tables that an export carries."""

from collections.abc import Iterator, Mapping
from datetime import UTC, datetime, timedelta
from typing import cast

import msgspec

from esgtui.annotation.conflicts import Settlement
from esgtui.annotation.history import History
from esgtui.annotation.model import (
    CODE_PREFIX,
    LISTED,
    NO_CLAIM,
    NOTE_PREFIX,
    SETTLED_PREFIX,
    SHARED,
    STAR,
    TAG_PREFIX,
    VERDICT,
    VISITED,
    Annotation,
    Cell,
    ForeignEdit,
    Judgement,
    Note,
    Value,
    moved_note_id,
)
from esgtui.dataset.model import (
    ExportedAnnotation,
    ExportedCodeChange,
    ExportedNote,
    ExportedPosition,
    ExportedSettlement,
    ExportedTime,
    NoteKind,
    Tables,
    Verdict,
)

ON, OFF = "on", "off"
"""How a settlement says that a tag is on, or is not."""


def exported(
    annotation: Annotation, given: ExportedAnnotation | None = None, cells: Mapping[str, Cell] | None = None
) -> ExportedAnnotation:
    """Return an annotation as an export carries it; times that people read to the second, in UTC.

    `given` is the table that came with the dataset for this claim and coder; its own `x-` keys are kept. `cells` are
    those of the annotation: with them the export tells exactly when each was set, so that merging loses nothing.
    """
    cells = cells or {}
    given_notes = {note.id: note.extra for note in given.notes} if given else {}
    notes = [
        ExportedNote(
            id=note.id,
            text=note.text,
            kind=cast("NoteKind", note.kind) if note.kind else None,
            created=_to_the_second(note.created),
            edited=_to_the_second(note.edited) if note.edited else None,
            extra=given_notes.get(note.id, {}),
        )
        for note in annotation.notes
    ]
    return ExportedAnnotation(
        claim=annotation.claim,
        coder=annotation.coder,
        tags=annotation.tags,
        verdict=annotation.verdict,
        starred=annotation.starred,
        visited=VISITED in cells and cells[VISITED].value is True,
        times=tuple(
            ExportedTime(what=field, at=told_at(cell).astimezone(UTC))
            for field, cell in sorted(cells.items())
            if is_told(cell)
        ),
        updated=_to_the_second(annotation.updated),
        # In the order that whoever opens the export sees: it cannot say which of one second came first.
        notes=tuple(sorted(notes, key=lambda note: (note.created, note.id))),
        extra=given.extra if given else {},
    )


def is_told(cell: Cell) -> bool:
    """Return whether an export tells of a cell: what a merge that was taken back had brought is not gone elsewhere."""
    return cell.value is not None or cell.turn != "undo"


def told_at(cell: Cell) -> datetime:
    """Return when a cell's value was set; before what a merge had brought, if that was taken back."""
    return cell.at - timedelta(microseconds=1) if cell.turn == "undo" else cell.at


def _to_the_second(time: datetime) -> datetime:
    return time.astimezone(UTC).replace(microsecond=0)


def foreign_edits(table: ExportedAnnotation, history: History) -> Iterator[ForeignEdit]:
    """Yield the cells that an exported annotation sets, or takes away.

    Those whose time it tells carry that, the others the table's `updated`: no cell is newer than that. A note whose id
    another claim's or coder's note already has here gets one of its own, always the same: ids are unique in an export.
    """

    def field_here(field: str) -> str:
        note_id = field.removeprefix(NOTE_PREFIX)
        if note_id == field or not history.has_note_elsewhere(note_id, table.claim, table.coder):
            return field
        return NOTE_PREFIX + moved_note_id(note_id, table.claim, table.coder)

    held = {field_here(field): value for field, value in _held(table)}
    times = {field_here(time.what): time.at for time in table.times}
    for field in dict.fromkeys([*held, *times]):
        value = held.get(field, False if field == VISITED else None)
        if isinstance(value, Note):
            value = msgspec.structs.replace(value, id=field.removeprefix(NOTE_PREFIX))
        at = times.get(field, table.updated)
        yield ForeignEdit(table.claim, table.coder, field, value, at, is_exact=field in times)


def _held(table: ExportedAnnotation) -> Iterator[tuple[str, Value]]:
    """Yield the cells of an exported annotation that hold something."""
    for tag in table.tags:
        yield TAG_PREFIX + tag, True
    if table.verdict:
        yield VERDICT, table.verdict
    if table.starred:
        yield STAR, True
    if table.visited:
        yield VISITED, True
    for note in table.notes:
        edited = _to_the_second(note.edited) if note.edited else None  # as the next export will have it
        created = _to_the_second(note.created)
        yield (
            NOTE_PREFIX + note.id,
            Note(id=note.id, text=note.text, created=created, edited=edited, kind=note.kind or ""),
        )


def exported_settlement(settlement: Settlement) -> ExportedSettlement:
    """Return how coders settled what they had judged differently, as an export carries it."""
    return ExportedSettlement(
        claim=settlement.claim,
        about=settlement.field,
        decision=said(settlement.decision),
        by=settlement.by,
        at=settlement.at.astimezone(UTC),
        positions=tuple(
            ExportedPosition(coder=coder, judgement=said(judgement)) for coder, judgement in settlement.positions
        ),
    )


def settled(table: ExportedSettlement) -> ForeignEdit:
    """Return the cell that an exported settlement sets."""
    is_tag = table.about.startswith(TAG_PREFIX)

    def judged(text: str) -> Judgement:
        return text == ON if is_tag else text

    positions = tuple((each.coder, judged(each.judgement)) for each in table.positions)
    value = ((SHARED, judged(table.decision)), *positions)
    field = SETTLED_PREFIX + table.about
    return ForeignEdit(table.claim, SHARED, field, value, table.at, is_exact=True, author=table.by)


def said(judgement: Judgement) -> str:
    """Return a judgement as an export has it: a verdict's id, or whether a tag is on."""
    return judgement if isinstance(judgement, str) else ON if judgement else OFF


def judgement_text(verdicts: Mapping[str, Verdict], field: str, judgement: Judgement) -> str:
    """Return a judgement in words: a verdict's title, or a tag that is on or off."""
    if field.startswith(TAG_PREFIX):
        return f"#{field.removeprefix(TAG_PREFIX)} {ON if judgement else OFF}"
    verdict = verdicts.get(judgement) if isinstance(judgement, str) else None
    return verdict.title if verdict else str(judgement or "no verdict")


def settlement_text(verdicts: Mapping[str, Verdict], settlement: Settlement) -> str:
    """Return what was settled, such as `Partly substantiated (mei, 2026-11-25)`, and whether that still stands."""
    who = ", ".join(filter(None, [settlement.by, f"{settlement.at.astimezone(UTC):%Y-%m-%d}"]))
    still = "" if settlement.stands else "; judged otherwise since"
    return f"{judgement_text(verdicts, settlement.field, settlement.decision)} ({who}){still}"


def code_changes(history: History) -> Iterator[ExportedCodeChange]:
    """Yield what coders made of the codebook, as an export carries it."""
    for field, cell in sorted(history.cells(NO_CLAIM, SHARED).items()):
        if field.startswith(CODE_PREFIX) and is_told(cell):
            yield ExportedCodeChange(
                what=field.removeprefix(CODE_PREFIX),
                value=""
                if cell.value is None
                else said(cell.value)
                if isinstance(cell.value, bool)
                else str(cell.value),
                undone=cell.value is None,
                at=told_at(cell).astimezone(UTC),
            )


def code_changed(table: ExportedCodeChange) -> ForeignEdit:
    """Return the cell that an exported change of the codebook sets."""
    field = CODE_PREFIX + table.what
    value = None if table.undone else table.value == ON if field.startswith(LISTED) else table.value
    return ForeignEdit(NO_CLAIM, SHARED, field, value, table.at, is_exact=True)


def edits_of(tables: Tables, history: History) -> Iterator[ForeignEdit]:
    """Yield all that an export's annotations, settlements and changes of the codebook set."""
    for table in tables.annotations:
        yield from foreign_edits(table, history)
    yield from map(settled, tables.settlements)
    yield from map(code_changed, tables.codebook_changes)
