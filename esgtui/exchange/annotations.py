"""Between the journal's annotations and the `[[annotations]]` tables that an export carries."""

from collections.abc import Iterator
from datetime import UTC, datetime

from esgtui.annotation.history import History
from esgtui.annotation.model import (
    NOTE_PREFIX,
    STAR,
    TAG_PREFIX,
    VERDICT,
    Annotation,
    ForeignEdit,
    Note,
    Value,
    moved_note_id,
)
from esgtui.dataset.model import ExportedAnnotation, ExportedNote


def exported(annotation: Annotation, given: ExportedAnnotation | None = None) -> ExportedAnnotation:
    """Return an annotation as an export carries it; times to the second, in UTC.

    `given` is the table that came with the dataset for this claim and coder; its own `x-` keys are kept.
    """
    given_notes = {note.id: note.extra for note in given.notes} if given else {}
    notes = [
        ExportedNote(
            id=note.id,
            text=note.text,
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
        updated=_to_the_second(annotation.updated),
        # In the order that whoever opens the export sees: it cannot say which of one second came first.
        notes=tuple(sorted(notes, key=lambda note: (note.created, note.id))),
        extra=given.extra if given else {},
    )


def _to_the_second(time: datetime) -> datetime:
    return time.astimezone(UTC).replace(microsecond=0)


def foreign_edits(table: ExportedAnnotation, history: History) -> Iterator[ForeignEdit]:
    """Yield the cells that an exported annotation sets.

    All carry the table's `updated`: an export does not say when each tag was put on, and no cell is newer than that.
    A note whose id another claim's or coder's note already has here gets one of its own, always the same: ids are
    unique in an export.
    """
    cells: list[tuple[str, Value]] = [(TAG_PREFIX + tag, True) for tag in table.tags]
    if table.verdict:
        cells.append((VERDICT, table.verdict))
    if table.starred:
        cells.append((STAR, True))
    for found in table.notes:
        note_id = found.id
        if history.has_note_elsewhere(note_id, table.claim, table.coder):
            note_id = moved_note_id(note_id, table.claim, table.coder)
        edited = _to_the_second(found.edited) if found.edited else None  # as the next export will have it
        note = Note(id=note_id, text=found.text, created=_to_the_second(found.created), edited=edited)
        cells.append((NOTE_PREFIX + note_id, note))
    for field, value in cells:
        yield ForeignEdit(claim=table.claim, coder=table.coder, field=field, value=value, at=table.updated)
