"""Makes small PDF and Word files, as bytes, to be read in tests."""

import zlib
from collections.abc import Iterable, Sequence
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile

WORD = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'

Written = tuple[float, float, float, str]
"""A line of a page: how far from the left and from below, how large, and its text."""


def column(texts: Iterable[str], left: float = 72, top: float = 720, size: float = 10) -> list[Written]:
    """Return lines one below the other, as close as those of a paragraph; an empty one leaves a gap."""
    return [(left, top - 12 * at, size, text) for at, text in enumerate(texts) if text]


def pdf(pages: Sequence[Sequence[Written]], title: str = "") -> bytes:
    """Return a PDF whose pages have these lines, in this order, and which says that it is called so."""
    return pdf_of([zlib.compress("\n".join(map(_shown, page)).encode("cp1252")) for page in pages], title)


def pdf_of(streams: Sequence[bytes], title: str = "") -> bytes:
    """Return a PDF of pages with these contents, compressed."""
    kids = " ".join(f"{4 + 2 * at} 0 R" for at in range(len(streams)))
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        f"<</Type/Pages/Kids[{kids}]/Count {len(streams)}>>".encode(),
        b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>",
    ]
    for at, stream in enumerate(streams):
        page = f"<</Type/Page/Parent 2 0 R/MediaBox[0 0 612 792]/Contents {5 + 2 * at} 0 R"
        objects.append(f"{page}/Resources<</Font<</F1 3 0 R>>>>>>".encode())
        head = f"<</Length {len(stream)}/Filter/FlateDecode>>stream\n".encode()
        objects.append(head + stream + b"\nendstream")
    objects.append(f"<</Title({title})>>".encode())
    return _assembled(objects, b"/Info %d 0 R" % len(objects))


def _shown(line: Written) -> str:
    left, base, size, text = line
    escaped = text.replace("\\", r"\\").replace("(", r"\(").replace(")", r"\)")
    return f"BT /F1 {size} Tf {left} {base} Td ({escaped}) Tj ET"


def _assembled(objects: Sequence[bytes], trailer: bytes = b"") -> bytes:
    made = b"%PDF-1.4\n"
    offsets = []
    for number, each in enumerate(objects, 1):
        offsets.append(len(made))
        made += b"%d 0 obj" % number + each + b"endobj\n"
    table = b"".join(b"%010d 00000 n \n" % offset for offset in offsets)
    head = b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    tail = b"trailer<</Size %d/Root 1 0 R%s>>\nstartxref\n%d\n%%%%EOF" % (len(objects) + 1, trailer, len(made))
    return made + head + table + tail


def encrypted_pdf() -> bytes:
    """Return a PDF that asks for a password."""
    encrypt = b"<</Filter/Standard/V 2/R 3/Length 128/P -4/O<" + b"41" * 32 + b">/U<" + b"42" * 32 + b">>>"
    objects = [b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Kids[]/Count 0>>", encrypt]
    return _assembled(objects, b"/Encrypt 3 0 R/ID[<00><00>]")


def word(text: str, style: str = "") -> str:
    """Return a paragraph of a Word document."""
    return f'<w:p><w:pPr><w:pStyle w:val="{style}"/></w:pPr><w:r><w:t xml:space="preserve">{text}</w:t></w:r></w:p>'


def docx(body: str, styles: str = "", properties: str = "") -> bytes:
    """Return a Word document with this body, these styles, and its properties, if it has any."""
    return archive(
        ({"docProps/core.xml": properties} if properties else {})
        | {
            "word/document.xml": f"<w:document {WORD}><w:body>{body}</w:body></w:document>",
            "word/styles.xml": f"<w:styles {WORD}>{styles}</w:styles>",
        }
    )


def archive(parts: dict[str, str]) -> bytes:
    """Return a zip file with these parts."""
    made = BytesIO()
    with ZipFile(made, "w", ZIP_DEFLATED) as zipped:
        for name, text in parts.items():
            zipped.writestr(name, text)
    return made.getvalue()
