"""The first claims of a large dataset, with what they name: something to go on with while all of it is being read.

What stands in the middle of a file is not looked for, and a claim that names something from there is left out. Whether
anything is wrong with the dataset, only all of it can tell.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from itertools import islice
from pathlib import Path
from typing import Any

from esgtui.dataset.dataset import Dataset
from esgtui.dataset.findings import Part, Unread
from esgtui.dataset.fitting import fit
from esgtui.dataset.model import Header, Table, Tables
from esgtui.dataset.pieces import BrokenError, LeaningError, join, parsed
from esgtui.dataset.references import References
from esgtui.dataset.rules import flaws_of
from esgtui.dataset.searched import SearchedFile
from esgtui.dataset.shapes import TABLES

MOST = 3_000
"""So many claims at most are the first ones."""

HEAD, TAIL, SPARE, WINDOW = 1_000_000, 250_000, 500_000, 500_000
"""So many bytes are read of the beginnings of all files together, of what stands below a file's last claim, of later
files that have no claims, and of each kind of table that begins only further down."""

REACH = 1 << 28
"""The first claim of a file is looked for within so many bytes."""

LATER = frozenset({"annotations", "settlements", "codebook_changes"})
"""What coders added comes with the whole alone: of half of it nobody could tell what is missing."""

_TABLE_START = re.compile(rb"\n(?=\[\[[A-Za-z0-9_-]+\]\])")
_BELOW_CLAIMS = re.compile(rb"\n(?=\[\[(?!claims\W)[A-Za-z0-9_-]+\]\])")
_LATER_START = re.compile(rb"\n\[\[(?:annotations|settlements|codebook_changes)\W")
_CLAIM = b"\n[[claims]]"


def first_edition(files: Sequence[Path], folder: Path) -> Dataset | None:
    """Return a dataset of the first claims in some files; None where there are none that can be shown."""
    with suppress(OSError, ValueError):
        looked = _Looked()
        for file in files:
            looked.into(file)
        header = next((found for data in looked.data if (found := _header(data))), None)
        rows = _rows(looked.data, folder)
        if header and (claims := rows["claims"]):
            first: dict[str, Any] = {
                name: tuple(islice(found, MOST if name == "claims" else None)) for name, found in rows.items()
            }
            return Dataset(Tables(header=header, **first), folder, about=max(len(claims), looked.about))
    return None


class _Looked:
    """What the files' beginnings and ends say, and how many claims the files may have."""

    def __init__(self) -> None:
        self.data: list[dict[str, Any]] = []
        self._left, self._spare = HEAD, SPARE
        self._claims = self._bytes_of_claims = self._other_bytes = self._size = 0

    def into(self, file: Path) -> None:
        """Look into the next file."""
        with file.open("rb") as opened:
            content = SearchedFile(opened)
            self._size += len(content)
            self._into(content)

    def _into(self, content: SearchedFile) -> None:
        begins = content.find({_CLAIM}, 0, REACH).get(_CLAIM, -1)
        if content.find({b"\0"}, 0, HEAD) or (begins < 0 and len(content) > REACH):
            raise ValueError("what begins so is no dataset, or has its claims too far below")
        if begins < 0 and self._left < len(content) <= self._spare:
            self._spare -= len(content)
            head = content.part(0, len(content))
        else:
            head = content.part(0, self._left)
            head = head if len(head) == len(content) else head[: _last(_TABLE_START, head)]
            self._left -= len(head)
        begun, data = len(head), _parsed(head)
        others = begins if 0 <= begins < begun else begun
        self._count(head, others)
        if begins >= begun:
            claims = _beginning(content, begins)
            self._count(claims, 0)
            self._other_bytes += begins - begun
            begun = begins + len(claims)
            for part in (*_beginnings(content, len(head), begins), claims):
                join(data, _parsed(part))
        for name, value in _parsed(_tail(content, begun)).items():
            if name not in data or (isinstance(value, list) and isinstance(data[name], list)):
                join(data, {name: value})
        self.data.append(data)

    def _count(self, text: bytes, others: int) -> None:
        """Take in how many claims a text has, in which other things come first, so many bytes of them."""
        self._other_bytes += others
        self._bytes_of_claims += len(text) - others
        self._claims += text.count(_CLAIM)

    @property
    def about(self) -> int:
        """About how many claims there are, to two digits."""
        share = (self._size - self._other_bytes) / max(1, self._bytes_of_claims)
        return _roughly(round(self._claims * share))


def _last(pattern: re.Pattern[bytes], text: bytes) -> int:
    """Return where what a pattern finds ends for the last time; 0 where it finds nothing."""
    return max((match.end() for match in pattern.finditer(text)), default=0)


def _beginnings(content: SearchedFile, begun: int, end: int) -> Iterator[bytes]:
    """Yield of each kind of table that first comes between two places what stands there: claims below may name it."""
    headers = [f"\n[[{name}]]".encode() for name in TABLES]
    found = content.find(headers, begun, end)
    for header in headers:
        if header in found:
            yield _beginning(content, found[header], end)


def _beginning(content: SearchedFile, start: int, end: int | None = None) -> bytes:
    """Return what stands from a place on, as much as is looked at, in whole tables."""
    text = content.part(start, start + WINDOW if end is None else min(end, start + WINDOW))
    return text if start + len(text) == (end or len(content)) else text[: _last(_TABLE_START, text)]


def _tail(content: SearchedFile, begun: int) -> bytes:
    """Return what stands below the last claim, as far as it is behind what was read already."""
    last = content.find_last(_CLAIM, begun)
    below = content.end_of(_BELOW_CLAIMS, last) if last >= 0 else -1
    if below < 0:
        return b""
    tail = content.part(below, below + TAIL)
    end = _LATER_START.search(b"\n" + tail)
    if end:
        return tail[: end.start()]
    return tail if below + TAIL >= len(content) else tail[: _last(_TABLE_START, tail)]


def _parsed(content: bytes) -> dict[str, Any]:
    """Return what a part of a file says, as far as it can be read."""
    data: dict[str, Any] = {}
    with suppress(BrokenError, LeaningError, UnicodeDecodeError):
        for _, found in parsed([content.decode("utf-8-sig")]):
            join(data, found)
    return data


def _header(data: Mapping[str, Any]) -> Header | None:
    found = fit(data["dataset"], Header) if "dataset" in data else None
    return found.row if found and not found.flaws and not any(True for _ in flaws_of(found.row)) else None


def _rows(parts: Iterable[dict[str, Any]], folder: Path) -> dict[str, list[Any]]:
    """Return the rows that are right, and that name nothing which is not among them."""
    rows: dict[str, list[Any]] = {name: [] for name in TABLES}
    for data in parts:
        company = _only_company(data)
        for name, struct in TABLES.items():
            if name not in LATER:
                rows[name] += _sound(data.get(name), struct, company)
    rows["claims"] = list({claim.id: claim for claim in reversed(rows["claims"])}.values())[::-1]
    for _ in TABLES:  # what is left out may be named itself
        part = Part("")
        part.rows = rows
        references = References([part], Unread(), folder)
        kept = {
            name: [row for row in found if not any(True for _ in references.flaws_of(name, row))]
            for name, found in rows.items()
        }
        if kept == rows:
            return rows
        rows = kept
    return rows | {"claims": []}


def _only_company(data: Mapping[str, Any]) -> str:
    companies = data.get("companies")
    if isinstance(companies, list) and len(companies) == 1 and isinstance(companies[0], dict):
        return str(companies[0].get("id", ""))
    return ""


def _sound(entries: object, struct: type[Table], company: str) -> Iterator[Table]:
    for entry in entries if isinstance(entries, list) else ():
        if not isinstance(entry, dict):
            continue
        if company and "company" not in entry and "company" in struct.__struct_fields__:
            entry["company"] = company
        found = fit(entry, struct)
        if not found.flaws and not any(True for _ in flaws_of(found.row)):
            yield found.row


def _roughly(number: int) -> int:
    """Return a number rounded to two digits, as one says it."""
    unit: int = 10 ** max(0, len(str(number)) - 2)
    return round(number / unit) * unit
