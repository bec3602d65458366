"""What the checks have found, gathered until all files are read, and then turned into problems with lines.

Lines are looked up once for each file, and only where something was found.
"""

import re
from collections import Counter
from collections.abc import Callable, Iterable
from typing import Any, NamedTuple, Protocol

from esgtui.dataset.model import (
    Claim,
    CodebookTag,
    Company,
    ExportedAnnotation,
    ExportedCodeChange,
    ExportedSettlement,
    Framework,
    Header,
    Pillar,
    Source,
    Topic,
    Verdict,
)
from esgtui.dataset.problems import Problem, shortened
from esgtui.dataset.shapes import KeyPath

MOST_ALIKE = 1_000
"""So many findings that differ in names and numbers alone are told; the others are counted."""

MOST_KINDS = 200
"""So many kinds of findings are told apart."""

MOST_LOOKED_FOR = 20_000
"""Once so many are found, no more are looked for among claims: each takes time, and nobody mends them one by one."""

_OF_ITS_OWN = re.compile(r'"[^"]*"|[0-9]+')
"""What a message says of one table alone."""

_QUOTED = re.compile(r"""["']([^"'\n]*)["']""")


class Flaw(NamedTuple):
    """What is wrong at `path`, seen from the table that it was found in, and what would be right.

    A remedy that takes time is worked out if it is told.
    """

    path: KeyPath
    message: str
    remedy: str | Callable[[], str] = ""


class Lines(Protocol):
    """Knows on which lines things stand in a file."""

    def locate(self, wanted: Iterable[KeyPath]) -> dict[KeyPath, int]:
        """Return the line, counted from 1, of each path or of the nearest thing around it that has one."""


class Part:
    """One file of a dataset: what it says, and its tables as structs, each in the order of the file; claims are apart.

    A table whose entry does not fit the format stands in `rows` all the same, with what fits of it, so that a row is
    always the entry's position. `first_claim` is the row of the file's first claim among those of all files.
    """

    def __init__(self, name: str, lines: Lines | None = None, first_claim: int = 0) -> None:
        self.name = name
        self.lines = lines
        self.first_claim = first_claim
        self.data: dict[str, Any] = {}
        self.header: Header | None = None
        self.rows: dict[str, list[Any]] = {}


class Unread:
    """The files that are not TOML or cannot be read: of them nothing is known but, at best, the words in quotes."""

    def __init__(self) -> None:
        self.is_empty = True
        self._words: set[str] = set()
        self._anything = False

    def add(self, text: str | None) -> None:
        """Take a file by its text, or by None where there is not even that."""
        self.is_empty = False
        if text is None:
            self._anything = True
        else:
            self._words.update(_QUOTED.findall(text))

    def may_declare(self, name: str) -> bool:
        """Return whether `name` may be declared in one of the files."""
        return self._anything or name in self._words


class Spot(NamedTuple):
    """A place in a file."""

    part: Part
    path: KeyPath


class _Finding(NamedTuple):
    spot: Spot
    subject: str
    message: str
    remedy: str | Callable[[], str]
    other: Spot | None


class Mark(NamedTuple):
    """How much had been found by some time."""

    problems: int
    findings: int
    alike: Counter[str]


class Findings:
    """All that is wrong with a dataset, so far: of findings that are alike the first ones, and how many others."""

    def __init__(self) -> None:
        self._problems: list[Problem] = []
        self._findings: list[_Finding] = []
        self._alike: Counter[str] = Counter()
        self._count = 0
        self._is_cut_short = False
        self._unfit: set[tuple[str, KeyPath]] = set()

    @property
    def are_none(self) -> bool:
        """Whether nothing was found so far."""
        return not (self._problems or self._findings)

    @property
    def are_too_many(self) -> bool:
        """Whether so many were found that no more need to be looked for."""
        return self._count > MOST_LOOKED_FOR

    def are_enough(self, spot: Spot) -> bool:
        """Return whether no more need to be looked for; then it is told once, of the file that `spot` is in."""
        if self.are_too_many and not self._is_cut_short:
            self._is_cut_short = True
            message = f"the rest was not checked, since more than {MOST_LOOKED_FOR:,} problems stand above"
            self.add(Problem(file=spot.part.name, message=message, remedy="mend these first"))
        return self.are_too_many

    @property
    def untold(self) -> int:
        """How many findings are not among the problems, since very many are like them."""
        return self._count - len(self._findings)

    def mark(self) -> Mark:
        """Return how much was found so far."""
        return Mark(len(self._problems), len(self._findings), self._alike.copy())

    def back_to(self, mark: Mark, part: Part) -> None:
        """Forget what was found since, all of it in one part."""
        del self._problems[mark.problems :]
        del self._findings[mark.findings :]
        self._alike = mark.alike.copy()
        self._count = self._alike.total()
        self._unfit = {each for each in self._unfit if each[0] != part.name}

    def add(self, *problems: Problem) -> None:
        """Take problems that need no line."""
        self._problems.extend(problems)

    def set_aside(self, spot: Spot) -> None:
        """Say no more about what stands at `spot`: its value is known not to be the file's own."""
        self._unfit.add((spot.part.name, spot.path))

    def tell(self, spot: Spot, row: object, flaw: Flaw, other: Spot | None = None) -> None:
        """Take a flaw of the table `row` that stands at `spot`; `other` is a place that the message ends with."""
        path = spot.path + flaw.path
        if self._is_set_aside(spot.part, path):
            return
        kind = f"{spot.path[:1]}{_OF_ITS_OWN.sub('', flaw.message)}"
        if len(self._alike) >= MOST_KINDS and kind not in self._alike:
            kind = ""
        self._alike[kind] += 1
        self._count += 1
        if self._alike[kind] <= MOST_ALIKE:
            message = _in_words(flaw.path) + flaw.message
            self._findings.append(_Finding(Spot(spot.part, path), subject(row), message, flaw.remedy, other))

    def _is_set_aside(self, part: Part, path: KeyPath) -> bool:
        return bool(self._unfit) and any((part.name, path[:end]) in self._unfit for end in range(1, len(path) + 1))

    def problems(self) -> list[Problem]:
        """Return what was found, each with its line; raise `DatasetError` if a file cannot be read any more."""
        wanted: dict[str, tuple[Part, list[KeyPath]]] = {}
        for finding in self._findings:
            for spot in (finding.spot, finding.other):
                if spot:
                    wanted.setdefault(spot.part.name, (spot.part, []))[1].append(spot.path)
        lines = {name: part.lines.locate(paths) if part.lines else {} for name, (part, paths) in wanted.items()}
        return [*self._problems, *(_problem(finding, lines) for finding in self._findings)]


def _problem(finding: _Finding, lines: dict[str, dict[KeyPath, int]]) -> Problem:
    message, remedy = finding.message, finding.remedy
    if finding.other:
        name = finding.other.part.name
        message = f"{message} {name}:{lines[name][finding.other.path]}"
    name, path = finding.spot.part.name, finding.spot.path
    return Problem(
        file=name,
        line=lines[name].get(path),
        subject=finding.subject,
        message=message,
        remedy=remedy if isinstance(remedy, str) else remedy(),
    )


def _in_words(path: KeyPath) -> str:
    """Return how a message names the item that it is about, such as `place 2: `; nothing for the table itself."""
    if len(path) < 2 or not isinstance(path[1], int):
        return ""
    return f"{_ITEMS.get(path[0], path[0])} {path[1] + 1}: "


def subject(row: object) -> str:
    """Return what a table is about, such as `claim smart-038`; without an id, what it is; empty for the file's root."""
    for table, (word, names) in _SUBJECTS.items():
        if isinstance(row, table):
            return f"{word} {shortened(names(row))}".rstrip()
    return ""


_ITEMS: dict[str | int, str] = {
    "aliases": "alias",
    "metrics": "metric",
    "notes": "note",
    "places": "place",
    "positions": "position",
    "standards": "standard",
    "tags": "tag",
    "times": "time",
    "topics": "topic",
}

_SUBJECTS: dict[type, tuple[str, Callable[[Any], str]]] = {
    Header: ("dataset", lambda row: row.id),
    Company: ("company", lambda row: row.id),
    Pillar: ("pillar", lambda row: row.id),
    Source: ("source", lambda row: row.id),
    Claim: ("claim", lambda row: row.id),
    Framework: ("framework", lambda row: row.id),
    Topic: ("topic", lambda row: row.reference.strip(":")),
    CodebookTag: ("tag", lambda row: row.tag),
    Verdict: ("verdict", lambda row: row.id),
    ExportedAnnotation: ("annotation", lambda row: f"of {row.claim} by {row.coder}"),
    ExportedCodeChange: ("codebook change", lambda row: f"of {row.what}"),
    ExportedSettlement: ("settlement", lambda row: f"on {row.claim}"),
}
