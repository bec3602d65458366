"""The signs that may divide the cells of a text, each with the first row as it would be."""

import csv
from collections.abc import Iterator
from pathlib import Path

import msgspec

from esgtui.encodings import Encoding
from esgtui.intake.separated import DELIMITERS, NOTHING, delimiter_of, sample_of

_LOOKED_AT = 30
"""Of so many rows the widest is shown: above the headings stand titles."""


class Division(msgspec.Struct, frozen=True):
    """A sign, and the cells of a row that it divides."""

    sign: str
    cells: tuple[str, ...]


def divisions(path: Path, encoding: str, present: str) -> list[Division]:
    """Return the signs that divide a text's cells, the likeliest first; the present one, and none, are among them.

    Raises `OSError` or `IntakeError` if the text cannot be read.
    """
    sample = sample_of(path, Encoding(encoding, errors="replace"))
    signs = dict.fromkeys([delimiter_of(sample), *DELIMITERS, present, NOTHING])
    found = [Division(sign, tuple(_widest(sample, sign))) for sign in signs]
    return [each for each in found if len(each.cells) > 1 or each.sign in {present, NOTHING}]


def name_of(sign: str) -> str:
    """Return what a sign is called that divides cells, so that it can be read on a screen, and be asked for by that."""
    return {"\t": "tab", " ": "space", NOTHING: "nothing"}.get(sign, sign)


def _widest(sample: list[str], sign: str) -> list[str]:
    return max(_rows(sample, sign), key=lambda cells: sum(map(bool, cells)), default=[])


def _rows(sample: list[str], sign: str) -> Iterator[list[str]]:
    reader = csv.reader(sample[:_LOOKED_AT], delimiter=sign)
    while True:
        try:
            yield next(reader)
        except (StopIteration, csv.Error):  # such as a quote that is never closed
            return
