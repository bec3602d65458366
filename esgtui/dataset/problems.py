"""What is wrong with a dataset, in words that help to mend it.

How a problem is shown lives here; what counts as one is decided in `shapes.py`, `rules.py` and `references.py`.
"""

from collections.abc import Iterable, Sequence
from functools import lru_cache

import msgspec

QUOTED_LENGTH = 60
"""How many characters of a value a message repeats at most."""

SIMILAR_ENOUGH = 60.0
"""From which similarity on, in percent, a known name is worth suggesting."""


class Problem(msgspec.Struct, frozen=True, kw_only=True):
    """One thing to mend: where it stands, what it is about, what is wrong, and what would be right.

    `file` is the path as the user gave it, `line` is counted from 1 and None where no line can be named, `subject`
    is such as `claim smart-038` or empty. No part holds a control character, whatever the dataset holds.
    """

    file: str
    line: int | None = None
    subject: str = ""
    message: str
    remedy: str = ""

    def __post_init__(self) -> None:
        """Make every part safe to print, so that nobody who shows a problem has to think of it."""
        for name in ("file", "subject", "message", "remedy"):
            msgspec.structs.force_setattr(self, name, escaped(getattr(self, name)))

    def __str__(self) -> str:
        """Return `file:line: subject: message; remedy` on one line, without the parts that are empty."""
        place = self.file if self.line is None else f"{self.file}:{self.line}"
        what = f"{self.message}; {self.remedy}" if self.remedy else self.message
        return ": ".join(part for part in (place, self.subject, what) if part)


class DatasetError(Exception):
    """A dataset cannot be used; `problems` lists everything that is wrong with it, by file and line.

    Of very many problems that are alike the first ones are listed; a last line then says how many are `untold`.
    """

    def __init__(self, problems: Iterable[Problem], untold: int = 0) -> None:
        self.told = tuple(sorted(problems, key=lambda problem: (problem.file, problem.line or 0)))
        self.untold = untold
        super().__init__("\n".join(map(str, self.problems)))

    @property
    def count(self) -> int:
        """How many problems there are, listed or not."""
        return len(self.told) + self.untold

    @property
    def problems(self) -> tuple[Problem, ...]:
        """What is told of them."""
        if not self.untold:
            return self.told
        files = {problem.file for problem in self.told}
        place = self.told[0].file if len(files) == 1 else f"{len(files)} files"
        rest = Problem(file=place, message=f"{self.untold:,} more are like these", remedy="mend these first")
        return (*self.told, rest)


def escaped(text: str) -> str:
    """Return `text` with everything that cannot be seen, or that a terminal would obey, written as an escape."""
    if text.isprintable():
        return text
    return "".join(letter if letter.isprintable() else ascii(letter)[1:-1] for letter in text)


def shortened(text: str) -> str:
    """Return `text` as a message repeats it: in visible characters, cut where it is long."""
    text = escaped(text[: QUOTED_LENGTH + 1])
    return text if len(text) <= QUOTED_LENGTH else text[: QUOTED_LENGTH - 1] + "…"


def quoted(text: str) -> str:
    """Return text from a dataset in quotes, in visible characters, cut where it is long."""
    return f'"{shortened(text)}"'


def listed(names: Iterable[str], limit: int = 12) -> str:
    """Return names in quotes, divided by commas; where there are more than `limit`, the first ones."""
    all_names = list(names)
    shown = ", ".join(map(quoted, all_names[:limit]))
    return f"{shown}, …" if len(all_names) > limit else shown


def suggestion(name: str, known: Sequence[str]) -> str:
    """Return a remedy for an unknown name: the nearest known one or, where none is near, all that are known."""
    near = nearest(name, tuple(known))
    if near is not None:
        return f"did you mean {quoted(near)}?"
    return f"known: {listed(known)}" if known else "none is declared"


@lru_cache(maxsize=256)
def nearest(name: str, known: tuple[str, ...]) -> str | None:
    """Return the known name that resembles `name` most, or None where none resembles it."""
    from rapidfuzz import fuzz, process  # here, since a dataset without problems never needs it

    found = process.extractOne(name, known, scorer=fuzz.ratio, processor=str.casefold, score_cutoff=SIMILAR_ENOUGH)
    return found[0] if found else None
