"""A column of the first rows: its heading, and what stands in it. What it is for, guessing.py says."""

import re
from collections.abc import Callable, Sequence
from functools import cached_property

from esgtui.intake.roles import AT_ITS_END, folded, says
from esgtui.intake.values import date_of, number_of, says_nothing

_ENOUGH = 200
"""So many cells of a column are read to see what they hold."""

_TEXT_LENGTH = 40
"""How long the cells of a column are on average, in characters, if it holds texts and not names."""

_NESTED = ("{", '["', "[{")
"""How cells begin that hold lists or objects of JSON, and not texts."""

FEW_WORDS = 3
"""A text of so many words may be a claim where nothing else is."""

_STOPS = (".", "!", "?", "。", "！", "？")

_COUNTS = frozenset({"nr", "no", "number", "编号", "編號", "番号", "번호"})
"""The last words of headings that may merely count rows."""


class Column:
    """One column of a sample: its heading, and its cells that say something."""

    def __init__(self, name: str, cells: Sequence[str]) -> None:
        self.name = name
        self.rows = len(cells)
        self.texts = [cell.strip() for cell in cells if not says_nothing(cell)]

    @cached_property
    def distinct(self) -> int:
        """How many different texts there are."""
        return len(set(self.texts))

    @cached_property
    def length(self) -> float:
        """How long a text is on average."""
        return sum(map(_length, self.texts)) / len(self.texts) if self.texts else 0.0

    def share(self, is_one: Callable[[str], object]) -> float:
        """Return which part of the texts is something."""
        some = self.texts[:_ENOUGH]
        return sum(1 for text in some if is_one(text)) / len(some) if some else 0.0

    @cached_property
    def is_text(self) -> bool:
        """Whether it holds sentences, and not names, numbers or addresses."""
        return (
            self.length >= _TEXT_LENGTH
            and not self.is_for_programs
            and self.share(lambda text: words_in(text) > 3) > 0.4
        )

    @cached_property
    def is_address(self) -> bool:
        """Whether it holds web addresses."""
        return self.share(lambda text: text.startswith(("http://", "https://"))) > 0.5

    @cached_property
    def is_for_programs(self) -> bool:
        """Whether it holds what programs read: web addresses, or lists and objects of JSON."""
        return self.is_address or self.share(lambda text: text.startswith(_NESTED)) > 0.5

    @cached_property
    def is_count(self) -> bool:
        """Whether it only counts rows, so that another row has its number once they are put in order anew."""
        last = folded(self.name).split()[-1:]
        return bool(last) and last[0] in _COUNTS and self.texts == [str(n) for n in range(1, len(self.texts) + 1)]

    @cached_property
    def is_numbered(self) -> bool:
        """Whether it has what tells rows apart: a heading that says so, or running numbers such as `A-1`."""
        return says(self.name, "id") >= AT_ITS_END or self.share(_RUNNING.fullmatch) > 0.5

    @cached_property
    def is_name(self) -> bool:
        """Whether it may hold names."""
        return self.length <= 80 and not self.is_address and self.share(_is_number) < 0.3 and self.share(is_date) < 0.3


_RUNNING = re.compile(r"[^\W\d_]{0,3}[\W_]*\d+")
"""A running number, with letters before it or without."""

_IDEOGRAPHS = re.compile("[\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff]")


def _length(text: str) -> int:
    """Return how long a text is in letters; one that is a syllable or a word counts as three."""
    return len(text) if text.isascii() else len(text) + 2 * len(_IDEOGRAPHS.findall(text))


def words_in(text: str) -> int:
    """Return how many words a text has, about; where no space divides them, two letters are one."""
    return len(text.split()) if text.isascii() else len(text.split()) + len(_IDEOGRAPHS.findall(text)) // 2 - 1


def is_sentence(text: str) -> bool:
    """Return whether a text ends as sentences do."""
    return text.endswith(_STOPS)


def _is_number(text: str) -> bool:
    return number_of(text) is not None


def is_date(text: str) -> bool:
    """Return whether a text names a day."""
    return date_of(text) is not None
