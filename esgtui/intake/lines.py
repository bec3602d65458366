"""The lines of a text, one after the other, none longer than memory should have to hold."""

from collections.abc import Iterator
from io import TextIOWrapper
from pathlib import Path

from esgtui.intake.encodings import Encoding
from esgtui.intake.rows import STEP, IntakeError, Tell

LONGEST = 16_000_000
"""How many characters a line may have."""


def lines(path: Path, encoding: Encoding, tell: Tell) -> Iterator[str]:
    """Yield the lines with what ends them; raise `IntakeError` for one that has no end, or that cannot be decoded."""
    total = path.stat().st_size
    number = 0
    with path.open("rb") as file, TextIOWrapper(file, encoding.name, encoding.errors, newline="") as text:
        try:
            while line := text.readline(LONGEST):
                number += 1
                if len(line) == LONGEST:
                    raise IntakeError(f"{path}: line {number} has more than {LONGEST:,} characters; is it a table?")
                if number % STEP == 0:
                    tell(file.tell(), total)
                yield line
        except UnicodeError as error:
            advice = "say --encoding with another name"
            raise IntakeError(f"{path}: what follows line {number} is not {encoding.name}; {advice}") from error
    tell(total, total)
