"""The lines of a text, one after the other, none longer than memory should have to hold."""

from collections.abc import Iterator
from contextlib import contextmanager
from io import TextIOWrapper
from pathlib import Path
from typing import IO

from esgtui.encodings import Encoding, NoTextError, UnknownEncodingError, encoding_of
from esgtui.intake.rows import STEP, IntakeError, Tell, WishError

LONGEST = 16_000_000
"""How many characters a line may have."""

_STEP_LENGTH = 1_000_000
"""Progress is told after so many characters, too, at least: rows of thousands of columns are long."""


def looked_at(path: Path, wanted: str, tell: Tell) -> Encoding:
    """Return in which encoding a text is; raise `IntakeError` if it is none, `WishError` if the wanted one is none."""
    try:
        with path.open("rb") as file:
            return encoding_of(str(path), file, path.stat().st_size, wanted, tell)
    except NoTextError as error:
        raise IntakeError(f"{error}, or no table of a known kind; export it as CSV") from error
    except UnknownEncodingError as error:
        raise WishError(str(error)) from error


@contextmanager
def opened(path: Path, encoding: Encoding) -> Iterator[tuple[IO[bytes], TextIOWrapper]]:
    """Open a text, with the file below it; what cannot be decoded is an `IntakeError`. Ends of lines stay."""
    try:
        with path.open("rb") as file, TextIOWrapper(file, encoding.name, encoding.errors, newline="") as text:
            yield file, text
    except UnicodeError as error:
        raise IntakeError(f"{path} is not {encoding.name} to its end; say --encoding with another name") from error


def lines(path: Path, encoding: Encoding, tell: Tell) -> Iterator[str]:
    """Yield the lines with what ends them; raise `IntakeError` for one that has no end, or that cannot be decoded."""
    total = path.stat().st_size
    number = length = 0
    with opened(path, encoding) as (file, text):
        while line := text.readline(LONGEST):
            number += 1
            length += len(line)
            if len(line) == LONGEST:
                raise IntakeError(f"{path}: line {number} has more than {LONGEST:,} characters; is it a table?")
            if number % STEP == 0 or length > _STEP_LENGTH:
                length = 0
                tell(file.tell(), total)
            yield line
    tell(total, total)
