"""The bytes of a document's file, of what format they are, and the text that they hold; never more than is bearable."""

import re
from io import BytesIO
from pathlib import Path
from shlex import quote
from zipfile import BadZipFile, ZipFile

from esgtui.compressed import unpacking
from esgtui.dataset.documents import LARGEST, DocumentError
from esgtui.documents.document import Format
from esgtui.encodings import Encoding, NoTextError, UnknownEncodingError, encoding_of, known_encoding
from esgtui.endings import TABLES
from esgtui.ordinary import is_ordinary

LARGEST_PDF = 4 * LARGEST
"""So many bytes has a PDF at most: those are mostly pictures, which are not read."""

_FORMATS: dict[str, Format] = {
    ".txt": "text",
    ".text": "text",
    ".md": "markdown",
    ".markdown": "markdown",
    ".mdown": "markdown",
    ".htm": "html",
    ".html": "html",
    ".xhtml": "html",
    ".docx": "docx",
    ".docm": "docx",
    ".pdf": "pdf",
}
_PDF, _ZIP, _OLE, _RTF = b"%PDF-", b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", b"{\\rtf"
_HTML = re.compile(
    rb"\s*(?:<\?xml[^>]*>\s*)?(?>(?:<!--.*?-->\s*)*)<(?:!doctype\s+html|html)[\s>]", re.IGNORECASE | re.DOTALL
)
_CHARSET = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([\w.:-]{2,40})", re.IGNORECASE)
_HEAD = 4_096
"""So many bytes tell the format and the encoding of a page."""
_BINARY = re.compile(r"[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f]")
_FILLED = re.compile(r"\S[^\n]*")
_MARKS = (b"\xef\xbb\xbf", b"\x00\x00\xfe\xff", b"\xff\xfe", b"\xfe\xff")
"""What stands at the beginning of a file in encodings of Unicode; then nothing that it names counts."""


def read_file(path: Path) -> bytes:
    """Return the bytes of a document's file; raise `DocumentError` if there is no file, or one too large to be read."""
    try:
        if path.is_dir():
            raise DocumentError(f"{path} is a folder; name a document in it")
        if not path.exists():
            if path.is_symlink():
                raise DocumentError(f"{path} is a link that leads nowhere; name the document itself")
            raise DocumentError(f"{path} does not exist; look at how its name is written")
        if not is_ordinary(path):
            raise DocumentError(f"{path} is not an ordinary file; save what it holds as one, and name that")
        with path.open("rb") as file:
            head = file.read(len(_PDF))
            most = LARGEST_PDF if head == _PDF else LARGEST
            is_small = path.stat().st_size <= most
            content = head + file.read(most + 1 if is_small else 0)
    except OSError as error:
        raise DocumentError(f"{path} cannot be read: {error.strerror or error}") from error
    if not is_small or len(content) > most:
        raise DocumentError(f"{path.name} has more than {most:,} bytes; split it, or take the part that has the claims")
    if not content.strip():
        raise DocumentError(f"{path.name} is empty")
    return content


def format_of(path: Path, content: bytes) -> Format:
    """Return what format a document is of: by what it begins with, then by its name."""
    if _PDF in content[:1024]:
        return "pdf"
    if program := unpacking(content):
        raise DocumentError(f"{path.name} is compressed; unpack it with {program}")
    if content.startswith(_ZIP):
        return _zipped(path, content)
    if content.startswith(_OLE):
        raise DocumentError(
            f"{path.name} is of an old or an encrypted Office format; save it as .docx without a password"
        )
    if content.startswith(_RTF):
        raise DocumentError(f"{path.name} is rich text (RTF); save it as .docx")
    suffix = path.suffix.lower()
    if suffix == ".toml":
        raise DocumentError(
            f"{path.name} is a dataset, and no document: `esgtui {quote(str(path))}` opens it, and "
            f"`esgtui read DOCUMENT --into {quote(str(path))}` puts the claims of a document into it"
        )
    if suffix in TABLES:
        raise DocumentError(f"{path.name} is a table, and no document: `esgtui {quote(str(path))}` imports it")
    found = _FORMATS.get(suffix, "text")
    if found == "pdf":
        raise DocumentError(f"{path.name} is no PDF, though its name says so; get the file again")
    if found == "docx":
        raise DocumentError(f"{path.name} is no Word document, though its name says so; get the file again")
    return "html" if found == "text" and _HTML.match(content[:_HEAD]) else found


def _zipped(path: Path, content: bytes) -> Format:
    """Return the format of a file that is an archive; only a Word document can be read."""
    try:
        names = frozenset(ZipFile(BytesIO(content)).namelist())
    except (BadZipFile, ValueError, OverflowError, NotImplementedError) as error:
        raise DocumentError(f"{path.name} is damaged ({error}); get the file again") from error
    if "word/document.xml" in names:
        return "docx"
    if "xl/workbook.xml" in names:
        raise DocumentError(f"{path.name} is a spreadsheet; `esgtui import` reads it")
    raise DocumentError(f"{path.name} is an archive and no Word document; name a document from inside it")


def encoding_in(path: Path, content: bytes, wanted: str, *, is_page: bool = False) -> Encoding:
    """Return in which encoding bytes are: the wanted one, that which a page (HTML) names, or the likeliest.

    Raises `DocumentError` for what is no text, and `UnknownEncodingError` for a wanted one that there is not.
    """
    if is_page and not wanted and not content.startswith(_MARKS) and (named := _CHARSET.search(content[:_HEAD])):
        named_one = _known(named[1].decode("ascii", "replace"))
        if named_one != "utf-8":
            return Encoding(named_one)
    try:
        return encoding_of(path.name, BytesIO(content), len(content), wanted)
    except NoTextError as error:
        raise DocumentError(f"{path.name} is no text, but a program's own format; name a document") from error


def decoded(path: Path, content: bytes, encoding: Encoding) -> str:
    """Return the text that bytes hold, with plain line ends."""
    try:
        text = content.decode(encoding.name, encoding.errors).removeprefix("\ufeff")
    except UnicodeError as error:
        place = f" (byte {error.start:,})" if isinstance(error, UnicodeDecodeError) else ""
        raise DocumentError(f"{path.name} is not {encoding.name}{place}; say --encoding with another name") from error
    if found := _BINARY.search(text):
        raise DocumentError(
            f"{path.name} is no text (0x{ord(found[0]):02x} at character {found.start():,}); name a document"
        )
    if not text.strip():
        raise DocumentError(f"{path.name} is empty")
    return text.replace("\r\n", "\n").replace("\r", "\n").replace("\f", "\n")


def check_lines(name: str, text: str, most: int) -> None:
    """Raise `DocumentError` for a text of more lines than any report has, not counting empty ones."""
    if any(number > most for number, _ in enumerate(_FILLED.finditer(text), 1)):
        advice = "split it, or take the part that has the claims"
        raise DocumentError(f"{name} has more than {most:,} lines, as no report does; {advice}")


def _known(name: str) -> str:
    """Return an encoding that a page names, as browsers understand it; UTF-8 where nobody knows it."""
    if name.lower() in {"iso-8859-1", "latin1", "latin-1", "us-ascii", "ascii"}:
        return "cp1252"
    if name.lower() in {"gb2312", "gbk"}:
        return "gb18030"
    try:
        return known_encoding(name)
    except UnknownEncodingError:
        return "utf-8"
