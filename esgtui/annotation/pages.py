"""Read the rows that stand in an SQLite file page by page, whatever became of the trees that lead to them.

The format is that of https://www.sqlite.org/fileformat2.html. What a row means is for `recovery.py` to say.
"""

import struct
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path
from typing import BinaryIO, NamedTuple, Self

from esgtui.annotation.log import Log, read_log

MAGIC = b"SQLite format 3\x00"
TABLE_LEAF = 13
_LEAF = bytes([TABLE_LEAF])
USUAL_SIZE = 4096
"""The page size of a file whose header cannot be read."""

STRETCH = 1 << 20
"""So many bytes are read at once: most pages need no closer look."""

MOST_UNREAD = 200
"""After so many rows on end that cannot be read a page is taken for one that has none."""

Value = str | bytes | int | float | None


class Row(NamedTuple):
    """A row: its number in its table, and its values in the order of the columns."""

    number: int
    values: tuple[Value, ...]


class Found(NamedTuple):
    """A row, the page that it was found on, and whether it is there still: not removed or written over since."""

    page: int
    row: Row
    is_current: bool


class Pages:
    """The pages of a database file, with what was committed to its write-ahead log; close it at the end."""

    def __init__(self, path: Path) -> None:
        self._file = path.open("rb")
        self._log: BinaryIO | None = None
        with suppress(FileNotFoundError):
            self._log = path.with_name(path.name + "-wal").open("rb")
        header = self._file.read(100).ljust(100, b"\0")
        self.has_header = header.startswith(MAGIC)
        said = int.from_bytes(header[16:18]) if self.has_header else 0
        self._size = 65536 if said == 1 else said if said in {512 << n for n in range(7)} else USUAL_SIZE
        self._usable = self._size - (header[20] if self.has_header and header[20] <= 32 else 0)
        frames, self.has_whole_log = read_log(self._log, self._size) if self._log else Log([], is_whole=True)
        self._changed = dict(frames)
        self._older = [frame for frame in frames if self._changed[frame[0]] != frame[1]]
        in_file = -(-self._file.seek(0, 2) // self._size)
        self.count = max([in_file, *self._changed])

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._file.close()
        if self._log:
            self._log.close()

    def page(self, number: int) -> bytes:
        """Return a page, counted from 1, as it was committed last; empty or cut off where the file is."""
        if self._log and number in self._changed:
            self._log.seek(self._changed[number])
            return self._log.read(self._size)
        self._file.seek((number - 1) * self._size)
        return self._file.read(self._size)

    def rows(self, tell: Callable[[int, int], None]) -> Iterator[Found]:
        """Yield every row that can be read: those of the pages as they are first, then what the pages held before.

        `tell` is told how many pages are read, and of how many; it may raise to stop.
        """
        unused = self.unused()
        for number, page in self._promising(unused, tell):
            for row in self._rows_on(page, 100 if number == 1 else 0):
                yield Found(number, row, number not in unused)
            if number in unused:
                yield from (Found(number, row, is_current=False) for row in self._removed_rows(page))
        for number, page in self._older_pages():
            for row in self._rows_on(page, 100 if number == 1 else 0):
                yield Found(number, row, is_current=False)

    def _promising(self, unused: set[int], tell: Callable[[int, int], None]) -> Iterator[tuple[int, bytes]]:
        """Yield the pages that may hold rows, by what they begin with: of a file that is no database, next to none."""
        size = self._size
        for first in range(1, self.count + 1, STRETCH // size):
            tell(first, self.count)
            self._file.seek((first - 1) * size)
            stretch = self._file.read(STRETCH)
            kinds = stretch[::size]
            for at, number in enumerate(range(first, min(first + STRETCH // size, self.count + 1))):
                if number in self._changed:
                    yield number, self.page(number)
                elif number in unused or number == 1 or kinds[at : at + 1] == _LEAF:
                    yield number, stretch[at * size : (at + 1) * size]

    def is_table(self, number: int) -> bool:
        """Return whether a page begins a table."""
        return self.page(number)[:1] in {b"\x05", b"\x0d"}

    def _older_pages(self) -> Iterator[tuple[int, bytes]]:
        """Yield what pages were before they were written anew to the log."""
        for number, place in self._older:
            if self._log:
                self._log.seek(place)
                yield number, self._log.read(self._size)
        for number in self._changed:
            self._file.seek((number - 1) * self._size)
            yield number, self._file.read(self._size)

    def unused(self) -> set[int]:
        """Return the pages that hold what was removed, as far as the list of them can be read."""
        found = set[int]()
        trunk = int.from_bytes(self.page(1)[32:36]) if self.has_header or 1 in self._changed else 0
        while 0 < trunk <= self.count and trunk not in found:
            found.add(trunk)
            page = self.page(trunk)
            entries = min(int.from_bytes(page[4:8]), len(page) // 4 - 2)
            found.update(struct.unpack_from(f">{max(0, entries)}I", page, 8))
            trunk = int.from_bytes(page[:4])
        return found

    def _rows_on(self, page: bytes, start: int) -> Iterator[Row]:
        if len(page) < start + 8 or page[start] != TABLE_LEAF:
            return
        entries = int.from_bytes(page[start + 3 : start + 5])
        unread = 0
        for number in range(min(entries, (len(page) - start - 8) // 2)):
            place = start + 8 + 2 * number
            with suppress(ValueError, IndexError, struct.error):  # this row cannot be read; the next one may be whole
                yield self._row(page, int.from_bytes(page[place : place + 2]))
                unread = -1
            unread += 1
            if unread > MOST_UNREAD:
                return

    def _removed_rows(self, page: bytes) -> Iterator[Row]:
        """Yield the rows that still stand on a page that was emptied: SQLite writes over its beginning alone."""
        for slot in range(8, len(page) - 1, 2):
            place = int.from_bytes(page[slot : slot + 2])
            if slot < place < len(page):
                with suppress(ValueError, IndexError, struct.error):  # it was never a row's place
                    yield self._row(page, place)

    def _row(self, page: bytes, place: int) -> Row:
        length, place = _number(page, place)
        row, place = _number(page, place)
        return Row(row, _values(self._payload(page, place, length)))

    def _payload(self, page: bytes, place: int, length: int) -> bytes:
        """Return a row's content, which goes on in pages of its own if it is long."""
        if length > self.count * self._size:
            raise ValueError("longer than the file")
        most = self._usable - 35
        if length <= most:
            return page[place : place + length]
        least = (self._usable - 12) * 32 // 255 - 23
        here = least + (length - least) % (self._usable - 4)
        here = here if here <= most else least
        parts, left = [page[place : place + here]], length - here
        following = int.from_bytes(page[place + here : place + here + 4])
        while left > 0:
            if not 0 < following <= self.count:
                raise ValueError("what follows is on no page")
            more = self.page(following)
            parts.append(more[4 : 4 + min(left, self._usable - 4)])
            left -= self._usable - 4
            following = int.from_bytes(more[:4])
        return b"".join(parts)


def _number(data: bytes, place: int) -> tuple[int, int]:
    """Return a number of variable length, and the place behind it."""
    value = 0
    for place_of_byte in range(place, place + 8):
        byte = data[place_of_byte]
        value = value << 7 | byte & 127
        if byte < 128:
            return value, place_of_byte + 1
    return value << 8 | data[place + 8], place + 9


_WIDTHS = {1: 1, 2: 2, 3: 3, 4: 4, 5: 6, 6: 8}


def _values(payload: bytes) -> tuple[Value, ...]:
    """Return the values of a row; raise `ValueError` where they are not whole, or a text is none."""
    end, place = _number(payload, 0)
    kinds = []
    while place < end:
        kind, place = _number(payload, place)
        kinds.append(kind)
    values = []
    place = end
    for kind in kinds:
        width = (kind - 12) // 2 if kind >= 12 else 8 if kind == 7 else _WIDTHS.get(kind, 0)
        values.append(_value(kind, payload[place : place + width]))
        place += width
    if place != len(payload):
        raise ValueError("not as long as it says")
    return tuple(values)


def _value(kind: int, data: bytes) -> Value:
    if kind >= 12:
        return data.decode() if kind % 2 else data
    if kind in _WIDTHS:
        return int.from_bytes(data, signed=True)
    if kind == 7:
        (number,) = struct.unpack(">d", data)
        return float(number)
    return {0: None, 8: 0, 9: 1}[kind] if kind in {0, 8, 9} else _no_value(kind)


def _no_value(kind: int) -> Value:
    raise ValueError(f"there is no value of the kind {kind}")
