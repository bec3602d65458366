"""How far coders agree, as a person reads it: tables that become lines where the terminal is too narrow for them."""

from collections.abc import Iterable, Iterator, Sequence

from esgtui.annotation.agreement import (
    FEW_CLAIMS,
    FEW_USES,
    NO_VERDICT,
    OFF,
    ON,
    Agreement,
    Compared,
    Comparison,
    Crossed,
)
from esgtui.annotation.coefficients import NOT_COMPARED, ONE_VALUE
from esgtui.cli.counts import counted
from esgtui.cli.output import line, width
from esgtui.cli.table import GAP, Row, cells_of, show_table

UNDEFINED = "–"
LITTLE = "few"
SHORT = {ONE_VALUE: "one value", NOT_COMPARED: "none"}
"""What stands in a table for the reason why a figure is not defined."""

EXPLAINED = {
    LITTLE: f"few: fewer than {FEW_CLAIMS} claims judged, or a tag put on or left off fewer than {FEW_USES} of them; "
    "the figures depend on single claims",
    "one value": f"one value: {ONE_VALUE}",
    "none": f"none: {NOT_COMPARED}",
}

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
    remarks = dict.fromkeys(remark for each in shown for remark in _remarks(each))
    if remarks:
        line()
    for remark in remarks:
        line(EXPLAINED.get(remark, remark))


def _show_comparisons(tags: Sequence[Compared], figures: Sequence[Comparison], verdicts: Comparison) -> None:
    """Print what these coders agree on: on how many claims, tag by tag, and for verdicts."""
    if len(verdicts.coders) == 2:
        line(f"Both visited {counted(verdicts.claims, 'claim')}")
    else:
        line(f"Two or more of them visited {counted(verdicts.claims, 'claim')}; all of them, {verdicts.by_all:,}")
    line()
    if tags:
        rows = [(compared.tag, _tag_cells(each)) for compared, each in zip(tags, figures, strict=True)]
        _show_rows("Tag", rows)
    else:
        line("None of them put a tag on these claims.")
    line()
    _title("Verdicts")
    _show_verdicts(verdicts)


def _tag_cells(each: Comparison) -> Line:
    if each.kappa is not None:
        first, second = each.coders
        counts = [
            ("both", each.crossing(ON, ON)),
            (f"only {first}", each.crossing(ON, OFF)),
            (f"only {second}", each.crossing(OFF, ON)),
            ("neither", each.crossing(OFF, OFF)),
        ]
    else:
        counts = [("on", each.given_on.get(ON, 0)), ("pairs", each.percent.pairs), ("same", each.percent.same)]
    return [*((name, f"{count:,}") for name, count in counts), *_figures(each), ("", ", ".join(_remarks(each)))]


def _figures(each: Comparison) -> Line:
    figures = [("percent", _percent(each.percent.value))]
    if each.kappa is not None:
        figures.append(("kappa", _coefficient(each.kappa.value)))
    figures.append(("alpha", _coefficient(each.alpha.value)))
    if each.ordinal is not None:
        figures.append(("ordinal alpha", _coefficient(each.ordinal.value)))
    return figures


def _remarks(each: Comparison) -> list[str]:
    """Return in short what a reader of the figures has to know."""
    reasons = dict.fromkeys(
        figure.reason for figure in (each.percent, each.kappa, each.alpha, each.ordinal) if figure and figure.reason
    )
    if each.claims and each.judged and each.is_little:
        return [LITTLE, *(SHORT.get(reason, reason) for reason in reasons)]
    return [SHORT.get(reason, reason) for reason in reasons]


def _show_verdicts(each: Comparison) -> None:
    given = [f"{number} on {claims:,}" for number, claims in reversed(each.judged_by.items()) if number]
    given.append(f"none on {each.judged_by.get(0, 0):,}")
    if each.kappa is not None:
        first, second = each.coders
        alone = [sum(cell.claims for cell in _alone(each, at)) for at in (0, 1)]
        neither = each.crossing(NO_VERDICT, NO_VERDICT)
        given = [f"both gave one on {each.judged:,}", f"only {first} on {alone[0]:,}", f"only {second} on {alone[1]:,}"]
        given.append(f"neither on {neither:,}")
    else:
        given[0] = f"verdicts on a claim: {given[0]}"
    _say_all(given)
    pairs = "" if each.kappa is not None else " pairs of verdicts"
    if each.percent.pairs:
        line(f"{each.percent.same:,} of {each.percent.pairs:,}{pairs} are the same")
    _say_all([*(f"{name} {text}" for name, text in _figures(each)), *_remarks(each)])
    crossed = [cell for cell in each.crossed if cell.first and cell.second]
    if crossed:
        line()
        rows = [Row((cell.first, cell.second, f"{cell.claims:,}")) for cell in crossed]
        show_table([Row((*each.coders, "claims")), *rows], flexible=0, right=(2,))


def _alone(each: Comparison, at: int) -> Iterator[Crossed]:
    """Yield the cells in which only the first, or only the second of two coders gave a verdict."""
    for cell in each.crossed:
        values = (cell.first, cell.second)
        if values[at] and not values[1 - at]:
            yield cell


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


def _percent(value: float | None) -> str:
    """Return a percentage with a digit after the point; only what is all the same is 100."""
    return UNDEFINED if value is None else f"{min(round(value, 1), 100 if value == 100 else 99.9):.1f} %"


def _coefficient(value: float | None) -> str:
    """Return a coefficient to the thousandth; only what is 1 looks like it, and there is no zero below zero."""
    return UNDEFINED if value is None else f"{min(round(value, 3), 1 if value == 1 else 0.999) + 0:.3f}"


def _listed(names: Sequence[str]) -> str:
    return f"{', '.join(names[:-1])} and {names[-1]}"


def _title(text: str) -> None:
    line(text, [(0, len(text))])
