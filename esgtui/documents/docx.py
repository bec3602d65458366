"""Reads Word documents (DOCX): paragraphs, headings by their styles, tables row by row.

Text that was deleted is left out, and so is text that was moved, where it stood before.

The archive's XML is read as a stream and never as a whole, and no more of it than a document can have.
"""

import zlib
from collections import deque
from collections.abc import Iterator
from contextlib import suppress
from io import BytesIO
from xml.parsers.expat import ExpatError, ParserCreate
from zipfile import ZIP_DEFLATED, ZIP_STORED, BadZipFile, ZipFile

import msgspec

from esgtui.dataset.documents import LARGEST, DocumentError
from esgtui.documents.document import Block, Progress, titled
from esgtui.documents.rows import CELLS

MOST_XML = LARGEST
"""So many bytes of XML has a document at most; a report of a thousand pages has half of it."""
PIECE = 1 << 16

_TAKE_PART = "take the part that has the claims, or save it as text"

MOST_TAGS = 2_500_000
"""So many tags has a part of it at most: that report has half of it."""

_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main "
_STRICT_W = "http://purl.oclc.org/ooxml/wordprocessingml/main "
_TITLE = "http://purl.org/dc/elements/1.1/ title"
_FALLBACK = "http://schemas.openxmlformats.org/markup-compatibility/2006 Fallback"
"""Holds what an older program shows in place of what was read already."""
_NOTES = {"word/footnotes.xml": "Footnotes", "word/endnotes.xml": "Endnotes"}
"""The parts that hold notes, and the section that they are told to stand in."""
_LEFT_OUT = frozenset({_FALLBACK, f"{_W}moveFrom", f"{_STRICT_W}moveFrom"})
"""What is passed by, with all within it; among it what somebody moved, where it stood before."""


def docx_blocks(name: str, content: bytes, progress: Progress) -> Iterator[Block]:
    """Yield the paragraphs and rows of a Word document; `progress` is told how much is read, and may raise to stop."""
    try:
        with ZipFile(BytesIO(content)) as archive:
            styles = _Styles()
            if "word/styles.xml" in archive.namelist():
                deque(_parse(name, archive, "word/styles.xml", styles, progress), maxlen=0)
            yield from titled(_paragraphs(name, archive, styles.levels, progress), _own_title(name, archive, progress))
    except (BadZipFile, zlib.error, NotImplementedError, RuntimeError, EOFError) as error:
        if "encrypted" in str(error):  # the library's own words are about its insides
            raise DocumentError(f"{name} is encrypted; save it without a password") from error
        raise DocumentError(f"{name} is damaged ({error}); get the file again") from error


def _paragraphs(name: str, archive: ZipFile, headings: set[str], progress: Progress) -> Iterator[Block]:
    """Yield the paragraphs of the body, and then those of its notes, which stand in parts of their own."""
    body = _Body(headings)
    for _ in _parse(name, archive, "word/document.xml", body, progress):
        yield from body.taken()
    for part, section in _NOTES.items():
        if part in archive.namelist():
            notes = _Body(set())
            deque(_parse(name, archive, part, notes, progress), maxlen=0)
            found = [block for block in notes.taken() if block.text]
            yield from (msgspec.structs.replace(block, heading="" if at else section) for at, block in enumerate(found))


def _own_title(name: str, archive: ZipFile, progress: Progress) -> str:
    """Return what the document's properties say that it is called; nothing where they cannot be read."""
    properties = _Properties()
    if "docProps/core.xml" in archive.namelist():
        with suppress(DocumentError):
            deque(_parse(name, archive, "docProps/core.xml", properties, progress), maxlen=0)
    return properties.title


def _parse(name: str, archive: ZipFile, part: str, handler: "_Handler", progress: Progress) -> Iterator[None]:
    """Read a part of the archive with a handler of its elements, piece by piece."""
    parser = ParserCreate(namespace_separator=" ")
    parser.StartElementHandler = handler.start
    parser.EndElementHandler = handler.end
    parser.CharacterDataHandler = handler.text
    parser.StartDoctypeDeclHandler = _refuse_types
    parser.buffer_text = True
    total, done = _checked_size(name, archive, part, progress), 0
    try:
        with archive.open(part) as file:
            while piece := file.read(PIECE):
                done += len(piece)
                progress(done, total)
                parser.Parse(piece)
                yield
        is_last = True
        parser.Parse(b"", is_last)
        yield
    except (ExpatError, _TypesError, LookupError, ValueError) as error:  # the latter two: an encoding that is none
        raise DocumentError(f"{name} is damaged ({part}: {error}); save it anew as .docx") from error


def _checked_size(name: str, archive: ZipFile, part: str, progress: Progress) -> int:
    """Return how many bytes a part unpacks to; raise `DocumentError` if that, or its tags, are more than any has."""
    info = archive.getinfo(part)
    if info.compress_type not in {ZIP_STORED, ZIP_DEFLATED}:
        raise DocumentError(f"{name} is compressed in an unusual way; save it anew as .docx")
    done = tags = 0
    with archive.open(info) as file:
        while info.file_size <= MOST_XML and (piece := file.read(PIECE)):
            done += len(piece)
            tags += piece.count(b"<")
            if tags > MOST_TAGS:
                raise DocumentError(f"{name} has more paragraphs, cells or marks than any document; {_TAKE_PART}")
            if done > MOST_XML:  # what the archive says of its size may be a lie
                break
            progress(0, info.file_size)
    if max(done, info.file_size) > MOST_XML:
        raise DocumentError(f"{name} unpacks to more than {MOST_XML:,} bytes, as no document does; get another one")
    return done


class _TypesError(Exception):
    """A document type in the XML: no Word document has one, and it can blow a small file up."""


def _refuse_types(*_: object) -> None:
    raise _TypesError("it declares a document type, as no Word document does")


_LOOKED_AT = "t p tab br cr noBreakHyphen pStyle outlineLvl tbl tr tc style name val styleId"
_LOCAL = {space + name: name for space in (_W, _STRICT_W) for name in _LOOKED_AT.split()}
"""What elements and attributes are called within their namespace, of those that say something of a text."""

_BEGINS, _ENDS = (
    {name: local for name, local in _LOCAL.items() if local in looked_at.split()}
    for looked_at in ("p t tab br cr noBreakHyphen pStyle outlineLvl tbl", "t p tc tr tbl")
)
"""Those of them whose beginning, or whose end, says something: of most tags neither does."""


def _value(attributes: dict[str, str], wanted: str = "val") -> str:
    return next((value for name, value in attributes.items() if _LOCAL.get(name) == wanted), "")


class _Properties:
    """Takes in the title of a document as its properties have it."""

    def __init__(self) -> None:
        self.title = ""
        self._is_title = False

    def start(self, tag: str, _: dict[str, str]) -> None:
        self._is_title = tag == _TITLE

    def end(self, _: str) -> None:
        self._is_title = False

    def text(self, text: str) -> None:
        self.title += text if self._is_title else ""


class _Styles:
    """Takes in which styles of a document are headings: `levels` has the ids of those."""

    def __init__(self) -> None:
        self.levels: set[str] = set()
        self._style = ""

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        match _LOCAL.get(tag):
            case "style":
                self._style = _value(attributes, "styleId")
            case "name" if _value(attributes).lower().startswith(("heading ", "title")):
                self.levels.add(self._style)
            case "outlineLvl" if _value(attributes) in set("012345678"):
                self.levels.add(self._style)

    def end(self, tag: str) -> None:
        """Do nothing: what a style is, its beginning tells."""

    def text(self, text: str) -> None:
        """Do nothing: styles have no text."""


class _Body:
    """Takes in the text of a document, paragraph by paragraph; of a table, row by row, cells set apart.

    Paragraphs of a text box stand within the one that it is fastened to, and come before it.
    """

    def __init__(self, headings: set[str]) -> None:
        self._blocks: list[Block] = []
        self._headings = headings
        self._is_heading = False
        self._is_text = False
        self._skipped = 0
        self._tables = 0
        self._words: list[str] = []
        self._around: list[tuple[list[str], bool]] = []
        self._cell: list[str] = []
        self._row: list[str] = []

    def taken(self) -> list[Block]:
        """Return the paragraphs that are complete, once."""
        found, self._blocks = self._blocks, []
        return found

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        if self._skipped or tag in _LEFT_OUT:
            self._skipped += 1
            return
        if tag not in _BEGINS:
            return
        match _BEGINS[tag]:
            case "p":
                self._around.append((self._words, self._is_heading))
                self._words, self._is_heading = [], False
            case "t":
                self._is_text = True
            case "tab" | "br" | "cr":
                self._words.append(" ")
            case "noBreakHyphen":
                self._words.append("-")
            case "pStyle" if _value(attributes) in self._headings:
                self._is_heading = True
            case "outlineLvl" if _value(attributes) in set("012345678"):
                self._is_heading = True
            case "tbl":
                self._tables += 1

    def text(self, text: str) -> None:
        if self._is_text and not self._skipped:
            self._words.append(text)

    def end(self, tag: str) -> None:
        if self._skipped:
            self._skipped -= 1
            return
        if tag not in _ENDS:
            return
        match _ENDS[tag]:
            case "t":
                self._is_text = False
            case "p":
                self._end_paragraph()
            case "tc" if self._tables == 1:
                self._row.append(" ".join(self._cell))
                self._cell = []
            case "tr" if self._tables == 1:
                self._end_row()
            case "tbl":
                self._tables -= 1

    def _end_paragraph(self) -> None:
        text = " ".join("".join(self._words).split())
        if text and self._tables:
            self._cell.append(text)
        elif text:
            self._blocks.append(Block(text, text if self._is_heading else ""))
        self._words, self._is_heading = self._around.pop()

    def _end_row(self) -> None:
        if any(self._row):
            self._blocks.append(Block(CELLS.join(filter(None, self._row))))
        self._row = []


_Handler = _Properties | _Styles | _Body
"""What takes in the elements of a part."""
