"""Between the journal's annotations and the `[[annotations]]` tables that an export carries."""

from collections.abc import Iterator

from esgtui.annotation.model import NOTE_PREFIX, STAR, TAG_PREFIX, VERDICT, Annotation, ForeignEdit, Note, Value
from esgtui.dataset.model import ExportedAnnotation, ExportedNote


def exported(annotation: Annotation) -> ExportedAnnotation:
    """Return an annotation as an export carries it; times to the second, in UTC."""
    return ExportedAnnotation(
        claim=annotation.claim,
        coder=annotation.coder,
        tags=annotation.tags,
        verdict=annotation.verdict,
        starred=annotation.starred,
        updated=annotation.updated.replace(microsecond=0),
        notes=tuple(
            ExportedNote(
                id=note.id,
                text=note.text,
                created=note.created.replace(microsecond=0),
                edited=note.edited.replace(microsecond=0) if note.edited else None,
            )
            for note in annotation.notes
        ),
    )


def foreign_edits(table: ExportedAnnotation) -> Iterator[ForeignEdit]:
    """Yield the cells that an exported annotation sets.

    All carry the table's `updated`: an export does not say when each tag was put on, and no cell is newer than that.
    """
    cells: list[tuple[str, Value]] = [(TAG_PREFIX + tag, True) for tag in table.tags]
    if table.verdict:
        cells.append((VERDICT, table.verdict))
    if table.starred:
        cells.append((STAR, True))
    cells.extend(
        (NOTE_PREFIX + note.id, Note(id=note.id, text=note.text, created=note.created, edited=note.edited))
        for note in table.notes
    )
    for field, value in cells:
        yield ForeignEdit(claim=table.claim, coder=table.coder, field=field, value=value, at=table.updated)
