"""Read the files of a dataset piece by piece: claims are handed on one by one, all else is kept until the end.

So memory does not grow with the claims, whatever is wrong with them. What one file says is read in `file_reading.py`.
"""

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import NamedTuple

from esgtui.dataset.claim_columns import ClaimColumns
from esgtui.dataset.content import Digest
from esgtui.dataset.file_reading import FileReading, Keeper, Way
from esgtui.dataset.files import Progress, not_toml
from esgtui.dataset.findings import MOST_LOOKED_FOR, Findings, Mark, Part, Unread
from esgtui.dataset.judging import judged, tables_of
from esgtui.dataset.model import Tables
from esgtui.dataset.parts import READING, fitted
from esgtui.dataset.pieces import BrokenError, LeaningError
from esgtui.dataset.problems import DatasetError, Problem
from esgtui.dataset.references import References
from esgtui.dataset.texts import Text

AT_ONCE = 1 << 24
"""Of a file of so many bytes that cannot be read piece by piece, the whole is read."""


FIRST_WAY = Way()
"""How a file is read at first: that it can be read piece by piece is presumed."""


class Gathered(NamedTuple):
    """A dataset in which nothing is wrong: its tables without the claims, their columns, and the files' fingerprint."""

    tables: Tables
    columns: ClaimColumns
    fingerprint: str


def gather(path: Path, texts: Sequence[Text], keeper: Keeper, tell: Progress) -> Gathered:
    """Read the dataset in `path`, whose files have these texts; claims go to the keeper in the order of their rows.

    Raises `DatasetError` with what is wrong with it, and what the keeper raises.
    """
    gathering = _Gathering(keeper)
    gathering.read(texts, tell)
    findings, unread, parts = gathering.findings, gathering.unread, gathering.parts
    references = References(parts, unread, path if path.is_dir() else path.parent)
    header = judged(path, parts, gathering.columns, references, findings, unread, tell)
    if header is None or not findings.are_none:
        raise DatasetError(findings.problems(), findings.untold)
    return Gathered(tables_of(parts, header), gathering.columns, gathering.digest.fingerprint())


class _Gathering:
    """One way through all files."""

    def __init__(self, keeper: Keeper) -> None:
        self.parts: list[Part] = []
        self.findings, self.unread = Findings(), Unread()
        self.columns, self.digest = ClaimColumns(), Digest()
        self._keeper = keeper

    def read(self, texts: Sequence[Text], tell: Progress) -> None:
        """Read the files one after the other."""
        sizes = [text.size for text in texts]
        before, is_alone = 0, len(texts) == 1
        for text, size in zip(texts, sizes, strict=True):
            self._read(text, is_alone, partial(_tell_from, before, sum(sizes), tell))
            before += size
            tell(READING, before, sum(sizes))

    def _read(self, text: Text, is_alone: bool, tell: Callable[[int], None]) -> None:
        """Read a file in the first way in which it can be read, or tell why there is none."""
        mark, digest, way = self.findings.mark(), self.digest, FIRST_WAY
        while True:
            self.digest = digest.copy()
            reading = FileReading(text, way, self.columns, self._keeper, self.findings, is_alone=is_alone)
            try:
                again = reading.run(self.digest, tell)
            except (BrokenError, LeaningError) as error:
                is_final = way.is_at_once or text.size > AT_ONCE or (isinstance(error, BrokenError) and error.is_final)
                again = None if is_final else way._replace(is_at_once=True)
                problems = [] if again else [not_toml(text.file, error)]
            except DatasetError as error:
                again, problems = None, list(error.problems)
            else:
                problems = []
            if not (again or problems):
                self.parts.append(fitted(reading.part, self.findings))
                if reading.is_cut_short or self.findings.are_too_many:
                    self.findings.add(_cut_short(text))
                    self.unread.add(None)
                return
            self._forget(reading.part, mark)
            if again is None:
                self.findings.add(*problems)
                self.unread.add(_words(text))
                return
            way = again

    def _forget(self, part: Part, mark: Mark) -> None:
        """Forget what was read of a file."""
        self.findings.back_to(mark, part)
        self.columns.cut(part.first_claim)
        self._keeper.cut(part.first_claim)


def _cut_short(text: Text) -> Problem:
    """Return what is said of a file in which so much is wrong that the rest of it was not read."""
    message = f"the rest was not read, since more than {MOST_LOOKED_FOR:,} problems stand above"
    return Problem(file=str(text.file), message=message, remedy="mend these first")


def _words(text: Text) -> str | None:
    """Return what a file holds that cannot be read; None if nobody can tell."""
    if not 0 < text.size <= AT_ONCE:
        return None
    try:
        return text.part(0, text.size).decode("utf-8", "replace")
    except DatasetError:
        return None


def _tell_from(before: int, total: int, tell: Progress, done: int) -> None:
    tell(READING, before + done, total)
