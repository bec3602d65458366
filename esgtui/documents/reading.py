"""Reads a document from its file, whatever its format: what each format is made of is known in a module of its own."""

from collections.abc import Iterable
from hashlib import blake2b
from pathlib import Path

from esgtui.dataset.documents import DocumentError
from esgtui.documents.contents import decoded, format_of, read_file
from esgtui.documents.document import Block, Document, Format, Paragraph, Progress, numbered

__all__ = ["Document", "DocumentError", "Paragraph", "read_document"]

LONGEST_TITLE = 200


def read_document(path: Path, *, progress: Progress | None = None) -> Document:
    """Return what stands in a document; `progress` is told how much is read, and may raise to stop.

    Raises `DocumentError`, which says what is wrong, where, and what to do.
    """
    content = read_file(path)
    kind = format_of(path, content)
    paragraphs = tuple(numbered(_blocks(path, content, kind, progress or _untold)))
    if not paragraphs:
        raise DocumentError(f"{path.name} has no text")
    digest = blake2b(content, digest_size=16).hexdigest()
    return Document(_title(paragraphs, path), kind, digest, paragraphs)


def _blocks(path: Path, content: bytes, kind: Format, progress: Progress) -> Iterable[Block]:
    """Return the blocks of a document; each reader is loaded only when it is needed."""
    progress(0, len(content))
    if kind == "markdown":
        from esgtui.documents.markdown import markdown_blocks

        return markdown_blocks(decoded(path, content), progress)
    if kind == "pdf":
        from esgtui.documents.pdf import pdf_blocks

        return pdf_blocks(path, progress)
    if kind == "docx":
        from esgtui.documents.docx import docx_blocks

        return docx_blocks(path.name, content, progress)
    if kind == "html":
        from esgtui.documents.html import html_blocks

        return html_blocks(path.name, decoded(path, content, is_page=True), progress)
    from esgtui.documents.text import text_blocks

    return text_blocks(decoded(path, content))


def _title(paragraphs: Iterable[Paragraph], path: Path) -> str:
    """Return the first heading that has a line of its own; the file's name if there is none."""
    first = next((each.section for each in paragraphs if each.text.split("\n", 1)[0] == each.section), path.stem)
    return " ".join(first.split())[:LONGEST_TITLE]


def _untold(_done: int, _total: int) -> None:
    """Take the place of a progress that nobody asked for."""
