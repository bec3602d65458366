"""The commands that correct, where a document is read, what is drawn from its words: metrics, years, standards."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from esgtui.annotation.model import AnnotationError
from esgtui.tui.reading_verbs import fill_in
from esgtui.tui.screens.text_dialog import Field, TextDialog
from esgtui.verbs.typed_fields import (
    METRIC_EXAMPLE,
    STANDARDS,
    STANDARDS_EXAMPLE,
    YEARS,
    FieldError,
    metric_line,
    metrics_of,
    shown,
    typed_fields,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from esgtui.tui.screens.reading import ReadingScreen

_EXAMPLES = {
    "period": "such as 2024, or 2021-2023",
    "base_year": "such as 2019",
    "target_year": "such as 2030",
    "horizon": "short, medium or long",
    "standards": f"such as {STANDARDS_EXAMPLE}",
    "conformity": "certified, audited, in accordance with or follows",
}


async def correct_metrics(screen: ReadingScreen, sentence: int) -> None:
    """Correct the metrics of a claim, each on a line of its own; one that is emptied is taken out."""
    there = screen.reading.draft(sentence).drawn.metrics
    fields = [
        *(Field(f"metric {at}", metric_line(each), is_reworded=True) for at, each in enumerate(there, 1)),
        Field("a further metric" if there else "metric", example=f"such as {METRIC_EXAMPLE}"),
    ]
    await _type(screen, sentence, "Metrics", fields, lambda lines: {"metrics": metrics_of(lines, there)})


async def correct_years(screen: ReadingScreen, sentence: int) -> None:
    """Correct the years of a claim: when it speaks of, what it is compared with, when it is to be met."""
    await _type_fields(screen, sentence, "Years", YEARS)


async def correct_standards(screen: ReadingScreen, sentence: int) -> None:
    """Correct the standards that a claim names, and how firmly they are kept to."""
    await _type_fields(screen, sentence, "Standards", STANDARDS)


async def _type_fields(screen: ReadingScreen, sentence: int, title: str, names: Sequence[str]) -> None:
    drawn = screen.reading.draft(sentence).drawn
    fields = [Field(name.replace("_", " "), shown(drawn, name), _EXAMPLES[name]) for name in names]
    await _type(screen, sentence, title, fields, lambda lines: typed_fields(names, lines))


async def _type(
    screen: ReadingScreen,
    sentence: int,
    title: str,
    fields: Sequence[Field],
    read: Callable[[Sequence[str]], Mapping[str, Any]],
) -> None:
    """Have fields typed, and fill in what is read of them once it can be."""

    async def keep(lines: Sequence[str]) -> None:
        try:
            drawn = read(lines)
        except FieldError as error:
            raise AnnotationError(str(error)) from error
        found.append(drawn)

    found: list[Mapping[str, Any]] = []
    about = screen.reading.draft(sentence).statement
    if await screen.runner.ask(TextDialog(title, about, fields, keep, lambda: None, screen.keymap)):
        await fill_in(screen, sentence, drawn=found[-1])
