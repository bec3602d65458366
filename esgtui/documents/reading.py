"""Reads a document from its file, whatever its format: what each format is made of is known in a module of its own."""

from collections.abc import Iterable, Iterator
from hashlib import blake2b
from pathlib import Path

from esgtui.dataset.documents import DocumentError
from esgtui.documents.contents import check_lines, decoded, encoding_in, format_of, read_file
from esgtui.documents.document import (
    LONGEST_PARAGRAPH,
    MOST_SENTENCES,
    Block,
    Document,
    Format,
    Paragraph,
    Progress,
    numbered,
    untold,
)
from esgtui.documents.titles import title_of
from esgtui.encodings import Encoding
from esgtui.garbage import without_collecting
from esgtui.sentences import most_sentences, sentences, stops_in
from esgtui.visible import visible

__all__ = ["LONGEST_PARAGRAPH", "MOST_SENTENCES", "Document", "DocumentError", "Paragraph", "read_document"]

LONGEST_TITLE = 200

MOST_STOPS = 3 * MOST_SENTENCES
"""So many full stops and the like a document has at most, those of abbreviations among them: each is looked at."""


def read_document(path: Path, *, encoding: str = "", progress: Progress | None = None) -> Document:
    """Return what stands in a document; `progress` is told how much is read, and may raise to stop.

    The encoding of a text or a page is found out if it is not given. Raises `DocumentError`, which says what is wrong,
    where, and what to do, and `UnknownEncodingError`.
    """
    content = read_file(path)
    kind = format_of(path, content)
    found = _encoding(path, content, kind, encoding)
    with without_collecting():
        told = _Told(progress or untold)
        blocks = list(_bearable(path.name, _blocks(path, content, kind, found, told.tell), told))
        paragraphs = tuple(numbered(blocks))
    if not paragraphs:
        raise DocumentError(f"{path.name} has no text")
    digest = blake2b(content, digest_size=16).hexdigest()
    title = title_of(kind, blocks, paragraphs) or visible(path.stem)
    return Document(" ".join(title.split())[:LONGEST_TITLE], kind, digest, paragraphs, found.name, found.note)


def _encoding(path: Path, content: bytes, kind: Format, wanted: str) -> Encoding:
    """Return in which encoding a text or a page is; an empty one for formats that have their own."""
    if kind in {"pdf", "docx"}:
        return Encoding("")
    return encoding_in(path, content, wanted, is_page=kind == "html")


def _blocks(path: Path, content: bytes, kind: Format, encoding: Encoding, progress: Progress) -> Iterable[Block]:
    """Return the blocks of a document; each reader is loaded only when it is needed."""
    progress(0, len(content))
    if kind == "markdown":
        from esgtui.documents import markdown

        return markdown.markdown_blocks(_of_lines(path, content, encoding, markdown.MOST_LINES), progress)
    if kind == "pdf":
        from esgtui.documents.pdf import pdf_blocks

        return pdf_blocks(path, content, progress)
    if kind == "docx":
        from esgtui.documents.docx import docx_blocks

        return docx_blocks(path.name, content, progress)
    if kind == "html":
        from esgtui.documents.html import html_blocks

        return html_blocks(path.name, decoded(path, content, encoding), progress)
    from esgtui.documents import text

    return text.text_blocks(_of_lines(path, content, encoding, text.MOST_LINES), progress)


def _of_lines(path: Path, content: bytes, encoding: Encoding, most: int) -> str:
    """Return the text of a document that has no more lines than its reader can bear."""
    text = decoded(path, content, encoding)
    check_lines(path.name, text, most)
    return text


def _bearable(name: str, blocks: Iterable[Block], told: "_Told") -> Iterator[Block]:
    """Yield blocks as long as they are no more than a person could ever read; raise `DocumentError` then."""
    advice = "split it, or take the part that has the claims"
    cut = _Sentences(told)
    for number, block in enumerate(blocks, 1):
        if len(block.text) > LONGEST_PARAGRAPH:
            long = f"paragraph {number:,} of {name} has more than {LONGEST_PARAGRAPH:,} characters, as none has"
            raise DocumentError(f"{long}; put empty lines between paragraphs, or take the part that has the claims")
        if too_many := cut.too_many_with(block.text):
            raise DocumentError(f"{name} has more than {too_many}, as no report does; {advice}")
        if number > MOST_SENTENCES:
            raise DocumentError(f"{name} has more than {MOST_SENTENCES:,} paragraphs, as no report does; {advice}")
        yield block


class _Told:
    """How much is read."""

    def __init__(self, progress: Progress) -> None:
        self._progress, self._last = progress, (0, 0)

    def tell(self, done: int, total: int) -> None:
        """Tell how much is done by now, and of how much."""
        self._last = done, total
        self._progress(done, total)

    def again(self) -> None:
        """Tell it again, while nothing is read."""
        self._progress(*self._last)


class _Sentences:
    """Tells whether texts have more sentences than any document; it cuts them only where they may well have."""

    def __init__(self, told: _Told) -> None:
        self._told = told
        self._count = self._most = self._stops = 0
        self._uncounted: list[str] = []

    def too_many_with(self, text: str) -> str:
        """Take in the next text, and return how many sentences or full stops are too many now; nothing if none are."""
        self._most += most_sentences(text)
        self._uncounted.append(text)
        if self._most <= MOST_SENTENCES:
            return ""
        for uncounted in self._uncounted:
            self._told.again()
            self._stops += stops_in(uncounted)
            if self._stops > MOST_STOPS:
                return f"{MOST_STOPS:,} full stops"
            for _ in sentences(uncounted):
                self._count += 1
                if self._count > MOST_SENTENCES:
                    return f"{MOST_SENTENCES:,} sentences"
        self._most = self._count
        self._uncounted.clear()
        return ""
