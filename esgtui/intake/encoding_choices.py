"""The encodings that a text may be read in, each with what it makes of the letters that tell encodings apart."""

import codecs
import io
import re
from pathlib import Path

import msgspec

from esgtui.encodings import PIECE, NoTextError, encoding_of

OFFERED = {
    "utf-8": "the encoding of most files today",
    "cp1252": "Western European, of Windows",
    "utf-16": "what some programs call Unicode",
    "cp1250": "Central European, of Windows",
    "cp1251": "Cyrillic",
    "gb18030": "Chinese",
    "cp932": "Japanese",
    "big5": "Chinese, of Taiwan and Hong Kong",
    "cp949": "Korean",
    "cp1253": "Greek",
    "cp1254": "Turkish",
    "cp1255": "Hebrew",
    "cp1256": "Arabic",
    "cp1257": "Baltic",
    "iso8859-15": "Western European, of other systems",
    "iso8859-2": "Central European, of other systems",
    "mac-roman": "Western European, of old Macintoshes",
    "cp850": "Western European, of DOS",
    "cp852": "Central European, of DOS",
}
"""The encodings that tables are in, and whose they are; the usual ones first."""

_SHOWN = 3
_AROUND = 18
"""So many bytes are shown on each side of what tells encodings apart, if a line has them."""

_TELLING = re.compile(rb"[^\x00-\x1f\x80-\xff]{0,%d}[\x80-\xff][^\x00-\x1f]{0,%d}" % (_AROUND, _AROUND))


class Reading(msgspec.Struct, frozen=True):
    """An encoding as it is offered, and what some places of the text are in it."""

    name: str
    title: str
    places: tuple[str, ...]


def readings(path: Path, present: str) -> list[Reading]:
    """Return the encodings that a text can be read in; none where all of them read it alike.

    The likeliest by the text itself is the first, then come the usual ones. They are tried on the beginning of the file
    alone. Raises `OSError` if it cannot be read.
    """
    with path.open("rb") as file:
        head = file.read(PIECE)
    places = list(dict.fromkeys(found[0] for found in _TELLING.finditer(head)))[:_SHOWN]
    if not places:
        return []
    present = codecs.lookup(present).name
    likeliest = _likeliest(head) or present
    offered = {codecs.lookup(name).name: title for name, title in OFFERED.items()}
    usual = [*offered, *({present} - offered.keys())]
    names = dict.fromkeys([likeliest, *(name for name in usual if name == present or _may_be(head, name))])
    return [Reading(name, offered.get(name, ""), _told(places, name)) for name in names]


def _likeliest(head: bytes) -> str:
    """Return which encoding would be found out for a text that begins in some way; nothing where none would."""
    try:
        found = encoding_of("", io.BytesIO(head), len(head), "")
    except NoTextError:  # such as UTF-16 of Chinese, which only the user can know
        return ""
    return codecs.lookup(found.name.removesuffix("-sig")).name


def _may_be(head: bytes, name: str) -> bool:
    """Return whether the beginning of a text can be in an encoding; its last letter may be cut."""
    try:
        codecs.getincrementaldecoder(name)().decode(head)
    except UnicodeError:
        return False
    return True


def _told(places: list[bytes], name: str) -> tuple[str, ...]:
    """Return places of a text as they are read; a letter that is cut at the end of one is left out."""
    decoder = codecs.getincrementaldecoder(name)
    return tuple(" ".join(decoder("replace").decode(place).split()) for place in places)
