"""The texts that the sheets of an XLSX share, put into the XML of cells in place of their numbers.

What stands in such a text may stand in a cell as it is (ECMA-376, 18.3.1.53 and 18.4.8), so nobody reads it here.
"""

import re
from array import array
from collections.abc import Iterable

SHARED_TEXTS = "xl/sharedstrings.xml"
"""The part that has them, in small letters."""

_SHARED_BY = re.compile(
    rb"""<(?P<prefix>(?:\w{1,20}:)?)c\s(?P<before>[^<>]*?)\bt=["']s["'](?P<after>[^<>]*)>"""
    rb"""(?:\s*<(?:\w{1,20}:)?f(?:[^<>]*/>|[^<>]*>[^<>]*</(?:\w{1,20}:)?f>))?"""
    rb"""\s*<(?:\w{1,20}:)?v>\s*(?P<number>\d{1,10})\s*</(?:\w{1,20}:)?v>"""
)
"""A cell that has such a text, up to the text's number; a formula may stand before it."""

_AS_MOST_WRITE = re.compile(rb' t="s"><v>(\d{1,10})</v>')
_IN_PLACE = b' t="inlineStr"><is>%b</is>'
"""The same as nearly all programs write it, which is found in half the time, and what takes its place."""

_ROOT = re.compile(rb"<(\w{1,20}:)?sst[\s>/]")


class SharedTexts:
    """The texts by their numbers."""

    def __init__(self, pieces: Iterable[bytes]) -> None:
        """Take the XML of the part, piece by piece; there are none where there are no texts."""
        self._xml = xml = bytearray()
        for piece in pieces:
            xml += piece
        root = _ROOT.search(xml)
        begins = re.compile(rb"<%bsi[\s>/]" % (root[1] or b"")) if root else None
        self._starts = array("I", (found.start() for found in begins.finditer(xml)) if begins else ())
        self._starts.append(xml.rfind(b"</") if self._starts else 0)

    def put_into(self, cells: bytes) -> bytes:
        """Return the XML of cells with their texts; raise `ValueError` where one names a text that is not there."""
        parts = _AS_MOST_WRITE.split(cells)
        if len(parts) // 2 < cells.count(b't="s"') + cells.count(b"t='s'"):
            return _SHARED_BY.sub(self._in_place, cells)
        parts[1::2] = [_IN_PLACE % self._text(int(number)) for number in parts[1::2]]
        return b"".join(parts)

    def _in_place(self, cell: re.Match[bytes]) -> bytes:
        prefix, before, after, number = cell.group("prefix", "before", "after", "number")
        text = self._text(int(number))
        return b'<%bc %bt="inlineStr"%b><%bis>%b</%bis>' % (prefix, before, after, prefix, text, prefix)

    def _text(self, number: int) -> bytes:
        """Return what stands within a text's element."""
        if number + 1 >= len(self._starts):
            raise ValueError(f"a cell has text {number:,}, and there are {len(self._starts) - 1:,}")
        element = self._xml[self._starts[number] : self._starts[number + 1]]
        if element.startswith(b"<si>") and element.endswith(b"</si>"):  # as most are
            return bytes(element[4:-5])
        begin, end = element.find(b">") + 1, element.rfind(b"</")
        return bytes(element[begin:end])
