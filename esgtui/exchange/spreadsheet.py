"""CSV for spreadsheet programs: one row a claim, or one row for each claim and coder.

The columns are described in docs/exports.md. No cell is a formula, and none holds what steers a terminal.
"""

import csv
import io
import math
import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence

from esgtui.annotation.conflicts import Settlement
from esgtui.annotation.model import TAG_PREFIX, VERDICT
from esgtui.dataset.describe import metric_text, number_text, own_line, place_text
from esgtui.dataset.model import Claim, ExportedAnnotation, ExportedNote
from esgtui.exchange.annotations import said
from esgtui.exchange.contents import Contents
from esgtui.exchange.listed import listed
from esgtui.exchange.stated import COLUMNS as STATED_COLUMNS
from esgtui.exchange.stated import cells as stated_cells
from esgtui.exchange.streams import in_pieces
from esgtui.visible import visible_block

Cell = str | int | float | None
Row = dict[str, Cell]

BYTE_ORDER_MARK = "\ufeff"
"""Without it, spreadsheet programs take the file for one in an old local encoding."""

CLAIM_COLUMNS = (
    "id", "company", "company_name", "pillar", "pillar_title", "kind", "statement", "quote", "topics", "period",
    "base_year", "target_year", "horizon", "metrics", "metric_name", "metric_value", "metric_unit", "metric_per",
    "metric_qualifier", "metric_comparator", "standards", "conformity", "assurance", "system", "places", "sources",
    "urls", "tags", "own", "coders", "coder_tags", "verdicts", "starred", "notes",
    "settled_verdict", "settled_tags", *STATED_COLUMNS,
)  # fmt: skip
ANNOTATION_COLUMNS = (
    "claim", "coder", "verdict", "verdict_title", "starred", "tags", "notes", "updated", "company", "company_name",
    "pillar", "pillar_title", "statement",
)  # fmt: skip

_SIGNS = frozenset("=+-@\u2212")
_BLANK = re.compile(r"[\s\u2800\u3164]*")


def claim_rows(contents: Contents) -> Iterator[bytes]:
    """Yield the table of claims, piece by piece."""
    return _table(CLAIM_COLUMNS, (_claim_row(contents, claim) for claim in contents.each_claim()))


def annotation_rows(contents: Contents) -> Iterator[bytes]:
    """Yield the table of what each coder put on each claim, piece by piece; a claim that vanished has its id alone."""
    return _table(ANNOTATION_COLUMNS, (_annotation_row(contents, table) for table in contents.each_annotation()))


def _table(columns: Sequence[str], rows: Iterable[Row]) -> Iterator[bytes]:
    return in_pieces(_lines(columns, rows))


def _lines(columns: Sequence[str], rows: Iterable[Row]) -> Iterator[str]:
    yield BYTE_ORDER_MARK
    line = io.StringIO(newline="")
    writer = csv.DictWriter(line, columns)
    writer.writeheader()
    for row in rows:
        writer.writerow({column: cell(value) for column, value in row.items()})
        yield line.getvalue()
        line.seek(0)
        line.truncate()
    yield line.getvalue()


def cell(value: Cell) -> str:
    """Return a value as a cell: a number as it is, and text that a spreadsheet program cannot take for a formula.

    A text whose first visible character is one of the signs that begin formulas, in whatever width, gets an
    apostrophe before it (the rule is OWASP's on CSV injection), and so does one that begins like such a cell. Line
    breaks stay, other controls become symbols.
    """
    if value is None or value == "":
        return ""
    if isinstance(value, int | float) and math.isfinite(value):
        return number_text(value)
    text = str(value)
    if text.isprintable() and text[0].isascii() and text[0].isalnum():
        return text  # most are such, and none of them can be a formula
    text = visible_block(text.replace("\r\n", "\n"))
    return f"'{text}" if _begins_formula(text.lstrip("'")) else text


def as_written(text: str) -> str:
    """Return the text of a cell without the apostrophe that `cell` put before it."""
    return text[1:] if text[:1] == "'" and _begins_formula(text.lstrip("'")) else text


def _begins_formula(text: str) -> bool:
    blank = _BLANK.match(text)
    first = text[blank.end() if blank else 0 :][:1]
    return unicodedata.normalize("NFKC", first)[:1] in _SIGNS if first else False


def _claim_row(contents: Contents, claim: Claim) -> Row:
    dataset = contents.dataset
    sources = [dataset.sources[place.source] for place in claim.places]
    return (
        {"id": claim.id, **_filing(contents, claim), "kind": claim.kind, "quote": claim.quote}
        | {"topics": listed(dataset.topics_of(claim)), "period": claim.period}
        | {"base_year": claim.base_year, "target_year": claim.target_year, "horizon": claim.horizon}
        | _metrics(claim)
        | {"standards": listed(claim.standards), "conformity": claim.conformity, "assurance": claim.assurance}
        | {"system": claim.system, "places": _lined(place_text(dataset, place) for place in claim.places)}
        | {"sources": _lined(source.title for source in sources), "urls": _lined(source.url for source in sources)}
        | {"tags": listed(claim.tags)}
        | {"own": _lined(own_line(key, value) for key, value in claim.extra.items())}
        | _judged(list(contents.annotations(claim.id)))
        | _settled(contents.settlements(claim.id))
        | stated_cells(contents.known.checklist, claim)
    )


def _filing(contents: Contents, claim: Claim) -> Row:
    return {
        "company": claim.company,
        "company_name": contents.dataset.companies[claim.company].name,
        "pillar": claim.pillar,
        "pillar_title": contents.dataset.pillar_title(claim),
        "statement": claim.statement,
    }


def _metrics(claim: Claim) -> Row:
    """Return all metrics in words, and the first one part by part, so that it can be calculated with."""
    found: Row = {"metrics": _lined(metric_text(metric) for metric in claim.metrics)}
    if claim.metrics:
        first = claim.metrics[0]
        found |= {"metric_name": first.name, "metric_value": first.value, "metric_unit": first.unit}
        found |= {"metric_per": first.per, "metric_qualifier": first.qualifier, "metric_comparator": first.comparator}
    return found


def _judged(annotations: Sequence[ExportedAnnotation]) -> Row:
    """Return what all coders put on a claim, in one row."""
    return {
        "coders": listed(each.coder for each in annotations),
        "coder_tags": listed(sorted({tag for each in annotations for tag in each.tags})),
        "verdicts": listed(f"{each.coder}: {each.verdict}" for each in annotations if each.verdict),
        "starred": listed(each.coder for each in annotations if each.starred),
        "notes": _lined(f"{each.coder}, {_note(note)}" for each in annotations for note in each.notes),
    }


def _settled(settlements: Sequence[Settlement]) -> Row:
    """Return what coders settled and nobody has judged otherwise since."""
    standing = {each.field: said(each.decision) for each in settlements if each.stands}
    tags = {field.removeprefix(TAG_PREFIX): decision for field, decision in standing.items() if field != VERDICT}
    return {
        "settled_verdict": standing.get(VERDICT, ""),
        "settled_tags": listed(f"{tag}: {decision}" for tag, decision in tags.items()),
    }


def _annotation_row(contents: Contents, table: ExportedAnnotation) -> Row:
    dataset = contents.dataset
    verdict = dataset.verdicts.get(table.verdict)
    found: Row = {
        "claim": table.claim,
        "coder": table.coder,
        "verdict": table.verdict,
        "verdict_title": verdict.title if verdict else "",
        "starred": "yes" if table.starred else "no",
        "tags": listed(table.tags),
        "notes": _lined(map(_note, table.notes)),
        "updated": f"{table.updated:%Y-%m-%d %H:%M:%S}",
    }
    if table.claim in dataset.row_of:
        found |= _filing(contents, dataset.claim(table.claim))
    return found


def _note(note: ExportedNote) -> str:
    return f"{note.created:%Y-%m-%d}{f' ({note.kind})' if note.kind else ''}: {note.text}"


def _lined(texts: Iterable[str]) -> str:
    return "\n".join(dict.fromkeys(filter(None, texts)))
