"""How far coders agree, as a person reads it: tables that become lines where the terminal is too narrow for them."""

from collections.abc import Iterable, Iterator, Sequence

from esgtui.annotation.agreement import Agreement, Compared, Comparison
from esgtui.annotation.agreement_words import (
    EXPLAINED,
    figures,
    remarks,
    same_text,
    tag_counts,
    verdict_counts,
    visit_text,
)
from esgtui.cli.output import line, width
from esgtui.cli.table import GAP, Row, cells_of, show_table
from esgtui.counted import counted

NARROWEST_TAG = 20
"""A table in which tags get fewer cells than this is told in lines instead."""

Line = Sequence[tuple[str, str]]
"""The cells of a row after the first, each with the heading of its column."""


def show_agreement(found: Agreement) -> None:
    """Print who was compared on what, the figures of tags and verdicts, and what the short remarks mean."""
    _title(f"Agreement of {_listed(found.coders)}")
    _say_all(f"{coder} visited {counted(count, 'claim')}" for coder, count in found.visited.items())
    _show_comparisons(found.tags, [compared.together for compared in found.tags], found.verdicts.together)
    for number in range(len(found.verdicts.pairs)):
        pair = found.verdicts.pairs[number]
        line()
        _title(f"Between {_listed(pair.coders)}")
        _show_comparisons(found.tags, [compared.pairs[number] for compared in found.tags], pair)
    shown = [each for compared in (*found.tags, found.verdicts) for each in (compared.together, *compared.pairs)]
    remarked = dict.fromkeys(remark for each in shown for remark in remarks(each))
    if remarked:
        line()
    for remark in remarked:
        line(EXPLAINED.get(remark, remark))


def _show_comparisons(tags: Sequence[Compared], of_tags: Sequence[Comparison], verdicts: Comparison) -> None:
    """Print what these coders agree on: on how many claims, tag by tag, and for verdicts."""
    line(visit_text(verdicts))
    line()
    if tags:
        rows = [(compared.tag, _tag_cells(each)) for compared, each in zip(tags, of_tags, strict=True)]
        _show_rows("Tag", rows)
    else:
        line("None of them put a tag on these claims.")
    line()
    _title("Verdicts")
    _show_verdicts(verdicts)


def _tag_cells(each: Comparison) -> Line:
    return [*tag_counts(each), *figures(each), ("", ", ".join(remarks(each)))]


def _show_verdicts(each: Comparison) -> None:
    _say_all(verdict_counts(each))
    if same := same_text(each):
        line(same)
    _say_all([*(f"{name} {text}" for name, text in figures(each)), *remarks(each)])
    crossed = [cell for cell in each.crossed if cell.first and cell.second]
    if crossed:
        line()
        rows = [Row((cell.first, cell.second, f"{cell.claims:,}")) for cell in crossed]
        show_table([Row((*each.coders, "claims")), *rows], flexible=0, right=(2,))


def _show_rows(heading: str, rows: Sequence[tuple[str, Line]]) -> None:
    """Print rows as a table or, where that is too wide for the terminal, each as some short lines."""
    table = [Row((heading, *(name for name, _ in rows[0][1])))]
    table += [Row((first, *(text for _, text in cells))) for first, cells in rows]
    room = width()
    columns = [max(map(cells_of, column)) for column in zip(*(row.cells for row in table), strict=True)]
    needed = min(columns[0], NARROWEST_TAG) + sum(columns[1:]) + len(GAP) * len(columns[1:])
    if room is None or needed <= room:
        show_table(table, flexible=0, right=range(1, len(columns) - 1))
        return
    for first, cells in rows:
        line(first, [(0, len(first))])
        _say_all([f"{name} {text}".strip() for name, text in cells if text], indent="  ")


def _say_all(parts: Iterable[str], indent: str = "") -> None:
    """Print parts of a sentence in as few lines as hold them."""
    room = width()
    for text in [", ".join(parts)] if room is None else _filled(parts, room - len(indent)):
        line(indent + text)


def _filled(parts: Iterable[str], room: int) -> Iterator[str]:
    """Join parts to lines that fit; one that is too long for any has its own."""
    text = ""
    for part in parts:
        longer = f"{text}, {part}" if text else part
        if text and cells_of(longer) > room:
            yield text
            longer = part
        text = longer
    if text:
        yield text


def _listed(names: Sequence[str]) -> str:
    return f"{', '.join(names[:-1])} and {names[-1]}"


def _title(text: str) -> None:
    line(text, [(0, len(text))])
