"""The rows that are searched: read from a file of JSON Lines, or made up by `grammar.py` and kept in such a file."""

from collections.abc import Iterable, Iterator
from itertools import islice
from pathlib import Path

import msgspec


class Row(msgspec.Struct, frozen=True):
    """One sentence of a report: what a claim is made of."""

    id: str
    company: str
    text: str


class CorpusError(Exception):
    """A corpus cannot be read; the message says where and why."""


def read_rows(path: Path, limit: int | None = None) -> Iterator[Row]:
    """Yield the first `limit` rows of a file, runs of blanks in their texts made one. Raises `CorpusError`."""
    decoder = msgspec.json.Decoder(Row)
    with path.open("rb") as lines:
        written = ((number, line) for number, line in enumerate(lines, start=1) if line.strip())
        for number, line in islice(written, limit):
            try:
                row = decoder.decode(line)
            except (msgspec.DecodeError, UnicodeDecodeError) as error:
                raise CorpusError(f"{path}, line {number}: {error}; needed are id, company and text") from error
            yield Row(row.id, row.company, " ".join(row.text.split()))


def write_rows(rows: Iterable[Row], path: Path) -> None:
    """Write rows as JSON Lines."""
    encoder = msgspec.json.Encoder()
    with path.open("wb") as file:
        file.writelines(encoder.encode(row) + b"\n" for row in rows)
