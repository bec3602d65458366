"""The codebook for QDA programs: REFI-QDA's codebook exchange, a `.qdc` file.

Source of the elements: the REFI-QDA standard 1.5, section 5.2, the schema `Codebook.xsd` (urn:QDA-XML:codebook:1.0).
"""

import re
import uuid
from collections.abc import Iterable, Iterator
from xml.sax.saxutils import escape, quoteattr

import msgspec

from esgtui import __version__
from esgtui.dataset.model import CodebookTag
from esgtui.exchange.contents import Contents
from esgtui.exchange.files import ExportError
from esgtui.exchange.streams import in_pieces
from esgtui.visible import visible_block

NAMESPACE = "urn:QDA-XML:codebook:1.0"

_CODES = uuid.UUID("b7f1c9a4-52de-5c0f-8d0b-2f6a1e93c4d8")  # the name space of codes' ids
_NOT_IN_XML = {0xFFFE: "\ufffd", 0xFFFF: "\ufffd"}  # XML 1.0, section 2.2; controls are symbols before

COLOURS = {
    "amber": "#FFBF00",
    "black": "#000000",
    "blue": "#1F77B4",
    "brown": "#8C564B",
    "cyan": "#17BECF",
    "gray": "#7F7F7F",
    "green": "#2CA02C",
    "grey": "#7F7F7F",
    "indigo": "#4B0082",
    "magenta": "#D6279A",
    "orange": "#FF7F0E",
    "pink": "#E377C2",
    "purple": "#9467BD",
    "red": "#D62728",
    "teal": "#008080",
    "turquoise": "#40E0D0",
    "violet": "#8F00FF",
    "white": "#FFFFFF",
    "yellow": "#E6C700",
}
"""What the standard writes for the colours that a codebook names."""

_RGB = re.compile(r"#(?:[0-9A-Fa-f]{3}|[0-9A-Fa-f]{6})")


class Code(msgspec.Struct):
    """A tag, or a part of a tag's path that is none itself; `below` has the codes in it by name."""

    entry: CodebookTag | None = None
    is_tag: bool = False
    below: dict[str, "Code"] = {}


def pieces(contents: Contents) -> Iterator[bytes]:
    """Yield the codebook piece by piece; raise `ExportError` where there is no tag, since the schema wants one."""
    entries = {entry.tag: entry for entry in contents.known.codebook}
    tags = list(dict.fromkeys([*entries, *contents.known.known_tags()]))
    if not tags:
        raise ExportError("there is no tag to write: a REFI-QDA codebook has at least one; put a tag on a claim first")
    return in_pieces(_document(_tree(tags, entries), uuid.uuid5(_CODES, contents.dataset.header.id)))


def _tree(tags: Iterable[str], entries: dict[str, CodebookTag]) -> Code:
    """Return the code that all others are below."""
    top = Code()
    for tag in tags:
        code = top
        for part in tag.split("/"):
            code = code.below.setdefault(part, Code())
        code.is_tag, code.entry = True, entries.get(tag)
    return top


def _document(top: Code, dataset: uuid.UUID) -> Iterator[str]:
    """Yield the text. A code's id follows from the id above it and its name, so that it is always the same."""
    yield '<?xml version="1.0" encoding="utf-8"?>\n'
    yield f'<CodeBook xmlns="{NAMESPACE}" origin="esgtui {__version__}">\n<Codes>\n'
    waiting: list[Iterator[tuple[uuid.UUID, str, Code]]] = [_below(top, dataset)]  # not recursive: paths may be deep
    while waiting:
        for guid, name, code in waiting[-1]:
            yield _opened(guid, name, code)
            waiting.append(_below(code, guid))
            break
        else:
            waiting.pop()
            yield "</Code>\n" if waiting else "</Codes>\n</CodeBook>\n"


def _below(code: Code, guid: uuid.UUID) -> Iterator[tuple[uuid.UUID, str, Code]]:
    return ((uuid.uuid5(guid, name), name, child) for name, child in code.below.items())


def _opened(guid: uuid.UUID, name: str, code: Code) -> str:
    """Return a code up to where those below it come."""
    colour = _rgb(code.entry.colour) if code.entry else ""
    color = f' color="{colour}"' if colour else ""
    is_codable = "true" if code.is_tag else "false"
    start = f'<Code guid="{str(guid).upper()}" name={quoteattr(_kept(name))} isCodable="{is_codable}"{color}>'
    words = [text for text in (code.entry.title, code.entry.description) if text] if code.entry else []
    return f"{start}<Description>{escape(_kept(chr(10).join(words)))}</Description>\n" if words else f"{start}\n"


def _rgb(colour: str) -> str:
    """Return a colour as the standard has it, nothing for one that it cannot tell."""
    name = colour.strip().lower()
    return name.upper() if _RGB.fullmatch(name) else COLOURS.get(name, "")


def _kept(text: str) -> str:
    """Return text as XML can hold it: controls as symbols."""
    return visible_block(text.replace("\r\n", "\n")).translate(_NOT_IN_XML)
